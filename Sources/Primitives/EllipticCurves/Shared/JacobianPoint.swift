import BigInt

/// A point (X : Y : Z) with x = X/Z^2 and y = Y/Z^3; Z is 0 at infinity, which is kept as (1 : 1 : 0).
///
/// These coordinates double with 8 multiplications instead of the 13 of the complete formulas (`ProjectivePoint`), and add
/// an affine point with 11 instead of 13. In return a sum has exceptions: infinity on either side, which is selected, and
/// equal points, which the callers rule out. Formulas are from the Explicit-Formulas Database, after Bernstein and Lange.
struct JacobianPoint<Curve: WeierstrassCurve>: BitwiseCopyable, Sendable {
  typealias Field = Curve.Field

  var x: Field
  var y: Field
  var z: Field

  @inline(__always)
  init(x: Field, y: Field, z: Field) {
    self.x = x
    self.y = y
    self.z = z
  }

  @inline(__always)
  init(_ point: AffinePoint<Curve>) { self.init(x: point.x, y: point.y, z: .one) }

  /// The same point; infinity too, with Z = 0.
  @inline(__always)
  init(_ point: ProjectivePoint<Curve>) {
    self.init(x: point.x * point.z, y: point.y * point.z.squared(), z: point.z)
  }

  @inline(__always)
  static var infinity: Self { Self(x: .one, y: .one, z: .zero) }

  @inline(__always)
  var isInfinity: Choice { z.isZero }

  /// Doubles `count` times ("dbl-2001-b", with its (Y + Z)^2 - Y^2 - Z^2 as 2 Y Z).
  ///
  /// Nothing is exceptional: no point has y = 0, as the order is odd, and infinity, (1 : 1 : 0), stays what it is.
  @inline(never)
  mutating func double(times count: Int) {
    var x = x
    var y = y
    var z = z
    for _ in 0..<count {
      let delta = z.squared()
      let gamma = y.squared()
      let thirdOfAlpha = (x - delta) * Field.factor(adding: x, delta)
      let yz = y * z
      let beta = x * gamma
      let alpha = thirdOfAlpha + thirdOfAlpha + thirdOfAlpha
      let fourGammaSquared = (gamma + gamma).squared()
      let twoBeta = beta + beta
      let fourBeta = twoBeta + twoBeta
      x = alpha.squared() - (fourBeta + fourBeta)
      y = alpha * (fourBeta - x) - (fourGammaSquared + fourGammaSquared)
      z = yz + yz
    }
    self = Self(x: x, y: y, z: z)
  }

  /// This point, which may be infinity, plus an affine one, which is left out where `isAbsent`. For two equal points it gives
  /// (0 : 0 : 0): see the callers.
  @inline(never)
  mutating func add(_ q: AffinePoint<Curve>, unless isAbsent: Choice) {
    let other = Self.select(isInfinity.opaque, Self(q), distinctSum(q))
    self = Self.select(isAbsent, self, other)
  }

  /// The sum of two points, both not infinity and neither equal nor opposite ("add-1998-cmo-2").
  @inline(__always)
  func distinctSum(_ q: Self) -> Self {
    let zz = z.squared()
    let qzz = q.z.squared()
    let u = x * qzz
    let s = y * (q.z * qzz)
    let h = q.x * zz - u
    let r = q.y * (z * zz) - s
    return Self.sum(u: u, s: s, h: h, r: r, z: z * q.z)
  }

  /// The same with an affine point ("madd").
  @inline(__always)
  func distinctSum(_ q: AffinePoint<Curve>) -> Self {
    let zz = z.squared()
    let h = q.x * zz - x
    let r = q.y * (z * zz) - y
    return Self.sum(u: x, s: y, h: h, r: r, z: z)
  }

  /// The end of all sums: from U1, S1, U2 - U1, S2 - S1 and Z1 Z2.
  @inline(__always)
  fileprivate static func sum(u: Field, s: Field, h: Field, r: Field, z: Field) -> Self {
    let hh = h.squared()
    let hhh = h * hh
    let v = u * hh
    let x = r.squared() - hhh - (v + v)
    return Self(x: x, y: r * (v - x) - s * hhh, z: z * h)
  }

  @inline(__always)
  static func select(_ choice: Choice, _ a: Self, _ b: Self) -> Self {
    Self(x: .select(choice, a.x, b.x), y: .select(choice, a.y, b.y), z: .select(choice, a.z, b.z))
  }

  /// The coordinates; (0, 0), which is no point, for the point at infinity.
  func affine() -> AffinePoint<Curve> {
    let inverse = z.inverted()
    let square = inverse.squared()
    return AffinePoint(x: x * square, y: y * (square * inverse))
  }

  /// The same point for the complete formulas.
  var projective: ProjectivePoint<Curve> { ProjectivePoint(x: x * z, y: y, z: z.squared() * z) }

  /// The coordinates of several public points, none at infinity, with one inversion (Montgomery's trick).
  @inline(__always)
  static func affineVarTime<let count: Int>(
    _ points: InlineArray<count, Self>
  ) -> InlineArray<count, AffinePoint<Curve>> {
    // At first the products of the Z before each.
    var result = InlineArray<count, AffinePoint<Curve>>(repeating: AffinePoint(x: .one, y: .one))
    for i in 1..<count { result[i].x = result[i - 1].x * points[i - 1].z }
    var inverse = (result[count - 1].x * points[count - 1].z).invertedVarTime()
    for i in (0..<count).reversed() {
      let own = inverse * result[i].x
      inverse = inverse * points[i].z
      let square = own.squared()
      result[i] = AffinePoint(x: points[i].x * square, y: points[i].y * (square * own))
    }
    return result
  }
}

extension JacobianPoint {
  /// This point plus another, both public ("add-1998-cmo-2").
  @inline(never)
  mutating func addVarTime(_ q: Self) {
    if q.isInfinity.declassified { return }
    if isInfinity.declassified {
      self = q
      return
    }
    let zz = z.squared()
    let qzz = q.z.squared()
    let u = x * qzz
    let s = y * (q.z * qzz)
    let h = q.x * zz - u
    let r = q.y * (z * zz) - s
    if h.isZero.declassified { return finishExceptionVarTime(areEqual: r.isZero) }
    self = Self.sum(u: u, s: s, h: h, r: r, z: z * q.z)
  }

  /// This point plus an affine one, both public.
  @inline(never)
  mutating func addVarTime(_ q: AffinePoint<Curve>) {
    if isInfinity.declassified {
      self = Self(q)
      return
    }
    let zz = z.squared()
    let h = q.x * zz - x
    let r = q.y * (z * zz) - y
    if h.isZero.declassified { return finishExceptionVarTime(areEqual: r.isZero) }
    self = Self.sum(u: x, s: y, h: h, r: r, z: z)
  }

  /// The sum of two points with the same x: twice the point, or infinity for opposite ones.
  private mutating func finishExceptionVarTime(areEqual: Choice) {
    if areEqual.declassified { double(times: 1) } else { self = .infinity }
  }
}
