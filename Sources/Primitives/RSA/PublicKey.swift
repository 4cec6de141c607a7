import BigInt

extension RSA.Signing {
  /// A key that verifies signatures: an odd modulus of 1024 to 16384 bits and an odd exponent of 2 to 64 bits.
  public struct PublicKey: Sendable, Equatable {
    /// The modulus, ready for arithmetic.
    let arithmetic: Modulus
    let exponent: UInt64

    /// The key of those numbers, as bytes with the most significant first; leading zeros are allowed.
    ///
    /// - Throws: `CryptoError.incorrectKeySize` (in bits, of the modulus) or `CryptoError.invalidKey` when the modulus is
    ///   even, or the exponent is even, below 3, or above 64 bits: larger ones exist only to slow down who verifies.
    public init(modulus: Span<UInt8>, publicExponent: Span<UInt8>) throws(CryptoError) {
      let allowed = RSA.verifiableModulusBitCounts
      let width = Self.bitWidth(modulus)
      guard allowed.contains(width) else {
        throw .incorrectKeySize(found: width, expected: "an RSA modulus of \(allowed) bits")
      }
      let limbs = SecretLimbs(bigEndianBytes: modulus.extracting(last: (width + 7) / 8))
      guard let arithmetic = Modulus(limbs) else { throw .invalidKey(rule: "an RSA modulus is odd") }
      guard Self.bitWidth(publicExponent) <= 64 else {
        throw .invalidKey(rule: "an RSA public exponent has at most 64 bits")
      }
      var exponent: UInt64 = 0
      for i in publicExponent.indices { exponent = exponent << 8 | UInt64(publicExponent[i]) }
      guard exponent >= 3, exponent & 1 == 1 else {
        throw .invalidKey(rule: "an RSA public exponent is odd and at least 3")
      }
      self.init(arithmetic, exponent: exponent)
    }

    init(_ arithmetic: Modulus, exponent: UInt64) {
      self.arithmetic = arithmetic
      self.exponent = exponent
    }

    /// The width of a number in bytes with the most significant first.
    private static func bitWidth(_ bytes: Span<UInt8>) -> Int {
      var i = 0
      while i < bytes.count, bytes[i] == 0 { i += 1 }
      return i == bytes.count ? 0 : 8 * (bytes.count - i) - bytes[i].leadingZeroBitCount
    }

    /// The modulus' width in bits.
    public var modulusBitCount: Int { arithmetic.bitWidth }

    /// A signature's length in bytes.
    public var signatureByteCount: Int { (modulusBitCount + 7) / 8 }

    /// The modulus, most significant byte first, without leading zeros.
    public var modulus: [UInt8] {
      var bytes = [UInt8](repeating: 0, count: signatureByteCount)
      var span = bytes.mutableSpan
      arithmetic.value().storeBigEndian(into: &span)
      return bytes
    }

    /// The public exponent, most significant byte first, without leading zeros.
    public var publicExponent: [UInt8] {
      let bytes = stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: exponent >> $0) }
      return Array(bytes.drop { $0 == 0 })
    }

    /// Whether two keys have the same modulus and exponent.
    public static func == (a: PublicKey, b: PublicKey) -> Bool {
      a.exponent == b.exponent && a.modulus == b.modulus
    }

    /// Whether `signature` is this key's on `message`. A malformed signature is simply not valid.
    public func isValidSignature<H: RSAHashFunction>(
      _ signature: Span<UInt8>, for message: Span<UInt8>, using hash: H.Type, padding: Padding
    ) -> Bool {
      isValidSignature(signature, forDigest: H.hash(data: message), using: hash, padding: padding)
    }

    /// Whether `signature` is this key's on a message with that digest. A malformed signature is simply not valid.
    public func isValidSignature<H: RSAHashFunction>(
      _ signature: Span<UInt8>, forDigest digest: H.Digest, using hash: H.Type, padding: Padding
    ) -> Bool {
      switch padding {
      case .pkcs1v15:
        // Section 8.2.2 leaves no room for doubt about the encoding: the one right encoding is made and compared, so that
        // there is nothing to parse.
        guard let expected = EncodedMessage.pkcs1v15(digest: digest, byteCount: signatureByteCount, using: hash),
          let message = recoverMessage(signature)
        else { return false }
        return ConstantTime.equals(message.span, expected.span).declassified
      case .pss(let saltByteCount):
        return isValidPSSSignature(
          signature, forDigest: digest, using: hash, mask: hash, saltByteCount: saltByteCount ?? H.digestByteCount)
      }
    }

    /// RSASSA-PSS-VERIFY (section 8.1.2) with a hash function of its own for MGF1.
    public func isValidPSSSignature<H: HashFunction, M: HashFunction>(
      _ signature: Span<UInt8>, forDigest digest: H.Digest, using hash: H.Type, mask: M.Type, saltByteCount: Int
    ) -> Bool {
      guard let message = recoverMessage(signature) else { return false }
      // One bit less than the modulus has; where that is a whole number of bytes, the recovered first byte must be zero.
      let bitCount = modulusBitCount - 1
      let excess = message.count - (bitCount + 7) / 8
      guard message[..<excess].allSatisfy({ $0 == 0 }) else { return false }
      return EncodedMessage.isPSS(
        message.span.extracting(droppingFirst: excess), digest: digest, saltByteCount: saltByteCount,
        bitCount: bitCount, using: hash, mask: mask)
    }

    /// RSAVP1 (section 5.2.2): the number that was signed, in as many bytes as the modulus has. Nil where the signature
    /// has another length, or is not below the modulus.
    private func recoverMessage(_ signature: Span<UInt8>) -> [UInt8]? {
      guard signature.count == signatureByteCount,
        let s = SecretLimbs(bigEndianBytes: signature, count: arithmetic.limbCount),
        arithmetic.contains(s).declassified
      else { return nil }
      let message = arithmetic.powVarTime(s, exponent)
      var bytes = [UInt8](repeating: 0, count: signatureByteCount)
      var span = bytes.mutableSpan
      message.storeBigEndian(into: &span)
      return bytes
    }
  }
}
