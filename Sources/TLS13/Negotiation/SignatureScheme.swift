/// A signature algorithm with its hash (RFC 9846, section 4.2.3).
///
/// An open enumeration: clients list schemes for certificates and older versions that are never used in a handshake.
public struct SignatureScheme: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The code point on the wire.
  public let rawValue: UInt16

  /// The scheme with that code point.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// ECDSA on P-256 with SHA-256.
  public static let ecdsaSecp256r1SHA256 = SignatureScheme(rawValue: 0x0403)
  /// ECDSA on P-384 with SHA-384.
  public static let ecdsaSecp384r1SHA384 = SignatureScheme(rawValue: 0x0503)
  /// ECDSA on P-521 with SHA-512.
  public static let ecdsaSecp521r1SHA512 = SignatureScheme(rawValue: 0x0603)
  /// RSASSA-PSS with SHA-256 and a key of the type rsaEncryption.
  public static let rsaPSSRSAESHA256 = SignatureScheme(rawValue: 0x0804)
  /// RSASSA-PSS with SHA-384 and a key of the type rsaEncryption.
  public static let rsaPSSRSAESHA384 = SignatureScheme(rawValue: 0x0805)
  /// RSASSA-PSS with SHA-512 and a key of the type rsaEncryption.
  public static let rsaPSSRSAESHA512 = SignatureScheme(rawValue: 0x0806)
  /// Ed25519 (RFC 8032).
  public static let ed25519 = SignatureScheme(rawValue: 0x0807)

  /// The name in RFC 9846; the code point for schemes that are not named here.
  public var description: String {
    switch self {
    case .ecdsaSecp256r1SHA256: "ecdsa_secp256r1_sha256"
    case .ecdsaSecp384r1SHA384: "ecdsa_secp384r1_sha384"
    case .ecdsaSecp521r1SHA512: "ecdsa_secp521r1_sha512"
    case .rsaPSSRSAESHA256: "rsa_pss_rsae_sha256"
    case .rsaPSSRSAESHA384: "rsa_pss_rsae_sha384"
    case .rsaPSSRSAESHA512: "rsa_pss_rsae_sha512"
    case .ed25519: "ed25519"
    default: "signature scheme 0x\(hexadecimal: rawValue)"
    }
  }
}
