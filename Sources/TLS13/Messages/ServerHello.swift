/// The server's choice (RFC 9846, section 4.1.3), and the HelloRetryRequest in the same form (section 4.1.4).
struct ServerHello: HandshakeBody {
  var random: [UInt8]
  var legacySessionIDEcho: [UInt8]
  var cipherSuite: CipherSuite
  var extensions: ExtensionBlock

  var type: HandshakeType { .serverHello }

  /// The random value that makes a ServerHello a HelloRetryRequest: the SHA-256 of "HelloRetryRequest".
  static let helloRetryRequestRandom: [UInt8] = [
    0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
    0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
  ]

  var isHelloRetryRequest: Bool { random == Self.helloRetryRequestRandom }

  /// The answer that settles the key exchange.
  init(random: [UInt8], legacySessionIDEcho: [UInt8], cipherSuite: CipherSuite, serverShare: KeyShareEntry) {
    self.random = random
    self.legacySessionIDEcho = legacySessionIDEcho
    self.cipherSuite = cipherSuite
    extensions = ExtensionBlock()
    extensions.append(KeyShareServerHello(serverShare: serverShare))
    extensions.append(SelectedVersion(version: ProtocolVersion.tls13))
  }

  /// The request for another ClientHello with a share of `selectedGroup`.
  init(
    retryWith selectedGroup: NamedGroup, legacySessionIDEcho: [UInt8], cipherSuite: CipherSuite, cookie: [UInt8]?
  ) {
    random = Self.helloRetryRequestRandom
    self.legacySessionIDEcho = legacySessionIDEcho
    self.cipherSuite = cipherSuite
    extensions = ExtensionBlock()
    extensions.append(KeyShareHelloRetryRequest(selectedGroup: selectedGroup))
    if let cookie { extensions.append(Cookie(cookie: cookie)) }
    extensions.append(SelectedVersion(version: ProtocolVersion.tls13))
  }
}

extension ServerHello {
  init(parsing reader: inout MessageReader) throws(TLSError) {
    let legacyVersion = try reader.uint16("legacy_version")
    guard legacyVersion == ProtocolVersion.tls12 else {
      throw .peerIncompatible(.protocolVersion(offered: [legacyVersion]))
    }
    random = try reader.opaque("random", count: ClientHello.randomByteCount)
    legacySessionIDEcho = try reader.opaqueVector(
      "legacy_session_id_echo", lengthByteCount: 1, range: 0...ClientHello.maximumSessionIDByteCount)
    cipherSuite = CipherSuite(rawValue: try reader.uint16("cipher_suite"))
    guard try reader.uint8("legacy_compression_method") == 0 else {
      throw .peerMisbehaved(.illegalParameter(field: "legacy_compression_method", reason: "must be 0"))
    }
    extensions = try ExtensionBlock(parsing: &reader)
  }

  func serialize(into writer: inout MessageWriter) {
    writer.uint16(ProtocolVersion.tls12)
    writer.opaque(random)
    writer.opaqueVector(lengthByteCount: 1, legacySessionIDEcho)
    writer.uint16(cipherSuite.rawValue)
    writer.uint8(0)
    extensions.serialize(into: &writer)
  }
}
