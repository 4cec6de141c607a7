import BigInt
import TestSupport
import Testing

@testable import Primitives

/// The fields against arbitrary-precision integers. Many inputs are made of words at which carries are born and die,
/// which random ones almost never are.
@Suite("NIST curves: field arithmetic")
struct FieldArithmeticTests {
  private struct Field<Element: PrimeFieldElement> {
    let p: BigUInt
    let wordBits: [Int]

    func element(_ value: BigUInt) throws -> Element {
      let bytes = value.bigEndianBytes(count: Element.byteCount)
      let element = Element(canonical: bytes.span, at: 0)
      return try #require(element)
    }

    func integer(_ element: Element) -> BigUInt {
      var bytes = [UInt8](repeating: 0xa5, count: Element.byteCount)
      var span = bytes.mutableSpan
      element.store(to: &span, at: 0)
      return BigUInt(bigEndianBytes: bytes.span)
    }

    /// 0, 1, 2 and p less 1, 2 and 3, powers of two and their neighbours at word boundaries, runs of ones between them,
    /// and the words that are such in Montgomery's form.
    func edges(_ radix: BigUInt) throws -> [BigUInt] {
      let one = BigUInt(1)
      var edges: [BigUInt] = [
        BigUInt(0), one, BigUInt(2), p - one, p - BigUInt(2), p - BigUInt(3), p >> 1, (p >> 1) + one,
      ]
      for bit in wordBits {
        let power = one << bit
        edges += [power - one, power, power + one, p - power, p - power - one, p - power + one]
        edges += wordBits.filter { $0 > bit }.map { (one << $0) - power }
      }
      let inverse = try #require(radix.modInverse(p))
      return edges.map { $0 % p } + edges.map { $0 * inverse % p }
    }

    func check(radix: BigUInt) throws {
      var generator = SplitMix64(seed: 521)
      let edges = try edges(radix)
      var values = edges
      for _ in 0..<20 { values.append(random(&generator)) }
      for value in values { try checkUnary(value) }
      for _ in 0..<6000 {
        let a = pick(values, &generator)
        let b = pick(values, &generator)
        let (x, y) = (try element(a), try element(b))
        #expect(integer(x + y) == (a + b) % p, "\(a) + \(b)")
        #expect(integer(x - y) == (a + p - b) % p, "\(a) - \(b)")
        #expect(integer(x * y) == a * b % p, "\(a) * \(b)")
        #expect(x.equals(y).declassified == (a == b))
        #expect(integer(.select(.yes, x, y)) == a && integer(.select(.no, x, y)) == b)
      }
    }

    func checkUnary(_ value: BigUInt) throws {
      let x = try element(value)
      #expect(integer(x) == value)
      #expect(integer(x.squared()) == value * value % p, "\(value)")
      #expect(integer(-x) == (p - value) % p, "\(value)")
      #expect(x.isZero.declassified == (value == BigUInt(0)), "\(value)")
      #expect((x - x).isZero.declassified && (x + -x).isZero.declassified, "\(value)")
      #expect(x.isOdd.declassified == (value.words.first.map { $0 & 1 } == 1), "\(value)")
      #expect(integer(x.inverted()) == (value.modInverse(p) ?? BigUInt(0)), "\(value)")
      let root = integer(x.squared().squareRootCandidate())
      #expect(root == value || root == (p - value) % p, "\(value)")
    }

    /// Sums and differences that are never brought back to their canonical form between products.
    func checkChains() throws {
      var generator = SplitMix64(seed: 256)
      let edges = try edges(BigUInt(1))
      for _ in 0..<100 {
        var value = pick(edges, &generator)
        var x = try element(value)
        for _ in 0..<60 {
          let other = pick(edges, &generator)
          let y = try element(other)
          switch generator.next() % 6 {
          case 0: (x, value) = (x + y, (value + other) % p)
          case 1: (x, value) = (x - y, (value + p - other) % p)
          case 2: (x, value) = (y - x, (other + p - value) % p)
          case 3: (x, value) = (x.tripled(), value * BigUInt(3) % p)
          case 4: (x, value) = (x * x, value * value % p)
          default: (x, value) = (x.squared(), value * value % p)
          }
          #expect(x.isZero.declassified == (value == BigUInt(0)))
        }
        #expect(integer(x) == value)
      }
    }

    func checkCanonicalInputs() {
      let size = Element.byteCount
      let all = (BigUInt(1) << (8 * size)) - BigUInt(1)
      for value in [p, p + BigUInt(1), p + BigUInt(2), (BigUInt(1) << p.bitWidth) - BigUInt(1), all] {
        let isCanonical = Element(canonical: value.bigEndianBytes(count: size).span, at: 0) != nil
        #expect(isCanonical == (value < p), "\(value)")
      }
    }

    private func random(_ generator: inout SplitMix64) -> BigUInt {
      BigUInt(words: (0..<10).map { _ in UInt(generator.next()) }) % p
    }

    private func pick(_ values: [BigUInt], _ generator: inout SplitMix64) -> BigUInt {
      generator.next() % 4 == 0 ? random(&generator) : values[Int(generator.next() % UInt64(values.count))]
    }
  }

  private static func power(_ exponent: Int) -> BigUInt { BigUInt(1) << exponent }

  private let p256 = Field<P256.FieldElement>(
    p: power(256) - power(224) + power(192) + power(96) - BigUInt(1), wordBits: [32, 64, 96, 128, 192, 224, 255])
  private let p384 = Field<P384.FieldElement>(
    p: power(384) - power(128) - power(96) + power(32) - BigUInt(1), wordBits: [32, 64, 96, 128, 192, 256, 320, 383])
  private let p521 = Field<P521.FieldElement>(
    p: power(521) - BigUInt(1), wordBits: [1, 57, 58, 64, 116, 174, 232, 290, 348, 406, 464, 512, 520])

  @Test("P-256: every operation agrees with integers modulo p")
  func arithmetic256() throws { try p256.check(radix: Self.power(256)) }

  @Test("P-384: every operation agrees with integers modulo p")
  func arithmetic384() throws { try p384.check(radix: Self.power(384)) }

  @Test("P-521: every operation agrees with integers modulo p")
  func arithmetic521() throws { try p521.check(radix: BigUInt(1)) }

  @Test("Long chains of sums, differences and products agree with integers modulo p")
  func chains() throws {
    try p256.checkChains()
    try p384.checkChains()
    try p521.checkChains()
  }

  @Test("p itself and everything above is refused")
  func canonicalInputs() {
    p256.checkCanonicalInputs()
    p384.checkCanonicalInputs()
    p521.checkCanonicalInputs()
  }
}
