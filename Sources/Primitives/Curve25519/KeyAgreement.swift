import BigInt

extension Curve25519.KeyAgreement {
  /// A public key: the u-coordinate of a point.
  ///
  /// Any 32 bytes are one (RFC 7748, section 5): the highest bit is ignored and values above p are reduced. A point of
  /// small order is refused when the shared secret comes out as zero.
  public struct PublicKey: Sendable, Equatable, Hashable {
    /// The u-coordinate, 32 bytes little-endian, as it was received.
    public let rawRepresentation: [UInt8]

    /// Takes the 32 bytes of a public key.
    ///
    /// - Throws: `CryptoError.incorrectKeySize` for any other length.
    public init(rawRepresentation: Span<UInt8>) throws(CryptoError) {
      guard rawRepresentation.count == Curve25519.keyByteCount else {
        throw .incorrectKeySize(found: rawRepresentation.count, expected: "32")
      }
      self.rawRepresentation = rawRepresentation.withUnsafeBufferPointer { [UInt8]($0) }
    }
  }

  /// A private key: 32 secret bytes, wiped when the key goes away.
  public struct PrivateKey: ~Copyable, Sendable {
    private let bytes: SecretBytes

    /// The public key, 9 times the secret multiplier.
    public let publicKey: PublicKey

    /// A new key from the system's randomness.
    public init() { self.init(SystemRandom.secret(count: Curve25519.keyByteCount)) }

    /// The key in 32 bytes (RFC 7748, section 5); they are clamped for use and kept as they are.
    ///
    /// - Throws: `CryptoError.incorrectKeySize` for any other length.
    public init(rawRepresentation: Span<UInt8>) throws(CryptoError) {
      guard rawRepresentation.count == Curve25519.keyByteCount else {
        throw .incorrectKeySize(found: rawRepresentation.count, expected: "32")
      }
      self.init(SecretBytes(copying: rawRepresentation))
    }

    private init(_ bytes: consuming SecretBytes) {
      var scalar = Curve25519.Scalar(clamping: bytes.span)
      var encoded = [UInt8](repeating: 0, count: Curve25519.keyByteCount)
      var span = encoded.mutableSpan
      Curve25519.X25519.multiplyBase(scalar).store(to: &span)
      Wipe.zero(&scalar)
      publicKey = PublicKey(encoded: encoded)
      self.bytes = bytes
    }

    /// The key's 32 bytes, in secret storage of the caller's own.
    public var rawRepresentation: SecretBytes { bytes.copy() }

    /// The 32-byte secret shared with the owner of `publicKey` (RFC 7748, section 6.1).
    ///
    /// - Throws: `CryptoError.weakSharedSecret` when it is all zeros, which happens for the few public keys of small order.
    ///   RFC 9846, section 7.4.2 has TLS abort then.
    public borrowing func sharedSecretFromKeyAgreement(with publicKey: PublicKey) throws(CryptoError) -> SecretBytes {
      var scalar = Curve25519.Scalar(clamping: bytes.span)
      let u = Curve25519.FieldElement(ignoringTopBitOf: publicKey.rawRepresentation.span)
      var result = Curve25519.X25519.multiply(scalar, u)
      Wipe.zero(&scalar)
      // That it is zero is public: the peer chose so.
      if result.isZero.declassified { throw .weakSharedSecret }
      var secret = SecretBytes(count: Curve25519.keyByteCount)
      var span = secret.mutableSpan
      result.store(to: &span)
      Wipe.zero(&result)
      return secret
    }
  }
}

extension Curve25519.KeyAgreement.PublicKey {
  fileprivate init(encoded: [UInt8]) { rawRepresentation = encoded }
}
