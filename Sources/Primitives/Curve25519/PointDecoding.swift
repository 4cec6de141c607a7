import BigInt

extension Curve25519 {
  /// The decoding of a public point (RFC 8032, section 5.1.3), in two parts: before and after the power that takes most of its
  /// time, so that many points can have their powers computed together.
  struct PointDecoding: Sendable {
    private let y: FieldElement
    /// x^2 = u/v.
    private let u: FieldElement
    private let v: FieldElement
    private let isOdd: Choice

    /// Nil unless there are 32 bytes.
    init?(_ bytes: Span<UInt8>) {
      guard bytes.count == keyByteCount else { return nil }
      y = FieldElement(ignoringTopBitOf: bytes)
      let yy = y.squared
      u = yy - .one
      v = EdwardsPoint.d * yy + .one
      isOdd = Choice(bit: UInt64(bytes[31] &>> 7))
    }

    /// The number whose power (p - 5) / 8 is needed.
    var radicand: FieldElement { FieldElement.radicand(ofRatio: u, v) }

    /// The point, or nil when there is none: when y is not below p, has no x, or x is zero and marked odd. Only public
    /// points are decoded, so the answer may be seen.
    func point(power: FieldElement) -> EdwardsPoint? {
      var (x, exists) = FieldElement.squareRoot(ofRatio: u, v, power: power)
      x = .select(x.isNegative ^ isOdd, -x, x)
      guard (exists & y.isCanonical & !(x.isZero & isOdd)).declassified else { return nil }
      return EdwardsPoint(x: x, y: y, z: .one, t: x * y)
    }
  }
}
