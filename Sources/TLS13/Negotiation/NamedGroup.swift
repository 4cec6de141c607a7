/// A group for the ephemeral key exchange (RFC 9846, section 4.2.7).
///
/// An open enumeration: clients offer groups that this library does not implement, and reserved values (RFC 8701).
public struct NamedGroup: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The code point on the wire.
  public let rawValue: UInt16

  /// The group with that code point.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// NIST P-256.
  public static let secp256r1 = NamedGroup(rawValue: 0x0017)
  /// NIST P-384.
  public static let secp384r1 = NamedGroup(rawValue: 0x0018)
  /// NIST P-521.
  public static let secp521r1 = NamedGroup(rawValue: 0x0019)
  /// Curve25519 (RFC 7748).
  public static let x25519 = NamedGroup(rawValue: 0x001d)

  /// Every group that this library implements, in the default order of preference.
  public static let supported: [NamedGroup] = [.x25519, .secp256r1, .secp384r1, .secp521r1]

  /// The length of a key share in bytes (RFC 9846, section 4.2.8.2); none for groups that are not implemented.
  var keyShareByteCount: Int? {
    switch self {
    case .x25519: 32
    case .secp256r1: 65
    case .secp384r1: 97
    case .secp521r1: 133
    default: nil
    }
  }

  /// The name in RFC 9846; the code point for groups that are not named here.
  public var description: String {
    switch self {
    case .secp256r1: "secp256r1"
    case .secp384r1: "secp384r1"
    case .secp521r1: "secp521r1"
    case .x25519: "x25519"
    default: "group 0x\(hexadecimal: rawValue)"
    }
  }
}
