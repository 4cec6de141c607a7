/// Watches a connection from inside, for logs, study pages and tests. Every hook has an empty default.
///
/// A connection without an observer pays one test for nil at each hook, and nothing is computed for it. An observer
/// sees secrets: whoever installs one decides where they go.
public protocol HandshakeObserver: AnyObject {
  /// A record has come from the peer or has been queued for it.
  func observe(record: ObservedRecord)
  /// A handshake message has come from the peer or has been queued for it; `bytes` has its four-byte header,
  /// and `HandshakeAnatomy` names its fields.
  func observe(message type: HandshakeType, _ direction: ObservedDirection, bytes: [UInt8])
  /// The hash of the transcript up to and with the message named last.
  func observe(transcriptHash: [UInt8], upTo type: HandshakeType)
  /// A secret of the key schedule, by its name in RFC 9846, with the label and the transcript hash that made it; both
  /// are empty for secrets that come from HKDF-Extract.
  func observe(secret name: String, _ bytes: Span<UInt8>, label: String, transcriptHash: [UInt8])
  /// A choice that the server has made, and why.
  func observe(decision: HandshakeDecision)
  /// An alert has come from the peer or has been queued for it.
  func observe(alert: Alert, _ direction: ObservedDirection)
}

/// From whom to whom something goes.
public enum ObservedDirection: Sendable {
  /// From the peer to this endpoint.
  case received
  /// From this endpoint to the peer.
  case sent
}

/// A record as an observer sees it.
public struct ObservedRecord: Sendable {
  /// From whom it is.
  public let direction: ObservedDirection
  /// The type in its header.
  public let outerType: ContentType
  /// The type inside its protection; none for a record that is not protected, or does not open.
  public let innerType: ContentType?
  /// Its length on the wire with the header, in bytes.
  public let byteCount: Int
  /// The length of its content without padding, in bytes.
  public let contentByteCount: Int
}

/// A choice in the handshake.
public enum HandshakeDecision: Sendable, Equatable {
  /// The cipher suite.
  case cipherSuite(CipherSuite, reason: String)
  /// The group, and whether the client must be asked for a share of it.
  case namedGroup(NamedGroup, needsRetry: Bool, reason: String)
  /// The certificate, by its place in the configuration, and the scheme to sign with.
  case certificate(index: Int, SignatureScheme, reason: String)
  /// The application protocol.
  case applicationProtocol(String)
  /// Early data is refused, and up to so many bytes of it will be skipped.
  case earlyDataRefused(skippingUpTo: Int)
}

extension HandshakeObserver {
  /// Ignores the record.
  public func observe(record: ObservedRecord) {}
  /// Ignores the message.
  public func observe(message type: HandshakeType, _ direction: ObservedDirection, bytes: [UInt8]) {}
  /// Ignores the hash.
  public func observe(transcriptHash: [UInt8], upTo type: HandshakeType) {}
  /// Ignores the secret.
  public func observe(secret name: String, _ bytes: Span<UInt8>, label: String, transcriptHash: [UInt8]) {}
  /// Ignores the decision.
  public func observe(decision: HandshakeDecision) {}
  /// Ignores the alert.
  public func observe(alert: Alert, _ direction: ObservedDirection) {}
}
