/// The code points of protocol versions (RFC 9846, section 4.2.1).
enum ProtocolVersion {
  /// TLS 1.2, which every TLS 1.3 hello and record names in its legacy field.
  static let tls12: UInt16 = 0x0303
  /// TLS 1.3.
  static let tls13: UInt16 = 0x0304
}
