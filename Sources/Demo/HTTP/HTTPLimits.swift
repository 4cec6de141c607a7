/// What a client may make the server hold or wait for, each with its reason.
enum HTTPLimits {
  /// The request line in bytes. RFC 9112, section 3 asks for at least 8,000; longer ones are answered 414.
  static let requestLineByteCount = 8192
  /// All header fields of a request together, in bytes: four times what common servers see in practice. Answer: 431.
  static let headerByteCount = 32768
  /// The number of header fields, so that looking one up stays cheap. Answer: 431.
  static let headerFieldCount = 100
  /// The body of a request to which a body means nothing, in bytes: it is read and dropped to keep the connection, up to
  /// here. Answer: 413.
  static let ignoredBodyByteCount = 65536
  /// The line that begins a chunk, in bytes: a size and extensions that nobody uses.
  static let chunkLineByteCount = 256
  /// The trailer section after the last chunk, in bytes.
  static let trailerByteCount = 8192
  /// Input that waits while an answer goes out (pipelining), in bytes. Nothing is read from the socket beyond it.
  static let pendingInputByteCount = 65536
  /// Read from a file at a time, in bytes: four full TLS records.
  static let fileChunkByteCount = 65536
}
