#if arch(x86_64)
  import BigInt
  import Processor
  import TestSupport
  import Testing

  @testable import Primitives

  /// The kernels that multiply points on P-384 and P-521, against the portable code.
  @Suite("NIST curves: multiplication in lanes")
  struct LaneMultiplicationTests {
    private static func scalars(_ order: [UInt8]) -> [BigUInt] {
      let n = BigUInt(bigEndianBytes: order.span)
      let one = BigUInt(1)
      var values = (1...70).map { BigUInt($0) } + (1...70).map { n - BigUInt($0) } + [n >> 1, (n >> 1) + one]
      for bit in stride(from: 4, to: n.bitWidth, by: 13) {
        values += [one << bit, (one << bit) - one, (one << bit) + one, n - (one << bit)]
      }
      var generator = SplitMix64(seed: 48)
      for _ in 0..<30 { values.append(BigUInt(words: (0..<10).map { _ in UInt(generator.next()) }) % n) }
      return values
    }

    private static func scalar<Order>(_ value: BigUInt, _: Order.Type) -> CurveScalar<Order> {
      CurveScalar<Order>.load(value.bigEndianBytes(count: CurveScalar<Order>.byteCount).span).scalar
    }

    private static func checkProducts<Curve: WeierstrassCurve>(_: Curve.Type, order: [UInt8])
    where Curve.Field: LaneField {
      let points = [1, 2, 3, 1_000_003].map {
        JacobianPoint<Curve>.product(CurveScalar($0)).affine()
      }
      for (i, value) in scalars(order).enumerated() {
        let (scalar, point) = (scalar(value, Curve.Order.self), points[i % points.count])
        let lanes = ProjectivePoint<Curve>.multiplyInLanes(scalar, point).affine()
        let portable = JacobianPoint<Curve>.product(scalar, point).affine()
        #expect((lanes.x.equals(portable.x) & lanes.y.equals(portable.y)).declassified, "\(value)")
      }
    }

    @Test("P-384: products are those of the portable code", .enabled(if: Processor.highestLevel >= .v4))
    func products384() { Self.checkProducts(P384.self, order: CurveUnderTest.p384.order) }

    @Test("P-521: products are those of the portable code", .enabled(if: Processor.highestLevel >= .v4))
    func products521() { Self.checkProducts(P521.self, order: CurveUnderTest.p521.order) }

    private static func checkLimbs<Element: LaneField>(_: Element.Type, _ p: BigUInt) throws {
      let one = BigUInt(1)
      var values = [BigUInt(0), one, p - one, p - BigUInt(2), p >> 1]
      for bit in stride(from: 16, to: p.bitWidth, by: 16) {
        values += [(one << bit) - one, one << bit, p - (one << bit)]
      }
      for value in values {
        let bytes = value.bigEndianBytes(count: Element.byteCount)
        let read = Element(canonical: bytes.span, at: 0)
        let element = try #require(read)
        var limbs = [Int64](repeating: -1, count: Element.limbCount)
        limbs.withUnsafeMutableBufferPointer { if let limbs = $0.baseAddress { element.store(limbs: limbs) } }
        var sum = BigUInt(0)
        for limb in limbs.reversed() {
          #expect((0..<1 << 48).contains(limb))
          sum = sum << 48 + BigUInt(UInt64(limb))
        }
        #expect(sum == value)
        // The same number in limbs that are not tidy: 2^50 less at one place is 4 less at the next.
        for i in 0..<Element.limbCount - 1 where limbs[i + 1] >= 4 {
          limbs[i + 1] -= 4
          limbs[i] += 4 << 48
        }
        #expect(Element(limbs: limbs).equals(element).declassified, "\(value)")
        #expect(
          Element(limbs: [Int64](repeating: 1 << 50 - 1, count: Element.limbCount)).equals(
            Element(limbs: [Int64](repeating: 1 << 49, count: Element.limbCount))
              + Element(limbs: [Int64](repeating: 1 << 49 - 1, count: Element.limbCount))
          ).declassified)
      }
    }

    @Test("Limbs of 48 bits are the number and back, also when they hold more bits")
    func limbs() throws {
      let power = { (bit: Int) in BigUInt(1) << bit }
      try Self.checkLimbs(P384.FieldElement.self, power(384) - power(128) - power(96) + power(32) - BigUInt(1))
      try Self.checkLimbs(P521.FieldElement.self, power(521) - BigUInt(1))
    }

    private static func checkDigits<Order: ScalarOrder>(_: Order.Type, order: [UInt8]) {
      let n = BigInt(BigUInt(bigEndianBytes: order.span))
      for value in scalars(order) {
        let count = OddDigits<Order>.count
        var digits = [UInt8](repeating: 0xff, count: count)
        let odd = OddDigits(scalar(value, Order.self))
        digits.withUnsafeMutableBufferPointer { odd.store(to: $0.baseAddress.unsafelyUnwrapped) }
        let isNegative = odd.isNegated.declassified
        var sum = BigInt(0)
        for digit in digits.reversed() {
          #expect(digit & 0x70 == 0)
          let magnitude = BigInt(2 * Int(digit & 15) + 1)
          sum = sum * BigInt(32) + (digit >> 7 == 1 ? -magnitude : magnitude)
        }
        #expect(digits[count - 1] >> 7 == 0)
        #expect((isNegative ? n - sum : sum) == BigInt(value), "\(value)")
      }
    }

    @Test("Odd digits add up to the scalar or its negative, and the last is positive")
    func digits() {
      Self.checkDigits(P384.GroupOrder.self, order: CurveUnderTest.p384.order)
      Self.checkDigits(P521.GroupOrder.self, order: CurveUnderTest.p521.order)
      Self.checkDigits(P256.GroupOrder.self, order: CurveUnderTest.p256.order)
    }
  }
#endif
