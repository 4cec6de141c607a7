extension BigInt {
  /// The two's complement from the lowest word to the highest, as short as it can be with the sign in the top bit.
  public var words: [UInt] {
    var words = magnitude.words
    let isTopBitSet = { words[words.count - 1] >> UInt(UInt.bitWidth - 1) == 1 }
    if isNegative {
      BigInt.negate(&words)
      if !isTopBitSet() { words.append(.max) }
    } else if isTopBitSet() {
      words.append(0)
    }
    return words
  }

  /// How many bits the two's complement needs, with the sign: 1 for 0 and -1, 2 for 1, 8 for -128, 9 for 128.
  public var bitWidth: Int {
    guard isNegative else { return magnitude.bitWidth + 1 }
    // Of negative numbers the powers of two need one bit less than their neighbours below.
    let isPowerOfTwo = magnitude.trailingZeroBitCount == magnitude.bitWidth - 1
    return magnitude.bitWidth + (isPowerOfTwo ? 0 : 1)
  }

  /// How many zeros follow the lowest set bit. For zero it is the bit width, as for every integer: 1.
  public var trailingZeroBitCount: Int { isZero ? 1 : magnitude.trailingZeroBitCount }

  /// All bits flipped: `-1 - a`.
  public static prefix func ~ (a: BigInt) -> BigInt {
    a.isNegative
      ? BigInt(isNegative: false, magnitude: a.magnitude - .one)
      : BigInt(isNegative: true, magnitude: a.magnitude + .one)
  }

  /// The bits set in both, in two's complement.
  public static func & (a: BigInt, b: BigInt) -> BigInt {
    if !a.isNegative, !b.isNegative { return BigInt(a.magnitude & b.magnitude) }
    return bitwise(a, b) { $0 & $1 }
  }

  /// The bits set in either, in two's complement.
  public static func | (a: BigInt, b: BigInt) -> BigInt {
    if !a.isNegative, !b.isNegative { return BigInt(a.magnitude | b.magnitude) }
    return bitwise(a, b) { $0 | $1 }
  }

  /// The bits set in exactly one, in two's complement.
  public static func ^ (a: BigInt, b: BigInt) -> BigInt {
    if !a.isNegative, !b.isNegative { return BigInt(a.magnitude ^ b.magnitude) }
    return bitwise(a, b) { $0 ^ $1 }
  }

  @inline(__always)
  private static func bitwise(_ a: BigInt, _ b: BigInt, _ operation: (UInt, UInt) -> UInt) -> BigInt {
    let x = a.words
    let y = b.words
    let xSign: UInt = a.isNegative ? .max : 0
    let ySign: UInt = b.isNegative ? .max : 0
    return BigInt(
      twosComplementWords: (0..<Swift.max(x.count, y.count)).map {
        operation($0 < x.count ? x[$0] : xSign, $0 < y.count ? y[$0] : ySign)
      })
  }

  /// Keeps the bits set in both.
  public static func &= (a: inout BigInt, b: BigInt) { a = a & b }
  /// Sets the bits set in either.
  public static func |= (a: inout BigInt, b: BigInt) { a = a | b }
  /// Flips the bits set in `b`.
  public static func ^= (a: inout BigInt, b: BigInt) { a = a ^ b }

  /// The value times `2^count`, or shifted right by `-count` when that is negative.
  public static func << <Count: BinaryInteger>(a: BigInt, count: Count) -> BigInt {
    a.shifted(leftBy: BigUInt.clampedShift(count))
  }

  /// The value divided by `2^count`, rounded down, or shifted left by `-count` when that is negative.
  public static func >> <Count: BinaryInteger>(a: BigInt, count: Count) -> BigInt {
    a.shifted(leftBy: -BigUInt.clampedShift(count))
  }

  /// Shifts left in place.
  public static func <<= <Count: BinaryInteger>(a: inout BigInt, count: Count) { a = a << count }
  /// Shifts right in place, rounding down.
  public static func >>= <Count: BinaryInteger>(a: inout BigInt, count: Count) { a = a >> count }

  private func shifted(leftBy count: Int) -> BigInt {
    if count >= 0 || !isNegative {
      return BigInt(isNegative: isNegative, magnitude: magnitude.shifted(leftBy: count))
    }
    // floor(-m / 2^n) = -(floor((m - 1) / 2^n) + 1)
    return BigInt(isNegative: true, magnitude: (magnitude - .one).shifted(leftBy: count) + .one)
  }
}
