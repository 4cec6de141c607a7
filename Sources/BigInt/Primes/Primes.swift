/// Prime numbers: testing whether a number is one, and drawing secret ones at random.
public enum Primes {
  /// Overwrites bytes with unpredictable ones.
  public typealias Fill = (_ bytes: inout MutableSpan<UInt8>) -> Void

  /// Rounds of Miller-Rabin for a number that somebody else may have chosen: at most one composite number in `4^64 = 2^128`
  /// choices of bases passes, whatever the number.
  public static let roundsForAnyNumber = 64

  /// Rounds of Miller-Rabin for a uniformly random candidate of that width, after which it is composite with a probability
  /// below `2^-128`: from the bound of FIPS 186-5, appendix C.1 (and so never fewer than its table B.1).
  static func roundsForRandomNumber(bitCount: Int) -> Int {
    switch bitCount {
    case 1536...: 4
    case 1152...: 5
    case 1024...: 6
    case 768...: 8
    case 512...: 12
    default: roundsForAnyNumber
    }
  }

  /// Whether `x` is prime, but for an error of at most `4^-rounds` when it says so of a composite.
  ///
  /// For public numbers: it reveals the number's width, its small divisors and how many factors of two `x - 1` has. Bases
  /// are drawn from `fill`.
  public static func isProbablePrimeVarTime(
    _ x: borrowing SecretLimbs, rounds: Int = roundsForAnyNumber, fill: Fill
  ) -> Bool {
    let width = x.bitWidthVarTime
    if width <= 26 {
      // Below bound², trial division decides.
      let word = x.base[0]
      guard word >= 2, word & 1 == 1 else { return word == 2 }
      return !SmallPrimes.shared.values.contains { $0 * $0 <= word && word % $0 == 0 }
    }
    guard x.bit(0) == 1, !SmallPrimes.shared.divideVarTime(x) else { return false }
    var zeros = 1
    while x.bit(zeros) == 0 { zeros += 1 }
    guard let test = MillerRabin(x, tailBits: zeros + 1) else { return false }
    return isProbablePrime(test, rounds: rounds, fill: fill)
  }

  private static func isProbablePrime(_ test: borrowing MillerRabin, rounds: Int, fill: Fill) -> Bool {
    for _ in 0..<rounds {
      // Bases that the standard does not allow are drawn again; each is fresh, so this says nothing about the number.
      var base = SecretLimbs(count: test.limbCount)
      repeat { base.randomize(bitCount: test.bitWidth, fill: fill) } while !test.allows(base).declassified
      guard test.passes(base).declassified else { return false }
    }
    return true
  }

  /// Whether `2^(x-1) = 1` modulo each of two odd numbers above 2, as for every prime. Reveals their widths.
  private static func passFermat(_ x: borrowing SecretLimbs, _ y: borrowing SecretLimbs) -> (Choice, Choice) {
    guard let p = Modulus(x), let q = Modulus(y) else { return (.no, .no) }
    var pMinusOne = p.value()
    pMinusOne.subtract(SecretLimbs(1, count: p.limbCount))
    var qMinusOne = q.value()
    qMinusOne.subtract(SecretLimbs(1, count: q.limbCount))
    var a = SecretLimbs(2, count: p.limbCount)
    var b = SecretLimbs(2, count: q.limbCount)
    ModulusPair(p, q).pow(&a, pMinusOne, &b, qMinusOne)
    return (
      SecretLimbs.equals(a, SecretLimbs(1, count: p.limbCount)),
      SecretLimbs.equals(b, SecretLimbs(1, count: q.limbCount))
    )
  }

  /// A random prime for an RSA key as in FIPS 186-5, appendix A.1.3, steps 4 and 5: uniform among the odd numbers of
  /// `bitCount` bits that are at least `√2·2^(bitCount-1)`, until one is prime, `p - 1` is not divisible by the prime
  /// `exponent`, and `accept` agrees (it has the check on the distance of p and q).
  ///
  /// The prime comes in as many limbs as `bitCount` bits need. Of it are revealed its width and that it was accepted. Candidates that
  /// are rejected reveal more (how early they failed, and why), which says nothing about the accepted one: each is drawn
  /// anew. One prime in 2^31, those that are 1 modulo 2^32, is rejected so that the test need not reveal how many factors
  /// of two `p - 1` has.
  ///
  /// - Parameters:
  ///   - bitCount: the prime's width in bits, at least 64.
  ///   - exponent: the public exponent, a prime below 2^62.
  ///   - candidates: how many odd candidates of the right size may be tested.
  /// - Returns: the prime, or nil when that many candidates were rejected: with the standard's numbers a sign that the
  ///   source of randomness is broken.
  public static func random(
    bitCount: Int, exponent: UInt64, candidates: Int, fill: Fill,
    accept: (borrowing SecretLimbs) -> Bool = { _ in true }
  ) -> SecretLimbs? {
    precondition(bitCount >= 64 && exponent < 1 << 62)
    let count = (bitCount + 63) / 64
    let rounds = roundsForRandomNumber(bitCount: bitCount)
    var tested = 0
    var drawn = 0
    var waiting: SecretLimbs? = nil
    /// Whether a candidate that passed Fermat's test is what was asked for.
    func isWanted(_ candidate: borrowing SecretLimbs, _ passesFermat: Choice) -> Bool {
      guard passesFermat.declassified else { return false }
      let minusOne = candidate.copy()
      minusOne.base[0] &-= 1
      guard !minusOne.remainder(dividingBy: SecretLimbs(exponent, count: 1)).isZero.declassified else { return false }
      guard let test = MillerRabin(candidate) else { return false }
      return isProbablePrime(test, rounds: rounds, fill: fill)
    }
    while tested < candidates, drawn < 16 * candidates {
      drawn += 1
      var candidate = SecretLimbs(count: count)
      candidate.randomize(bitCount: bitCount, fill: fill)
      candidate.base[0] |= 1
      // √2·2^63 = 0xb504f333f9de6484.597d…: the top 64 bits decide, but for one number in 2^63 that is let go.
      var top = SecretLimbs(count: 1)
      top.storeShifted(candidate, rightBy: bitCount - 64)
      guard !ConstantTime.isLess(top.base[0], 0xb504_f333_f9de_6485).declassified else { continue }
      tested += 1
      guard accept(candidate) else { continue }
      guard !SmallPrimes.shared.divideVarTime(candidate) else { continue }
      // Nearly all candidates that are left are composite, and Fermat's test finds it: two at a time, which kernels take
      // little longer for than for one.
      guard let earlier = waiting.take() else {
        waiting = consume candidate
        continue
      }
      let (first, second) = passFermat(earlier, candidate)
      if isWanted(earlier, first) { return earlier }
      if isWanted(candidate, second) { return candidate }
    }
    if let last = waiting.take(), isWanted(last, passFermat(last, last).0) { return last }
    return nil
  }
}

extension SecretLimbs {
  /// Overwrites this with a random number below `2^bitCount`.
  public mutating func randomize(bitCount: Int, fill: Primes.Fill) {
    precondition(bitCount <= 64 * count)
    let bytes = UnsafeMutableRawPointer(base).assumingMemoryBound(to: UInt8.self)
    var span = MutableSpan<UInt8>(_unsafeElements: UnsafeMutableBufferPointer(start: bytes, count: 8 * count))
    fill(&span)
    for i in 0..<count {
      let place = bitCount - 64 * i
      base[i] &= place >= 64 ? .max : place <= 0 ? 0 : (1 << UInt64(place)) - 1
    }
  }
}
