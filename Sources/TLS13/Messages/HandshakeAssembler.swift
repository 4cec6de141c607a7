/// Puts handshake messages together from the fragments in records, and takes them apart where several share one.
struct HandshakeAssembler {
  private var buffer: [UInt8] = []
  /// Where the next message begins in the buffer.
  private var start = 0

  /// Whether there are bytes that no message has taken: an incomplete message, or one more.
  var isEmpty: Bool { start == buffer.count }

  mutating func append(_ fragment: Span<UInt8>) { buffer.append(fragment) }

  /// Type and length of the next message, as soon as they are there.
  var header: (type: HandshakeType, byteCount: Int)? {
    guard buffer.count - start >= HandshakeMessage.headerByteCount else { return nil }
    let count = Int(buffer[start + 1]) << 16 | Int(buffer[start + 2]) << 8 | Int(buffer[start + 3])
    return (HandshakeType(rawValue: buffer[start]), count)
  }

  /// The next message, if it is complete.
  mutating func next() -> HandshakeMessage? {
    guard let (type, count) = header else { return nil }
    let end = start + HandshakeMessage.headerByteCount + count
    guard end <= buffer.count else { return nil }
    let message = HandshakeMessage(type: type, bytes: Array(buffer[start..<end]))
    start = end
    if isEmpty {
      buffer = []
      start = 0
    }
    return message
  }
}
