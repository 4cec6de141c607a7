import Processor
import Testing

@testable import BigInt

@Suite("Powers by this processor's kernels agree with the portable loops")
struct PreparedPowerTests {
  /// Sizes that kernels have, just below and above them, and widths of no whole limb.
  private static let widths = [
    577, 768, 1020, 1024, 1025, 1026, 1280, 1536, 1537, 2000, 2044, 2048, 2049, 2560, 3072, 4032, 4094, 4096, 4097,
  ]

  /// As large and as small as the width allows, a lowest digit of 1 and of all ones, and a random one.
  private static func moduli(_ width: Int, _ random: inout Xorshift) -> [BigUInt] {
    let top = BigUInt(1) << (width - 1)
    return [(BigUInt(1) << width) - 1, top + 1, top + (BigUInt(1) << 52) - 1, random.odd(bits: width)]
  }

  @Test("Bases 0, 1, n-1, all ones; exponents 0, 1, all ones")
  func edges() throws {
    var random = Xorshift(state: 11)
    for width in Self.widths {
      for n in Self.moduli(width, &random) {
        let modulus = try #require(Modulus(n))
        let count = modulus.limbCount
        let ones = (BigUInt(1) << (64 * count)) - 1
        for base in [0, 1, n - 1, n, ones, random.number(bits: width)] {
          let x = SecretLimbs(of: base, count: count)
          for exponent: UInt64 in [1, 2, 3, 65537, .max] {
            let expected = modulus.powPortableVarTime(x, exponent)
            #expect(modulus.powVarTime(x, exponent).revealed == expected.revealed, "\(base)^\(exponent) mod \(n)")
          }
          for exponent in [0, 1, (BigUInt(1) << 70) - 1, random.number(bits: 67)] {
            let e = SecretLimbs(of: exponent, count: 2)
            for bits in [nil, 0, 1, 5, 6, 64, 65, 128, 1000] {
              let expected = modulus.powPortable(x, e, exponentBitWidth: bits)
              let found = modulus.pow(x, e, exponentBitWidth: bits)
              #expect(found.revealed == expected.revealed, "\(base)^\(exponent) mod \(n)")
            }
          }
        }
      }
    }
  }

  @Test("Two moduli at once, of the same size and of different ones")
  func pairs() throws {
    var random = Xorshift(state: 12)
    for (a, b) in [(1024, 1024), (1024, 1020), (1536, 1536), (2048, 2048), (1026, 1022), (1024, 1030), (512, 512)] {
      for (n, m) in zip(Self.moduli(a, &random), Self.moduli(b, &random).reversed()) {
        let p = try #require(Modulus(n))
        let q = try #require(Modulus(m))
        let x = random.number(bits: a)
        let y = random.number(bits: b)
        let d = SecretLimbs(of: random.number(bits: a), count: p.limbCount)
        let e = SecretLimbs(of: random.number(bits: b), count: q.limbCount)
        var first = SecretLimbs(of: x, count: p.limbCount)
        var second = SecretLimbs(of: y, count: q.limbCount)
        let expected = (
          p.powPortable(first, d, exponentBitWidth: a).revealed, q.powPortable(second, e, exponentBitWidth: b).revealed
        )
        ModulusPair(p, q).pow(&first, d, &second, e)
        #expect(first.revealed == expected.0)
        #expect(second.revealed == expected.1)
      }
    }
  }
}
