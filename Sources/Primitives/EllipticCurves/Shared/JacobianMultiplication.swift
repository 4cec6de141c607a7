import BigInt

// Multiplication in Jacobian coordinates on the longer curves. What makes the incomplete formulas safe is said at each sum.

extension JacobianPoint {
  typealias Scalar = CurveScalar<Curve.Order>

  /// `scalar` times the generator, in constant time: every entry of a row is read, whatever the digit.
  ///
  /// Rows are of signed digits of 5 bits, from the lowest on. The sum s of the rows below row i is less than 0.52 2^(5 i) in
  /// magnitude, the entry e that is added to it at least 2^(5 i): they are neither equal nor opposite as integers, nor
  /// modulo n while both are far below n. In the last row s + e is the scalar k: they are not opposite, since 0 < k < n. Were
  /// they equal modulo n, then e - s = n, and e, the multiple of 2^(5 i) within 0.52 2^(5 i) of n, the power of two just above
  /// n, 2^384 or 2^521; but k = 2 e - n would be more than n. So infinity is the only exception, and it is selected.
  @inline(never)
  static func product(_ scalar: Scalar) -> Self {
    let table = Curve.baseMultiples
    let points = table.points.span
    var sum = infinity
    var masks = InlineArray<64, UInt64>(repeating: 0)
    for index in 0..<BaseMultiples<Curve>.digitCount {
      let digit = SignedDigit(index, width: BaseMultiples<Curve>.width, of: scalar)
      TableMasks.fill(&masks, magnitude: digit.magnitude, count: BaseMultiples<Curve>.rowCount)
      // Digit 0 leaves (0, 0), which is no point.
      var entry = AffinePoint<Curve>(x: .zero, y: .zero)
      for j in 0..<BaseMultiples<Curve>.rowCount {
        let point = points[unchecked: index &* BaseMultiples<Curve>.rowCount &+ j]
        entry.x.formUnion(point.x, under: masks[unchecked: j])
        entry.y.formUnion(point.y, under: masks[unchecked: j])
      }
      entry.y = .select(digit.isNegative, -entry.y, entry.y)
      sum.add(entry, unless: ConstantTime.isZero(digit.magnitude).opaque)
    }
    return sum
  }

  /// `scalar`, which is not 0, times `point`, in constant time.
  ///
  /// With odd digits, a sum m of some of the highest is at least 1 and below n/32 but for the last digit, so that 32 m and
  /// a digit d, at most 31 in magnitude, are neither equal nor opposite, and nothing is infinity. With the last digit they can
  /// be equal, 32 m = n + d: that sum is made by the complete formulas.
  @inline(never)
  static func product(_ scalar: Scalar, _ point: AffinePoint<Curve>) -> ProjectivePoint<Curve> {
    let array = affine(oddMultiples(of: point) as InlineArray<16, Self>)
    // An element read from the array itself would be read from a copy of all of it.
    let multiples = array.span
    var digits = OddDigits(scalar)
    var masks = InlineArray<64, UInt64>(repeating: 0)
    let last = OddDigits<Curve.Order>.count - 1
    var sum = Self(entry(of: multiples, digits, last, &masks))
    for index in (1..<last).reversed() {
      sum.double(times: 5)
      sum.addDistinct(entry(of: multiples, digits, index, &masks))
    }
    sum.double(times: 5)
    let product = sum.projective + entry(of: multiples, digits, 0, &masks)
    let isNegated = digits.isNegated
    Wipe.zero(&sum)
    Wipe.zero(&digits)
    return product.negated(if: isNegated)
  }

  @inline(never)
  private mutating func addDistinct(_ q: AffinePoint<Curve>) { self = distinctSum(q) }

  /// The multiple that a digit stands for; all are read.
  @inline(__always)
  private static func entry(
    of multiples: Span<AffinePoint<Curve>>, _ digits: OddDigits<Curve.Order>, _ index: Int,
    _ masks: inout InlineArray<64, UInt64>
  ) -> AffinePoint<Curve> {
    let digit = digits.digit(index)
    TableMasks.fill(&masks, magnitude: digit.index &+ 1, count: 16)
    var entry = AffinePoint<Curve>(x: .zero, y: .zero)
    for j in 0..<16 {
      entry.x.formUnion(multiples[unchecked: j].x, under: masks[unchecked: j])
      entry.y.formUnion(multiples[unchecked: j].y, under: masks[unchecked: j])
    }
    entry.y = .select(Choice(bit: ConstantTime.barrier(digit.isNegative)), -entry.y, entry.y)
    return entry
  }

  /// P, 3P, 5P and so on, far fewer than n: no sum is of equal or opposite points.
  @inline(__always)
  private static func oddMultiples<let count: Int>(of point: AffinePoint<Curve>) -> InlineArray<count, Self> {
    var multiples = InlineArray<count, Self>(repeating: Self(point))
    var twice = Self(point)
    twice.double(times: 1)
    for i in 1..<count { multiples[i] = multiples[i - 1].distinctSum(twice) }
    return multiples
  }

  /// `a` times the generator plus `b` times `point`, for public numbers only: b in width-5 non-adjacent form (Solinas 2000),
  /// with the point's odd multiples up to 15, and a from the table.
  @inline(never)
  static func sumVarTime(_ a: Scalar, _ b: Scalar, _ point: AffinePoint<Curve>) -> Self {
    let array = affine(oddMultiples(of: point) as InlineArray<8, Self>)
    let multiples = array.span
    let digits = b.nonAdjacentFormVarTime()
    var sum = infinity
    var doublings = 0
    for index in (0..<digits.count).reversed() {
      doublings += 1
      let digit = Int(digits[index])
      guard digit != 0 else { continue }
      if !sum.isInfinity.declassified { sum.double(times: doublings) }
      doublings = 0
      var multiple = multiples[abs(digit) / 2]
      if digit < 0 { multiple.y = -multiple.y }
      sum.addVarTime(multiple)
    }
    sum.double(times: doublings)
    sum.addMultipleOfGeneratorVarTime(a)
    return sum
  }

  /// Adds `scalar` times the generator. The scalar is public: digits choose indices and branches.
  mutating func addMultipleOfGeneratorVarTime(_ scalar: Scalar) {
    let table = Curve.baseMultiples
    for index in 0..<BaseMultiples<Curve>.digitCount {
      let digit = SignedDigit(index, width: BaseMultiples<Curve>.width, of: scalar)
      guard digit.magnitude != 0 else { continue }
      let row = index &* BaseMultiples<Curve>.rowCount
      var entry = table.points[row &+ Int(truncatingIfNeeded: digit.magnitude) &- 1]
      if digit.isNegative.declassified { entry.y = -entry.y }
      addVarTime(entry)
    }
  }

  /// Whether this is not infinity and x modulo n is `r`. All is public.
  func hasCoordinateVarTime(_ r: Scalar) -> Bool {
    !isInfinity.declassified && r.isCoordinateVarTime(x, over: z.squared())
  }
}

extension CurveScalar {
  /// Digits of places 2^i, each 0 or odd and from -15 to 15, of any five in a row at most one not 0, whose sum is this
  /// number, which is public.
  fileprivate func nonAdjacentFormVarTime() -> InlineArray<522, Int8> {
    var digits = InlineArray<522, Int8>(repeating: 0)
    var carry: UInt64 = 0
    var index = 0
    while index <= Order.bitCount {
      guard bits(from: index, count: 1) != carry else {
        index += 1
        continue
      }
      let digit = bits(from: index, count: 5) + carry  // odd, so from 1 to 31
      carry = digit >> 4
      digits[index] = Int8(truncatingIfNeeded: Int(digit) - Int(carry << 5))
      index += 5
    }
    return digits
  }
}
