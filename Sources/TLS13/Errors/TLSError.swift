/// Why a connection failed or a call was refused, sorted by whose fault it is.
///
/// `alert` is the one table from errors to alerts.
public enum TLSError: Error, Equatable, Sendable {
  /// A message that does not follow its syntax.
  case invalidMessage(InvalidMessage)
  /// The peer broke a rule of the protocol.
  case peerMisbehaved(PeerMisbehaviour)
  /// The peer keeps the rules and wants nothing that this endpoint offers.
  case peerIncompatible(PeerIncompatibility)
  /// The peer sent an error alert, or closed before the handshake was complete.
  case alertReceived(Alert)
  /// The caller used the connection in a way or at a time that is not allowed; the connection itself goes on.
  case misuse(Misuse)
  /// This endpoint could not go on, through no fault of the peer: signing failed, for instance.
  case internalFailure(reason: String)

  /// A call that does not fit the connection's state or its arguments' range.
  public enum Misuse: Equatable, Sendable {
    /// Application data or a key update before the handshake is complete.
    case handshakeNotComplete
    /// Sending after `close()`, after a failure, or twice closing.
    case alreadyClosed
    /// A configuration that cannot serve anybody; `reason` says what is missing.
    case configuration(reason: String)
    /// More keying material than HKDF-Expand-Label gives: at most 255 hash lengths; or a label over 249 bytes.
    case exporterArgument(reason: String)
    /// A traffic secret that no suite here has; `reason` says why.
    case trafficSecret(reason: String)
  }
}

/// Where a message departs from its syntax (RFC 9846, section 3); always a `decode_error`.
public struct InvalidMessage: Equatable, Sendable {
  /// The message or structure, by its name in the RFC: `ClientHello`, `key_share`.
  public let structure: String
  /// The field that could not be read.
  public let field: String
  /// Where the field begins, in bytes from the start of the message's body.
  public let offset: Int
  /// What is wrong with it.
  public let problem: Problem

  /// How a field can be malformed.
  public enum Problem: Equatable, Sendable {
    /// The field needs `needed` bytes and `available` are left in the structure around it.
    case truncated(needed: Int, available: Int)
    /// The structure has ended and `count` bytes follow it.
    case trailingBytes(count: Int)
    /// A length in bytes outside the range that the syntax gives; `expected` says which.
    case length(found: Int, expected: String)
  }
}

/// The rules of the protocol that a peer can break.
public enum PeerMisbehaviour: Equatable, Sendable {
  /// A handshake message that this state does not take. `expected` names what it takes.
  case unexpectedMessage(found: HandshakeType, expected: String)
  /// A record of a type that has no place at this point, by its code on the wire; `expected` says what has.
  case unexpectedRecord(found: UInt8, expected: String)
  /// A change_cipher_spec record that is not the single byte 1.
  case invalidChangeCipherSpec
  /// A record that does not open with the current key.
  case recordNotAuthentic
  /// A record of `found` bytes where `limit` are allowed.
  case recordTooLong(found: Int, limit: Int)
  /// A handshake or alert record without content.
  case emptyRecord(ContentType)
  /// A protected record whose plaintext is all zeros and so has no content type.
  case missingContentType
  /// A record of another type between the fragments of one handshake message.
  case interleavedRecord(ContentType)
  /// Data after a message that changes keys, in the same record.
  case messageSpansKeyChange(HandshakeType)
  /// A handshake message of `found` bytes where this endpoint takes `limit`.
  case handshakeMessageTooLong(HandshakeType, found: Int, limit: Int)
  /// More than `limit` of something harmless in a row, which together keep this endpoint busy for nothing.
  case flood(of: Flood, limit: Int)
  /// An extension that appears twice.
  case duplicateExtension(ExtensionType)
  /// An extension that the message must carry and does not.
  case missingExtension(ExtensionType)
  /// A well-formed field whose value is not allowed; `reason` says why.
  case illegalParameter(field: String, reason: String)
  /// The second ClientHello differs from the first in more than a HelloRetryRequest allows.
  case secondClientHelloDiffers(field: String)
  /// The Finished message's MAC is wrong.
  case wrongFinished
  /// The transport ended before `close_notify`: what came may be truncated.
  case endedWithoutCloseNotify

  /// What can be sent without end and without effect.
  public enum Flood: Equatable, Sendable {
    case emptyRecords, changeCipherSpecs, keyUpdates, warningAlerts, earlyData
  }
}

/// The ways in which a well-behaved peer and this endpoint have nothing in common.
public enum PeerIncompatibility: Equatable, Sendable {
  /// The client does not offer TLS 1.3; `offered` are the versions it names (empty for none at all).
  case protocolVersion(offered: [UInt16])
  /// No cipher suite in common.
  case cipherSuites(offered: [CipherSuite])
  /// No group in common.
  case namedGroups(offered: [NamedGroup])
  /// No certificate whose key signs with a scheme that the client accepts.
  case signatureSchemes(offered: [SignatureScheme])
  /// No application protocol in common; the names are shown as text where they are text.
  case applicationProtocols(offered: [String])
  /// The configuration insists on a name it knows, and the client asked for another one.
  case serverName(String)
}

extension TLSError {
  /// The alert that reports the error to the peer (RFC 9846, section 6.2); none for errors that came from the peer as
  /// an alert, for a transport that has ended, and for misuse, which leaves the connection as it was.
  public var alert: Alert? {
    switch self {
    case .invalidMessage: .decodeError
    case .peerMisbehaved(let misbehaviour): misbehaviour.alert
    case .peerIncompatible(let incompatibility): incompatibility.alert
    case .alertReceived, .misuse: nil
    case .internalFailure: .internalError
    }
  }
}

extension PeerMisbehaviour {
  var alert: Alert? {
    switch self {
    case .unexpectedMessage, .unexpectedRecord, .invalidChangeCipherSpec, .emptyRecord, .missingContentType,
      .interleavedRecord, .messageSpansKeyChange, .flood:
      .unexpectedMessage
    case .recordNotAuthentic: .badRecordMAC
    case .recordTooLong: .recordOverflow
    // A long ClientHello may follow its syntax; the messages after it have one length, or two.
    case .handshakeMessageTooLong(let type, _, _): type == .clientHello ? .illegalParameter : .decodeError
    case .duplicateExtension, .illegalParameter, .secondClientHelloDiffers: .illegalParameter
    case .missingExtension: .missingExtension
    case .wrongFinished: .decryptError
    case .endedWithoutCloseNotify: nil
    }
  }
}

extension PeerIncompatibility {
  var alert: Alert {
    switch self {
    case .protocolVersion: .protocolVersion
    case .cipherSuites, .namedGroups, .signatureSchemes: .handshakeFailure
    case .applicationProtocols: .noApplicationProtocol
    case .serverName: .unrecognizedName
    }
  }
}
