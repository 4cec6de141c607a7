import Processor
import TestSupport
import Testing

@testable import Primitives

#if arch(x86_64)
  /// The kernels beside the portable code, on operands where carries are born and die. `Differential` does so with millions
  /// of random ones.
  @Suite("Curve25519's kernels")
  struct Curve25519KernelTests {
    private typealias Element = Curve25519.FieldElement
    private typealias Scalar = Curve25519.Scalar

    /// 0, 1, 9, p - 1, p, p + 1, 2^255 - 1, limbs of ones and zeros in turn, and u-coordinates of order 8.
    private static let coordinates = [
      Element.zero, .one, Element(9, 0, 0, 0), Element(.max - 19, .max, .max, .max >> 1),
      Element(.max - 18, .max, .max, .max >> 1), Element(.max - 17, .max, .max, .max >> 1),
      Element(.max, .max, .max, .max >> 1), Element((1 << 51) - 1, (1 << 38) - 1, (1 << 25) - 1, 0),
      Element(.max << 51, .max << 38, .max << 25, (.max << 12) >> 1),
      Element(0xaeb8_413b_7c7a_ebe0, 0x6ac4_9ff1_fae3_5616, 0xfdb1_329c_eb8d_09da, 0x00b8_495f_1605_6286),
      Element(0x248c_50a3_bc95_9c5f, 0x5bef_839c_55b1_d0b1, 0x868e_1c58_c45c_4404, 0x5711_9fd0_dd4e_22d8),
    ]

    private static let scalars: [Scalar] = [
      Scalar(words: [0, 0, 0, 0]), Scalar(words: [1, 0, 0, 0]), Scalar(words: [8, 0, 0, 1 << 62]),
      Scalar(words: [.max, .max, .max, .max >> 1]), Scalar(words: [.max - 7, .max, .max, .max >> 1]),
      Scalar(words: Scalar.order), Scalar(words: [0x5555_5555_5555_5550, .max / 3, .max / 3, .max / 3]),
    ]

    @Test("The ladders agree on every pair of edge values", .enabled(if: Processor.highestLevel >= .v3))
    func ladders() {
      for u in Self.coordinates {
        for scalar in Self.scalars {
          let expected = Curve25519.X25519.multiplyPortable(scalar, u)
          #expect((Curve25519.X25519.multiplyV3(scalar, u) - expected).isZero.declassified, "\(scalar) \(u)")
          guard Processor.highestLevel >= .v4 else { continue }
          #expect((Curve25519.X25519.multiplyV4(scalar, u) - expected).isZero.declassified, "\(scalar) \(u)")
        }
      }
    }

    @Test(
      "Sums of public multiples agree for edge scalars, with points of small order",
      .enabled(if: Processor.highestLevel >= .v4))
    func sums() throws {
      let encoding = hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
      let decoded = Curve25519.EdwardsPoint(decoding: encoding.span)
      let orderEight = try #require(decoded)
      for a in Self.scalars {
        for b in Self.scalars {
          let all = [
            Curve25519.PublicMultiple(scalar: a, point: orderEight), Curve25519.PublicMultiple(scalar: b, point: .base),
            Curve25519.PublicMultiple(scalar: b, point: -orderEight),
          ]
          for count in 0...3 {
            let multiples = Array(all.prefix(count))
            let expected = Curve25519.EdwardsPoint.sumPortableVarTime(multiples, base: a)
            let ours = Curve25519.EdwardsPoint.sumV4VarTime(multiples, base: a)
            #expect(!ours.z.isZero.declassified)
            #expect((ours.x * expected.z - expected.x * ours.z).isZero.declassified, "\(a) \(b) \(count)")
            #expect((ours.y * expected.z - expected.y * ours.z).isZero.declassified, "\(a) \(b) \(count)")
          }
        }
      }
    }

    @Test("Eight square roots at once are those taken one by one", .enabled(if: Processor.highestLevel >= .v4))
    func squareRoots() {
      for count in [0, 1, 7, 8, 9, 11] {
        let values = Array(Self.coordinates.prefix(count))
        let powers = Element.raisedToSquareRootPowerV4(values)
        #expect(powers.count == values.count)
        for (value, power) in zip(values, powers) {
          #expect((power - value.raisedToSquareRootPower).isZero.declassified, "\(value)")
        }
      }
    }

    @Test("The multiples of the base point agree for edge scalars", .enabled(if: Processor.highestLevel >= .v4))
    func baseMultiples() {
      // Every digit from -8 to 8 in every place, alone and with carries from below.
      let single = (0..<64).flatMap { place in
        (1...(place == 63 ? 7 : 15)).map { digit in
          var words: InlineArray<4, UInt64> = [0, 0, 0, 0]
          words[place / 16] = UInt64(digit) << UInt64(4 * (place % 16))
          return Scalar(words: words)
        }
      }
      let repeated = (1...15).map { digit -> Scalar in
        let word = UInt64(digit) * 0x1111_1111_1111_1111
        return Scalar(words: [word, word, word, word & .max >> 1])
      }
      for scalar in Self.scalars + single + repeated {
        let expected = Curve25519.BasePointMultiples.multiplyPortable(scalar)
        let ours = Curve25519.BasePointMultiples.multiplyV4(scalar)
        #expect((ours.x * expected.z - expected.x * ours.z).isZero.declassified, "\(scalar)")
        #expect((ours.y * expected.z - expected.y * ours.z).isZero.declassified, "\(scalar)")
        #expect((ours.t * ours.z - ours.x * ours.y).isZero.declassified, "\(scalar)")
      }
    }
  }
#endif
