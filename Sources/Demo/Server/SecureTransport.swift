/// What the event loop needs of a TLS connection: bytes from the wire in, events out, bytes for the wire out. It is the
/// shape of `TLS13.ServerConnection`; tests of the loop use one without encryption.
protocol SecureTransport: AnyObject {
  /// Takes bytes from the wire.
  func receive(_ bytes: Span<UInt8>)
  /// The wire has ended.
  func receiveEndOfStream()
  /// What has happened since, in order.
  func nextEvent() -> TransportEvent?
  /// Sends application data. Only after `.ready`.
  func send(_ bytes: Span<UInt8>)
  /// Bytes for the wire.
  func takeOutput() -> [UInt8]
  /// Says goodbye (close_notify).
  func close()
}

/// What happened on a TLS connection.
enum TransportEvent {
  /// The handshake is complete.
  case ready
  /// Application data.
  case data([UInt8])
  /// The peer has said that it sends no more.
  case peerClosed
  /// The connection is over; an alert may be waiting to be sent. The text is for the log.
  case failed(String)
}
