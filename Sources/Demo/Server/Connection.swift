#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One client: its socket, its TLS connection and its requests, and when each of them has waited long enough.
///
/// ```
/// open ──► closing ──► lingering ──► closed
///   the last answer is produced:      the last bytes are sent:        the client has closed,
///   close_notify, send what waits     shut down, read and drop        or time is up
/// ```
final class Connection {
  enum Phase {
    /// Requests are taken and answered.
    case open
    /// Nothing is produced any more; what waits is being sent.
    case closing
    /// Everything is sent and the sending half is shut down. Input is dropped until the client closes: closing with
    /// unread input would make the kernel destroy what the client has not read yet.
    case lingering
    /// The socket can be closed.
    case closed
  }

  let descriptor: Int32
  /// The client's address, for the log.
  let peer: String
  private(set) var phase = Phase.open
  /// When bytes last moved.
  private(set) var lastProgress: Int

  private let transport: any SecureTransport
  private let session: HTTPSession
  private let limits: ServerLimits
  private let report: (String) -> Void
  private let startTime: Int
  /// When the event that is being worked on was reported.
  private var now: Int
  private var phaseTime: Int
  private var headTime: Int?
  private var isReady = false
  private var hasInputEnded = false
  private var isStopping = false

  /// - Parameters:
  ///   - now: the time, in milliseconds.
  ///   - report: called with a line for the log when a connection fails.
  init(
    descriptor: Int32, peer: String, transport: any SecureTransport, session: HTTPSession, limits: ServerLimits,
    now: Int,
    report: @escaping (String) -> Void
  ) {
    self.descriptor = descriptor
    self.peer = peer
    self.transport = transport
    self.session = session
    self.limits = limits
    self.report = report
    startTime = now
    self.now = now
    lastProgress = now
    phaseTime = now
  }

  // MARK: What the loop asks

  /// Whether to be told about input.
  var wantsToRead: Bool {
    switch phase {
    case .open:
      !hasInputEnded && transport.outputByteCount < limits.pendingOutputByteCount && (!isReady || session.wantsInput)
    case .closing, .closed: false
    case .lingering: true
    }
  }

  /// Whether to be told about room for output.
  var wantsToWrite: Bool {
    switch phase {
    case .open: hasOutput || (isReady && session.hasOutput)
    case .closing: true
    case .lingering, .closed: false
    }
  }

  /// Whether everything has been sent.
  var isLingering: Bool { if case .lingering = phase { true } else { false } }

  /// Whether the connection may have to make room for a new one: it waits between two requests, all that it had to say is
  /// said, or its handshake is suspiciously slow.
  func isExpendable(now: Int) -> Bool {
    switch phase {
    case .open: isReady ? session.isIdle && !hasOutput : now - startTime > limits.handshakeGrace
    case .closing: false
    case .lingering, .closed: true
    }
  }

  // MARK: Work

  /// Reads, answers and writes until the socket would wait, or until others should have their turn.
  ///
  /// - Parameter buffer: space for input, shared by all connections.
  func work(now: Int, buffer: UnsafeMutableRawBufferPointer, isHungUp: Bool) {
    self.now = now
    var canRead = true
    var canWrite = true
    var hasMoved = false
    // 16 rounds of 64 KiB at most: a fast client delays the others by milliseconds.
    for _ in 0..<16 {
      var isMoving = false
      if canRead && wantsToRead { isMoving = read(into: buffer, &canRead) }
      if case .open = phase { produce(now: now) }
      while canWrite && hasOutput {
        switch phase {
        case .open, .closing: if write(&canWrite) { isMoving = true }
        case .lingering, .closed: canWrite = false
        }
      }
      if case .closing = phase, !hasOutput {
        SystemCalls.shutDownOutput(descriptor)
        enter(.lingering, now: now)
        canRead = true
        isMoving = true
      }
      guard isMoving else { break }
      hasMoved = true
      lastProgress = now
    }
    if case .open = phase {
      headTime = session.isWithinHead ? headTime ?? now : nil
      if isStopping && session.isIdle { stop(now: now) }
    }
    // A broken connection is reported again and again; when nothing comes of it, it is over.
    if isHungUp && !hasMoved { enter(.closed, now: now) }
  }

  /// Checks how long the connection has waited.
  func checkTime(now: Int) {
    switch phase {
    case .open:
      if !isReady {
        guard now - startTime > limits.handshakeTime else { return }
        report("\(peer): no handshake within \(limits.handshakeTime / 1000) s")
        enter(.closed, now: now)
      } else if now - lastProgress > limits.idleTime {
        // A client that takes nothing would not take a goodbye either.
        guard !hasOutput else { return enter(.closed, now: now) }
        beginClosing(now: now)
      } else if let headTime, now - headTime > limits.headTime {
        self.headTime = nil
        session.timeOutHead()
      }
    case .closing: if now - phaseTime > limits.closingTime { enter(.closed, now: now) }
    case .lingering: if now - phaseTime > limits.lingerTime { enter(.closed, now: now) }
    case .closed: break
    }
  }

  /// The server stops: requests under way are answered, then the connection is closed.
  func stop(now: Int) {
    isStopping = true
    guard case .open = phase, !isReady || session.isIdle else { return }
    beginClosing(now: now)
  }

  private var hasOutput: Bool { transport.outputByteCount > 0 }

  private func enter(_ phase: Phase, now: Int) {
    self.phase = phase
    phaseTime = now
  }

  private func beginClosing(now: Int) {
    if isReady { transport.close() }
    enter(.closing, now: now)
  }

  /// Whether bytes were read.
  private func read(into buffer: UnsafeMutableRawBufferPointer, _ canRead: inout Bool) -> Bool {
    switch SystemCalls.receive(descriptor, into: buffer) {
    case .bytes(let count):
      if case .lingering = phase { return true }
      // The buffer outlives the call, and nobody else uses it meanwhile.
      let filled = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
      var bytes = MutableSpan(_unsafeElements: filled.bindMemory(to: UInt8.self))
      transport.receive(&bytes) { session.receive($0) }
      handleEvents()
      return true
    case .end:
      canRead = false
      if case .lingering = phase {
        phase = .closed
      } else if !hasInputEnded {
        hasInputEnded = true
        transport.receiveEndOfStream()
        handleEvents()
      }
      return false
    case .wouldBlock:
      canRead = false
      return false
    case .failed:
      canRead = false
      phase = .closed
      return false
    }
  }

  private func handleEvents() {
    while let event = transport.nextEvent() {
      switch event {
      case .ready: isReady = true
      case .peerClosed:
        hasInputEnded = true
        session.receiveEnd()
      case .failed(let reason):
        report("\(peer): \(reason)")
        enter(.closing, now: now)
        return
      }
    }
  }

  /// Moves answers from the session into the TLS connection's output, as far as that has room.
  private func produce(now: Int) {
    while isReady && session.hasOutput && transport.outputByteCount < limits.pendingOutputByteCount {
      let bytes = session.takeOutput(atMost: HTTPLimits.fileChunkByteCount)
      if !bytes.isEmpty { transport.send(bytes.span) }
    }
    // Without a goodbye: the client must see that the answer is not whole.
    if session.isBroken { return enter(.closed, now: now) }
    if session.isFinished { beginClosing(now: now) }
  }

  /// Whether bytes were written.
  private func write(_ canWrite: inout Bool) -> Bool {
    var outcome = SystemCalls.Outcome.wouldBlock
    transport.drainOutput { bytes in
      outcome = bytes.withUnsafeBytes { SystemCalls.send(descriptor, $0) }
      return if case .bytes(let count) = outcome { count } else { 0 }
    }
    switch outcome {
    case .bytes: return true
    case .wouldBlock:
      canWrite = false
      return false
    case .end, .failed:
      canWrite = false
      phase = .closed
      return false
    }
  }
}
