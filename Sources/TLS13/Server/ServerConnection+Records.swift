// What a connection does with each record (RFC 9846, sections 5 and 6).

extension ServerConnection {
  /// Takes a record whose body is `body`, and opens it there. Application data goes to `deliver`.
  func take(
    _ header: RecordHeader, _ body: inout MutableSpan<UInt8>, _ deliver: (Span<UInt8>) -> Void
  ) throws(TLSError) {
    guard header.type == .applicationData else {
      observe(header, nil, content: header.count)
      return try takePlaintext(header.type, body.span)
    }
    let inner = try open(header, &body)
    observe(header, inner?.type, content: inner?.contentByteCount ?? header.count)
    guard let (type, count) = inner else { return }
    try takeProtected(type, body.span.extracting(0..<count), deliver)
  }

  private func observe(_ header: RecordHeader, _ inner: ContentType?, content: Int) {
    context.observer?.observe(
      record: ObservedRecord(
        direction: .received, outerType: header.type, innerType: inner,
        byteCount: RecordHeader.byteCount + header.count, contentByteCount: content))
  }

  /// Opens a record; none if it is refused early data, which is skipped (RFC 9846, section 4.2.10).
  private func open(
    _ header: RecordHeader, _ body: inout MutableSpan<UInt8>
  ) throws(TLSError) -> (type: ContentType, contentByteCount: Int)? {
    guard context.records.isReadProtected else {
      // After a HelloRetryRequest, everything that looks encrypted is early data.
      guard state.phase == .secondClientHello, context.earlyDataAllowance > 0 else {
        throw .peerMisbehaved(
          .unexpectedRecord(found: header.type.rawValue, expected: "an unprotected handshake record"))
      }
      try skipEarlyData(body.count)
      return nil
    }
    do throws(TLSError) {
      let opened = try context.records.open(header, &body)
      // The first record that opens begins the second flight.
      context.earlyDataAllowance = 0
      return opened
    } catch {
      guard error == .peerMisbehaved(.recordNotAuthentic), context.earlyDataAllowance > 0 else { throw error }
      try skipEarlyData(body.count)
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

  private func takePlaintext(_ type: ContentType, _ fragment: Span<UInt8>) throws(TLSError) {
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

  private func takeProtected(
    _ type: ContentType, _ content: Span<UInt8>, _ deliver: (Span<UInt8>) -> Void
  ) throws(TLSError) {
    switch type {
    case .handshake: try takeHandshake(content)
    case .alert: try takeAlert(content)
    case .applicationData: try takeApplicationData(content, deliver)
    default:
      throw .peerMisbehaved(
        .unexpectedRecord(found: type.rawValue, expected: "handshake, application_data or alert in protection"))
    }
  }

  /// Section 5: the single byte 1 is dropped between the first ClientHello and the client's Finished.
  private func takeChangeCipherSpec(_ fragment: Span<UInt8>) throws(TLSError) {
    guard state.phase.allowsChangeCipherSpec else {
      throw .peerMisbehaved(
        .unexpectedRecord(found: ContentType.changeCipherSpec.rawValue, expected: "none of this type at this point"))
    }
    try forbidInterleaving(.changeCipherSpec)
    guard fragment.count == 1, fragment[0] == 1 else { throw .peerMisbehaved(.invalidChangeCipherSpec) }
    changeCipherSpecs += 1
    guard changeCipherSpecs <= Limits.changeCipherSpecCount else {
      throw .peerMisbehaved(.flood(of: .changeCipherSpecs, limit: Limits.changeCipherSpecCount))
    }
  }

  private func takeApplicationData(
    _ content: Span<UInt8>, _ deliver: (Span<UInt8>) -> Void
  ) throws(TLSError) {
    guard state.phase == .established else {
      throw .peerMisbehaved(
        .unexpectedRecord(found: ContentType.applicationData.rawValue, expected: "the client's Finished"))
    }
    try forbidInterleaving(.applicationData)
    let isEmpty = content.isEmpty
    try withEstablished { (established, _) throws(TLSError) in
      try established.countApplicationData(isEmpty: isEmpty)
    }
    if !content.isEmpty { deliver(content) }
  }

  /// Sections 5.1 and 6: an alert is alone in its record, and whole.
  private func takeAlert(_ content: Span<UInt8>) throws(TLSError) {
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

  private func takeHandshake(_ fragment: Span<UInt8>) throws(TLSError) {
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

  func answerKeyUpdate() throws(TLSError) {
    guard state.phase == .established, !isWriteClosed else { return }
    try withEstablished { (established, context) throws(TLSError) in try established.answerKeyUpdate(&context) }
  }

  func withEstablished(
    _ body: (inout Established, inout ServerContext) throws(TLSError) -> Void
  ) throws(TLSError) {
    try state.withEstablished { (established) throws(TLSError) in try body(&established, &context) }
  }

  // MARK: The end

  func requireOpenForSending() throws(TLSError) {
    guard !isWriteClosed else { throw .misuse(.alreadyClosed) }
    guard isHandshakeComplete else { throw .misuse(.handshakeNotComplete) }
  }

  /// Ends the connection: the alert that is due goes out, and every secret goes away (section 6.2).
  func fail(_ error: TLSError) {
    if let alert = error.alert, !isWriteClosed { context.records.send(alert) }
    isReadClosed = true
    isWriteClosed = true
    state = .closed
    context.forgetSecrets()
    events.append(.failed(error))
  }
}
