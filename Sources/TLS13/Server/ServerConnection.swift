import Primitives

/// The server's end of one TLS 1.3 connection, without any input or output of its own.
///
/// Feed it what the transport delivers, ask for events, hand its output to the transport:
/// ```
/// connection.receive(inPlace: &bytes) { data in ... }
/// while let event = connection.nextEvent() { ... connection.send(answer) ... }
/// connection.drainOutput { transport.write($0) }
/// ```
/// Used so, a record costs no allocation, and no copy but of one that comes in two pieces. Where that does not matter,
/// `receive(_:)` leaves the caller's bytes alone and makes data an event among the others, and `takeOutput()` gives an
/// array.
///
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
  private var isReceiving = false
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
    withAssembler { (assembler) throws(TLSError) in
      var offset = 0
      while !isReadClosed, try assembler.collect(from: bytes, at: &offset) {
        try take(&assembler) { events.append(.applicationData([UInt8](copying: $0))) }
      }
    }
  }

  /// The same for bytes that the connection may overwrite: records are opened where they lie, without a copy.
  ///
  /// - Parameters:
  ///   - bytes: What the transport has delivered. Afterwards it holds nothing of use.
  ///   - deliver: Takes application data in order, never empty, the content of one record each time; the span is gone when
  ///     it returns. There are no events of application data then. The handshake is complete when it is called, though the
  ///     event that says so may still wait; `.peerClosed` and `.failed` come after all data. It may send and close, but not
  ///     receive.
  public func receive(inPlace bytes: inout MutableSpan<UInt8>, applicationData deliver: (Span<UInt8>) -> Void) {
    withAssembler { (assembler) throws(TLSError) in
      var offset = 0
      while !isReadClosed {
        if let header = try assembler.wholeRecord(in: bytes.span, at: offset) {
          let start = offset + RecordHeader.byteCount
          offset = start + header.count
          var body = bytes.part(start..<offset)
          try take(header, &body, deliver)
        } else {
          guard try assembler.collect(from: bytes.span, at: &offset) else { return }
          try take(&assembler, deliver)
        }
      }
    }
  }

  private func withAssembler(_ body: (inout RecordAssembler) throws(TLSError) -> Void) {
    guard !isReadClosed else { return }
    precondition(!isReceiving, "a connection that delivers data cannot receive more at the same time")
    isReceiving = true
    do throws(TLSError) {
      try body(&assembler)
      try answerKeyUpdate()
    } catch {
      fail(error)
    }
    isReceiving = false
  }

  private func take(_ assembler: inout RecordAssembler, _ deliver: (Span<UInt8>) -> Void) throws(TLSError) {
    let header = assembler.header
    var storage = assembler.storage.mutableSpan
    var body = storage.part(0..<header.count)
    try take(header, &body, deliver)
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

  /// Offers what waits for the transport to `write`, which says how many of the first bytes it took; the others keep
  /// waiting. The memory serves for the next output: a connection that is used so allocates it once.
  ///
  /// - Returns: What `write` returned; 0 when nothing waits, and then it is not called. It must not use the connection.
  @discardableResult
  public func drainOutput(_ write: (Span<UInt8>) -> Int) -> Int { context.records.output.drain(write) }

  /// Hands over what waits for the transport.
  public func takeOutput() -> [UInt8] {
    var taken: [UInt8] = []
    context.records.output.exchange(&taken)
    return taken
  }

  /// Hands over what waits for the transport in exchange for `buffer`, whose content is dropped and whose storage is used
  /// for the next output: two arrays going back and forth serve a connection without further allocation.
  public func exchangeOutput(_ buffer: inout [UInt8]) { context.records.output.exchange(&buffer) }

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
