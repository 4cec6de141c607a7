import BigInt
import TestSupport
import Testing

@testable import Primitives

/// Numbers modulo the curves' orders against arbitrary-precision integers.
@Suite("NIST curves: scalars")
struct ScalarArithmeticTests {
  private struct Scalars<Order: ScalarOrder> {
    typealias Scalar = CurveScalar<Order>
    let n: BigUInt

    init(_: Order.Type, order: [UInt8]) { n = BigUInt(bigEndianBytes: order.span) }

    func scalar(_ value: BigUInt) -> Scalar { Scalar.load(value.bigEndianBytes(count: Scalar.byteCount).span).scalar }

    func integer(_ scalar: Scalar) -> BigUInt {
      var bytes = [UInt8](repeating: 0xa5, count: Scalar.byteCount)
      var span = bytes.mutableSpan
      scalar.store(to: &span)
      return BigUInt(bigEndianBytes: bytes.span)
    }

    func values(_ generator: inout SplitMix64) -> [BigUInt] {
      let one = BigUInt(1)
      var values = [BigUInt(0), one, BigUInt(2), n - one, n - BigUInt(2), n >> 1, (n >> 1) + one]
      for bit in stride(from: 64, to: n.bitWidth, by: 64) {
        values += [(one << bit) - one, one << bit, n - (one << bit), n - (one << bit) + one]
      }
      for _ in 0..<20 { values.append(BigUInt(words: (0..<10).map { _ in UInt(generator.next()) }) % n) }
      return values
    }

    func check() {
      #expect(integer(.minusOne) == n - BigUInt(1))
      var generator = SplitMix64(seed: 384)
      let values = values(&generator)
      for a in values {
        let x = scalar(a)
        #expect(integer(x) == a)
        #expect(x.isZero.declassified == (a == BigUInt(0)))
        #expect(integer(x.inverted()) == (a.modInverse(n) ?? BigUInt(0)), "\(a)")
        for b in values {
          #expect(integer(x + scalar(b)) == (a + b) % n, "\(a) + \(b)")
          #expect(integer(x * scalar(b)) == a * b % n, "\(a) * \(b)")
          #expect(x.equals(scalar(b)).declassified == (a == b))
        }
      }
    }

    func checkSignedDigits() {
      var generator = SplitMix64(seed: 7)
      for value in values(&generator) {
        for width in 2...7 {
          var sum = BigInt(0)
          for index in (0..<SignedDigit.count(bitCount: Order.bitCount, width: width)).reversed() {
            let digit = SignedDigit(index, width: width, of: scalar(value))
            #expect(digit.magnitude <= 1 << UInt64(width - 1))
            let magnitude = BigInt(Int(digit.magnitude))
            sum = sum * BigInt(1 << width) + (digit.isNegative.declassified ? -magnitude : magnitude)
          }
          #expect(sum == BigInt(value), "\(value) in digits of \(width) bits")
        }
      }
    }

    func checkDigests() {
      var generator = SplitMix64(seed: 9)
      for count in [0, 1, 20, 28, 32, 48, 64, 65, 66, 67, 100] {
        for fill in [nil, 0x00, 0xff] as [UInt8?] {
          let digest = (0..<count).map { _ in fill ?? UInt8(truncatingIfNeeded: generator.next()) }
          // FIPS 186-5, section 6.4.1: the leftmost bits, if there are more than n has.
          let excess = max(0, 8 * count - n.bitWidth)
          #expect(integer(Scalar(digest: digest.span)) == (BigUInt(bigEndianBytes: digest.span) >> excess) % n)
        }
      }
    }

    func checkRanges() {
      for (value, isWanted) in [
        (BigUInt(0), false), (BigUInt(1), true), (n - BigUInt(1), true), (n, false), (n + BigUInt(1), false),
        ((BigUInt(1) << n.bitWidth) - BigUInt(1), false),
      ] {
        let bytes = value.bigEndianBytes(count: Scalar.byteCount)
        #expect((Scalar(nonZeroCanonical: bytes.span) != nil) == isWanted, "\(value)")
        #expect(Scalar.load(bytes.span).isCanonical.declassified == (value < n), "\(value)")
      }
    }
  }

  private let p256 = Scalars(P256.GroupOrder.self, order: CurveUnderTest.p256.order)
  private let p384 = Scalars(P384.GroupOrder.self, order: CurveUnderTest.p384.order)
  private let p521 = Scalars(P521.GroupOrder.self, order: CurveUnderTest.p521.order)

  @Test("Sums, products and inverses agree with integers modulo n")
  func arithmetic() {
    p256.check()
    p384.check()
    p521.check()
  }

  @Test("Signed digits of every width add up to the scalar")
  func signedDigits() {
    p256.checkSignedDigits()
    p384.checkSignedDigits()
    p521.checkSignedDigits()
  }

  @Test("Of a digest the leftmost bits count, modulo n")
  func digests() {
    p256.checkDigests()
    p384.checkDigests()
    p521.checkDigests()
  }

  @Test("A private key and the halves of a signature are from 1 to n - 1")
  func ranges() {
    p256.checkRanges()
    p384.checkRanges()
    p521.checkRanges()
  }
}
