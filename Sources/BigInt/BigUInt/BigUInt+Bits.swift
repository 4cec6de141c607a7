extension BigUInt {
  /// The words from the lowest to the highest, without leading zeros but for the single one of zero.
  public var words: [UInt] { limbs.isEmpty ? [0] : limbs }

  /// How many bits the value needs: 0 for 0, 1 for 1, 8 for 255, 9 for 256.
  public var bitWidth: Int {
    guard let top = limbs.last else { return 0 }
    return limbs.count * UInt.bitWidth - top.leadingZeroBitCount
  }

  /// How many zeros follow the lowest set bit. For zero it is the bit width, as for every integer: 0.
  public var trailingZeroBitCount: Int {
    guard let i = limbs.firstIndex(where: { $0 != 0 }) else { return 0 }
    return i * UInt.bitWidth + limbs[i].trailingZeroBitCount
  }

  /// How many bits are set.
  public var nonzeroBitCount: Int { limbs.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// All bits of `words` flipped, as an unsigned integer of exactly so many words would: `~0` is `UInt.max`.
  public static prefix func ~ (a: BigUInt) -> BigUInt { BigUInt(normalizing: a.words.map(~)) }

  /// The bits set in both.
  public static func & (a: BigUInt, b: BigUInt) -> BigUInt {
    BigUInt(normalizing: zip(a.limbs, b.limbs).map { $0 & $1 })
  }

  /// The bits set in either.
  public static func | (a: BigUInt, b: BigUInt) -> BigUInt {
    if a.limbs.count < b.limbs.count { return b | a }
    var result = a
    for i in b.limbs.indices { result.limbs[i] |= b.limbs[i] }
    return result
  }

  /// The bits set in exactly one.
  public static func ^ (a: BigUInt, b: BigUInt) -> BigUInt {
    if a.limbs.count < b.limbs.count { return b ^ a }
    var result = a
    for i in b.limbs.indices { result.limbs[i] ^= b.limbs[i] }
    result.normalize()
    return result
  }

  /// Keeps the bits set in both.
  public static func &= (a: inout BigUInt, b: BigUInt) { a = a & b }
  /// Sets the bits set in either.
  public static func |= (a: inout BigUInt, b: BigUInt) { a = a | b }
  /// Flips the bits set in `b`.
  public static func ^= (a: inout BigUInt, b: BigUInt) { a = a ^ b }

  /// The value times `2^count`, or shifted right by `-count` when that is negative.
  public static func << <Count: BinaryInteger>(a: BigUInt, count: Count) -> BigUInt {
    a.shifted(leftBy: clampedShift(count))
  }

  /// The value divided by `2^count`, rounded down, or shifted left by `-count` when that is negative.
  public static func >> <Count: BinaryInteger>(a: BigUInt, count: Count) -> BigUInt {
    a.shifted(leftBy: -clampedShift(count))
  }

  /// Shifts left in place.
  public static func <<= <Count: BinaryInteger>(a: inout BigUInt, count: Count) { a = a << count }
  /// Shifts right in place.
  public static func >>= <Count: BinaryInteger>(a: inout BigUInt, count: Count) { a = a >> count }

  /// The count as an `Int` whose negative is one as well: no number has as many bits as the bounds.
  static func clampedShift(_ count: some BinaryInteger) -> Int { Swift.max(Int(clamping: count), -Int.max) }

  func shifted(leftBy count: Int) -> BigUInt {
    if isZero || count == 0 { return self }
    return count > 0 ? shiftedUp(by: count) : shiftedDown(by: -count)
  }

  private func shiftedUp(by count: Int) -> BigUInt {
    let (offset, bits) = count.quotientAndRemainder(dividingBy: UInt.bitWidth)
    return withWords { x, n in
      BigUInt(count: offset + n + 1) { r in
        r.update(repeating: 0, count: offset)
        r[offset + n] = Limbs.shiftLeft(r + offset, x, n, bits)
      }
    }
  }

  private func shiftedDown(by count: Int) -> BigUInt {
    let (offset, bits) = count.quotientAndRemainder(dividingBy: UInt.bitWidth)
    guard offset < limbs.count else { return BigUInt() }
    return withWords { x, n in
      BigUInt(count: n - offset) { r in Limbs.shiftRight(r, x + offset, n - offset, bits) }
    }
  }
}
