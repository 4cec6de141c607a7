/// The type of an extension (RFC 9846, section 4.2).
///
/// An open enumeration: what is not named here is ignored in a ClientHello.
public struct ExtensionType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The code point on the wire.
  public let rawValue: UInt16

  /// The type with that code point.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// server_name (RFC 6066).
  public static let serverName = ExtensionType(rawValue: 0)
  /// supported_groups.
  public static let supportedGroups = ExtensionType(rawValue: 10)
  /// signature_algorithms.
  public static let signatureAlgorithms = ExtensionType(rawValue: 13)
  /// application_layer_protocol_negotiation (RFC 7301).
  public static let applicationLayerProtocolNegotiation = ExtensionType(rawValue: 16)
  /// padding (RFC 7685).
  public static let padding = ExtensionType(rawValue: 21)
  /// pre_shared_key.
  public static let preSharedKey = ExtensionType(rawValue: 41)
  /// early_data.
  public static let earlyData = ExtensionType(rawValue: 42)
  /// supported_versions.
  public static let supportedVersions = ExtensionType(rawValue: 43)
  /// cookie.
  public static let cookie = ExtensionType(rawValue: 44)
  /// psk_key_exchange_modes.
  public static let pskKeyExchangeModes = ExtensionType(rawValue: 45)
  /// signature_algorithms_cert.
  public static let signatureAlgorithmsCert = ExtensionType(rawValue: 50)
  /// key_share.
  public static let keyShare = ExtensionType(rawValue: 51)
  /// encrypted_client_hello (RFC 9849).
  public static let encryptedClientHello = ExtensionType(rawValue: 0xfe0d)

  /// The name in the RFC; the code point for types that are not named here.
  public var description: String {
    switch self {
    case .serverName: "server_name"
    case .supportedGroups: "supported_groups"
    case .signatureAlgorithms: "signature_algorithms"
    case .applicationLayerProtocolNegotiation: "application_layer_protocol_negotiation"
    case .padding: "padding"
    case .preSharedKey: "pre_shared_key"
    case .earlyData: "early_data"
    case .supportedVersions: "supported_versions"
    case .cookie: "cookie"
    case .pskKeyExchangeModes: "psk_key_exchange_modes"
    case .signatureAlgorithmsCert: "signature_algorithms_cert"
    case .keyShare: "key_share"
    case .encryptedClientHello: "encrypted_client_hello"
    default: "extension \(rawValue)"
    }
  }
}
