/// One of NIST's curves y^2 = x^3 - 3x + b over a prime field (SP 800-186, section 3.2.1): prime order, cofactor 1.
protocol WeierstrassCurve {
  associatedtype Field: PrimeFieldElement
  associatedtype Order: ScalarOrder

  static var b: Field { get }
  static var generator: AffinePoint<Self> { get }

  /// The signed digits' width when multiplying the generator.
  static var baseWindowBitCount: Int { get }
  static var baseMultiples: BaseMultiples<Self> { get }

  /// `scalar` times the generator, in constant time.
  static func product(_ scalar: CurveScalar<Order>) -> AffinePoint<Self>

  /// `scalar` times `point`, in constant time; the scalar is not 0.
  static func product(_ scalar: CurveScalar<Order>, _ point: AffinePoint<Self>) -> AffinePoint<Self>

  /// Whether x of `a` times the generator plus `b` times `point` is `r` modulo n, and the sum not infinity. All is public.
  static func hasCoordinateVarTime(
    _ r: CurveScalar<Order>, _ a: CurveScalar<Order>, _ b: CurveScalar<Order>, _ point: AffinePoint<Self>
  ) -> Bool
}

extension WeierstrassCurve {
  static func product(_ scalar: CurveScalar<Order>) -> AffinePoint<Self> {
    var product = JacobianPoint<Self>.product(scalar)
    let affine = product.affine()
    Wipe.zero(&product)
    return affine
  }

  static func product(_ scalar: CurveScalar<Order>, _ point: AffinePoint<Self>) -> AffinePoint<Self> {
    var product = JacobianPoint<Self>.product(scalar, point)
    let affine = product.affine()
    Wipe.zero(&product)
    return affine
  }

  static func hasCoordinateVarTime(
    _ r: CurveScalar<Order>, _ a: CurveScalar<Order>, _ b: CurveScalar<Order>, _ point: AffinePoint<Self>
  ) -> Bool {
    JacobianPoint<Self>.sumVarTime(a, b, point).hasCoordinateVarTime(r)
  }
}

/// A point other than the one at infinity, by its coordinates.
struct AffinePoint<Curve: WeierstrassCurve>: BitwiseCopyable, Sendable {
  var x: Curve.Field
  var y: Curve.Field

  /// x^3 - 3x + b.
  @inline(__always)
  static func rightHandSide(_ x: Curve.Field) -> Curve.Field { x.squared() * x - x.tripled() + Curve.b }
}
