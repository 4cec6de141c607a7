/// The MAC over the whole handshake so far (RFC 9846, section 4.4.4).
struct Finished: HandshakeBody {
  /// As long as the hash of the cipher suite, which only the handshake knows: it checks the length.
  var verifyData: [UInt8]

  var type: HandshakeType { .finished }

  init(verifyData: [UInt8]) { self.verifyData = verifyData }

  init(parsing reader: inout MessageReader) throws(TLSError) {
    verifyData = try reader.opaque("verify_data", count: reader.remaining)
  }

  func serialize(into writer: inout MessageWriter) { writer.opaque(verifyData) }
}
