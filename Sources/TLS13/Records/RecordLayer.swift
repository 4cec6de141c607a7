/// The sending half of the record layer, with the output that waits for the transport, and the keys of both halves.
struct RecordLayer: ~Copyable {
  /// What waits for the transport.
  private(set) var output: [UInt8] = []
  private(set) var writeProtection: RecordProtection?
  private var readProtection: RecordProtection?
  private let observer: (any HandshakeObserver)?
  private let recordLimit: UInt64?
  private let paddingBlockByteCount: Int

  init(observer: (any HandshakeObserver)?, configuration: ServerConfiguration) {
    self.observer = observer
    recordLimit = configuration.overrides.recordLimit
    paddingBlockByteCount = max(configuration.paddingBlockByteCount, 1)
  }

  // MARK: Keys

  var isReadProtected: Bool { readProtection != nil }
  /// Whether any record has been opened under the present reading keys.
  var hasOpenedRecord: Bool {
    switch readProtection {
    case .some(let protection): protection.sequenceNumber > 0
    case .none: false
    }
  }

  mutating func protectWriting(with secret: consuming TrafficSecret) throws(TLSError) {
    writeProtection = try RecordProtection(secret)
  }

  mutating func protectReading(with secret: consuming TrafficSecret) throws(TLSError) {
    readProtection = try RecordProtection(secret)
  }

  /// Forgets the keys; wiping them is what their going away does.
  mutating func forgetReadingKeys() { readProtection = nil }
  mutating func forgetWritingKeys() { writeProtection = nil }

  /// The peer has announced new keys.
  mutating func updateReadingKeys() throws(TLSError) { try readProtection?.update() }

  // MARK: Receiving

  /// Opens a record in place and says what it carries.
  mutating func open(_ record: inout Record) throws(TLSError) -> ContentType {
    guard readProtection != nil else { return record.type }
    let type = try readProtection?.open(&record)
    return type ?? record.type
  }

  // MARK: Sending

  /// Queues handshake messages of one flight, coalesced, in as few records as they need.
  mutating func send(_ messages: [HandshakeMessage]) {
    var flight: [UInt8] = []
    flight.reserveCapacity(messages.reduce(0) { $0 + $1.bytes.count })
    for message in messages {
      observer?.observe(message: message.type, .sent, bytes: message.bytes)
      flight.append(contentsOf: message.bytes)
    }
    let content = flight.span
    for start in stride(from: 0, to: flight.count, by: Limits.plaintextByteCount) {
      let end = min(start + Limits.plaintextByteCount, flight.count)
      send(.handshake, content.extracting(start..<end), padding: 0)
    }
  }

  mutating func send(_ alert: Alert) {
    observer?.observe(alert: alert, .sent)
    send(.alert, alert.message.span, padding: 0)
  }

  /// Queues the record that makes the handshake look like TLS 1.2 to middleboxes (RFC 9846, appendix E.4); it is never
  /// protected.
  mutating func sendChangeCipherSpec() {
    let one: [UInt8] = [1]
    appendPlaintext(.changeCipherSpec, one.span)
  }

  /// Queues application data in records as full as may be, and updates the keys before they are used too often.
  mutating func sendApplicationData(_ data: Span<UInt8>) throws(TLSError) {
    let records = (data.count + Limits.plaintextByteCount - 1) / Limits.plaintextByteCount
    output.reserveAdditional(data.count + records * RecordProtection.recordByteCount(content: 0, padding: 0))
    var start = 0
    while start < data.count {
      try updateWornWritingKeys()
      let end = min(start + Limits.plaintextByteCount, data.count)
      send(.applicationData, data.extracting(start..<end), padding: padding(for: end - start))
      start = end
    }
  }

  /// Queues a KeyUpdate under the old keys, and goes on to the new ones.
  mutating func sendKeyUpdate(requestingUpdate: Bool) throws(TLSError) {
    send([HandshakeMessage(KeyUpdate(updateRequested: requestingUpdate))])
    try writeProtection?.update()
  }

  private mutating func updateWornWritingKeys() throws(TLSError) {
    guard let (used, epoch, limit) = writeUse(), used >= limit else { return }
    guard epoch < Limits.sendingEpoch else {
      throw .internalFailure(reason: "the last generation of keys is used up")
    }
    try sendKeyUpdate(requestingUpdate: false)
  }

  private func writeUse() -> (used: UInt64, epoch: UInt64, limit: UInt64)? {
    switch writeProtection {
    case .some(let protection):
      (protection.sequenceNumber, protection.epoch, recordLimit ?? protection.recordLimit)
    case .none: nil
    }
  }

  /// Zeros that fill the last block of the padding policy, as far as the record has room.
  private func padding(for count: Int) -> Int {
    guard paddingBlockByteCount > 1 else { return 0 }
    let excess = (count + 1) % paddingBlockByteCount
    return min(excess == 0 ? 0 : paddingBlockByteCount - excess, Limits.plaintextByteCount - count)
  }

  private mutating func send(_ type: ContentType, _ content: Span<UInt8>, padding: Int) {
    guard writeProtection != nil else { return appendPlaintext(type, content) }
    writeProtection?.seal(type, content, padding: padding, into: &output)
    observer?.observe(
      record: ObservedRecord(
        direction: .sent, outerType: .applicationData, innerType: type,
        byteCount: RecordProtection.recordByteCount(content: content.count, padding: padding),
        contentByteCount: content.count))
  }

  private mutating func appendPlaintext(_ type: ContentType, _ content: Span<UInt8>) {
    output.append(Record.Header(type, count: content.count).bytes.span)
    output.append(content)
    observer?.observe(
      record: ObservedRecord(
        direction: .sent, outerType: type, innerType: nil,
        byteCount: Limits.recordHeaderByteCount + content.count, contentByteCount: content.count))
  }

  // MARK: Output

  /// Hands over what waits for the transport and takes an empty array, with its storage, in return.
  mutating func exchangeOutput(_ buffer: inout [UInt8]) {
    swap(&output, &buffer)
    output.removeAll(keepingCapacity: true)
  }
}
