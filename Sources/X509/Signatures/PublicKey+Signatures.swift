import Primitives

extension PublicKey {
  /// Whether `signature` was made over `message` with the private key that belongs to this key.
  ///
  /// An algorithm that does not belong to the key's type, and a malformed signature, are `false` too.
  public func isValidSignature(
    _ signature: Span<UInt8>, for message: Span<UInt8>, algorithm: SignatureAlgorithm
  ) -> Bool {
    switch (self, algorithm) {
    case (.rsa(let key), .rsaPKCS1(let digest)):
      return Self.isValid(signature, for: message, key: key, digest: digest, padding: .pkcs1v15)
    case (.rsa(let key), .rsaPSS(let digest, let saltByteCount)):
      return Self.isValid(
        signature, for: message, key: key, digest: digest, padding: .pss(saltByteCount: saltByteCount))
    case (.rsaPSS(let key, let restriction), .rsaPSS(let digest, let saltByteCount)):
      // RFC 4055, 3.3: the key's parameters bind the signature's; the salt may be longer than the key says.
      if let restriction {
        guard restriction.digest == digest, saltByteCount >= restriction.saltByteCount else { return false }
      }
      return Self.isValid(
        signature, for: message, key: key, digest: digest, padding: .pss(saltByteCount: saltByteCount))
    case (.p256(let key), .ecdsa(let digest)):
      guard let raw = ECDSASignatureValue.rawBytes(der: signature, scalarByteCount: 32),
        let value = try? P256.Signing.ECDSASignature(rawRepresentation: raw.span)
      else { return false }
      return digest.withDigest(of: message) { key.isValidSignature(value, forDigest: $0) }
    case (.p384(let key), .ecdsa(let digest)):
      guard let raw = ECDSASignatureValue.rawBytes(der: signature, scalarByteCount: 48),
        let value = try? P384.Signing.ECDSASignature(rawRepresentation: raw.span)
      else { return false }
      return digest.withDigest(of: message) { key.isValidSignature(value, forDigest: $0) }
    case (.p521(let key), .ecdsa(let digest)):
      guard let raw = ECDSASignatureValue.rawBytes(der: signature, scalarByteCount: 66),
        let value = try? P521.Signing.ECDSASignature(rawRepresentation: raw.span)
      else { return false }
      return digest.withDigest(of: message) { key.isValidSignature(value, forDigest: $0) }
    case (.ed25519(let key), .ed25519):
      return key.isValidSignature(signature, for: message)
    default: return false
    }
  }

  private static func isValid(
    _ signature: Span<UInt8>, for message: Span<UInt8>, key: RSA.Signing.PublicKey, digest: DigestAlgorithm,
    padding: RSA.Signing.Padding
  ) -> Bool {
    switch digest {
    case .sha1: key.isValidSignature(signature, for: message, using: SHA1.self, padding: padding)
    case .sha224: key.isValidSignature(signature, for: message, using: SHA224.self, padding: padding)
    case .sha256: key.isValidSignature(signature, for: message, using: SHA256.self, padding: padding)
    case .sha384: key.isValidSignature(signature, for: message, using: SHA384.self, padding: padding)
    case .sha512: key.isValidSignature(signature, for: message, using: SHA512.self, padding: padding)
    }
  }
}

extension DigestAlgorithm {
  /// Lends the digest of `message` to `body`.
  func withDigest(of message: Span<UInt8>, _ body: (Span<UInt8>) -> Bool) -> Bool {
    switch self {
    case .sha1: body(SHA1.hash(data: message).span)
    case .sha224: body(SHA224.hash(data: message).span)
    case .sha256: body(SHA256.hash(data: message).span)
    case .sha384: body(SHA384.hash(data: message).span)
    case .sha512: body(SHA512.hash(data: message).span)
    }
  }
}
