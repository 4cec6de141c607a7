/// The announcement that the sender's next record is under new keys (RFC 9846, section 4.6.3).
struct KeyUpdate: HandshakeBody {
  /// Whether the receiver must update its own sending keys too.
  var updateRequested: Bool

  var type: HandshakeType { .keyUpdate }

  init(updateRequested: Bool) { self.updateRequested = updateRequested }

  init(parsing reader: inout MessageReader) throws(TLSError) {
    let value = try reader.uint8("request_update")
    guard value <= 1 else {
      throw .peerMisbehaved(.illegalParameter(field: "request_update", reason: "\(value) is neither 0 nor 1"))
    }
    updateRequested = value == 1
  }

  func serialize(into writer: inout MessageWriter) { writer.uint8(updateRequested ? 1 : 0) }
}
