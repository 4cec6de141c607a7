/// One of NIST's curves y^2 = x^3 - 3x + b over a prime field (SP 800-186, section 3.2.1): prime order, cofactor 1.
protocol WeierstrassCurve {
  associatedtype Field: PrimeFieldElement
  associatedtype Order: ScalarOrder

  static var b: Field { get }
  static var generator: AffinePoint<Self> { get }

  /// The signed digits' width when multiplying the generator.
  static var baseWindowBitCount: Int { get }
  /// (j + 1) 2^(w i) G at i 2^(w - 1) + j, for every digit i of w bits and its 2^(w - 1) magnitudes.
  static var baseMultiples: BaseMultiples<Self> { get }
}

/// A point other than the one at infinity, by its coordinates.
struct AffinePoint<Curve: WeierstrassCurve>: BitwiseCopyable, Sendable {
  var x: Curve.Field
  var y: Curve.Field

  /// x^3 - 3x + b.
  @inline(__always)
  static func rightHandSide(_ x: Curve.Field) -> Curve.Field { x.squared() * x - x.tripled() + Curve.b }
}
