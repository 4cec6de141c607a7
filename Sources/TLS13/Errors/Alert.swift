/// What an endpoint tells its peer when it closes the connection, in order or in error (RFC 9846, section 6).
///
/// An open enumeration: a peer may send codes that are not named here, and all of those are error alerts.
public struct Alert: RawRepresentable, Hashable, Sendable {
  /// The code on the wire, AlertDescription.
  public let rawValue: UInt8

  /// The alert with that code.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The sender will send nothing more: an orderly end, no error.
  public static let closeNotify = Alert(rawValue: 0)
  /// A message or record that has no place here.
  public static let unexpectedMessage = Alert(rawValue: 10)
  /// A record that could not be deprotected.
  public static let badRecordMAC = Alert(rawValue: 20)
  /// A record longer than allowed.
  public static let recordOverflow = Alert(rawValue: 22)
  /// No acceptable set of parameters in common.
  public static let handshakeFailure = Alert(rawValue: 40)
  /// A certificate is corrupt or its signature is wrong.
  public static let badCertificate = Alert(rawValue: 42)
  /// A certificate of a type that is not supported.
  public static let unsupportedCertificate = Alert(rawValue: 43)
  /// A certificate was revoked by its signer.
  public static let certificateRevoked = Alert(rawValue: 44)
  /// A certificate has expired or is not yet valid.
  public static let certificateExpired = Alert(rawValue: 45)
  /// Another problem with a certificate.
  public static let certificateUnknown = Alert(rawValue: 46)
  /// A well-formed field with a value that is wrong or contradicts another.
  public static let illegalParameter = Alert(rawValue: 47)
  /// A certificate whose authority is not known or not trusted.
  public static let unknownCA = Alert(rawValue: 48)
  /// A valid certificate or PSK that access control turned away.
  public static let accessDenied = Alert(rawValue: 49)
  /// A message that does not follow its syntax.
  public static let decodeError = Alert(rawValue: 50)
  /// A signature, Finished or binder that does not verify.
  public static let decryptError = Alert(rawValue: 51)
  /// A protocol version that is recognised and not supported.
  public static let protocolVersion = Alert(rawValue: 70)
  /// The parameters in common are too weak.
  public static let insufficientSecurity = Alert(rawValue: 71)
  /// A failure that is not the peer's.
  public static let internalError = Alert(rawValue: 80)
  /// An invalid retry with a lower version (RFC 7507).
  public static let inappropriateFallback = Alert(rawValue: 86)
  /// The handshake is called off for a reason of the user's; followed by `closeNotify`.
  public static let userCanceled = Alert(rawValue: 90)
  /// A mandatory extension is missing.
  public static let missingExtension = Alert(rawValue: 109)
  /// An answer to an extension that was not offered.
  public static let unsupportedExtension = Alert(rawValue: 110)
  /// No server of the name that the client asked for.
  public static let unrecognizedName = Alert(rawValue: 112)
  /// An OCSP response that is not acceptable.
  public static let badCertificateStatusResponse = Alert(rawValue: 113)
  /// No acceptable PSK identity.
  public static let unknownPSKIdentity = Alert(rawValue: 115)
  /// A client certificate is required and none came.
  public static let certificateRequired = Alert(rawValue: 116)
  /// An error without a more specific code, or one that the sender keeps to itself.
  public static let generalError = Alert(rawValue: 117)
  /// No application protocol in common (RFC 7301).
  public static let noApplicationProtocol = Alert(rawValue: 120)

  /// Whether the alert is one of the two that do not report an error: `closeNotify` and `userCanceled`.
  public var isClosure: Bool { self == .closeNotify || self == .userCanceled }

  /// The legacy AlertLevel to send with it: 1 (warning) for closure alerts, 2 (fatal) for all others.
  var legacyLevel: UInt8 { isClosure ? 1 : 2 }

  /// The two bytes of the alert's message.
  var message: [UInt8] { [legacyLevel, rawValue] }
}

extension Alert: CustomStringConvertible {
  private static let names: [UInt8: String] = [
    0: "close_notify", 10: "unexpected_message", 20: "bad_record_mac", 22: "record_overflow",
    40: "handshake_failure", 42: "bad_certificate", 43: "unsupported_certificate", 44: "certificate_revoked",
    45: "certificate_expired", 46: "certificate_unknown", 47: "illegal_parameter", 48: "unknown_ca",
    49: "access_denied", 50: "decode_error", 51: "decrypt_error", 70: "protocol_version",
    71: "insufficient_security", 80: "internal_error", 86: "inappropriate_fallback", 90: "user_canceled",
    109: "missing_extension", 110: "unsupported_extension", 112: "unrecognized_name",
    113: "bad_certificate_status_response", 115: "unknown_psk_identity", 116: "certificate_required",
    117: "general_error", 120: "no_application_protocol",
  ]

  /// The name in RFC 9846, such as `close_notify`; `alert(N)` for a code it does not list.
  public var description: String { Self.names[rawValue] ?? "alert(\(rawValue))" }
}
