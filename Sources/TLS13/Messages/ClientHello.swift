/// The client's offer (RFC 9846, section 4.1.2), with its extensions as bytes; `ClientOffer` gives them meaning.
struct ClientHello: HandshakeBody {
  var legacyVersion: UInt16
  var random: [UInt8]
  var legacySessionID: [UInt8]
  var cipherSuites: [CipherSuite]
  var legacyCompressionMethods: [UInt8]
  /// None in a hello of before TLS 1.2 that ends after its compression methods, which is not the same as an empty block.
  var extensions: ExtensionBlock?

  var type: HandshakeType { .clientHello }

  static let randomByteCount = 32
  static let maximumSessionIDByteCount = 32
}

extension ClientHello {
  init(parsing reader: inout MessageReader) throws(TLSError) {
    legacyVersion = try reader.uint16("legacy_version")
    random = try reader.opaque("random", count: Self.randomByteCount)
    legacySessionID = try reader.opaqueVector(
      "legacy_session_id", lengthByteCount: 1, range: 0...Self.maximumSessionIDByteCount)
    cipherSuites = try reader.codePoints("cipher_suites", lengthByteCount: 2, range: 2...0xfffe)
      .map(CipherSuite.init(rawValue:))
    legacyCompressionMethods = try reader.opaqueVector(
      "legacy_compression_methods", lengthByteCount: 1, range: 1...0xff)
    extensions = reader.isAtEnd ? nil : try ExtensionBlock(parsing: &reader)
  }

  func serialize(into writer: inout MessageWriter) {
    writer.uint16(legacyVersion)
    writer.opaque(random)
    writer.opaqueVector(lengthByteCount: 1, legacySessionID)
    writer.codePoints(lengthByteCount: 2, cipherSuites.lazy.map(\.rawValue))
    writer.opaqueVector(lengthByteCount: 1, legacyCompressionMethods)
    extensions?.serialize(into: &writer)
  }
}
