import BigInt

// Multiplication in Jacobian coordinates. What makes the incomplete formulas safe here is said at each sum.

extension P256 {
  private typealias Digit = SignedDigit

  /// `scalar` times the generator, in constant time.
  static func product(_ scalar: Scalar) -> AffinePoint<P256> {
    var sum = baseMultiples.jacobianProduct(scalar)
    let product = sum.affine()
    Wipe.zero(&sum)
    return product
  }

  /// `scalar` times `point`, in constant time.
  ///
  /// With m the digits read so far, the sum is that of 32 m P and d P, where |d| <= 16. Neither is equal to the other's
  /// negative or to itself unless both are infinity: 32 m >= 32 but for m = 0, and if 32 m were d modulo n, then d = -17 (n is
  /// 17 modulo 32), since the scalar 32 m + d is below n.
  @inline(never)
  static func product(_ scalar: Scalar, _ point: AffinePoint<P256>) -> AffinePoint<P256> {
    let width = 5
    var multiples = InlineArray<16, JacobianPoint>(repeating: JacobianPoint(point))
    for i in 1..<16 {
      // i + 1 = 2 (i + 1)/2, or i + 1: no exceptions.
      multiples[i] = multiples[i & 1 == 1 ? i / 2 : i - 1]
      if i & 1 == 1 { multiples[i].double(times: 1) } else { multiples[i].add(point, unless: .no) }
    }
    var sum = JacobianPoint.infinity
    var masks = InlineArray<64, UInt64>(repeating: 0)
    for index in (0..<Digit.count(bitCount: 256, width: width)).reversed() {
      sum.double(times: width)
      let digit = Digit(index, width: width, of: scalar)
      TableMasks.fill(&masks, magnitude: digit.magnitude, count: 16)
      // Digit 0 leaves Z = 0, which is infinity.
      var entry = JacobianPoint(x: .zero, y: .zero, z: .zero)
      for j in 0..<16 {
        entry.x.formUnion(multiples[unchecked: j].x, under: masks[unchecked: j])
        entry.y.formUnion(multiples[unchecked: j].y, under: masks[unchecked: j])
        entry.z.formUnion(multiples[unchecked: j].z, under: masks[unchecked: j])
      }
      entry.y = .select(digit.isNegative, -entry.y, entry.y)
      sum.add(entry)
    }
    let product = sum.affine()
    Wipe.zero(&sum)
    return product
  }

  /// `a` times the generator plus `b` times `point`, for public numbers only: b in width-5 non-adjacent form (Solinas 2000),
  /// with the point's odd multiples up to 15, and a from the table.
  @inline(never)
  static func sumVarTime(_ a: Scalar, _ b: Scalar, _ point: AffinePoint<P256>) -> JacobianPoint {
    var oddMultiples = InlineArray<8, JacobianPoint>(repeating: JacobianPoint(point))
    var twice = JacobianPoint(point)
    twice.double(times: 1)
    for i in 1..<8 {
      oddMultiples[i] = oddMultiples[i - 1]
      oddMultiples[i].addVarTime(twice)
    }
    let digits = b.nonAdjacentFormVarTime()
    var sum = JacobianPoint.infinity
    var doublings = 0
    for index in (0..<digits.count).reversed() {
      doublings += 1
      let digit = Int(digits[index])
      guard digit != 0 else { continue }
      if !sum.isInfinity.declassified { sum.double(times: doublings) }
      doublings = 0
      var multiple = oddMultiples[abs(digit) / 2]
      if digit < 0 { multiple.y = -multiple.y }
      sum.addVarTime(multiple)
    }
    sum.double(times: doublings)
    baseMultiples.addVarTime(a, to: &sum)
    return sum
  }
}

extension P256 {
  static func hasCoordinateVarTime(
    _ r: Scalar, _ a: Scalar, _ b: Scalar, _ point: AffinePoint<P256>
  ) -> Bool {
    let sum = sumVarTime(a, b, point)
    return !sum.isInfinity.declassified && r.isCoordinateVarTime(sum.x, over: sum.z.squared())
  }
}

extension BaseMultiples<P256> {
  /// `scalar` times the generator, in constant time: every entry of a row is read, whatever the digit.
  ///
  /// The sum of the rows below row i is less than 0.51 2^(6 i) in magnitude, what it is added to at least 2^(6 i): they are
  /// neither equal nor opposite as integers. As multiples of a point of order n they could only be so in the last row: an
  /// entry 2^256 and a sum 2^256 - n, but then the scalar were 2^257 - n, which is more than n. So infinity is the
  /// only exception, and it is selected.
  @inline(never)
  fileprivate func jacobianProduct(_ scalar: P256.Scalar) -> P256.JacobianPoint {
    let points = points.span
    var sum = P256.JacobianPoint.infinity
    var masks = InlineArray<64, UInt64>(repeating: 0)
    for index in 0..<Self.digitCount {
      let digit = SignedDigit(index, width: Self.width, of: scalar)
      TableMasks.fill(&masks, magnitude: digit.magnitude, count: Self.rowCount)
      // Digit 0 leaves (0, 0), which is no point.
      var entry = AffinePoint<P256>(x: .zero, y: .zero)
      for j in 0..<Self.rowCount {
        let point = points[unchecked: index &* Self.rowCount &+ j]
        entry.x.formUnion(point.x, under: masks[unchecked: j])
        entry.y.formUnion(point.y, under: masks[unchecked: j])
      }
      entry.y = .select(digit.isNegative, -entry.y, entry.y)
      sum.add(entry, unless: ConstantTime.isZero(digit.magnitude).opaque)
    }
    return sum
  }

  /// Adds `scalar` times the generator. The scalar is public: digits choose indices and branches.
  fileprivate func addVarTime(_ scalar: P256.Scalar, to sum: inout P256.JacobianPoint) {
    for index in 0..<Self.digitCount {
      let digit = SignedDigit(index, width: Self.width, of: scalar)
      guard digit.magnitude != 0 else { continue }
      var entry = points[index &* Self.rowCount &+ Int(truncatingIfNeeded: digit.magnitude) &- 1]
      if digit.isNegative.declassified { entry.y = -entry.y }
      sum.addVarTime(entry)
    }
  }
}

extension P256.Scalar {
  /// Digits of places 2^i, each 0 or odd and from -15 to 15, of any five in a row at most one not 0, whose sum is this
  /// number, which is public.
  fileprivate func nonAdjacentFormVarTime() -> InlineArray<257, Int8> {
    var digits = InlineArray<257, Int8>(repeating: 0)
    var carry: UInt64 = 0
    var index = 0
    while index < 257 {
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
