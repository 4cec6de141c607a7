/// A handshake message as it enters the transcript: type, length and body (RFC 9846, section 4).
struct HandshakeMessage: Equatable {
  let type: HandshakeType
  /// The whole message, its four-byte header included.
  let bytes: [UInt8]

  /// The length of the type and length fields in bytes.
  static let headerByteCount = 4

  /// A message that was reassembled from records; `bytes` begins with a header that agrees with its length.
  init(type: HandshakeType, bytes: [UInt8]) {
    self.type = type
    self.bytes = bytes
  }

  /// The message around a body.
  init(_ body: some HandshakeBody) {
    type = body.type
    var writer = MessageWriter()
    writer.uint8(body.type.rawValue)
    writer.vector(lengthByteCount: 3) { body.serialize(into: &$0) }
    bytes = writer.bytes
  }

  /// The body, parsed as the type that the caller expects; all of it must be used.
  func parse<Body: HandshakeBody>(as _: Body.Type) throws(TLSError) -> Body {
    var reader = MessageReader(Array(bytes.dropFirst(Self.headerByteCount)), of: type.description)
    let body = try Body(parsing: &reader)
    try reader.finish()
    return body
  }
}

/// The body of a handshake message. `init(parsing:)` and `serialize(into:)` are inverses.
protocol HandshakeBody: Equatable {
  /// The type to write in front of it.
  var type: HandshakeType { get }
  /// Reads the body, and leaves in the reader what does not belong to it.
  init(parsing reader: inout MessageReader) throws(TLSError)
  /// Appends the body without the handshake header.
  func serialize(into writer: inout MessageWriter)
}
