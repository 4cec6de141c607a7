/// What the event loop needs of a TLS connection: bytes from the wire in, events out, bytes for the wire out. It is the
/// shape of `TLS13.ServerConnection`; tests of the loop use one without encryption.
protocol SecureTransport: AnyObject {
  /// Takes bytes from the wire, overwriting them, and hands application data to `deliver` before it returns: after
  /// `.ready` has happened, whether or not it has been fetched, and before anything that ends the connection.
  func receive(_ bytes: inout MutableSpan<UInt8>, applicationData deliver: (Span<UInt8>) -> Void)
  /// The wire has ended.
  func receiveEndOfStream()
  /// What else has happened since, in order.
  func nextEvent() -> TransportEvent?
  /// Sends application data. Only after `.ready`.
  func send(_ bytes: Span<UInt8>)
  /// The number of bytes that wait for the wire.
  var outputByteCount: Int { get }
  /// Offers the bytes that wait to `write`, which says how many of the first it took. Only while there are any.
  func drainOutput(_ write: (Span<UInt8>) -> Int)
  /// Says goodbye (close_notify).
  func close()
}

/// What happened on a TLS connection.
enum TransportEvent {
  /// The handshake is complete.
  case ready
  /// The peer has said that it sends no more.
  case peerClosed
  /// The connection is over; an alert may be waiting to be sent. The text is for the log.
  case failed(String)
}
