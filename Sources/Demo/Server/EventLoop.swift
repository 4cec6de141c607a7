#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One thread that serves many connections: it waits until any of them can go on, and none waits for another.
final class EventLoop {
  private let listeners: [Listener]
  private let stopSignal: StopSignal
  private let limits: ServerLimits
  private let makeTransport: () -> any SecureTransport
  private let makeSession: (_ peer: String) -> HTTPSession
  private let report: (String) -> Void
  private let poller: any Poller
  private var connections: [Int32: Connection] = [:]
  private var pauseEnd: Int?
  private var isStopping = false
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65536, alignment: 64)

  /// - Parameters:
  ///   - makeTransport: a TLS connection for a new client.
  ///   - makeSession: the requests of a new client, whose address is given for the log.
  ///   - report: takes lines about connections that fail.
  init(
    listeners: [Listener], stopSignal: StopSignal, limits: ServerLimits, poller: any Poller,
    makeTransport: @escaping () -> any SecureTransport, makeSession: @escaping (_ peer: String) -> HTTPSession,
    report: @escaping (String) -> Void
  ) {
    self.listeners = listeners
    self.stopSignal = stopSignal
    self.limits = limits
    self.poller = poller
    self.makeTransport = makeTransport
    self.makeSession = makeSession
    self.report = report
  }

  deinit {
    for descriptor in connections.keys { close(descriptor) }
    buffer.deallocate()
  }

  /// Serves until told to stop, then lets requests under way finish.
  func run() {
    let listening = Set(listeners.map(\.descriptor))
    for descriptor in listening { poller.set(descriptor, reading: true, writing: false) }
    poller.set(stopSignal.readEnd, reading: true, writing: false)
    var stopTime: Int?
    var stopRequests = 0
    var lastCheck = MonotonicClock.now
    while true {
      // Deadlines are seconds long; a look at all of them four times a second is exact enough and costs nothing.
      let isWaiting = !connections.isEmpty || pauseEnd != nil || isStopping
      let events = poller.wait(milliseconds: isWaiting ? 250 : -1)
      let now = MonotonicClock.now
      for event in events {
        if event.descriptor == stopSignal.readEnd {
          stopRequests += stopSignal.takeRequests()
        } else if listening.contains(event.descriptor) {
          continue
        } else if let connection = connections[event.descriptor] {
          connection.work(now: now, buffer: buffer, isHungUp: event.isHungUp)
          settle(connection)
        }
      }
      // Last, because a new connection may get the descriptor of one that has to make room: an event of this round
      // would be taken for the new one's.
      for event in events where listening.contains(event.descriptor) && !isStopping {
        accept(on: event.descriptor, now: now)
      }
      if stopRequests > 0 && !isStopping {
        isStopping = true
        stopTime = now
        for descriptor in listening { poller.remove(descriptor) }
        for connection in Array(connections.values) {
          connection.stop(now: now)
          connection.work(now: now, buffer: buffer, isHungUp: false)
          settle(connection)
        }
      }
      if now - lastCheck >= 250 {
        lastCheck = now
        for connection in Array(connections.values) {
          connection.checkTime(now: now)
          settle(connection)
        }
      }
      if let end = pauseEnd, now >= end { resumeAccepting() }
      // Whoever only has to read what was sent needs no server any more.
      let isDone = connections.values.allSatisfy(\.isLingering)
      if let stopTime, isDone || stopRequests > 1 || now - stopTime > limits.stopTime { break }
    }
    poller.remove(stopSignal.readEnd)
    for connection in Array(connections.values) { drop(connection) }
  }

  /// Tells the poller what a connection waits for now, or lets go of it.
  private func settle(_ connection: Connection) {
    if case .closed = connection.phase { return drop(connection) }
    poller.set(connection.descriptor, reading: connection.wantsToRead, writing: connection.wantsToWrite)
  }

  private func drop(_ connection: Connection) {
    poller.remove(connection.descriptor)
    connections[connection.descriptor] = nil
    close(connection.descriptor)
    // There is a descriptor again.
    if pauseEnd != nil { resumeAccepting() }
  }

  // MARK: New connections

  private func accept(on listener: Int32, now: Int) {
    // 64 at a time: those already here have their turn in between.
    for _ in 0..<64 {
      if connections.count >= limits.connectionCount, !makeRoom(now: now) {
        return pauseAccepting(until: now + limits.exhaustionPause)
      }
      var address = sockaddr_storage()
      var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
      var descriptor: Int32 = -1
      let peer = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
          #if canImport(Glibc)
            descriptor = Glibc.accept(listener, pointer, &length)
          #else
            descriptor = Darwin.accept(listener, pointer, &length)
          #endif
          return descriptor < 0 ? "" : SocketAddress.text(pointer, length).full
        }
      }
      guard descriptor >= 0 else {
        switch errno {
        case EMFILE, ENFILE, ENOBUFS, ENOMEM:
          // The connection stays in the queue and the listener stays readable: without a pause the loop would spin.
          if !makeRoom(now: now) { return pauseAccepting(until: now + limits.exhaustionPause) }
        case EINTR, ECONNABORTED: break
        default: return
        }
        continue
      }
      SystemCalls.prepare(descriptor)
      SystemCalls.disableDelay(descriptor)
      let connection = Connection(
        descriptor: descriptor, peer: peer, transport: makeTransport(), session: makeSession(peer), limits: limits,
        now: now, report: report)
      connections[descriptor] = connection
      settle(connection)
    }
  }

  /// Lets go of the connection that has waited longest of those that can be spared, if there is one.
  private func makeRoom(now: Int) -> Bool {
    let spare = connections.values.filter { $0.isExpendable(now: now) }
    guard let victim = spare.min(by: { $0.lastProgress < $1.lastProgress }) else { return false }
    victim.stop(now: now)
    victim.work(now: now, buffer: buffer, isHungUp: false)
    drop(victim)
    return true
  }

  private func pauseAccepting(until end: Int) {
    pauseEnd = end
    for listener in listeners { poller.set(listener.descriptor, reading: false, writing: false) }
  }

  private func resumeAccepting() {
    pauseEnd = nil
    guard !isStopping else { return }
    for listener in listeners { poller.set(listener.descriptor, reading: true, writing: false) }
  }
}
