import Primitives

extension PrivateKey {
  /// What certificates and requests are signed with by default: SHA-256 for RSA (PKCS #1 v1.5, which everything reads)
  /// and P-256, SHA-384 for P-384, SHA-512 for P-521.
  public var defaultSignatureAlgorithm: SignatureAlgorithm {
    switch self {
    case .rsa: .sha256WithRSAEncryption
    case .p256: .ecdsaWithSHA256
    case .p384: .ecdsaWithSHA384
    case .p521: .ecdsaWithSHA512
    case .ed25519: .ed25519
    }
  }

  /// Signs `message`. ECDSA signatures are the DER of Ecdsa-Sig-Value, with nonces after RFC 6979.
  ///
  /// - Throws: `unsuitableAlgorithm` when the algorithm does not belong to the key's type, or is for verifying only;
  ///   `cryptographic` when the RSA key is too short for the padding, or the machine miscomputed.
  public borrowing func sign(
    _ message: Span<UInt8>, algorithm: SignatureAlgorithm
  ) throws(KeyError) -> [UInt8] {
    let digest = try digest(for: algorithm)
    switch self {
    case .rsa(let key): return try Self.sign(message, key, digest, algorithm)
    case .p256(let key): return ECDSASignatureValue.derBytes(raw: Self.sign(message, key, digest))
    case .p384(let key): return ECDSASignatureValue.derBytes(raw: Self.sign(message, key, digest))
    case .p521(let key): return ECDSASignatureValue.derBytes(raw: Self.sign(message, key, digest))
    case .ed25519(let key): return key.signature(for: message)
    }
  }

  /// The hash function that `algorithm` uses (Ed25519 has its own inside).
  ///
  /// - Throws: `unsuitableAlgorithm` when this key cannot sign so.
  private borrowing func digest(for algorithm: SignatureAlgorithm) throws(KeyError) -> DigestAlgorithm {
    let kind = kind
    switch (kind, algorithm) {
    case (.rsa, .rsaPKCS1(let digest)) where algorithm.mayBeSigned: return digest
    case (.rsa, .rsaPSS(let digest, _)) where algorithm.mayBeSigned: return digest
    case (.p256, .ecdsa(let digest)) where algorithm.mayBeSigned: return digest
    case (.p384, .ecdsa(let digest)) where algorithm.mayBeSigned: return digest
    case (.p521, .ecdsa(let digest)) where algorithm.mayBeSigned: return digest
    case (.ed25519, .ed25519): return .sha512
    default: throw .unsuitableAlgorithm(algorithm, key: kind.description)
    }
  }

  @inline(never)
  private static func sign(
    _ message: Span<UInt8>, _ key: borrowing RSA.Signing.PrivateKey, _ digest: DigestAlgorithm,
    _ algorithm: SignatureAlgorithm
  ) throws(KeyError) -> [UInt8] {
    let padding: RSA.Signing.Padding =
      if case .rsaPSS(_, let saltByteCount) = algorithm { .pss(saltByteCount: saltByteCount) } else { .pkcs1v15 }
    do throws(CryptoError) {
      return switch digest {
      case .sha384: try key.signature(for: message, using: SHA384.self, padding: padding)
      case .sha512: try key.signature(for: message, using: SHA512.self, padding: padding)
      default: try key.signature(for: message, using: SHA256.self, padding: padding)
      }
    } catch {
      throw .cryptographic(error)
    }
  }

  @inline(never)
  private static func sign(
    _ message: Span<UInt8>, _ key: borrowing P256.Signing.PrivateKey, _ digest: DigestAlgorithm
  ) -> [UInt8] {
    switch digest {
    case .sha384: key.signature(for: message, using: SHA384.self).rawRepresentation
    case .sha512: key.signature(for: message, using: SHA512.self).rawRepresentation
    default: key.signature(for: message, using: SHA256.self).rawRepresentation
    }
  }

  @inline(never)
  private static func sign(
    _ message: Span<UInt8>, _ key: borrowing P384.Signing.PrivateKey, _ digest: DigestAlgorithm
  ) -> [UInt8] {
    switch digest {
    case .sha384: key.signature(for: message, using: SHA384.self).rawRepresentation
    case .sha512: key.signature(for: message, using: SHA512.self).rawRepresentation
    default: key.signature(for: message, using: SHA256.self).rawRepresentation
    }
  }

  @inline(never)
  private static func sign(
    _ message: Span<UInt8>, _ key: borrowing P521.Signing.PrivateKey, _ digest: DigestAlgorithm
  ) -> [UInt8] {
    switch digest {
    case .sha384: key.signature(for: message, using: SHA384.self).rawRepresentation
    case .sha512: key.signature(for: message, using: SHA512.self).rawRepresentation
    default: key.signature(for: message, using: SHA256.self).rawRepresentation
    }
  }
}
