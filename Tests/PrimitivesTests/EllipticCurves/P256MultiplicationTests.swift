import BigInt
import Processor
import TestSupport
import Testing

@testable import Primitives

/// Multiplication in Jacobian coordinates, and its kernels, against the complete formulas.
@Suite("P-256: multiplication")
struct P256MultiplicationTests {
  private typealias Point = ProjectivePoint<P256>

  private static let order: BigUInt = {
    let bytes = CurveUnderTest.p256.order
    return BigUInt(bigEndianBytes: bytes.span)
  }()

  private func scalar(_ value: BigUInt) -> P256.Scalar {
    let bytes = value.bigEndianBytes(count: 32)
    return P256.Scalar.load(bytes.span).scalar
  }

  /// The coordinates' words; zeros for infinity.
  private func words(_ point: AffinePoint<P256>) -> [UInt64] {
    let (x, y) = (point.x, point.y)
    return [x.w0, x.w1, x.w2, x.w3, y.w0, y.w1, y.w2, y.w3]
  }

  /// Scalars at the ends of the range, at the ends of digits, and others.
  private static let scalars: [BigUInt] = {
    var values = (0..<70).map { BigUInt($0) } + (1..<70).map { order - BigUInt($0) }
    for bit in 6..<256 { values += [BigUInt(1) << bit, (BigUInt(1) << bit) - BigUInt(1)] }
    // What the proofs speak of: half of the order, and numbers whose lower half is negative in signed digits.
    values += [order >> 1, (order >> 1) + BigUInt(1), (BigUInt(1) << 255) + (BigUInt(1) << 143)]
    var random = SplitMix64(seed: 256)
    for _ in 0..<100 { values.append(BigUInt(words: (0..<5).map { _ in UInt(random.next()) }) % order) }
    return values.filter { $0 < order }
  }()

  @Test("The base point's product is that of the complete formulas, portable and in lanes")
  func base() {
    for value in Self.scalars {
      let scalar = scalar(value)
      let expected = words(P256.baseMultiples.multiply(scalar).affine())
      #expect(words(P256.JacobianPoint.product(scalar).affine()) == expected, "\(value) G")
      #expect(words(P256.product(scalar)) == expected, "\(value) G at \(Processor.level.name)")
      #if arch(x86_64)
        if Processor.highestLevel >= .v4 {
          #expect(words(P256.productV4(scalar).affine()) == expected, "\(value) G at v4")
          #expect(words(P256.productV4VarTime(scalar).affine()) == expected, "\(value) G at v4 in variable time")
        }
      #endif
    }
  }

  @Test("A point's product is that of the complete formulas, portable and at the level in force")
  func anyPoint() {
    let other = P256.product(scalar(BigUInt(0xdead_beef)))
    for value in Self.scalars {
      for point in [P256.generator, other] {
        let expected = words(Point.multiply(scalar(value), Point(point)).affine())
        #expect(words(P256.JacobianPoint.productVarTime(scalar(value), point).affine()) == expected, "\(value)")
        // The others take no 0.
        guard value > BigUInt(0) else { continue }
        #expect(words(P256.JacobianPoint.product(scalar(value), point).affine()) == expected, "\(value)")
        #expect(words(P256.product(scalar(value), point)) == expected, "\(value) at \(Processor.level.name)")
      }
    }
  }

  #if arch(x86_64)
    @Test(
      "A point's products by the kernels are those of the complete formulas",
      .enabled(if: Processor.highestLevel >= .v4))
    func kernels() {
      let generator = P256.generator
      let opposite = AffinePoint<P256>(x: generator.x, y: -generator.y)
      let points = [generator, opposite, P256.product(scalar(BigUInt(0xdead_beef)))]
      for (index, value) in Self.scalars.enumerated() where value > BigUInt(0) {
        let (scalar, point) = (scalar(value), points[index % 3])
        let expected = words(Point.multiply(scalar, Point(point)).affine())
        #expect(words(P256.productV4(scalar, point).affine()) == expected, "\(value)")
        #expect(words(P256.productV4VarTime(scalar, point).affine()) == expected, "\(value) in variable time")
      }
    }
  #endif

  @Test("Sums of two products are those of the complete formulas, equal, opposite and infinite ones too")
  func sums() {
    let generator = P256.generator
    let opposite = AffinePoint<P256>(x: generator.x, y: -generator.y)
    let other = P256.product(scalar(BigUInt(0xdead_beef)))
    for (index, a) in Self.scalars.enumerated() where index % 5 == 0 {
      for b in [BigUInt(0), BigUInt(1), BigUInt(2), a, Self.order - BigUInt(1), (Self.order - a) % Self.order] {
        for point in [generator, opposite, other] {
          let expected = words(Point.doubleMultiplyVarTime(scalar(a), scalar(b), Point(point)).affine())
          #expect(words(P256.sumVarTime(scalar(a), scalar(b), point).affine()) == expected, "\(a) G + \(b) Q")
        }
      }
    }
  }
}
