import BigInt

extension RSA.Signing.PrivateKey {
  /// The public exponent of keys made here.
  static let generatedExponent: UInt64 = 65537

  /// A new key from the system's randomness, with public exponent 65537 (FIPS 186-5, appendix A.1.3).
  ///
  /// - Parameter modulusBitCount: an even number in 2048...8192.
  /// - Throws: `CryptoError.incorrectKeySize` (in bits).
  public init(modulusBitCount: Int) throws(CryptoError) {
    var random = SystemRandom()
    self = try Self.checked(modulusBitCount: modulusBitCount, random: &random)
  }

  /// A new key from that source of randomness.
  ///
  /// Of the key only the modulus' width and what `Primes.random` says are revealed: λ, d and the numbers of the Chinese
  /// remainder theorem are computed in constant time.
  ///
  /// - Throws: `CryptoError.incorrectKeySize` (in bits), `CryptoError.randomnessFailure` when the source gives no primes.
  public init(modulusBitCount: Int, random: inout some RandomSource & ~Copyable) throws(CryptoError) {
    self = try Self.checked(modulusBitCount: modulusBitCount, random: &random)
  }

  private static func checked(
    modulusBitCount: Int, random: inout some RandomSource & ~Copyable
  ) throws(CryptoError) -> Self {
    guard RSA.signingModulusBitCounts.contains(modulusBitCount), modulusBitCount % 2 == 0 else {
      throw .incorrectKeySize(
        found: modulusBitCount, expected: "an even number of bits in \(RSA.signingModulusBitCounts)")
    }
    return try generate(modulusBitCount: modulusBitCount, random: &random)
  }

  /// A new key of any even width: tests make small ones.
  static func generate(
    modulusBitCount: Int, random: inout some RandomSource & ~Copyable
  ) throws(CryptoError) -> Self {
    let primeBitCount = modulusBitCount / 2
    // Step 5.4: p and q differ in their top 100 bits.
    let count = (primeBitCount + 63) / 64
    var distance = SecretLimbs(count: count)
    distance.setBit(primeBitCount - 100)
    while true {
      // Steps 4 and 5, with their bounds on the number of candidates.
      guard
        let first = Primes.random(
          bitCount: primeBitCount, exponent: generatedExponent, candidates: 5 * modulusBitCount,
          fill: { random.fill(&$0) }),
        let second = Primes.random(
          bitCount: primeBitCount, exponent: generatedExponent, candidates: 10 * modulusBitCount,
          fill: { random.fill(&$0) },
          accept: { SecretLimbs.isLess(distance, .distance($0, first)).declassified }),
        let a = Modulus(first), let b = Modulus(second)
      else { throw .randomnessFailure }
      // By custom p is the larger; which of the two was drawn first is no secret worth keeping.
      let swap = SecretLimbs.isLess(first, second).declassified
      let (p, q) = swap ? (b, a) : (a, b)
      guard let d = privateExponent(p, q, modulusBitCount: modulusBitCount),
        let n = Modulus(SecretLimbs.product(p.value(), q.value()))
      else { continue }
      let secret = ChineseRemainders(
        primes: ModulusPair(p, q), dP: d.remainder(dividingBy: minusOne(p)), dQ: d.remainder(dividingBy: minusOne(q)),
        qInverse: p.inverseModuloPrime(p.reduce(q.value())))
      let key = Self(
        RSA.Signing.PublicKey(n, exponent: generatedExponent), secret: secret, d: d.resized(to: n.limbCount))
      try key.checkPair()
      return key
    }
  }

  /// `d = e^-1 mod λ(n)`, with `λ(n) = lcm(p-1, q-1)` (appendix A.1.1, step 3); nil where it has no more than half of the
  /// modulus' bits, which rejects the primes.
  private static func privateExponent(_ p: Modulus, _ q: Modulus, modulusBitCount: Int) -> SecretLimbs? {
    let e = generatedExponent
    let pMinusOne = minusOne(p)
    let qMinusOne = minusOne(q)
    let phi = SecretLimbs.product(pMinusOne, qMinusOne)
    let lambda = phi.quotient(dividingBy: .gcd(pMinusOne, qMinusOne))
    // e·d = 1 + k·λ with k = -λ^-1 mod e. As e is prime, that is -λ^(e-2); the divisor is a constant, so that the compiler
    // makes multiplications of these remainders; all numbers are below 2^17, so that nothing overflows.
    let residue = lambda.remainder(dividingBy: SecretLimbs(e, count: 1)).span[0]
    var k: UInt64 = 1
    for bit in stride(from: 16, through: 0, by: -1) {
      k = (k &* k) % 65537
      if (e - 2) >> UInt64(bit) & 1 == 1 { k = (k &* residue) % 65537 }
    }
    k = (65537 &- k) % 65537
    var numerator = SecretLimbs.product(lambda, SecretLimbs(k, count: 1))
    numerator.add(SecretLimbs(1, count: numerator.count))
    let d = numerator.quotient(dividingBy: SecretLimbs(e, count: 1))
    var bound = SecretLimbs(count: d.count)
    bound.setBit(modulusBitCount / 2)
    guard SecretLimbs.isLess(bound, d).declassified else { return nil }
    return d
  }
}

extension SecretLimbs {
  /// Sets the bit of that public number.
  mutating func setBit(_ index: Int) {
    var limbs = mutableSpan
    limbs[index / 64] |= 1 << UInt64(index % 64)
  }

  /// `|a - b|`, for numbers of equal limb counts.
  static func distance(_ a: borrowing SecretLimbs, _ b: borrowing SecretLimbs) -> SecretLimbs {
    var forward = a.copy()
    let borrow = forward.subtract(b)
    var backward = b.copy()
    backward.subtract(a)
    forward.assign(backward, when: Choice(bit: borrow))
    return forward
  }
}
