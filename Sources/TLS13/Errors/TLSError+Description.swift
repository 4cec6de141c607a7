extension TLSError: CustomStringConvertible {
  /// What went wrong, in a sentence for people, with the alert that it leads to.
  public var description: String {
    let text =
      switch self {
      case .invalidMessage(let message): message.description
      case .peerMisbehaved(let misbehaviour): misbehaviour.description
      case .peerIncompatible(let incompatibility): incompatibility.description
      case .alertReceived(.closeNotify): "the peer closed the connection during the handshake"
      case .alertReceived(let alert): "the peer sent the alert \(alert)"
      case .misuse(let misuse): misuse.description
      case .internalFailure(let reason): reason
      }
    return alert.map { "\(text) (\($0))" } ?? text
  }
}

extension TLSError.Misuse: CustomStringConvertible {
  /// What the caller did, in a sentence for people.
  public var description: String {
    switch self {
    case .handshakeNotComplete: "the handshake is not complete"
    case .alreadyClosed: "the connection is closed for sending"
    case .configuration(let reason): reason
    case .exporterArgument(let reason): reason
    case .trafficSecret(let reason): reason
    }
  }
}

extension InvalidMessage: CustomStringConvertible {
  /// What is malformed and where, in a sentence for people.
  public var description: String {
    let text =
      switch problem {
      case .truncated(let needed, let available): "needs \(needed) bytes where \(available) are left"
      case .trailingBytes(let count): "is followed by \(count) bytes that belong to nothing"
      case .length(let found, let expected): "has a length of \(found) where \(expected) is allowed"
      }
    return "\(structure) is malformed: \(field) at byte \(offset) \(text)"
  }
}

extension PeerMisbehaviour: CustomStringConvertible {
  /// The rule that the peer broke, in a sentence for people.
  public var description: String {
    switch self {
    case .unexpectedMessage(let found, let expected): "the peer sent \(found) where \(expected) is due"
    case .unexpectedRecord(let found, let expected):
      "the peer sent a record of type \(ContentType(rawValue: found)) where \(expected) is due"
    case .invalidChangeCipherSpec: "the peer sent a change_cipher_spec that is not the byte 1"
    case .recordNotAuthentic: "a record does not open with the connection's keys"
    case .recordTooLong(let found, let limit): "a record has \(found) bytes where \(limit) are allowed"
    case .emptyRecord(let type): "the peer sent an empty \(type) record"
    case .missingContentType: "a protected record holds nothing but padding"
    case .interleavedRecord(let type): "the peer sent a \(type) record in the middle of a handshake message"
    case .messageSpansKeyChange(let type): "data follows \(type) in its record, across a change of keys"
    case .handshakeMessageTooLong(let type, let found, let limit):
      "\(type) has \(found) bytes where this endpoint takes \(limit)"
    case .flood(let what, let limit): "the peer sent more than \(limit) \(what.unit)"
    case .duplicateExtension(let type): "\(type) appears twice"
    case .missingExtension(let type): "\(type) is missing"
    case .illegalParameter(let field, let reason): "\(field): \(reason)"
    case .secondClientHelloDiffers(let field): "the second ClientHello differs from the first in \(field)"
    case .wrongFinished: "the peer's Finished is wrong: the two sides have not seen the same handshake"
    case .endedWithoutCloseNotify: "the connection ended without close_notify: data may be missing"
    }
  }
}

extension PeerMisbehaviour.Flood {
  fileprivate var unit: String {
    switch self {
    case .emptyRecords: "empty records in a row"
    case .changeCipherSpecs: "change_cipher_spec records"
    case .keyUpdates: "KeyUpdate messages in a row"
    case .warningAlerts: "user_canceled alerts"
    case .earlyData: "bytes of early data that was refused"
    }
  }
}

extension PeerIncompatibility: CustomStringConvertible {
  /// What the two sides do not have in common, in a sentence for people.
  public var description: String {
    switch self {
    case .protocolVersion(let offered):
      "the client does not speak TLS 1.3; it offers "
        + offered.prefix(20).map { "0x\(hexadecimal: $0)" }.joined(separator: ", ")
    case .cipherSuites(let offered): "no cipher suite in common; the client offers \(Self.list(offered))"
    case .namedGroups(let offered): "no group in common; the client offers \(Self.list(offered))"
    case .signatureSchemes(let offered):
      "no certificate for the client's signature schemes: \(Self.list(offered))"
    case .applicationProtocols(let offered):
      "no application protocol in common; the client offers \(Self.list(offered) { Self.quoted($0) })"
    case .serverName(let name): "no certificate for \(name)"
    }
  }

  /// A few of the values: a client may offer thousands.
  private static func list<Value: CustomStringConvertible>(
    _ values: [Value], as text: (Value) -> String = { $0.description }
  ) -> String {
    let shown = values.prefix(20).map(text).joined(separator: ", ")
    return values.count > 20 ? "\(shown) and \(values.count - 20) more" : shown
  }

  /// Text of the client's in quotation marks and visible ASCII: it may end up on a terminal.
  private static func quoted(_ text: String) -> String {
    "\"\(text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined())\""
  }
}
