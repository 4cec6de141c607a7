import Testing

@testable import BigInt

@Suite("Primes")
struct PrimesTests {
  private func isPrime(_ x: BigUInt, rounds: Int = 20) -> Bool {
    var random = Xorshift(state: 21)
    return x.isProbablePrimeVarTime(rounds: rounds, using: &random)
  }

  private func hasSmallDivisor(_ x: BigUInt) -> Bool {
    SmallPrimes.shared.divideVarTime(SecretLimbs(of: x, count: 10))
  }

  @Test("Every number below 20,000 is judged as the sieve of Eratosthenes judges it")
  func smallNumbers() {
    var composite = [Bool](repeating: false, count: 20_000)
    for i in 2..<20_000 {
      #expect(isPrime(BigUInt(i)) == !composite[i], "\(i)")
      for multiple in stride(from: i * i, to: 20_000, by: i) { composite[multiple] = true }
    }
    #expect(!isPrime(0) && !isPrime(1))
  }

  @Test("Known primes, those among them whose predecessor has hundreds of factors of two")
  func knownPrimes() {
    let one = BigUInt(1)
    for exponent in [31, 61, 89, 107, 127, 521, 607, 1279, 2203] {
      #expect(isPrime((one << exponent) - 1), "2^\(exponent) - 1")
    }
    // 3·2^k + 1 (OEIS A002253).
    for exponent in [30, 36, 41, 66, 189, 201, 209, 276, 353, 408, 438, 534] {
      #expect(isPrime(3 * (one << exponent) + 1), "3·2^\(exponent) + 1")
    }
    // The fields of Curve25519, P-256, P-384 and edwards448.
    #expect(isPrime((one << 255) - 19))
    #expect(isPrime((one << 256) - (one << 224) + (one << 192) + (one << 96) - 1))
    #expect(isPrime((one << 384) - (one << 128) - (one << 96) + (one << 32) - 1))
    #expect(isPrime((one << 448) - (one << 224) - 1))
  }

  @Test("Strong pseudoprimes to the first bases are composite (OEIS A014233)")
  func strongPseudoprimes() throws {
    let numbers = [
      "2047", "1373653", "25326001", "3215031751", "2152302898747", "3474749660383", "341550071728321",
      "3825123056546413051", "318665857834031151167461", "3317044064679887385961981",
    ]
    for text in numbers { #expect(!isPrime(try #require(BigUInt(text, radix: 10))), "\(text)") }
  }

  @Test("Carmichael numbers, small and of any size, are composite")
  func carmichaelNumbers() {
    for x in [561, 1105, 1729, 2465, 2821, 6601, 8911, 10585, 15841, 29341, 825265, 321197185] {
      #expect(!isPrime(BigUInt(x)), "\(x)")
    }
    // Chernick: (6k+1)(12k+1)(18k+1), where all three are prime.
    var found = 0
    for start in [BigUInt(1) << 20, BigUInt(1) << 60, BigUInt(1) << 160] {
      var k = start
      while true {
        k += 1
        let factors = [6 * k + 1, 12 * k + 1, 18 * k + 1]
        guard factors.allSatisfy({ isPrime($0, rounds: 4) }) else { continue }
        #expect(!isPrime(factors[0] * factors[1] * factors[2]), "k = \(k)")
        found += 1
        break
      }
    }
    #expect(found == 3)
  }

  @Test("Products of two primes of the same width are composite, and Fermat numbers from the fifth")
  func semiprimes() {
    let one = BigUInt(1)
    #expect(!isPrime(((one << 127) - 1) * ((one << 127) - 1)))
    #expect(!isPrime(((one << 521) - 1) * ((one << 607) - 1)))
    for exponent in [5, 6, 7, 8, 9, 10] { #expect(!isPrime((one << (1 << exponent)) + 1), "F\(exponent)") }
    #expect(isPrime(65537))
  }

  private struct NoTest: Error {}

  /// FIPS 186-5, appendix B.3.1, as it stands there.
  private func reference(_ w: Int, base: Int) -> Bool {
    var m = w - 1
    var a = 0
    while m % 2 == 0 {
      m /= 2
      a += 1
    }
    var z = 1
    for _ in 0..<m { z = z * base % w }
    if z == 1 || z == w - 1 { return true }
    for _ in 1..<max(a, 1) {
      z = z * z % w
      if z == w - 1 { return true }
    }
    return false
  }

  @Test(
    "A round without a secret-dependent branch passes exactly where the standard's does: all bases of small numbers")
  func rounds() throws {
    for w in Array(stride(from: 5, through: 199, by: 2)) + [257, 561, 577, 641, 769, 1105, 2047] {
      for tailBits in [12, 32, 64] {
        guard let test = MillerRabin(SecretLimbs(UInt64(w), count: 1), tailBits: tailBits) else { throw NoTest() }
        for base in stride(from: 2, to: w - 1, by: w < 100 ? 1 : 7) {
          let passes = test.passes(SecretLimbs(UInt64(base), count: test.limbCount)).declassified
          #expect(passes == reference(w, base: base), "\(w), base \(base), tail \(tailBits)")
        }
      }
    }
  }

  @Test("Trial division finds exactly the multiples of small primes")
  func trialDivision() {
    var random = Xorshift(state: 22)
    let primes = SmallPrimes.shared.values
    #expect(primes.count == 1027 && primes.last == 8191)
    for round in 0..<300 {
      var x = random.number(bits: 512) | 1
      if round % 2 == 0 { x = x * BigUInt(primes[Int(random.next() % UInt64(primes.count))]) }
      let expected = primes.contains { x % BigUInt($0) == 0 }
      #expect(hasSmallDivisor(x) == expected, "\(x)")
    }
    let one = BigUInt(1)
    #expect(!hasSmallDivisor((one << 521) - 1))
    for prime in primes { #expect(hasSmallDivisor(BigUInt(prime)), "\(prime)") }
  }

  @Test(
    "Random primes have their width, their two top bits' bound, and no factor of e in p - 1",
    arguments: [64, 100, 256, 512])
  func randomPrimes(bitCount: Int) throws {
    var random = Xorshift(state: UInt64(bitCount))
    for _ in 0..<5 {
      guard let prime = Primes.random(bitCount: bitCount, exponent: 3, candidates: 10_000, fill: { random.fill(&$0) })
      else { throw NoTest() }
      let p = prime.revealed
      #expect(p.bitWidth == bitCount && isPrime(p) && p % 3 == 2)
      #expect((p * p).bitWidth == 2 * bitCount)
    }
  }

  @Test("No prime comes of a source that is stuck, or when each is refused")
  func noPrime() {
    let stuck = Primes.random(bitCount: 512, exponent: 65537, candidates: 500) { span in
      for i in span.indices { span[i] = 0xff }
    }
    if stuck != nil { Issue.record("a prime of ones alone") }
    var random = Xorshift(state: 23)
    var asked = 0
    let refused = Primes.random(bitCount: 128, exponent: 65537, candidates: 50, fill: { random.fill(&$0) }) { _ in
      asked += 1
      return false
    }
    if refused != nil { Issue.record("a prime that was refused") }
    #expect(asked == 50)
  }

  @Test("Rounds are at least those of FIPS 186-5, table B.1")
  func roundCounts() {
    #expect(Primes.roundsForRandomNumber(bitCount: 1024) >= 5)
    #expect(Primes.roundsForRandomNumber(bitCount: 1536) >= 4)
    #expect(Primes.roundsForRandomNumber(bitCount: 2048) >= 4)
    #expect(Primes.roundsForRandomNumber(bitCount: 4096) >= 4)
    #expect(Primes.roundsForRandomNumber(bitCount: 511) == 64)
  }
}
