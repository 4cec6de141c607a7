import BigInt

// Multiplication in Jacobian coordinates. What makes the incomplete formulas safe is said at each sum.

extension JacobianPoint {
  typealias Scalar = CurveScalar<Curve.Order>

  /// `scalar` times the generator, in constant time: every entry of a row is read, whatever the digit.
  ///
  /// Rows are of signed digits of w = 5 or 6 bits, from the lowest on. The sum s of the rows below row i is less than
  /// 0.52 2^(w i) in magnitude, the entry e that is added to it at least 2^(w i): they are neither equal nor opposite as
  /// integers, nor modulo n while both are far below n. In the last row s + e is the scalar k: they are not opposite, since
  /// 0 < k < n. Were they equal modulo n, then e - s = n, and e, the multiple of 2^(w i) within 0.52 2^(w i) of n, the power of
  /// two just above n, 2^256, 2^384 or 2^521; but k = 2 e - n would be more than n. So infinity is the only exception, and it
  /// is selected.
  @inline(never)
  static func product(_ scalar: Scalar) -> Self {
    let entries = Curve.baseMultiples.entries
    var sum = infinity
    var masks = InlineArray<64, UInt64>(repeating: 0)
    for index in 0..<BaseMultiples<Curve>.digitCount {
      let digit = SignedDigit(index, width: BaseMultiples<Curve>.width, of: scalar)
      TableMasks.fill(&masks, magnitude: digit.magnitude, count: BaseMultiples<Curve>.rowCount)
      // Digit 0 leaves (0, 0), which is no point.
      var entry = AffinePoint<Curve>(x: .zero, y: .zero)
      for j in 0..<BaseMultiples<Curve>.rowCount {
        let point = entries[index &* BaseMultiples<Curve>.rowCount &+ j]
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
    let array: InlineArray<16, AffinePoint<Curve>> = oddMultiplesVarTime(of: point)
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

  /// P, 3P, 5P and so on for a public point P, far fewer than n: no sum is of equal or opposite points.
  ///
  /// 2P is added again and again, so it is made affine without a division: on the curve whose points are (Z^2 x, Z^3 y) for the
  /// (x, y) of this one and Z of 2P, its coordinates are the X and Y that it has here. Sums are computed alike on both, and
  /// coming back multiplies their denominators by Z.
  @inline(__always)
  private static func oddMultiplesVarTime<let count: Int>(
    of point: AffinePoint<Curve>
  ) -> InlineArray<count, AffinePoint<Curve>> {
    var twice = Self(point)
    twice.double(times: 1)
    let zz = twice.z.squared()
    let start = AffinePoint<Curve>(x: point.x * zz, y: point.y * (zz * twice.z))
    var multiples = InlineArray<count, Self>(repeating: Self(start))
    for i in 1..<count {
      multiples[i] = multiples[i - 1]
      multiples[i].addDistinct(AffinePoint(x: twice.x, y: twice.y))
    }
    for i in 0..<count { multiples[i].z = multiples[i].z * twice.z }
    return affineVarTime(multiples)
  }

  /// `scalar` times `point`, for public numbers only: the scalar in width-5 non-adjacent form, with the point's odd multiples
  /// up to 15.
  @inline(never)
  static func productVarTime(_ scalar: Scalar, _ point: AffinePoint<Curve>) -> Self {
    let array: InlineArray<8, AffinePoint<Curve>> = oddMultiplesVarTime(of: point)
    // Elements read from the arrays themselves would be read from copies of all of them.
    let multiples = array.span
    let form = NonAdjacentForm(varTime: scalar)
    let digits = form.digits.span
    var sum = infinity
    var place = form.count == 0 ? 0 : digits[form.count - 1].place
    for index in (0..<form.count).reversed() {
      let digit = digits[index]
      sum.double(times: Int(place - digit.place))
      place = digit.place
      var multiple = multiples[Int(digit.value.magnitude / 2)]
      if digit.value < 0 { multiple.y = -multiple.y }
      sum.addVarTime(multiple)
    }
    sum.double(times: Int(place))
    return sum
  }

  /// `a` times the generator plus `b` times `point`, for public numbers only.
  static func sumVarTime(_ a: Scalar, _ b: Scalar, _ point: AffinePoint<Curve>) -> Self {
    var sum = productVarTime(b, point)
    sum.addMultipleOfGeneratorVarTime(a)
    return sum
  }

  /// Adds `scalar` times the generator. The scalar is public: digits choose indices and branches.
  mutating func addMultipleOfGeneratorVarTime(_ scalar: Scalar) {
    let entries = Curve.baseMultiples.entries
    for index in 0..<BaseMultiples<Curve>.digitCount {
      let digit = SignedDigit(index, width: BaseMultiples<Curve>.width, of: scalar)
      guard digit.magnitude != 0 else { continue }
      let row = index &* BaseMultiples<Curve>.rowCount
      var entry = entries[row &+ Int(truncatingIfNeeded: digit.magnitude) &- 1]
      if digit.isNegative.declassified { entry.y = -entry.y }
      addVarTime(entry)
    }
  }

  /// Whether this is not infinity and x modulo n is `r`. All is public.
  func hasCoordinateVarTime(_ r: Scalar) -> Bool {
    !isInfinity.declassified && r.isCoordinateVarTime(x, over: z.squared())
  }
}
