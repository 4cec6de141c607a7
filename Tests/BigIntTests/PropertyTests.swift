import BigInt
import Foundation
import Testing

/// Laws that hold for all numbers, of sizes on both sides of every change of algorithm.
@Suite struct PropertyTests {
  @Test("A product over a sum is the sum of the products, from one word to Karatsuba's sizes", arguments: [1, 2])
  func distributivity(seed: UInt64) {
    var samples = Samples(seed: seed)
    for size in [1, 3, 4, 5, 6, 7, 30, 31, 32, 33, 47, 48, 49, 64, 65, 95, 97, 130, 257] {
      for other in [1, 2, 5, 31, 32, 33, 64, 97, 200] {
        let a = samples.natural(bits: 64 * size)
        let b = samples.natural(bits: 64 * other)
        let c = samples.natural(bits: 64 * other)
        #expect(a * (b + c) == a * b + a * c, "\(size) and \(other) words")
        #expect((a + b) * (a + b) == a * a + ((a * b) << 1) + b * b, "\(size) and \(other) words")
        #expect(a.squared() == a * (a + 1) - a)
      }
    }
  }

  @Test("Quotient and remainder give the dividend again, around the sizes where division changes its method")
  func division() {
    var samples = Samples(seed: 3)
    for divisorSize in [1, 2, 3, 40, 47, 48, 49, 97, 161, 300] {
      for quotientSize in [1, 2, 47, 48, 49, 96, 163, 320, 700] {
        for _ in 0..<6 {
          let b = samples.natural(bits: 64 * divisorSize) + 1
          let q = samples.natural(bits: 64 * quotientSize)
          for r in [0, b - 1, samples.natural(bits: 64 * divisorSize) % b] {
            let (quotient, remainder) = (q * b + r).quotientAndRemainder(dividingBy: b)
            #expect(quotient == q && remainder == r, "\(quotientSize) by \(divisorSize) words")
          }
        }
      }
    }
  }

  @Test("Division corrects its estimates when only the divisor's lower words tell")
  func divisionCorrections() {
    for words in [2, 3, 90, 200, 333] {
      let top = BigUInt(1) << (64 * words - 1)
      for lower in [BigUInt(1), (BigUInt(1) << (64 * words - 65)) - 1, (BigUInt(1) << (32 * words)) - 1] {
        let b = top + lower
        for a in [(b << (64 * words)) - 1, top << (64 * words), (BigUInt(1) << (128 * words)) - 1, b * b - 1] {
          let (q, r) = a.quotientAndRemainder(dividingBy: b)
          #expect(r < b && q * b + r == a, "\(words) words")
        }
      }
    }
  }

  @Test("In-place operators give what the others give")
  func inPlace() {
    var samples = Samples(seed: 5)
    for _ in 0..<300 {
      let a = samples.integer(upTo: 700)
      let b = samples.integer(upTo: 700)
      func result(_ operation: (inout BigInt, BigInt) -> Void) -> BigInt {
        var value = a
        operation(&value, b)
        return value
      }
      #expect(result(+=) == a + b && result(-=) == a - b && result(*=) == a * b)
      #expect(result(&=) == a & b && result(|=) == a | b && result(^=) == a ^ b)
      if b != 0 { #expect(result(/=) == a / b && result(%=) == a % b) }
      #expect(result { $0 <<= $1 & 255 } == a << (b & 255) && result { $0 >>= $1 & 255 } == a >> (b & 255))
      var (x, y) = (a.magnitude, b.magnitude)
      x += y
      #expect(x == a.magnitude + y)
      x -= y
      #expect(x == a.magnitude)
      y -= y
      #expect(y == 0 && y.bitWidth == 0)
    }
  }

  @Test("Modular inverses are inverses, and missing exactly where there is a common divisor")
  func inverses() {
    var samples = Samples(seed: 6)
    for m in 1...40 {
      for a in 0...80 {
        let found = BigUInt(a).modInverse(BigUInt(m))
        #expect(found == (0..<m).first { a * $0 % m == 1 % m }.map { BigUInt($0) }, "\(a) mod \(m)")
      }
    }
    for bits in [64, 128, 256, 1_000, 4_000, 9_000] {
      for _ in 0..<12 {
        let m = samples.natural(bits: bits) + 2
        let a = samples.natural(bits: bits + 70)
        let common = a.gcd(m)
        #expect(a.isMultiple(of: common) && m.isMultiple(of: common))
        if let inverse = a.modInverse(m) {
          #expect(common == 1 && inverse < m && a * inverse % m == 1)
        } else {
          #expect(common > 1)
        }
      }
    }
  }

  @Test("A common factor of consecutive Fibonacci numbers' multiples is found: Euclid's longest way")
  func fibonacci() {
    var (a, b): (BigUInt, BigUInt) = (0, 1)
    for _ in 0..<3_000 { (a, b) = (b, a + b) }
    let factor = (BigUInt(1) << 521) - 1
    #expect(a.gcd(b) == 1)
    #expect((a * factor).gcd(b * factor) == factor)
    #expect(BigUInt(0).gcd(factor) == factor && factor.gcd(0) == factor && BigUInt(0).gcd(0) == 0)
    #expect(BigUInt(12).lcm(18) == 36 && BigUInt(12).lcm(0) == 0)
  }

  @Test("Fermat's little theorem holds for primes, and powers add up for every modulus")
  func powers() {
    var samples = Samples(seed: 7)
    for bits in [61, 127, 521, 2_203] {
      let prime = (BigUInt(1) << bits) - 1
      let a = samples.natural(bits: bits + 5) % (prime - 2) + 2
      #expect(a.powerVarTime(prime - 1, modulus: prime) == 1, "2^\(bits) - 1")
    }
    for _ in 0..<60 {
      let m = samples.natural(upTo: 900) + 1
      let a = samples.natural(upTo: 900)
      let (e, f) = (samples.natural(upTo: 200), samples.natural(upTo: 200))
      let product = a.powerVarTime(e, modulus: m) * a.powerVarTime(f, modulus: m) % m
      #expect(a.powerVarTime(e + f, modulus: m) == product, "\(a)^(\(e) + \(f)) mod \(m)")
    }
    #expect(BigUInt(5).powerVarTime(0, modulus: 1) == 0 && BigUInt(0).powerVarTime(0, modulus: 7) == 1)
  }

  @Test("Big-endian bytes are read and written with padding")
  func bytes() {
    var samples = Samples(seed: 8)
    for bits in 1...300 {
      let a = samples.natural(bits: bits)
      let shortest = a.bigEndianBytes()
      #expect(shortest.count == max(1, (a.bitWidth + 7) / 8) && (shortest[0] != 0 || a == 0))
      let padded = a.bigEndianBytes(count: 64)
      #expect(padded.count == 64 && Array(padded.suffix(shortest.count)) == shortest)
      #expect(padded.dropLast(shortest.count).allSatisfy { $0 == 0 })
      #expect(BigUInt(bigEndianBytes: padded.span) == a && BigUInt(bigEndianBytes: shortest) == a)
    }
    #expect(BigUInt(0).bigEndianBytes() == [0] && BigUInt(0).bigEndianBytes(count: 0) == [])
    #expect(BigUInt(bigEndianBytes: []) == 0)
    #expect(BigUInt(bigEndianBytes: [1, 2, 3, 4, 5, 6, 7, 8, 9]) == 0x01_0203_0405_0607_0809)
  }

  @Test("Single bits are those of the value")
  func bits() {
    let a: BigUInt = 0x8000_0000_0000_0001_0000_0000_0000_0002
    #expect((0..<200).filter { a[bit: $0] } == [1, 64, 127])
    #expect(a.nonzeroBitCount == 3 && a.isOdd == false && ~BigUInt(0) == BigUInt(UInt.max))
  }

  @Test("Values survive JSON, and bad texts are refused")
  func coding() throws {
    for a in Samples.edges {
      #expect(try JSONDecoder().decode([BigInt].self, from: JSONEncoder().encode([a])) == [a])
    }
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([BigUInt].self, from: Data(#"["-1"]"#.utf8)) }
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([BigInt].self, from: Data(#"["x"]"#.utf8)) }
  }
}
