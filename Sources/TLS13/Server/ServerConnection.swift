import Primitives

/// The server's end of one TLS 1.3 connection, without any input or output of its own.
///
/// Feed it what the transport delivers, ask for events, hand its output to the transport:
/// ```
/// connection.receive(bytes)
/// while let event = connection.nextEvent() { ... connection.send(answer) ... }
/// transport.write(connection.takeOutput())
/// ```
/// Memory stays flat when the caller keeps one rule: feed no more input, and send no more data, while there is unsent
/// output; a connection then holds at most one incomplete record (16 KiB) and what the last call produced.
///
/// A connection belongs to one thread at a time. It never blocks; the costly call is the `receive` that completes a
/// ClientHello, which signs and agrees on keys.
public final class ServerConnection {
  /// What has happened, in order.
  public enum Event: Sendable {
    /// The client's Finished is in order; application data can be sent from now on.
    case handshakeComplete(HandshakeInfo)
    /// Data from the client, never empty: the content of one record.
    case applicationData([UInt8])
    /// The client has sent close_notify: no data will follow, and none has been cut off. Data can still be sent.
    case peerClosed
    /// The connection is over. An alert for the peer, where one is due, waits in the output.
    case failed(TLSError)
  }

  // What follows is this type's own and its extension's in ServerConnection+Records.swift.
  var context: ServerContext
  var state = ServerState.expectClientHello(ExpectClientHello())
  private var assembler = RecordAssembler()
  var messages = HandshakeAssembler()
  var events = EventQueue()
  var changeCipherSpecs = 0
  var warningAlerts = 0

  /// Whether nothing more can come from the peer: it has closed, or the connection has failed.
  public internal(set) var isReadClosed = false
  /// Whether nothing more can be sent: after `close()`, or because the connection has failed. When the output has been
  /// handed over too, the transport's sending half can be closed.
  public internal(set) var isWriteClosed = false

  /// A connection that waits for its ClientHello.
  public init(configuration: ServerConfiguration, observer: (any HandshakeObserver)? = nil) {
    context = ServerContext(configuration: configuration, observer: observer)
  }

  /// What the handshake has settled; none before it is complete.
  public var handshakeInfo: HandshakeInfo? { context.info }

  /// Whether the handshake is complete.
  public var isHandshakeComplete: Bool { context.info != nil }

  // MARK: Input

  /// Takes bytes from the transport, however they are split. What they lead to comes out of `nextEvent()`; answers wait
  /// in the output. After an error or the peer's close_notify, bytes are ignored.
  public func receive(_ bytes: Span<UInt8>) {
    guard !isReadClosed else { return }
    do throws(TLSError) {
      var offset = 0
      while !isReadClosed, let record = try assembler.next(from: bytes, at: &offset) { try take(record) }
      try answerKeyUpdate()
    } catch {
      fail(error)
    }
  }

  /// Says that the transport has delivered its last byte. Without a close_notify before it, the data may have been cut
  /// off, which is an error.
  public func receivedEndOfStream() {
    if !isReadClosed { fail(.peerMisbehaved(.endedWithoutCloseNotify)) }
  }

  /// The next event; none when everything that came has been dealt with.
  public func nextEvent() -> Event? { events.next() }

  // MARK: Output

  /// Encrypts application data into the output, in records of up to 2^14 bytes.
  ///
  /// - Throws: `.misuse` before the handshake is complete and after the connection is closed.
  public func send(_ data: Span<UInt8>) throws(TLSError) {
    try requireOpenForSending()
    try context.records.sendApplicationData(data)
  }

  /// Sends a KeyUpdate, goes on with new keys, and asks the client to do the same.
  ///
  /// - Throws: `.misuse` before the handshake is complete and after the connection is closed.
  public func requestKeyUpdate() throws(TLSError) {
    try requireOpenForSending()
    try withEstablished { (established, context) throws(TLSError) in try established.requestKeyUpdate(&context) }
  }

  /// Sends close_notify: no more data will follow. Data from the client is still taken; but before the handshake is
  /// complete, closing gives it up. Calling it again, or after the connection has failed, does nothing.
  public func close() {
    guard !isWriteClosed else { return }
    context.records.send(.closeNotify)
    isWriteClosed = true
    context.records.forgetWritingKeys()
    guard !isHandshakeComplete else { return }
    isReadClosed = true
    state = .closed
    context.forgetSecrets()
  }

  /// The number of bytes that wait for the transport.
  public var outputByteCount: Int { context.records.output.count }

  /// Hands over what waits for the transport.
  public func takeOutput() -> [UInt8] {
    var taken: [UInt8] = []
    context.records.exchangeOutput(&taken)
    return taken
  }

  /// Hands over what waits for the transport in exchange for `buffer`, whose content is dropped and whose storage is used
  /// for the next output: two arrays going back and forth serve a connection without further allocation.
  public func exchangeOutput(_ buffer: inout [UInt8]) { context.records.exchangeOutput(&buffer) }

  // MARK: Exporters

  /// Keying material for the application's own use (RFC 9846, section 7.5): `byteCount` bytes, the same that the client
  /// gets for the same label and context.
  ///
  /// - Throws: `.misuse` before the handshake is complete, for a label of more than 249 bytes, and for more bytes than
  ///   255 times the hash's length.
  public func exportKeyingMaterial(
    label: String, context contextValue: [UInt8] = [], byteCount: Int
  ) throws(TLSError) -> SecretBytes {
    guard isHandshakeComplete, let material = try context.export(label, contextValue, byteCount) else {
      throw .misuse(.handshakeNotComplete)
    }
    return material
  }
}
