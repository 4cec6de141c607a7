import BigInt

/// A point (X : Y : Z) with x = X/Z and y = Y/Z; the point at infinity is (0 : 1 : 0).
///
/// The formulas are those of Renes, Costello and Batina, "Complete addition formulas for prime order elliptic curves"
/// (Eurocrypt 2016), for a = -3. They hold for every pair of points, equal, opposite or infinite: no case to tell apart,
/// so no branch, and none that could be forgotten.
struct ProjectivePoint<Curve: WeierstrassCurve>: BitwiseCopyable, Sendable {
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

  @inline(__always)
  static var identity: Self { Self(x: .zero, y: .one, z: .zero) }

  var isIdentity: Choice { z.isZero }

  /// Algorithm 4.
  @inline(never)
  static func + (p: Self, q: Self) -> Self {
    let xx = p.x * q.x
    let yy = p.y * q.y
    let zz = p.z * q.z
    let xy = (p.x + p.y) * (q.x + q.y) - (xx + yy)
    let yz = (p.y + p.z) * (q.y + q.z) - (yy + zz)
    let xz = (p.x + p.z) * (q.x + q.z) - (xx + zz)
    return combine(xx: xx, yy: yy, zz: zz, xy: xy, yz: yz, xz: xz)
  }

  /// Algorithm 5: the second point's Z is 1.
  @inline(never)
  static func + (p: Self, q: AffinePoint<Curve>) -> Self {
    let xx = p.x * q.x
    let yy = p.y * q.y
    let xy = (p.x + p.y) * (q.x + q.y) - (xx + yy)
    let yz = q.y * p.z + p.y
    let xz = q.x * p.z + p.x
    return combine(xx: xx, yy: yy, zz: p.z, xy: xy, yz: yz, xz: xz)
  }

  /// The common end of algorithms 4 and 5, from the products X1 X2, Y1 Y2, Z1 Z2 and X1 Y2 + X2 Y1 and so on.
  @inline(__always)
  private static func combine(xx: Field, yy: Field, zz: Field, xy: Field, yz: Field, xz: Field) -> Self {
    let u = (xz - Curve.b * zz).tripled()
    let plus = yy + u
    let minus = yy - u
    let threeZZ = zz.tripled()
    let v = (Curve.b * xz - threeZZ - xx).tripled()
    let w = xx.tripled() - threeZZ
    return Self(x: xy * plus - yz * v, y: plus * minus + w * v, z: yz * minus + xy * w)
  }

  /// Algorithm 6.
  @inline(never)
  func doubled() -> Self {
    let xx = x.squared()
    let yy = y.squared()
    let zz = z.squared()
    let xy = x * y
    let twoXY = xy + xy
    let xz = x * z
    let twoXZ = xz + xz
    let yz = y * z
    let twoYZ = yz + yz
    let u = (twoXZ - Curve.b * zz).tripled()
    let plus = yy + u
    let minus = yy - u
    let threeZZ = zz.tripled()
    let v = (Curve.b * twoXZ - threeZZ - xx).tripled()
    let w = xx.tripled() - threeZZ
    let quarterZ = twoYZ * yy
    let halfZ = quarterZ + quarterZ
    return Self(x: twoXY * plus - twoYZ * v, y: plus * minus + w * v, z: halfZ + halfZ)
  }

  /// The point times 2^`count`.
  ///
  /// Jacobian coordinates, x = X/Z^2 and y = Y/Z^3, double with 4 multiplications and 4 squarings instead of 10 and 3,
  /// which pays for the way there and back from 2 doublings on. Doubling has no exceptions in them either: no point has
  /// y = 0, as the order is odd, and infinity, (1 : 1 : 0), stays what it is.
  @inline(never)
  func doubled(times count: Int) -> Self {
    let isIdentity = isIdentity.opaque
    var x = Field.select(isIdentity, .one, self.x * z)
    var y = Field.select(isIdentity, .one, self.y * z.squared())
    var z = z
    for _ in 0..<count {
      // "dbl-2001-b" of the Explicit-Formulas Database, after Bernstein.
      let delta = z.squared()
      let gamma = y.squared()
      let alpha = ((x - delta) * (x + delta)).tripled()
      let beta = x * gamma
      let twoBeta = beta + beta
      let fourBeta = twoBeta + twoBeta
      let yz = y * z
      let twoGamma = gamma + gamma
      let fourGammaSquared = twoGamma.squared()
      x = alpha.squared() - (fourBeta + fourBeta)
      y = alpha * (fourBeta - x) - (fourGammaSquared + fourGammaSquared)
      z = yz + yz
    }
    return Self(x: x * z, y: y, z: z.squared() * z)
  }

  /// The negative, if `choice` is true.
  @inline(__always)
  func negated(if choice: Choice) -> Self { Self(x: x, y: .select(choice, -y, y), z: z) }

  @inline(__always)
  static func select(_ choice: Choice, _ a: Self, _ b: Self) -> Self {
    Self(x: .select(choice, a.x, b.x), y: .select(choice, a.y, b.y), z: .select(choice, a.z, b.z))
  }

  /// The coordinates; (0, 0), which is no point, for the point at infinity.
  func affine() -> AffinePoint<Curve> {
    let inverse = z.inverted()
    return AffinePoint(x: x * inverse, y: y * inverse)
  }

  /// The coordinates of many points, none at infinity, with one inversion (Montgomery's trick).
  static func affine(_ points: [Self]) -> [AffinePoint<Curve>] {
    var products: [Field] = []
    products.reserveCapacity(points.count)
    var product = Field.one
    for point in points {
      products.append(product)
      product = product * point.z
    }
    var inverse = product.inverted()
    var result: [AffinePoint<Curve>] = []
    result.reserveCapacity(points.count)
    for (point, before) in zip(points, products).reversed() {
      let own = inverse * before
      inverse = inverse * point.z
      result.append(AffinePoint(x: point.x * own, y: point.y * own))
    }
    result.reverse()
    return result
  }
}
