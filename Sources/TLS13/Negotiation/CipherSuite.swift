/// A record protection algorithm with the hash of the key schedule (RFC 9846, appendix B.4).
///
/// An open enumeration: clients offer suites of older versions and reserved values (RFC 8701) next to those named here.
public struct CipherSuite: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The code point on the wire.
  public let rawValue: UInt16

  /// The suite with that code point.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// TLS_AES_128_GCM_SHA256.
  public static let aes128GCMSHA256 = CipherSuite(rawValue: 0x1301)
  /// TLS_AES_256_GCM_SHA384.
  public static let aes256GCMSHA384 = CipherSuite(rawValue: 0x1302)
  /// TLS_CHACHA20_POLY1305_SHA256.
  public static let chaCha20Poly1305SHA256 = CipherSuite(rawValue: 0x1303)

  /// Every suite that this library implements, in the default order of preference.
  public static let supported: [CipherSuite] = [.aes128GCMSHA256, .aes256GCMSHA384, .chaCha20Poly1305SHA256]

  /// The name in RFC 9846; the code point for suites that it does not define.
  public var description: String {
    switch self {
    case .aes128GCMSHA256: "TLS_AES_128_GCM_SHA256"
    case .aes256GCMSHA384: "TLS_AES_256_GCM_SHA384"
    case .chaCha20Poly1305SHA256: "TLS_CHACHA20_POLY1305_SHA256"
    default: "cipher suite 0x\(hexadecimal: rawValue)"
    }
  }
}

extension DefaultStringInterpolation {
  /// A code point in four hexadecimal digits.
  mutating func appendInterpolation(hexadecimal value: UInt16) {
    let digits = String(value, radix: 16)
    appendLiteral(String(repeating: "0", count: 4 - digits.count) + digits)
  }
}
