import ASN1

/// How a signature is made.
public enum SignatureAlgorithm: Hashable, Sendable {
  /// RSASSA-PKCS1-v1_5 (RFC 8017, 8.2); SHA-1 and SHA-224 to verify only.
  case rsaPKCS1(DigestAlgorithm)
  /// RSASSA-PSS (RFC 8017, 8.1) with MGF1 and the same hash function, and a salt of that many bytes.
  case rsaPSS(DigestAlgorithm, saltByteCount: Int)
  /// ECDSA (FIPS 186-5, 6); the signature is the DER of Ecdsa-Sig-Value (RFC 3279, 2.2.3).
  case ecdsa(DigestAlgorithm)
  /// Ed25519 (RFC 8032).
  case ed25519

  /// RSASSA-PKCS1-v1_5 with SHA-256.
  public static let sha256WithRSAEncryption = SignatureAlgorithm.rsaPKCS1(.sha256)
  /// RSASSA-PKCS1-v1_5 with SHA-384.
  public static let sha384WithRSAEncryption = SignatureAlgorithm.rsaPKCS1(.sha384)
  /// RSASSA-PKCS1-v1_5 with SHA-512.
  public static let sha512WithRSAEncryption = SignatureAlgorithm.rsaPKCS1(.sha512)
  /// RSASSA-PSS with SHA-256 and a salt of 32 bytes.
  public static let rsaPSSWithSHA256 = SignatureAlgorithm.rsaPSS(.sha256)
  /// RSASSA-PSS with SHA-384 and a salt of 48 bytes.
  public static let rsaPSSWithSHA384 = SignatureAlgorithm.rsaPSS(.sha384)
  /// RSASSA-PSS with SHA-512 and a salt of 64 bytes.
  public static let rsaPSSWithSHA512 = SignatureAlgorithm.rsaPSS(.sha512)
  /// ECDSA with SHA-256.
  public static let ecdsaWithSHA256 = SignatureAlgorithm.ecdsa(.sha256)
  /// ECDSA with SHA-384.
  public static let ecdsaWithSHA384 = SignatureAlgorithm.ecdsa(.sha384)
  /// ECDSA with SHA-512.
  public static let ecdsaWithSHA512 = SignatureAlgorithm.ecdsa(.sha512)

  /// RSASSA-PSS with a salt as long as the digest, as TLS 1.3 has it.
  public static func rsaPSS(_ digest: DigestAlgorithm) -> SignatureAlgorithm {
    .rsaPSS(digest, saltByteCount: digest.byteCount)
  }

  /// Whether signatures of this kind may still be made; SHA-1 and SHA-224 are for old ones.
  public var mayBeSigned: Bool {
    switch self {
    case .rsaPKCS1(let digest), .rsaPSS(let digest, _), .ecdsa(let digest): digest != .sha1 && digest != .sha224
    case .ed25519: true
    }
  }
}

extension SignatureAlgorithm: CustomStringConvertible {
  /// The RFC's name with the hash function.
  public var description: String {
    switch self {
    case .rsaPKCS1(let digest): "RSASSA-PKCS1-v1_5 with \(digest)"
    case .rsaPSS(let digest, let salt): "RSASSA-PSS with \(digest) and a salt of \(salt) bytes"
    case .ecdsa(let digest): "ECDSA with \(digest)"
    case .ed25519: "Ed25519"
    }
  }
}
