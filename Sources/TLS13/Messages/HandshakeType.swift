/// The type of a handshake message (RFC 9846, section 4).
public struct HandshakeType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The code on the wire.
  public let rawValue: UInt8

  /// The type with that code.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// client_hello.
  public static let clientHello = HandshakeType(rawValue: 1)
  /// server_hello, and the HelloRetryRequest in its form.
  public static let serverHello = HandshakeType(rawValue: 2)
  /// new_session_ticket.
  public static let newSessionTicket = HandshakeType(rawValue: 4)
  /// end_of_early_data.
  public static let endOfEarlyData = HandshakeType(rawValue: 5)
  /// encrypted_extensions.
  public static let encryptedExtensions = HandshakeType(rawValue: 8)
  /// certificate.
  public static let certificate = HandshakeType(rawValue: 11)
  /// certificate_request.
  public static let certificateRequest = HandshakeType(rawValue: 13)
  /// certificate_verify.
  public static let certificateVerify = HandshakeType(rawValue: 15)
  /// finished.
  public static let finished = HandshakeType(rawValue: 20)
  /// key_update.
  public static let keyUpdate = HandshakeType(rawValue: 24)
  /// message_hash: never sent; stands for the first ClientHello in the transcript after a HelloRetryRequest.
  public static let messageHash = HandshakeType(rawValue: 254)

  /// The name of the message, such as `ClientHello`.
  public var description: String {
    switch self {
    case .clientHello: "ClientHello"
    case .serverHello: "ServerHello"
    case .newSessionTicket: "NewSessionTicket"
    case .endOfEarlyData: "EndOfEarlyData"
    case .encryptedExtensions: "EncryptedExtensions"
    case .certificate: "Certificate"
    case .certificateRequest: "CertificateRequest"
    case .certificateVerify: "CertificateVerify"
    case .finished: "Finished"
    case .keyUpdate: "KeyUpdate"
    case .messageHash: "message_hash"
    default: "handshake message \(rawValue)"
    }
  }
}
