/// The keys that a client would like to resume with (RFC 9846, section 4.2.11).
struct OfferedPSKs: ExtensionBody {
  var identities: [Identity]
  var binders: [[UInt8]]

  struct Identity: Equatable {
    var identity: [UInt8]
    var obfuscatedTicketAge: UInt32
  }

  var type: ExtensionType { .preSharedKey }

  init(identities: [Identity], binders: [[UInt8]]) {
    self.identities = identities
    self.binders = binders
  }

  init(parsing reader: inout MessageReader) throws(TLSError) {
    var list = try reader.vector("identities", lengthByteCount: 2, range: 7...0xffff)
    identities = []
    while !list.isAtEnd {
      let identity = try list.opaqueVector("identity", lengthByteCount: 2, range: 1...0xffff)
      identities.append(Identity(identity: identity, obfuscatedTicketAge: try list.uint32("obfuscated_ticket_age")))
    }
    list = try reader.vector("binders", lengthByteCount: 2, range: 33...0xffff)
    binders = []
    while !list.isAtEnd {
      binders.append(try list.opaqueVector("PskBinderEntry", lengthByteCount: 1, range: 32...0xff))
    }
    guard identities.count == binders.count else {
      throw .peerMisbehaved(
        .illegalParameter(field: "binders", reason: "\(binders.count) binders for \(identities.count) identities"))
    }
  }

  func serialize(into writer: inout MessageWriter) {
    writer.vector(lengthByteCount: 2) { writer in
      for identity in identities {
        writer.opaqueVector(lengthByteCount: 2, identity.identity)
        writer.uint32(identity.obfuscatedTicketAge)
      }
    }
    writer.vector(lengthByteCount: 2) { writer in
      for binder in binders { writer.opaqueVector(lengthByteCount: 1, binder) }
    }
  }
}

/// The ways in which a client would use a pre-shared key (RFC 9846, section 4.2.9): 0 alone, 1 with a key exchange.
struct PSKKeyExchangeModes: ExtensionBody {
  var modes: [UInt8]

  var type: ExtensionType { .pskKeyExchangeModes }

  init(modes: [UInt8]) { self.modes = modes }

  init(parsing reader: inout MessageReader) throws(TLSError) {
    modes = try reader.opaqueVector("ke_modes", lengthByteCount: 1, range: 1...0xff)
  }

  func serialize(into writer: inout MessageWriter) { writer.opaqueVector(lengthByteCount: 1, modes) }
}
