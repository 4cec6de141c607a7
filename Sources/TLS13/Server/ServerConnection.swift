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

  private var context: ServerContext
  private var state = ServerState.expectClientHello(ExpectClientHello())
  private var assembler = RecordAssembler()
  private var messages = HandshakeAssembler()
  private var events = EventQueue()
  private var changeCipherSpecs = 0
  private var warningAlerts = 0

  /// Whether nothing more can come from the peer: it has closed, or the connection has failed.
  public private(set) var isReadClosed = false
  /// Whether nothing more can be sent: after `close()`, or because the connection has failed. When the output has been
  /// handed over too, the transport's sending half can be closed.
  public private(set) var isWriteClosed = false

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

  /// Sends close_notify: no more data will follow. Data from the client is still taken. Calling it again, or after the
  /// connection has failed, does nothing.
  public func close() {
    guard !isWriteClosed else { return }
    context.records.send(.closeNotify)
    isWriteClosed = true
    context.records.forgetWritingKeys()
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

// MARK: - Records

extension ServerConnection {
  private func take(_ record: consuming Record) throws(TLSError) {
    let outer = record.type
    let byteCount = Limits.recordHeaderByteCount + record.fragment.count
    var inner: ContentType?
    if outer == .applicationData {
      guard let type = try open(&record) else { return }
      inner = type
    }
    context.observer?.observe(
      record: ObservedRecord(
        direction: .received, outerType: outer, innerType: inner, byteCount: byteCount,
        contentByteCount: record.fragment.count))
    if let inner {
      try takeProtected(inner, record.fragment)
    } else {
      try takePlaintext(outer, record.fragment)
    }
  }

  /// Opens a record; none if it is refused early data, which is skipped (RFC 9846, section 4.2.10).
  private func open(_ record: inout Record) throws(TLSError) -> ContentType? {
    guard context.records.isReadProtected else {
      // After a HelloRetryRequest, everything that looks encrypted is early data.
      guard state.phase == .secondClientHello, context.earlyDataAllowance > 0 else {
        throw .peerMisbehaved(
          .unexpectedRecord(found: record.type.rawValue, expected: "an unprotected handshake record"))
      }
      try skipEarlyData(record.fragment.count)
      return nil
    }
    let byteCount = record.fragment.count
    do throws(TLSError) {
      let type = try context.records.open(&record)
      // The first record that opens begins the second flight.
      context.earlyDataAllowance = 0
      return type
    } catch {
      guard error == .peerMisbehaved(.recordNotAuthentic), context.earlyDataAllowance > 0 else { throw error }
      try skipEarlyData(byteCount)
      return nil
    }
  }

  private func skipEarlyData(_ byteCount: Int) throws(TLSError) {
    // Of an allowance exactly used up, one byte is kept: the next record must still find that it is one too many.
    guard byteCount < context.earlyDataAllowance else {
      throw .peerMisbehaved(.flood(of: .earlyData, limit: Limits.skippedEarlyDataByteCount))
    }
    context.earlyDataAllowance -= max(byteCount, 1)
  }

  private func takePlaintext(_ type: ContentType, _ fragment: [UInt8]) throws(TLSError) {
    switch type {
    case .changeCipherSpec: try takeChangeCipherSpec(fragment)
    case .alert:
      // A client that cannot make keys from the ServerHello can only complain in plaintext.
      guard !context.records.isReadProtected || (state.phase == .clientFinished && !context.records.hasOpenedRecord)
      else {
        throw .peerMisbehaved(.unexpectedRecord(found: type.rawValue, expected: "a protected record"))
      }
      try takeAlert(fragment)
    default:
      guard !context.records.isReadProtected else {
        throw .peerMisbehaved(.unexpectedRecord(found: type.rawValue, expected: "a protected record"))
      }
      try takeHandshake(fragment)
    }
  }

  private func takeProtected(_ type: ContentType, _ content: [UInt8]) throws(TLSError) {
    switch type {
    case .handshake: try takeHandshake(content)
    case .alert: try takeAlert(content)
    case .applicationData: try takeApplicationData(content)
    default:
      throw .peerMisbehaved(
        .unexpectedRecord(found: type.rawValue, expected: "handshake, application_data or alert in protection"))
    }
  }

  /// Section 5: the single byte 1 is dropped between the first ClientHello and the client's Finished.
  private func takeChangeCipherSpec(_ fragment: [UInt8]) throws(TLSError) {
    guard state.phase.allowsChangeCipherSpec else {
      throw .peerMisbehaved(
        .unexpectedRecord(found: ContentType.changeCipherSpec.rawValue, expected: "none of this type at this point"))
    }
    try forbidInterleaving(.changeCipherSpec)
    guard fragment == [1] else { throw .peerMisbehaved(.invalidChangeCipherSpec) }
    changeCipherSpecs += 1
    guard changeCipherSpecs <= Limits.changeCipherSpecCount else {
      throw .peerMisbehaved(.flood(of: .changeCipherSpecs, limit: Limits.changeCipherSpecCount))
    }
  }

  private func takeApplicationData(_ content: [UInt8]) throws(TLSError) {
    guard state.phase == .established else {
      throw .peerMisbehaved(
        .unexpectedRecord(found: ContentType.applicationData.rawValue, expected: "the client's Finished"))
    }
    try forbidInterleaving(.applicationData)
    try withEstablished { (established, _) throws(TLSError) in
      try established.countApplicationData(isEmpty: content.isEmpty)
    }
    if !content.isEmpty { events.append(.applicationData(content)) }
  }

  /// Sections 5.1 and 6: an alert is alone in its record, and whole.
  private func takeAlert(_ content: [UInt8]) throws(TLSError) {
    guard !content.isEmpty else { throw .peerMisbehaved(.emptyRecord(.alert)) }
    try forbidInterleaving(.alert)
    guard content.count == 2 else {
      throw .invalidMessage(
        InvalidMessage(
          structure: "Alert", field: "Alert", offset: 0, problem: .length(found: content.count, expected: "2")))
    }
    let alert = Alert(rawValue: content[1])
    context.observer?.observe(alert: alert, .received)
    switch alert {
    case .closeNotify where isHandshakeComplete:
      isReadClosed = true
      state = .closed
      context.records.forgetReadingKeys()
      events.append(.peerClosed)
    case .userCanceled:
      // Only says that close_notify will follow (section 6.1).
      warningAlerts += 1
      guard warningAlerts <= Limits.warningAlertCount else {
        throw .peerMisbehaved(.flood(of: .warningAlerts, limit: Limits.warningAlertCount))
      }
    default: throw .alertReceived(alert)
    }
  }

  // MARK: Handshake messages

  private func takeHandshake(_ fragment: [UInt8]) throws(TLSError) {
    guard !fragment.isEmpty else { throw .peerMisbehaved(.emptyRecord(.handshake)) }
    messages.append(fragment)
    // The type and length are judged before the rest has come, so that nothing is held that will be turned away.
    while let (type, byteCount) = messages.header {
      try state.phase.check(type, byteCount: byteCount)
      guard let message = messages.next() else { return }
      context.observer?.observe(message: type, .received, bytes: message.bytes)
      // Whatever a client may send here comes just before a change of keys, and must end its record (section 5.1).
      guard messages.isEmpty else { throw .peerMisbehaved(.messageSpansKeyChange(type)) }
      let wasComplete = isHandshakeComplete
      try state.receive(message, &context)
      if !wasComplete, let info = context.info { events.append(.handshakeComplete(info)) }
    }
  }

  /// Section 5.1: nothing may come between the fragments of a handshake message.
  private func forbidInterleaving(_ type: ContentType) throws(TLSError) {
    guard messages.isEmpty else { throw .peerMisbehaved(.interleavedRecord(type)) }
  }

  private func answerKeyUpdate() throws(TLSError) {
    guard state.phase == .established, !isWriteClosed else { return }
    try withEstablished { (established, context) throws(TLSError) in try established.answerKeyUpdate(&context) }
  }

  private func withEstablished(
    _ body: (inout Established, inout ServerContext) throws(TLSError) -> Void
  ) throws(TLSError) {
    try state.withEstablished { (established) throws(TLSError) in try body(&established, &context) }
  }

  // MARK: The end

  private func requireOpenForSending() throws(TLSError) {
    guard !isWriteClosed else { throw .misuse(.alreadyClosed) }
    guard isHandshakeComplete else { throw .misuse(.handshakeNotComplete) }
  }

  /// Ends the connection: the alert that is due goes out, and every secret goes away (section 6.2).
  private func fail(_ error: TLSError) {
    if let alert = error.alert, !isWriteClosed { context.records.send(alert) }
    isReadClosed = true
    isWriteClosed = true
    state = .closed
    context.forgetSecrets()
    events.append(.failed(error))
  }
}
