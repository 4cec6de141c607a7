import BigInt

extension Curve25519.Signing {
  /// The length of a signature, in bytes.
  public static var signatureByteCount: Int { 64 }

  /// An Ed25519 public key: a point of the curve.
  public struct PublicKey: Sendable, Equatable, Hashable {
    /// The point's 32 bytes (RFC 8032, section 5.1.2).
    public let rawRepresentation: [UInt8]

    /// The point's negative, which is what verification adds.
    let negated: Curve25519.EdwardsPoint

    /// Decodes the 32 bytes of a public key (RFC 8032, section 5.1.3).
    ///
    /// - Throws: `CryptoError.incorrectKeySize` for another length, `CryptoError.invalidPoint` when the bytes are not the
    ///   encoding of a point. Points of small order are keys, as the RFC has it.
    public init(rawRepresentation: Span<UInt8>) throws(CryptoError) {
      guard rawRepresentation.count == Curve25519.keyByteCount else {
        throw .incorrectKeySize(found: rawRepresentation.count, expected: "32")
      }
      guard let point = Curve25519.EdwardsPoint(decoding: rawRepresentation) else {
        throw .invalidPoint(rule: "an Ed25519 public key encodes a point of the curve (RFC 8032, section 5.1.3)")
      }
      self.rawRepresentation = rawRepresentation.withUnsafeBufferPointer { [UInt8]($0) }
      negated = -point
    }

    /// Whether two keys are the same bytes.
    public static func == (a: PublicKey, b: PublicKey) -> Bool { a.rawRepresentation == b.rawRepresentation }

    /// Hashes the key's bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawRepresentation) }

    /// Whether `signature` (64 bytes, else false) is this key's signature of `message` (RFC 8032, section 5.1.7).
    ///
    /// The equation is the one without cofactor, [S]B = R + [k]A, and encodings are strict: S below the order of the base
    /// point, R the canonical encoding of the point that the equation gives.
    public func isValidSignature(_ signature: Span<UInt8>, for message: Span<UInt8>) -> Bool {
      VerificationEquation(signature, for: message, by: self)?.holds ?? false
    }
  }

  /// An Ed25519 private key: 32 secret bytes and what is derived from them, wiped when the key goes away.
  public struct PrivateKey: ~Copyable, Sendable {
    /// The 32-byte key, then its hash: 32 bytes of multiplier before clamping and 32 bytes of prefix.
    private let secrets: SecretBytes

    /// The public key.
    public let publicKey: PublicKey

    /// A new key from the system's randomness.
    public init() { self.init(seed: SystemRandom.secret(count: Curve25519.keyByteCount)) }

    /// The key in 32 bytes (RFC 8032, section 5.1.5).
    ///
    /// - Throws: `CryptoError.incorrectKeySize` for any other length.
    public init(rawRepresentation: Span<UInt8>) throws(CryptoError) {
      guard rawRepresentation.count == Curve25519.keyByteCount else {
        throw .incorrectKeySize(found: rawRepresentation.count, expected: "32")
      }
      self.init(seed: SecretBytes(copying: rawRepresentation))
    }

    private init(seed: consuming SecretBytes) {
      var secrets = SecretBytes(count: 96)
      var hash = SHA512()
      hash.update(seed.span)
      var digest = hash.finalize()
      Wipe.zero(&hash)
      var destination = secrets.mutableSpan
      for i in 0..<32 { destination[i] = seed.span[i] }
      for i in 0..<64 { destination[32 + i] = digest.span[i] }
      Wipe.zero(&digest)
      var scalar = Curve25519.Scalar(clamping: secrets.span.extracting(32..<64))
      publicKey = PublicKey(multiplying: scalar)
      Wipe.zero(&scalar)
      self.secrets = secrets
    }

    /// The key's 32 bytes, in secret storage of the caller's own.
    public var rawRepresentation: SecretBytes { SecretBytes(copying: secrets.span.extracting(0..<32)) }

    /// The signature of `message`, 64 bytes; the same for the same message (RFC 8032, section 5.1.6).
    public borrowing func signature(for message: Span<UInt8>) -> [UInt8] {
      var nonceHash = SHA512()
      nonceHash.update(secrets.span.extracting(64..<96))
      nonceHash.update(message)
      var digest = nonceHash.finalize()
      var nonce = Curve25519.Scalar(reducing: digest.span)
      Wipe.zero(&digest)
      Wipe.zero(&nonceHash)

      var signature = [UInt8](repeating: 0, count: signatureByteCount)
      var span = signature.mutableSpan
      Curve25519.BasePointMultiples.multiply(nonce).store(to: &span)
      var hash = SHA512()
      hash.update(signature.span.extracting(0..<32))
      hash.update(publicKey.rawRepresentation.span)
      hash.update(message)
      let k = Curve25519.Scalar(reducing: hash.finalize().span)
      var scalar = Curve25519.Scalar(clamping: secrets.span.extracting(32..<64))
      var response = signature.mutableSpan
      Curve25519.Scalar.multiplyAdd(k, scalar, nonce).store(to: &response, at: 32)
      Wipe.zero(&scalar)
      Wipe.zero(&nonce)
      return signature
    }
  }
}

extension Curve25519.Signing.PublicKey {
  /// The key of a secret multiplier.
  fileprivate init(multiplying scalar: Curve25519.Scalar) {
    let point = Curve25519.BasePointMultiples.multiply(scalar)
    let inverse = point.z.inverted
    let x = point.x * inverse
    let y = point.y * inverse
    let affine = Curve25519.EdwardsPoint(x: x, y: y, z: .one, t: x * y)
    var encoded = [UInt8](repeating: 0, count: Curve25519.keyByteCount)
    var span = encoded.mutableSpan
    affine.store(to: &span)
    rawRepresentation = encoded
    negated = -affine
  }
}
