import BigInt
import TestSupport
import Testing

@testable import Primitives

/// The formulas against the chord-and-tangent rule on arbitrary-precision integers, and the multiplications against them.
@Suite("NIST curves: group law")
struct GroupLawTests {
  private struct Group<Curve: WeierstrassCurve> {
    typealias Point = ProjectivePoint<Curve>
    typealias Scalar = CurveScalar<Curve.Order>
    /// A point by its integers; nil is the point at infinity.
    typealias Reference = (x: BigUInt, y: BigUInt)?

    let p: BigUInt
    let n: BigUInt

    init(_: Curve.Type, order: [UInt8]) {
      n = BigUInt(bigEndianBytes: order.span)
      // -1 as a field element, plus 1.
      var bytes = [UInt8](repeating: 0, count: Curve.Field.byteCount)
      var span = bytes.mutableSpan
      (Curve.Field.zero - .one).store(to: &span, at: 0)
      p = BigUInt(bigEndianBytes: bytes.span) + BigUInt(1)
    }

    func integer(_ element: Curve.Field) -> BigUInt {
      var bytes = [UInt8](repeating: 0, count: Curve.Field.byteCount)
      var span = bytes.mutableSpan
      element.store(to: &span, at: 0)
      return BigUInt(bigEndianBytes: bytes.span)
    }

    func reference(_ point: Point) -> Reference {
      if point.isIdentity.declassified { return nil }
      let affine = point.affine()
      return (integer(affine.x), integer(affine.y))
    }

    /// Infinity is (0, 0).
    func reference(_ point: AffinePoint<Curve>) -> Reference {
      (point.x.isZero & point.y.isZero).declassified ? nil : (integer(point.x), integer(point.y))
    }

    func add(_ a: Reference, _ b: Reference) throws -> Reference {
      guard let a else { return b }
      guard let b else { return a }
      let slope: BigUInt
      if a.x == b.x {
        if (a.y + b.y) % p == BigUInt(0) { return nil }
        slope = (BigUInt(3) * a.x * a.x + p - BigUInt(3)) * (try #require((BigUInt(2) * a.y).modInverse(p))) % p
      } else {
        slope = (b.y + p - a.y) * (try #require(((b.x + p - a.x) % p).modInverse(p))) % p
      }
      let x = (slope * slope + p + p - a.x - b.x) % p
      return (x, (slope * (p + a.x - x) + p - a.y) % p)
    }

    func isSame(_ a: Reference, _ b: Reference) -> Bool { a?.x == b?.x && a?.y == b?.y }

    func scalar(_ value: BigUInt) -> Scalar { Scalar.load(value.bigEndianBytes(count: Scalar.byteCount).span).scalar }

    func negative(_ point: Point) -> Point { point.negated(if: .yes) }

    /// The same point with another Z.
    func rescaled(_ point: Point, by factor: Curve.Field) -> Point {
      Point(x: point.x * factor, y: point.y * factor, z: point.z * factor)
    }

    func checkFormulas() throws {
      let generator = Point(Curve.generator)
      var points = [Point.identity, generator]
      for _ in 0..<5 { points.append(points[points.count - 1] + generator) }
      let factor = Curve.Field.one.tripled().squared() + .one
      points += points.map(negative) + points.map { rescaled($0, by: factor) }
      for a in points {
        #expect(isSame(reference(a.doubled()), try add(reference(a), reference(a))))
        for count in 0...3 {
          var expected = a
          for _ in 0..<count { expected = expected.doubled() }
          #expect(isSame(reference(a.doubled(times: count)), reference(expected)))
        }
        for b in points {
          let expected = try add(reference(a), reference(b))
          #expect(isSame(reference(a + b), expected))
          if !b.isIdentity.declassified { #expect(isSame(reference(a + b.affine()), expected)) }
        }
      }
    }

    /// Double-and-add with the complete formulas only.
    func multiply(_ value: BigUInt, _ point: Point) -> Point {
      var result = Point.identity
      for bit in (0..<max(value.bitWidth, 1)).reversed() {
        result = result.doubled()
        if ((value >> bit).words.first ?? 0) & 1 == 1 { result = result + point }
      }
      return result
    }

    func checkMultiplications() throws {
      let one = BigUInt(1)
      let generator = Point(Curve.generator)
      #expect(multiply(n, generator).isIdentity.declassified)
      var random = SplitMix64(seed: 11)
      var values = [
        BigUInt(0), one, BigUInt(2), BigUInt(16), BigUInt(64), n - one, n - BigUInt(2), n >> 1, (n >> 1) + one,
      ]
      for bit in [4, 5, 6, 7, 64, 128, n.bitWidth - 1] { values += [one << bit, (one << bit) - one] }
      for _ in 0..<6 { values.append(BigUInt(words: (0..<10).map { _ in UInt(random.next()) }) % n) }
      let other = multiply(BigUInt(0xdead_beef), generator)
      for value in values {
        let expected = reference(multiply(value, generator))
        #expect(isSame(reference(Curve.product(scalar(value))), expected), "\(value) G")
        for point in [generator, other] {
          let expected = reference(multiply(value, point))
          let product = JacobianPoint<Curve>.product(scalar(value), point.affine())
          #expect(isSame(reference(product), expected), "\(value) times a point")
          guard value != BigUInt(0) else { continue }
          #expect(isSame(reference(Curve.product(scalar(value), point.affine())), expected), "\(value) times a point")
        }
        for second in [BigUInt(0), one, n - one, value] {
          let sum = JacobianPoint<Curve>.sumVarTime(scalar(value), scalar(second), other.affine())
          let expected = reference(multiply(value, generator) + multiply(second, other))
          #expect(isSame(reference(sum.projective), expected), "\(value) G + \(second) Q")
          guard let expected, second != BigUInt(0) else { continue }
          for (r, isRight) in [(expected.x % n, true), ((expected.x + one) % n, false)] {
            let decision = Curve.hasCoordinateVarTime(
              scalar(r), scalar(value), scalar(second), other.affine())
            #expect(decision == isRight, "\(value) G + \(second) Q")
          }
        }
        // a G + (n - a) G is infinity.
        let opposite = JacobianPoint<Curve>.sumVarTime(scalar(value), scalar(n - value), Curve.generator)
        #expect(opposite.isInfinity.declassified, "\(value)")
        guard value != BigUInt(0) else { continue }
        #expect(
          !Curve.hasCoordinateVarTime(scalar(one), scalar(value), scalar(n - value), Curve.generator), "\(value)")
      }
    }
  }

  private let p256 = Group(P256.self, order: CurveUnderTest.p256.order)
  private let p384 = Group(P384.self, order: CurveUnderTest.p384.order)
  private let p521 = Group(P521.self, order: CurveUnderTest.p521.order)

  @Test("Sums of equal, opposite, infinite and other points follow the chord-and-tangent rule")
  func formulas() throws {
    try p256.checkFormulas()
    try p384.checkFormulas()
    try p521.checkFormulas()
  }

  @Test("All ways to multiply agree with double-and-add, at 0, 1, n - 1 and elsewhere")
  func multiplications() throws {
    try p256.checkMultiplications()
    try p384.checkMultiplications()
    try p521.checkMultiplications()
  }
}
