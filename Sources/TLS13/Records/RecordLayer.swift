/// Both halves of the record layer: the keys of each direction, and the output that waits for the transport.
struct RecordLayer: ~Copyable {
  /// What waits for the transport.
  var output = OutputBuffer()
  private(set) var sealer: RecordSealer?
  private var opener: RecordOpener?
  private let observer: (any HandshakeObserver)?
  private let recordLimit: UInt64?
  private let padding: RecordPadding

  init(observer: (any HandshakeObserver)?, configuration: ServerConfiguration) {
    self.observer = observer
    recordLimit = configuration.overrides.recordLimit
    padding = RecordPadding(blockByteCount: configuration.paddingBlockByteCount)
  }

  // MARK: Keys

  var isReadProtected: Bool { opener != nil }
  /// Whether any record has been opened under the present reading keys.
  var hasOpenedRecord: Bool {
    switch opener {
    case .some(let opener): opener.sequenceNumber > 0
    case .none: false
    }
  }

  mutating func protectWriting(with secret: consuming TrafficSecret) throws(TLSError) {
    sealer = try RecordSealer(secret, recordLimit: recordLimit)
  }

  mutating func protectReading(with secret: consuming TrafficSecret) throws(TLSError) {
    opener = try RecordOpener(secret)
  }

  /// Forgets the keys; wiping them is what their going away does.
  mutating func forgetReadingKeys() { opener = nil }
  mutating func forgetWritingKeys() { sealer = nil }

  /// The peer has announced new keys.
  mutating func updateReadingKeys() throws(TLSError) { try opener?.update() }

  // MARK: Receiving

  /// Opens a record in place and says what it carries; the content is the beginning of `body`.
  mutating func open(
    _ header: RecordHeader, _ body: inout MutableSpan<UInt8>
  ) throws(TLSError) -> (type: ContentType, contentByteCount: Int) {
    try opener?.open(header, &body) ?? (header.type, body.count)
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
      send(.handshake, content.extracting(start..<end))
    }
  }

  mutating func send(_ alert: Alert) {
    observer?.observe(alert: alert, .sent)
    send(.alert, alert.message.span)
  }

  /// Queues the record that makes the handshake look like TLS 1.2 to middleboxes (RFC 9846, appendix E.4); it is never
  /// protected.
  mutating func sendChangeCipherSpec() {
    let one: [UInt8] = [1]
    appendPlaintext(.changeCipherSpec, one.span)
  }

  /// Queues application data in records as full as may be, and updates the keys before they are used too often.
  mutating func sendApplicationData(_ data: Span<UInt8>) throws(TLSError) {
    output.reserve(RecordSealer.byteCount(sealing: data.count, padding))
    var start = 0
    while start < data.count {
      try updateWornWritingKeys()
      let rest = data.extracting(start..<data.count)
      let taken = sealApplicationData(rest)
      observeApplicationData(taken)
      start += taken
    }
  }

  /// Seals as much as the keys allow, in one call; how much that was.
  private mutating func sealApplicationData(_ data: Span<UInt8>) -> Int {
    let byteCount = RecordSealer.byteCount(sealing: data.count, padding)
    let taken =
      output.append(byteCount) { room in
        sealer?.sealApplicationData(data, padding: padding, into: &room)
      } ?? 0
    output.removeLast(byteCount - RecordSealer.byteCount(sealing: taken, padding))
    return taken
  }

  private func observeApplicationData(_ byteCount: Int) {
    guard let observer else { return }
    for start in stride(from: 0, to: byteCount, by: Limits.plaintextByteCount) {
      let count = min(Limits.plaintextByteCount, byteCount - start)
      observer.observe(record: Self.observed(.applicationData, content: count, padding: padding.count(for: count)))
    }
  }

  /// Queues a KeyUpdate under the old keys, and goes on to the new ones.
  mutating func sendKeyUpdate(requestingUpdate: Bool) throws(TLSError) {
    send([HandshakeMessage(KeyUpdate(updateRequested: requestingUpdate))])
    try sealer?.update()
  }

  private mutating func updateWornWritingKeys() throws(TLSError) {
    let (isWorn, epoch) =
      switch sealer {
      case .some(let sealer): (sealer.remainingRecordCount == 0, sealer.epoch)
      case .none: (false, 0)
      }
    guard isWorn else { return }
    guard epoch < Limits.sendingEpoch else {
      throw .internalFailure(reason: "the last generation of keys is used up")
    }
    try sendKeyUpdate(requestingUpdate: false)
  }

  /// Queues one record of any type but application data; those are not padded.
  private mutating func send(_ type: ContentType, _ content: Span<UInt8>) {
    guard sealer != nil else { return appendPlaintext(type, content) }
    output.append(RecordSealer.recordByteCount(content: content.count, padding: 0)) { room in
      sealer?.sealRecord(type, content, into: &room)
    }
    observer?.observe(record: Self.observed(type, content: content.count, padding: 0))
  }

  private static func observed(_ type: ContentType, content: Int, padding: Int) -> ObservedRecord {
    ObservedRecord(
      direction: .sent, outerType: .applicationData, innerType: type,
      byteCount: RecordSealer.recordByteCount(content: content, padding: padding), contentByteCount: content)
  }

  private mutating func appendPlaintext(_ type: ContentType, _ content: Span<UInt8>) {
    output.append(RecordHeader(type, count: content.count).bytes.span)
    output.append(content)
    observer?.observe(
      record: ObservedRecord(
        direction: .sent, outerType: type, innerType: nil,
        byteCount: RecordHeader.byteCount + content.count, contentByteCount: content.count))
  }
}
