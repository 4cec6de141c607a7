/// One public value of the key exchange (RFC 9846, section 4.2.8).
struct KeyShareEntry: Equatable {
  var group: NamedGroup
  var keyExchange: [UInt8]

  init(group: NamedGroup, keyExchange: [UInt8]) {
    self.group = group
    self.keyExchange = keyExchange
  }

  init(parsing reader: inout MessageReader) throws(TLSError) {
    group = NamedGroup(rawValue: try reader.uint16("group"))
    keyExchange = try reader.opaqueVector("key_exchange", lengthByteCount: 2, range: 1...0xffff)
  }

  func serialize(into writer: inout MessageWriter) {
    writer.uint16(group.rawValue)
    writer.opaqueVector(lengthByteCount: 2, keyExchange)
  }
}

/// The client's public values, the preferred first; an empty list asks for a HelloRetryRequest.
struct KeyShareClientHello: ExtensionBody {
  var clientShares: [KeyShareEntry]

  var type: ExtensionType { .keyShare }

  init(clientShares: [KeyShareEntry]) { self.clientShares = clientShares }

  init(parsing reader: inout MessageReader) throws(TLSError) {
    var list = try reader.vector("client_shares", lengthByteCount: 2, range: 0...0xffff)
    clientShares = []
    while !list.isAtEnd { clientShares.append(try KeyShareEntry(parsing: &list)) }
  }

  func serialize(into writer: inout MessageWriter) {
    writer.vector(lengthByteCount: 2) { writer in
      for share in clientShares { share.serialize(into: &writer) }
    }
  }
}

/// The server's public value, in the group of one of the client's.
struct KeyShareServerHello: ExtensionBody {
  var serverShare: KeyShareEntry

  var type: ExtensionType { .keyShare }

  init(serverShare: KeyShareEntry) { self.serverShare = serverShare }

  init(parsing reader: inout MessageReader) throws(TLSError) { serverShare = try KeyShareEntry(parsing: &reader) }

  func serialize(into writer: inout MessageWriter) { serverShare.serialize(into: &writer) }
}

/// The group for which a HelloRetryRequest asks a share.
struct KeyShareHelloRetryRequest: ExtensionBody {
  var selectedGroup: NamedGroup

  var type: ExtensionType { .keyShare }

  init(selectedGroup: NamedGroup) { self.selectedGroup = selectedGroup }

  init(parsing reader: inout MessageReader) throws(TLSError) {
    selectedGroup = NamedGroup(rawValue: try reader.uint16("selected_group"))
  }

  func serialize(into writer: inout MessageWriter) { writer.uint16(selectedGroup.rawValue) }
}
