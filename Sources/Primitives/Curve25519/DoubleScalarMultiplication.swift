extension Curve25519.EdwardsPoint {
  /// `a * point + b * B`, for public values: its time depends on all three.
  ///
  /// Both multipliers in non-adjacent form share one chain of doublings (Strauss and Shamir).
  static func multiplyAddBaseVarTime(
    _ a: Curve25519.Scalar, _ point: Curve25519.EdwardsPoint, base b: Curve25519.Scalar
  ) -> Curve25519.EdwardsPoint {
    let aDigits = a.nonAdjacentFormVarTime(width: 5)
    let bDigits = b.nonAdjacentFormVarTime(width: 8)
    // P, 3P, ..., 15P.
    var twice = point
    twice.double()
    let twiceAddend = Curve25519.ProjectiveAddend(twice)
    var multiple = point
    var multiples = [Curve25519.ProjectiveAddend(point)]
    for _ in 1..<8 {
      multiple.add(twiceAddend)
      multiples.append(Curve25519.ProjectiveAddend(multiple))
    }
    let baseMultiples = Curve25519.BasePointMultiples.oddMultiples
    var result = identity
    for i in (0..<256).reversed() {
      // T is needed only by an addition, which comes after one doubling in five or so.
      if aDigits[i] == 0 && bDigits[i] == 0 {
        result.doubleWithoutT()
        continue
      }
      result.double()
      if aDigits[i] > 0 { result.add(multiples[aDigits[i] / 2]) }
      if aDigits[i] < 0 { result.add(-multiples[-aDigits[i] / 2]) }
      if bDigits[i] > 0 { result.add(baseMultiples[bDigits[i] / 2]) }
      if bDigits[i] < 0 { result.add(-baseMultiples[-bDigits[i] / 2]) }
    }
    return result
  }
}

extension Curve25519.Scalar {
  /// The number as a sum of 2^i times odd digits below 2^(width - 1) in magnitude, any two of them at least `width`
  /// places apart. For public numbers below 2^255.
  func nonAdjacentFormVarTime(width: Int) -> [Int] {
    var digits = [Int](repeating: 0, count: 256)
    var carry = 0
    var position = 0
    while position < 256 {
      let word = position / 64
      let bit = UInt64(position % 64)
      var bits = words[word] >> bit
      if bit > 0 && word < 3 { bits |= words[word + 1] << (64 - bit) }
      let window = Int(bits & (1 << UInt64(width) - 1)) + carry
      if window % 2 == 0 {
        position += 1
        continue
      }
      carry = window >> (width - 1) & 1
      digits[position] = window - carry << width
      position += width
    }
    return digits
  }
}
