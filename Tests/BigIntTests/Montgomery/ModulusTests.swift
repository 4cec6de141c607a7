import Testing

@testable import BigInt

@Suite("Modulus: constant-time arithmetic agrees with BigUInt")
struct ModulusTests {
  /// Widths about the borders of limbs and tiles, and those of RSA.
  private static let widths = [
    2, 3, 17, 63, 64, 65, 127, 128, 129, 191, 192, 193, 255, 256, 257, 320, 511, 512, 513, 640, 768, 1023, 1024, 1025,
    1536, 2048, 2056, 4096,
  ]

  /// Moduli that strain carries: as large and as small as the width allows, and limbs of zeros and ones.
  private static func moduli(_ width: Int, _ random: inout Xorshift) -> [BigUInt] {
    let top = BigUInt(1) << (width - 1)
    return [(BigUInt(1) << width) - 1, top + 1, (BigUInt(1) << width) - 3 | 1]
      + (0..<4).map { _ in random.odd(bits: width) }
  }

  @Test("Sum, difference, product and square, of residues at the edges too")
  func residues() throws {
    var random = Xorshift(state: 1)
    for width in Self.widths {
      for n in Self.moduli(width, &random) where n > 1 {
        let modulus = try #require(Modulus(n))
        let count = modulus.limbCount
        #expect(modulus.bitWidth == n.bitWidth)
        #expect(modulus.value().revealed == n)
        let r = BigUInt(1) << (64 * count)
        #expect(modulus.one.revealed == r % n)
        #expect(modulus.rSquared.revealed == r * r % n)
        var values = [BigUInt(0), 1, n - 1, n / 2, n / 2 + 1]
        for _ in 0..<4 { values.append(random.number(bits: width) % n) }
        for x in values {
          for y in values {
            var sum = SecretLimbs(of: x, count: count)
            modulus.add(&sum, SecretLimbs(of: y, count: count))
            #expect(sum.revealed == (x + y) % n, "\(x) + \(y) mod \(n)")
            var difference = SecretLimbs(of: x, count: count)
            modulus.subtract(&difference, SecretLimbs(of: y, count: count))
            #expect(difference.revealed == (x + n - y) % n, "\(x) - \(y) mod \(n)")
            var product = SecretLimbs(of: x, count: count)
            modulus.multiply(&product, SecretLimbs(of: y, count: count))
            #expect(product.revealed == x * y % n, "\(x) * \(y) mod \(n)")
          }
          var square = SecretLimbs(of: x, count: count)
          modulus.toMontgomery(&square)
          #expect(square.revealed == x * r % n)
          modulus.squareMontgomery(&square)
          modulus.fromMontgomery(&square)
          #expect(square.revealed == x * x % n, "\(x)² mod \(n)")
        }
      }
    }
  }

  @Test("One factor may be any number of the residue's limbs")
  func unreducedFactor() throws {
    var random = Xorshift(state: 2)
    for width in Self.widths {
      for n in Self.moduli(width, &random) where n > 1 {
        let modulus = try #require(Modulus(n))
        let bits = 64 * modulus.limbCount
        for x in [(BigUInt(1) << bits) - 1, random.number(bits: bits), random.number(bits: bits)] {
          var product = SecretLimbs(of: x, count: modulus.limbCount)
          modulus.multiply(&product, SecretLimbs(of: n - 1, count: modulus.limbCount))
          #expect(product.revealed == x * (n - 1) % n)
        }
      }
    }
  }

  @Test("Wide numbers of any length are reduced")
  func wide() throws {
    var random = Xorshift(state: 3)
    for width in Self.widths where width <= 2056 {
      for n in Self.moduli(width, &random) where n > 1 {
        let modulus = try #require(Modulus(n))
        for limbs in [1, 3, 4, 5, modulus.limbCount, 2 * modulus.limbCount, 2 * modulus.limbCount + 1, 33] {
          for x in [random.number(bits: 64 * limbs), (BigUInt(1) << (64 * limbs)) - 1, 0] {
            let reduced = modulus.reduce(SecretLimbs(of: x, count: limbs))
            #expect(reduced.revealed == x % n, "\(x) mod \(n)")
          }
        }
      }
    }
  }

  @Test("Powers, with secret and with public exponents")
  func powers() throws {
    var random = Xorshift(state: 4)
    for width in Self.widths where width <= 1025 {
      for n in Self.moduli(width, &random).suffix(4) where n > 1 {
        let modulus = try #require(Modulus(n))
        let count = modulus.limbCount
        let base = random.number(bits: width) % n
        for bits in [1, 4, 5, 6, 64, 65, 130, min(width, 300)] {
          let exponent = random.number(bits: bits)
          let expected = base.powerVarTime(exponent, modulus: n)
          let limbs = SecretLimbs(of: exponent, count: (bits + 63) / 64)
          let x = SecretLimbs(of: base, count: count)
          #expect(modulus.pow(x, limbs).revealed == expected, "\(base)^\(exponent) mod \(n)")
          #expect(modulus.pow(x, limbs, exponentBitWidth: bits).revealed == expected)
          // Bits above the bound are ignored.
          let above = SecretLimbs(of: exponent | BigUInt(5) << bits, count: (bits + 66) / 64)
          #expect(modulus.pow(x, above, exponentBitWidth: bits).revealed == expected)
        }
        for exponent: UInt64 in [0, 1, 2, 3, 17, 65537, .max, 1 << 63] {
          let expected = base.powerVarTime(BigUInt(exponent), modulus: n)
          #expect(modulus.powVarTime(SecretLimbs(of: base, count: count), exponent).revealed == expected)
        }
      }
    }
  }

  @Test("Powers at the edges: exponent 0, base 0, and no bits at all")
  func powerEdges() throws {
    let n = (BigUInt(1) << 255) - 19
    let modulus = try #require(Modulus(n))
    let zero = SecretLimbs(count: 4)
    #expect(modulus.pow(zero, zero).revealed == 1)
    #expect(modulus.pow(SecretLimbs(of: 7, count: 4), zero).revealed == 1)
    #expect(modulus.pow(SecretLimbs(of: 7, count: 4), SecretLimbs(of: 9, count: 1), exponentBitWidth: 0).revealed == 1)
    #expect(modulus.pow(zero, SecretLimbs(of: 9, count: 1)).revealed == 0)
    #expect(modulus.powVarTime(zero, 0).revealed == 1)
  }

  @Test("Inverses modulo a prime")
  func inverses() throws {
    var random = Xorshift(state: 5)
    for p in [(BigUInt(1) << 255) - 19, (BigUInt(1) << 521) - 1, 65537, 3] {
      let modulus = try #require(Modulus(p))
      for _ in 0..<5 {
        let x = random.number(bits: p.bitWidth - 1) % (p - 1) + 1
        #expect(modulus.inverseModuloPrime(SecretLimbs(of: x, count: modulus.limbCount)).revealed == x.modInverse(p))
      }
      #expect(modulus.inverseModuloPrime(SecretLimbs(count: modulus.limbCount)).revealed == 0)
    }
  }

  @Test("Even numbers, 0 and 1 are no modulus")
  func noModulus() {
    for n in [0, 1, 2, 4, BigUInt(1) << 256, (BigUInt(1) << 256) - 2] { #expect(Modulus(n) == nil) }
    #expect(Modulus(BigUInt(3)) != nil)
  }
}
