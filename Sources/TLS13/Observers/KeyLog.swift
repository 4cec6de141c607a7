/// The lines of an SSLKEYLOGFILE (RFC 9850), with which Wireshark and others decrypt a recorded connection.
enum KeyLog {
  /// The labels of TLS 1.3.
  enum Label: String {
    case clientHandshakeTrafficSecret = "CLIENT_HANDSHAKE_TRAFFIC_SECRET"
    case serverHandshakeTrafficSecret = "SERVER_HANDSHAKE_TRAFFIC_SECRET"
    case clientTrafficSecret0 = "CLIENT_TRAFFIC_SECRET_0"
    case serverTrafficSecret0 = "SERVER_TRAFFIC_SECRET_0"
    case exporterSecret = "EXPORTER_SECRET"
  }

  /// A line without its end: label, ClientHello.random and secret, the last two in lower-case hexadecimal.
  static func line(_ label: Label, clientRandom: [UInt8], secret: Span<UInt8>) -> String {
    var text = label.rawValue + " "
    for byte in clientRandom { append(byte, to: &text) }
    text += " "
    for i in secret.indices { append(secret[i], to: &text) }
    return text
  }

  private static let digits = Array("0123456789abcdef".unicodeScalars)

  private static func append(_ byte: UInt8, to text: inout String) {
    text.unicodeScalars.append(digits[Int(byte >> 4)])
    text.unicodeScalars.append(digits[Int(byte & 15)])
  }
}
