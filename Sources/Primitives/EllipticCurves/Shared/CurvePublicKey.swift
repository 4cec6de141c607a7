import BigInt

/// A public key: a point other than infinity, checked to be on the curve. The cofactor is 1, so that it has the order n,
/// which completes the full validation of SP 800-56A, section 5.6.2.3.3. Everything about it is public.
struct CurvePublicKey<Curve: WeierstrassCurve>: Sendable, Equatable {
  let point: AffinePoint<Curve>

  private static var byteCount: Int { Curve.Field.byteCount }

  init(_ point: AffinePoint<Curve>) { self.point = point }

  /// A point as X9.63 and SEC 1, section 2.3.4, encode it: `04 x y`, or `02 x` and `03 x` where the last bit of the first
  /// byte is that of y.
  init(x963Representation bytes: Span<UInt8>) throws(CryptoError) {
    guard bytes.count > 0 else { throw .invalidPoint(rule: "an encoded point is not empty") }
    switch bytes[0] {
    case 0x04:
      guard bytes.count == 1 + 2 * Self.byteCount else {
        throw .incorrectKeySize(found: bytes.count, expected: "\(1 + 2 * Self.byteCount) for an uncompressed point")
      }
      guard
        let x = Curve.Field(canonical: bytes, at: 1),
        let y = Curve.Field(canonical: bytes, at: 1 + Self.byteCount)
      else { throw .invalidPoint(rule: "coordinates are below p (SP 800-56A, section 5.6.2.3.3)") }
      guard y.squared().equals(AffinePoint<Curve>.rightHandSide(x)).declassified else {
        throw .invalidPoint(rule: "y^2 = x^3 - 3x + b (SP 800-56A, section 5.6.2.3.3)")
      }
      point = AffinePoint(x: x, y: y)
    case 0x02, 0x03:
      guard bytes.count == 1 + Self.byteCount else {
        throw .incorrectKeySize(found: bytes.count, expected: "\(1 + Self.byteCount) for a compressed point")
      }
      guard let x = Curve.Field(canonical: bytes, at: 1) else {
        throw .invalidPoint(rule: "coordinates are below p (SEC 1, section 2.3.4)")
      }
      let square = AffinePoint<Curve>.rightHandSide(x)
      let root = square.squareRootCandidate()
      guard root.squared().equals(square).declassified else {
        throw .invalidPoint(rule: "x^3 - 3x + b has a square root (SEC 1, section 2.3.4)")
      }
      // The order is odd, so that no point has y = 0, and one of the roots is odd, the other even.
      point = AffinePoint(x: x, y: .select(root.isOdd ^ Choice(bit: UInt64(bytes[0] & 1)), -root, root))
    case 0x00: throw .invalidPoint(rule: "the point at infinity is no public key")
    case let form: throw .invalidPoint(rule: "an encoded point begins with 02, 03 or 04, not with \(form)")
    }
  }

  /// `04 x y`.
  var x963Representation: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 1 + 2 * Self.byteCount)
    bytes[0] = 0x04
    var span = bytes.mutableSpan
    point.x.store(to: &span, at: 1)
    point.y.store(to: &span, at: 1 + Self.byteCount)
    return bytes
  }

  /// `02 x` or `03 x`.
  var compressedX963Representation: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 1 + Self.byteCount)
    bytes[0] = 0x02 | UInt8(truncatingIfNeeded: point.y.isOdd.bit)
    var span = bytes.mutableSpan
    point.x.store(to: &span, at: 1)
    return bytes
  }

  static func == (a: Self, b: Self) -> Bool {
    (a.point.x.equals(b.point.x) & a.point.y.equals(b.point.y)).declassified
  }
}
