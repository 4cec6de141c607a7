import BigInt
import TestSupport
import Testing

@testable import Primitives

/// Bernstein and Yang's inversion against arbitrary-precision integers.
@Suite("Modular inversion")
struct ModularInversionTests {
  private static func words<let count: Int>(_ value: BigUInt) -> InlineArray<count, UInt64> {
    let all = value.words.map { UInt64($0) }
    return InlineArray { $0 < all.count ? all[$0] : 0 }
  }

  private static func integer<let count: Int>(_ words: InlineArray<count, UInt64>) -> BigUInt {
    BigUInt(words: (0..<count).map { UInt(words[$0]) })
  }

  private static func check<let wordCount: Int, let digitCount: Int>(
    _: ModularInversion<wordCount, digitCount>.Type, _ modulus: BigUInt
  ) {
    let one = BigUInt(1)
    let inversion = ModularInversion<wordCount, digitCount>(
      modulus: words(modulus), bitCount: wordCount == 9 ? 521 : 64 * wordCount)
    var generator = SplitMix64(seed: 62)
    var values = [BigUInt(0), one, BigUInt(2), modulus - one, modulus - BigUInt(2), modulus >> 1, (modulus >> 1) + one]
    for bit in 1..<modulus.bitWidth {
      let power = one << bit
      values += [power - one, power, power + one, (one << modulus.bitWidth) - power].filter { $0 < modulus }
    }
    for _ in 0..<500 { values.append(BigUInt(words: (0..<10).map { _ in UInt(generator.next()) }) % modulus) }
    for value in values {
      let expected = value.modInverse(modulus) ?? BigUInt(0)
      #expect(integer(inversion.inverse(of: words(value))) == expected, "1/\(value) modulo \(modulus)")
      #expect(integer(inversion.inverseVarTime(of: words(value))) == expected, "1/\(value) modulo \(modulus)")
    }
  }

  private static func power(_ exponent: Int) -> BigUInt { BigUInt(1) << exponent }

  private static func order(_ bytes: [UInt8]) -> BigUInt { BigUInt(bigEndianBytes: bytes.span) }

  @Test("Modulo the primes and orders of up to 256 bits, inverses are those of arbitrary-precision integers")
  func lengthOf256() throws {
    let p256 = Self.power(256) - Self.power(224) + Self.power(192) + Self.power(96) - BigUInt(1)
    let order25519 = try #require(BigUInt("27742317777372353535851937790883648493", radix: 10)) + Self.power(252)
    Self.check(ModularInversion256.self, p256)
    Self.check(ModularInversion256.self, Self.order(CurveUnderTest.p256.order))
    Self.check(ModularInversion256.self, Self.power(255) - BigUInt(19))
    Self.check(ModularInversion256.self, order25519)
  }

  @Test("The same modulo P-384's prime and order")
  func lengthOf384() {
    let p384 = Self.power(384) - Self.power(128) - Self.power(96) + Self.power(32) - BigUInt(1)
    Self.check(ModularInversion384.self, p384)
    Self.check(ModularInversion384.self, Self.order(CurveUnderTest.p384.order))
  }

  @Test("The same modulo P-521's prime and order")
  func lengthOf521() {
    Self.check(ModularInversion521.self, Self.power(521) - BigUInt(1))
    Self.check(ModularInversion521.self, Self.order(CurveUnderTest.p521.order))
  }

  @Test("Small and composite moduli work for what is prime to them")
  func otherModuli() {
    for modulus in [3, 5, 9, 15, 105, 255, 257, 65535] {
      let inversion = ModularInversion256(modulus: [UInt64(modulus), 0, 0, 0], bitCount: 256)
      for value in 1..<min(modulus, 300) {
        guard let expected = BigUInt(value).modInverse(BigUInt(modulus)) else { continue }
        #expect(Self.integer(inversion.inverse(of: [UInt64(value), 0, 0, 0])) == expected)
        #expect(Self.integer(inversion.inverseVarTime(of: [UInt64(value), 0, 0, 0])) == expected)
      }
    }
  }
}
