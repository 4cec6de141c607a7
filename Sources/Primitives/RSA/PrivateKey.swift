import BigInt

extension RSA.Signing {
  /// A key that signs: 2048 to 8192 bits, two primes.
  ///
  /// Its numbers are kept in storage that is wiped when the key goes away. Signing takes a time that depends on the widths
  /// of the modulus and the primes alone, works on blinded numbers, and every signature is verified before it leaves.
  public struct PrivateKey: ~Copyable, Sendable {
    /// The key that verifies what this one signs.
    public let publicKey: PublicKey
    var secret: ChineseRemainders
    let d: SecretLimbs
    private let blinding: Blinding

    /// The key of numbers that are known to belong together.
    init(_ publicKey: PublicKey, secret: consuming ChineseRemainders, d: consuming SecretLimbs) {
      self.publicKey = publicKey
      self.secret = secret
      self.d = d
      blinding = Blinding()
    }

    /// The modulus' width in bits.
    public var modulusBitCount: Int { publicKey.modulusBitCount }
    /// A signature's length in bytes.
    public var signatureByteCount: Int { publicKey.signatureByteCount }

    // MARK: The numbers of RFC 8017, appendix A.1.2, most significant byte first

    /// The modulus `n`, without leading zeros. Public.
    public var modulus: [UInt8] { publicKey.modulus }
    /// The public exponent `e`, without leading zeros. Public.
    public var publicExponent: [UInt8] { publicKey.publicExponent }
    /// The private exponent `d`, in as many bytes as the modulus has.
    public var privateExponent: SecretBytes { Self.bytes(d, bitCount: modulusBitCount) }
    /// The first prime `p`, without leading zeros.
    public var prime1: SecretBytes { Self.bytes(secret.p.value(), bitCount: secret.p.bitWidth) }
    /// The second prime `q`, without leading zeros.
    public var prime2: SecretBytes { Self.bytes(secret.q.value(), bitCount: secret.q.bitWidth) }
    /// `d mod (p-1)`, in as many bytes as `p` has.
    public var exponent1: SecretBytes { Self.bytes(secret.dP, bitCount: secret.p.bitWidth) }
    /// `d mod (q-1)`, in as many bytes as `q` has.
    public var exponent2: SecretBytes { Self.bytes(secret.dQ, bitCount: secret.q.bitWidth) }
    /// `q^-1 mod p`, in as many bytes as `p` has.
    public var coefficient: SecretBytes { Self.bytes(secret.qInverse, bitCount: secret.p.bitWidth) }

    private static func bytes(_ limbs: borrowing SecretLimbs, bitCount: Int) -> SecretBytes {
      var bytes = SecretBytes(count: (bitCount + 7) / 8)
      var span = bytes.mutableSpan
      limbs.storeBigEndian(into: &span)
      return bytes
    }

    // MARK: Signing

    /// The signature on `message`, `signatureByteCount` bytes.
    ///
    /// - Throws: `CryptoError.incorrectParameterSize` when the modulus is too short for digest and salt,
    ///   `CryptoError.outOfRange` for a negative salt length, and `CryptoError.faultDetected` when the machine miscomputed.
    public func signature<H: RSAHashFunction>(
      for message: Span<UInt8>, using hash: H.Type, padding: Padding
    ) throws(CryptoError) -> [UInt8] {
      try signature(forDigest: H.hash(data: message), using: hash, padding: padding)
    }

    /// The signature on a message with that digest, `signatureByteCount` bytes. Throws as `signature(for:using:padding:)`.
    public func signature<H: RSAHashFunction>(
      forDigest digest: H.Digest, using hash: H.Type, padding: Padding
    ) throws(CryptoError) -> [UInt8] {
      switch padding {
      case .pkcs1v15:
        guard let message = EncodedMessage.pkcs1v15(digest: digest, byteCount: signatureByteCount, using: hash) else {
          throw .incorrectParameterSize(
            parameter: "RSA modulus in bytes", found: signatureByteCount,
            expected: "at least \(H.digestInfoPrefix.count + H.digestByteCount + 11)")
        }
        return try sign(message.span)
      case .pss(let saltByteCount):
        let count = saltByteCount ?? H.digestByteCount
        guard count >= 0 else { throw .outOfRange(parameter: "saltByteCount", rule: "a length is not negative") }
        return try pssSignature(forDigest: digest, using: hash, salt: SystemRandom.bytes(count: count).span)
      }
    }

    /// RSASSA-PSS-SIGN (section 8.1.1) with a given salt: for use with a random one, and for tests with published ones.
    func pssSignature<H: RSAHashFunction>(
      forDigest digest: H.Digest, using hash: H.Type, salt: Span<UInt8>
    ) throws(CryptoError) -> [UInt8] {
      let bitCount = modulusBitCount - 1
      guard
        let message = EncodedMessage.pss(digest: digest, salt: salt, bitCount: bitCount, using: hash, mask: hash)
      else {
        throw .incorrectParameterSize(
          parameter: "PSS salt in bytes", found: salt.count,
          expected: "at most \((bitCount + 7) / 8 - H.digestByteCount - 2) for this key and hash function")
      }
      return try sign(message.span)
    }

    /// RSASP1 (section 5.2.1) on an encoded message, blinded and checked.
    func sign(_ message: Span<UInt8>) throws(CryptoError) -> [UInt8] {
      let n = publicKey.arithmetic
      guard let x = SecretLimbs(bigEndianBytes: message, count: n.limbCount), n.contains(x).declassified else {
        throw .outOfRange(parameter: "RSA message", rule: "an encoded message is below the modulus")
      }
      let factors = blinding.next(modulus: n, secret: secret)
      var blinded = x.copy()
      n.multiplyMontgomery(&blinded, factors.before)
      var signature = secret.privatePower(blinded, limbCount: n.limbCount)
      n.multiplyMontgomery(&signature, factors.after)
      // One wrong bit in either half of the computation would give the key away (D. Boneh, R. DeMillo, R. Lipton, "On the
      // importance of checking cryptographic protocols for faults", 1997).
      let check = n.powVarTime(signature, publicKey.exponent)
      guard SecretLimbs.equals(check, x).declassified else { throw .faultDetected }
      var bytes = [UInt8](repeating: 0, count: signatureByteCount)
      var span = bytes.mutableSpan
      signature.storeBigEndian(into: &span)
      return bytes
    }
  }
}
