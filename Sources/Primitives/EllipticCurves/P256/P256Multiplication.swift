import BigInt
import Processor

// Multiplication in Jacobian coordinates. What makes the incomplete formulas safe here is said at each sum.

extension P256 {
  /// `scalar` times the generator, in constant time.
  static func product(_ scalar: Scalar) -> AffinePoint<P256> {
    var sum = baseTable.product(scalar)
    let product = sum.affine()
    Wipe.zero(&sum)
    return product
  }

  /// `scalar`, which is not 0, times `point`, in constant time.
  static func product(_ scalar: Scalar, _ point: AffinePoint<P256>) -> AffinePoint<P256> {
    #if arch(x86_64)
      if Processor.hasV4 {
        var product = ProjectivePoint<P256>.multiplyInLanes(scalar, point)
        defer { Wipe.zero(&product) }
        return product.affine()
      }
    #endif
    return productPortable(scalar, point)
  }

  /// `scalar` times `point`, in constant time.
  ///
  /// With m the digits read so far, the sum is that of 32 m P and d P, where |d| <= 16. Neither is equal to the other's
  /// negative or to itself unless both are infinity: 32 m >= 32 but for m = 0, and if 32 m were d modulo n, then d = -17 (n is
  /// 17 modulo 32), since the scalar 32 m + d is below n.
  @inline(never)
  static func productPortable(_ scalar: Scalar, _ point: AffinePoint<P256>) -> AffinePoint<P256> {
    let width = 5
    let array = multiplesVarTime(of: point)
    // An element read from the array itself would be read from a copy of all of it.
    let multiples = array.span
    var sum = JacobianPoint.infinity
    var masks = InlineArray<64, UInt64>(repeating: 0)
    for index in (0..<SignedDigit.count(bitCount: 256, width: width)).reversed() {
      sum.double(times: width)
      let digit = SignedDigit(index, width: width, of: scalar)
      TableMasks.fill(&masks, magnitude: digit.magnitude, count: 16)
      // Digit 0 leaves (0, 0), which is no point.
      var entry = AffinePoint<P256>(x: .zero, y: .zero)
      for j in 0..<16 {
        let point = multiples[unchecked: j]
        entry.x.formUnion(point.x, under: masks[unchecked: j])
        entry.y.formUnion(point.y, under: masks[unchecked: j])
      }
      entry.y = .select(digit.isNegative, -entry.y, entry.y)
      sum.add(entry, unless: ConstantTime.isZero(digit.magnitude).opaque)
    }
    let product = sum.affine()
    Wipe.zero(&sum)
    return product
  }

  /// P, 2P, ..., 16P for a public point P.
  @inline(__always)
  private static func multiplesVarTime(of point: AffinePoint<P256>) -> InlineArray<16, AffinePoint<P256>> {
    var multiples = InlineArray<16, JacobianPoint>(repeating: JacobianPoint(point))
    for i in 1..<16 {
      multiples[i] = multiples[i & 1 == 1 ? i / 2 : i - 1]
      if i & 1 == 1 { multiples[i].double(times: 1) } else { multiples[i].addVarTime(point) }
    }
    return affineVarTime(multiples)
  }

  /// P, 3P, ..., 15P for a public point P.
  ///
  /// 2P is added again and again, so it is made affine without a division: on the curve whose points are (Z^2 x, Z^3 y) for the
  /// (x, y) of this one and Z of 2P, its coordinates are the X and Y that it has here. Sums are computed alike on both, and
  /// coming back multiplies their denominators by Z.
  @inline(__always)
  private static func oddMultiplesVarTime(of point: AffinePoint<P256>) -> InlineArray<8, AffinePoint<P256>> {
    var twice = JacobianPoint(point)
    twice.double(times: 1)
    let zz = twice.z.squared()
    let start = AffinePoint<P256>(x: point.x * zz, y: point.y * (zz * twice.z))
    var multiples = InlineArray<8, JacobianPoint>(repeating: JacobianPoint(start))
    for i in 1..<8 {
      multiples[i] = multiples[i - 1]
      multiples[i].addVarTime(AffinePoint(x: twice.x, y: twice.y))
    }
    for i in 0..<8 { multiples[i].z = multiples[i].z * twice.z }
    return affineVarTime(multiples)
  }

  /// The coordinates of public points, none at infinity, with one inversion (Montgomery's trick).
  @inline(__always)
  private static func affineVarTime<let count: Int>(
    _ points: InlineArray<count, JacobianPoint>
  ) -> InlineArray<count, AffinePoint<P256>> {
    var products = InlineArray<count, FieldElement>(repeating: .one)
    for i in 1..<count { products[i] = products[i - 1] * points[i - 1].z }
    var inverse = (products[count - 1] * points[count - 1].z).invertedVarTime()
    var result = InlineArray<count, AffinePoint<P256>>(repeating: AffinePoint(x: .zero, y: .zero))
    for i in (0..<count).reversed() {
      let own = inverse * products[i]
      inverse = inverse * points[i].z
      let square = own.squared()
      result[i] = AffinePoint(x: points[i].x * square, y: points[i].y * (square * own))
    }
    return result
  }

  /// `a` times the generator plus `b` times `point`, for public numbers only: b in width-5 non-adjacent form (Solinas 2000),
  /// with the point's odd multiples up to 15, and a from the table.
  @inline(never)
  static func sumVarTime(_ a: Scalar, _ b: Scalar, _ point: AffinePoint<P256>) -> JacobianPoint {
    let array = oddMultiplesVarTime(of: point)
    let oddMultiples = array.span
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
    baseTable.addProductVarTime(a, to: &sum)
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
