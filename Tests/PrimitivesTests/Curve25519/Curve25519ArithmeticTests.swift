import BigInt
import TestSupport
import Testing

@testable import Primitives

/// The curve's arithmetic against arbitrary-precision integers. Half of the inputs are made of words at which carries
/// are born and die, which random ones almost never are.
@Suite("Curve25519's arithmetic")
struct Curve25519ArithmeticTests {
  private typealias Element = Curve25519.FieldElement
  private typealias Scalar = Curve25519.Scalar

  private static let p = (BigUInt(1) << 255) - 19
  private static let order = (BigUInt(1) << 252) + (BigUInt("27742317777372353535851937790883648493", radix: 10) ?? 0)
  private static let edges: [UInt64] = [
    0, 1, 2, 18, 19, 20, 37, 38, 39, 1 << 63, (1 << 63) - 1, (1 << 63) - 19, (1 << 63) - 20, .max, .max - 1, .max - 17,
    .max - 18, .max - 19, .max - 36, .max - 37, .max - 38, 0x5812_631a_5cf5_d3ed, 0x14de_f9de_a2f7_9cd6, 1 << 60,
  ]

  private static func word(_ generator: inout SplitMix) -> UInt64 {
    let random = generator.next()
    return generator.next() % 2 == 0 ? random : edges[Int(random % UInt64(edges.count))]
  }

  private static func element(_ generator: inout SplitMix) -> Element {
    Element(word(&generator), word(&generator), word(&generator), word(&generator))
  }

  private static func integer(_ words: [UInt64]) -> BigUInt {
    words.reversed().reduce(BigUInt(0)) { $0 << 64 + BigUInt($1) }
  }

  private static func integer(_ element: Element) -> BigUInt {
    integer([element.w0, element.w1, element.w2, element.w3])
  }

  private static func integer(_ scalar: Scalar) -> BigUInt { integer((0..<4).map { scalar.words[$0] }) }

  private static func bytes(_ words: [UInt64]) -> [UInt8] {
    words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
  }

  @Test("Field operations agree with integers modulo p, from any representative")
  func field() {
    var generator = SplitMix(state: 1)
    for _ in 0..<20_000 {
      let a = Self.element(&generator)
      let b = Self.element(&generator)
      let (x, y) = (Self.integer(a), Self.integer(b))
      let small = UInt32(truncatingIfNeeded: Self.word(&generator))
      let p = Self.p
      #expect(Self.integer(a + b) % p == (x + y) % p)
      #expect(Self.integer(a - b) % p == (x + 2 * p - y % p) % p)
      #expect(Self.integer(a * b) % p == x * y % p)
      #expect(Self.integer(a.squared) % p == x * x % p)
      #expect(Self.integer(a.multiplied(by: small)) % p == x * BigUInt(small) % p)
      #expect(Self.integer(a.canonical) == x % p)
      #expect(a.isCanonical.declassified == (x < p))
      #expect(a.isNegative.declassified == (x % p % 2 == 1))
    }
  }

  @Test("Every pair of edge words in the lowest and the highest place")
  func fieldEdges() {
    for low in Self.edges {
      for high in Self.edges {
        for middle in [UInt64(0), .max] {
          let a = Element(low, middle, middle, high)
          let x = Self.integer(a)
          #expect(Self.integer(a.canonical) == x % Self.p)
          #expect(a.isZero.declassified == (x % Self.p == 0))
          #expect(Self.integer(a.squared) % Self.p == x * x % Self.p)
          #expect(Self.integer(a * a) % Self.p == x * x % Self.p)
          #expect(Self.integer(a + a) % Self.p == 2 * x % Self.p)
          #expect(Self.integer(Element.zero - a) % Self.p == (Self.p - x % Self.p) % Self.p)
        }
      }
    }
  }

  @Test("Inverses and square roots")
  func inverses() {
    var generator = SplitMix(state: 2)
    #expect(Element.zero.inverted.isZero.declassified)
    for _ in 0..<300 {
      let a = Self.element(&generator)
      let b = Self.element(&generator)
      #expect((a.inverted * a - .one).isZero.declassified || a.isZero.declassified)
      let (root, exists) = Element.squareRoot(ofRatio: a.squared * b, b)
      #expect(exists.declassified)
      #expect((root.squared - a.squared).isZero.declassified || b.isZero.declassified)
      // 2 is no square modulo p, so twice a square is none.
      let none = Element.squareRoot(ofRatio: a.squared + a.squared, .one).exists
      #expect(!none.declassified || a.isZero.declassified)
    }
    #expect((Element.squareRootOfMinusOne.squared + .one).isZero.declassified)
  }

  @Test("Scalars agree with integers modulo the order")
  func scalars() {
    var generator = SplitMix(state: 3)
    let order = Self.order
    for round in 0..<5_000 {
      let wide = (0..<8).map { _ in Self.word(&generator) }
      let reduced = Scalar(reducing: Self.bytes(wide).span)
      #expect(Self.integer(reduced) == Self.integer(wide) % order)

      // Multiples of the order and their neighbours, where the quotient's estimate is off by one.
      let multiple = order * (Self.integer(Array(wide.prefix(4))) % (BigUInt(1) << 259))
      let neighbour = round % 3 == 0 ? multiple : round % 3 == 1 ? multiple + 1 : multiple + order - 1
      let encoded = Array(neighbour.bigEndianBytes(count: 64).reversed())
      #expect(Self.integer(Scalar(reducing: encoded.span)) == neighbour % order)

      func below255() -> Scalar {
        Scalar(clamping: Self.bytes((0..<4).map { _ in Self.word(&generator) }).span)
      }
      let (a, b, c) = (below255(), below255(), below255())
      let expected = (Self.integer(a) * Self.integer(b) + Self.integer(c)) % order
      #expect(Self.integer(Scalar.multiplyAdd(a, b, c)) == expected)
    }
  }

  @Test("Only numbers below the order are canonical")
  func canonicalScalars() {
    for (number, isCanonical) in [
      (BigUInt(0), true), (Self.order - 1, true), (Self.order, false), (Self.order + 1, false),
      ((BigUInt(1) << 252), true), ((BigUInt(1) << 253), false), ((BigUInt(1) << 256) - 1, false),
      (Self.order - (BigUInt(1) << 64), true), (Self.order + (BigUInt(1) << 64), false),
    ] {
      let bytes = Array(number.bigEndianBytes(count: 32).reversed())
      #expect((Scalar(canonicalVarTime: bytes.span) != nil) == isCanonical, "\(number)")
    }
  }

  @Test("The ladder, the table of multiples and double-scalar multiplication agree")
  func multiplications() {
    var generator = SplitMix(state: 4)
    for _ in 0..<100 {
      let a = Scalar(clamping: Self.bytes((0..<4).map { _ in Self.word(&generator) }).span)
      let b = Scalar(reducing: Self.bytes((0..<8).map { _ in Self.word(&generator) }).span)
      let ladder = Curve25519.X25519.multiply(a, Element(9, 0, 0, 0))
      #expect((ladder - Curve25519.X25519.multiplyBase(a)).isZero.declassified)
      // a B + b B by the table, and as a P + b B for P = B.
      var sum = Curve25519.BasePointMultiples.multiply(a)
      sum.add(Curve25519.ProjectiveAddend(Curve25519.BasePointMultiples.multiply(b)))
      let double = Curve25519.EdwardsPoint.sumVarTime(
        [Curve25519.PublicMultiple(scalar: a, point: .base)], base: b)
      #expect((sum.x * double.z - double.x * sum.z).isZero.declassified)
      #expect((sum.y * double.z - double.y * sum.z).isZero.declassified)
    }
  }

  @Test("Digits in non-adjacent form stand for their number")
  func nonAdjacentForm() {
    var generator = SplitMix(state: 5)
    for width in [2, 5, 8] {
      for _ in 0..<200 {
        let scalar = Scalar(reducing: Self.bytes((0..<8).map { _ in Self.word(&generator) }).span)
        let digits = scalar.nonAdjacentFormVarTime(width: width)
        var sum = BigInt(0)
        for digit in digits.reversed() { sum = sum * 2 + BigInt(Int(digit)) }
        #expect(sum == BigInt(Self.integer(scalar)))
        #expect(digits.allSatisfy { $0 == 0 || ($0 % 2 != 0 && $0.magnitude < 1 << (width - 1)) })
      }
    }
  }
}

/// Steele, Lea and Flood's SplitMix64: the same inputs on every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
    return word ^ word >> 31
  }
}
