import BigInt

extension RSA.Signing.PrivateKey {
  /// The key of those numbers (RFC 8017, appendix A.1.2), as bytes with the most significant first; leading zeros are
  /// allowed.
  ///
  /// Every relation between the numbers is checked, and one signature is made and verified, so that a key that somebody
  /// tampered with is refused here. The checks take a time that depends on the numbers' widths, and reveal which rule was
  /// broken.
  ///
  /// - Throws: `CryptoError.incorrectKeySize` (in bits, of the modulus), `CryptoError.invalidKey` with the broken rule.
  public init(
    modulus: Span<UInt8>, publicExponent: Span<UInt8>, privateExponent: Span<UInt8>, prime1: Span<UInt8>,
    prime2: Span<UInt8>, exponent1: Span<UInt8>, exponent2: Span<UInt8>, coefficient: Span<UInt8>
  ) throws(CryptoError) {
    self = try Self.validated(
      modulus: modulus, publicExponent: publicExponent, privateExponent: privateExponent, prime1: prime1,
      prime2: prime2, exponent1: exponent1, exponent2: exponent2, coefficient: coefficient,
      bitCounts: RSA.signingModulusBitCounts)
  }

  /// The same with other bounds on the modulus' width: published vectors have keys of 1024 bits.
  static func validated(
    modulus: Span<UInt8>, publicExponent: Span<UInt8>, privateExponent: Span<UInt8>, prime1: Span<UInt8>,
    prime2: Span<UInt8>, exponent1: Span<UInt8>, exponent2: Span<UInt8>, coefficient: Span<UInt8>,
    bitCounts: ClosedRange<Int>
  ) throws(CryptoError) -> Self {
    let publicKey = try RSA.Signing.PublicKey(modulus: modulus, publicExponent: publicExponent)
    let n = publicKey.arithmetic
    guard bitCounts.contains(n.bitWidth) else {
      throw .incorrectKeySize(found: n.bitWidth, expected: "an RSA modulus of \(bitCounts) bits")
    }

    // n = p·q, both odd and of a reasonable width.
    let primeRule = "an RSA prime is odd and has at least a quarter of the modulus' bits"
    let p = try prime(prime1, of: n, rule: primeRule)
    let q = try prime(prime2, of: n, rule: primeRule)
    let product = SecretLimbs.product(p.value(), q.value())
    let width = max(product.count, n.limbCount)
    try require(
      SecretLimbs.equals(product.resized(to: width), n.value().resized(to: width)), "the RSA modulus is p·q")

    // e·d, e·dP = 1 mod p-1 and e·d, e·dQ = 1 mod q-1, with dP and dQ reduced.
    let e = SecretLimbs(publicKey.exponent, count: 1)
    let dRule = "the RSA private exponent is below the modulus and inverse to the public one"
    let d = try number(privateExponent, count: n.limbCount, rule: dRule)
    let dPRule = "exponent1 of an RSA key is d mod (p-1)"
    let dP = try number(exponent1, count: p.limbCount, rule: dPRule)
    let dQRule = "exponent2 of an RSA key is d mod (q-1)"
    let dQ = try number(exponent2, count: q.limbCount, rule: dQRule)
    let pMinusOne = minusOne(p)
    let qMinusOne = minusOne(q)
    try require(n.contains(d), dRule)
    try require(isInverse(d, e, modulo: pMinusOne) & isInverse(d, e, modulo: qMinusOne), dRule)
    try require(SecretLimbs.isLess(dP, pMinusOne) & isInverse(dP, e, modulo: pMinusOne), dPRule)
    try require(SecretLimbs.isLess(dQ, qMinusOne) & isInverse(dQ, e, modulo: qMinusOne), dQRule)

    // q·qInv = 1 mod p, with qInv reduced.
    let coefficientRule = "the coefficient of an RSA key is the inverse of q modulo p"
    let qInverse = try number(coefficient, count: p.limbCount, rule: coefficientRule)
    try require(p.contains(qInverse), coefficientRule)
    var one = p.reduce(q.value())
    p.multiply(&one, qInverse)
    try require(SecretLimbs.equals(one, SecretLimbs(1, count: p.limbCount)), coefficientRule)

    let key = Self(
      publicKey, secret: ChineseRemainders(primes: ModulusPair(p, q), dP: dP, dQ: dQ, qInverse: qInverse), d: d)
    try key.checkPair()
    return key
  }

  /// Signs and verifies one number, which finds factors that are not prime.
  func checkPair() throws(CryptoError) {
    let rule = "an RSA key verifies what it signs: its factors are not both prime"
    // 2 has no place in an encoded message of either padding.
    var message = [UInt8](repeating: 0, count: signatureByteCount)
    message[message.count - 1] = 2
    do {
      _ = try sign(message.span)
    } catch {
      throw .invalidKey(rule: rule)
    }
  }

  private static func prime(_ bytes: Span<UInt8>, of n: Modulus, rule: String) throws(CryptoError) -> Modulus {
    let limbs = try number(bytes, count: n.limbCount, rule: rule)
    guard let prime = Modulus(limbs), prime.bitWidth >= n.bitWidth / 4 else { throw .invalidKey(rule: rule) }
    return prime
  }

  private static func number(_ bytes: Span<UInt8>, count: Int, rule: String) throws(CryptoError) -> SecretLimbs {
    guard let limbs = SecretLimbs(bigEndianBytes: bytes, count: count) else { throw .invalidKey(rule: rule) }
    return limbs
  }

  private static func require(_ choice: Choice, _ rule: String) throws(CryptoError) {
    guard choice.declassified else { throw .invalidKey(rule: rule) }
  }

  static func minusOne(_ modulus: Modulus) -> SecretLimbs {
    var result = modulus.value()
    result.subtract(SecretLimbs(1, count: result.count))
    return result
  }

  /// Whether `x·e = 1 mod m`, where `m` may be even.
  private static func isInverse(
    _ x: borrowing SecretLimbs, _ e: borrowing SecretLimbs, modulo m: borrowing SecretLimbs
  ) -> Choice {
    let product = SecretLimbs.product(x, e)
    return SecretLimbs.equals(product.remainder(dividingBy: m), SecretLimbs(1, count: m.count))
  }
}
