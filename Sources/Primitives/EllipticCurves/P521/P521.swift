/// NIST's curve P-521, also named secp521r1 (SP 800-186, section 3.2.1.5).
///
/// ```
/// FieldElement    arithmetic modulo p, the field's prime
/// Scalar          arithmetic modulo n, the number of points
/// Point           the curve's points
/// baseMultiples   multiples of the base point
/// ```
public enum P521 {
  /// ECDSA on P-521 (FIPS 186-5, section 6).
  public enum Signing {}

  /// Elliptic curve Diffie-Hellman on P-521 (SP 800-56A, section 5.7.1.2).
  public enum KeyAgreement {}
}

extension P521.Signing {
  /// A signature: the numbers r and s, 66 big-endian bytes each.
  public struct ECDSASignature: Sendable, Equatable {
    /// r and s in 132 bytes (IEEE P1363; X.509 and TLS wrap the two numbers in DER instead).
    public let rawRepresentation: [UInt8]

    /// A signature from its 132 bytes. Whether r and s are in range is part of its check.
    ///
    /// - Throws: `CryptoError.invalidSignatureEncoding` for any other length.
    public init(rawRepresentation: Span<UInt8>) throws(CryptoError) {
      guard rawRepresentation.count == 2 * P521.Scalar.byteCount else {
        throw .invalidSignatureEncoding(
          rule: "r and s take \(2 * P521.Scalar.byteCount) bytes, not \(rawRepresentation.count)")
      }
      self.rawRepresentation = rawRepresentation.withUnsafeBufferPointer { [UInt8]($0) }
    }

    fileprivate init(_ bytes: [UInt8]) { rawRepresentation = bytes }
  }

  /// A public key: a point on the curve, other than infinity.
  public struct PublicKey: Sendable, Equatable {
    fileprivate let key: CurvePublicKey<P521>

    /// A key from a point's encoding (SEC 1, section 2.3.4): 133 bytes `04 x y`, or 67 bytes `02 x` or `03 x`.
    ///
    /// - Throws: `CryptoError` unless the encoding has the right length and is of a point on the curve.
    public init(x963Representation: Span<UInt8>) throws(CryptoError) {
      key = try CurvePublicKey(x963Representation: x963Representation)
    }

    fileprivate init(_ key: CurvePublicKey<P521>) { self.key = key }

    /// The point in 133 bytes, `04 x y`.
    public var x963Representation: [UInt8] { key.x963Representation }

    /// The point in 67 bytes, `02 x` or `03 x`.
    public var compressedX963Representation: [UInt8] { key.compressedX963Representation }

    /// Whether `signature` is one of `data`, hashed with `H`, by this key's owner.
    public func isValidSignature<H: HashFunction>(
      _ signature: ECDSASignature, for data: Span<UInt8>, using _: H.Type
    ) -> Bool {
      let digest = H.hash(data: data)
      return isValidSignature(signature, forDigest: digest.span)
    }

    /// Whether `signature` is one of the message with this digest; of a digest longer than 66 bytes the first 66 count.
    public func isValidSignature(_ signature: ECDSASignature, forDigest digest: Span<UInt8>) -> Bool {
      key.isValidSignature(signature.rawRepresentation.span, forDigest: digest)
    }
  }

  /// A private key: a secret number from 1 to n - 1, wiped when the key goes away.
  public struct PrivateKey: ~Copyable, Sendable {
    private let key: CurvePrivateKey<P521>

    /// A new key from the system's randomness.
    public init() {
      var random = SystemRandom()
      self.init(using: &random)
    }

    /// A new key from the given source (FIPS 186-5, appendix A.2.2).
    public init(using random: inout some RandomSource & ~Copyable) { key = CurvePrivateKey(using: &random) }

    /// The key with this number, 66 big-endian bytes.
    ///
    /// - Throws: `CryptoError.incorrectKeySize` for any other length, `CryptoError.invalidKey` unless it is in range.
    public init(rawRepresentation: Span<UInt8>) throws(CryptoError) {
      key = try CurvePrivateKey(rawRepresentation: rawRepresentation)
    }

    /// The number in 66 big-endian bytes, in secret storage of the caller's own.
    public var rawRepresentation: SecretBytes { key.rawRepresentation }

    /// The public key.
    public var publicKey: PublicKey { PublicKey(key.publicKey) }

    /// The signature of `data`, hashed with `H`. The same data gets the same signature every time (RFC 6979).
    public borrowing func signature<H: HashFunction>(for data: Span<UInt8>, using _: H.Type) -> ECDSASignature {
      let digest = H.hash(data: data)
      return signature(forDigest: digest.span, using: H.self)
    }

    /// The signature of the message with this digest, of which at most 66 bytes count; `H` derives the nonce (RFC 6979).
    @_specialize(where H == SHA256)
    @_specialize(where H == SHA384)
    @_specialize(where H == SHA512)
    public borrowing func signature<H: HashFunction>(
      forDigest digest: Span<UInt8>, using _: H.Type
    ) -> ECDSASignature {
      ECDSASignature(key.signature(forDigest: digest, using: H.self))
    }
  }
}

extension P521.KeyAgreement {
  /// A public key: a point on the curve, other than infinity.
  public struct PublicKey: Sendable, Equatable {
    fileprivate let key: CurvePublicKey<P521>

    /// A key from a point's encoding (SEC 1, section 2.3.4): 133 bytes `04 x y`, or 67 bytes `02 x` or `03 x`. (TLS allows
    /// the uncompressed form only: RFC 9846, section 4.3.8.2.)
    ///
    /// - Throws: `CryptoError` unless the encoding has the right length and is of a point on the curve.
    public init(x963Representation: Span<UInt8>) throws(CryptoError) {
      key = try CurvePublicKey(x963Representation: x963Representation)
    }

    fileprivate init(_ key: CurvePublicKey<P521>) { self.key = key }

    /// The point in 133 bytes, `04 x y`.
    public var x963Representation: [UInt8] { key.x963Representation }

    /// The point in 67 bytes, `02 x` or `03 x`.
    public var compressedX963Representation: [UInt8] { key.compressedX963Representation }
  }

  /// A private key: a secret number from 1 to n - 1, wiped when the key goes away.
  public struct PrivateKey: ~Copyable, Sendable {
    private let key: CurvePrivateKey<P521>

    /// A new key from the system's randomness.
    public init() {
      var random = SystemRandom()
      self.init(using: &random)
    }

    /// A new key from the given source (FIPS 186-5, appendix A.2.2).
    public init(using random: inout some RandomSource & ~Copyable) { key = CurvePrivateKey(using: &random) }

    /// The key with this number, 66 big-endian bytes.
    ///
    /// - Throws: `CryptoError.incorrectKeySize` for any other length, `CryptoError.invalidKey` unless it is in range.
    public init(rawRepresentation: Span<UInt8>) throws(CryptoError) {
      key = try CurvePrivateKey(rawRepresentation: rawRepresentation)
    }

    /// The number in 66 big-endian bytes, in secret storage of the caller's own.
    public var rawRepresentation: SecretBytes { key.rawRepresentation }

    /// The public key.
    public var publicKey: PublicKey { PublicKey(key.publicKey) }

    /// The 66-byte secret shared with the owner of `publicKey`: the x coordinate of the product. It cannot fail, since a
    /// public key is never a point of small order; it throws for the sake of one signature for all key agreements.
    public borrowing func sharedSecretFromKeyAgreement(
      with publicKey: PublicKey
    ) throws(CryptoError) -> SecretBytes {
      key.sharedSecret(with: publicKey.key)
    }
  }
}
