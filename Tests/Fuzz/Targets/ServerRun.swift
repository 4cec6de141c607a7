import Primitives
import TLS13

/// A connection that is fed by a campaign, and what must be true of it whatever it is fed.
final class ServerRun {
  let connection: ServerConnection
  private(set) var error: TLSError?
  private(set) var peerClosed = false
  private(set) var isComplete = false
  private var alertsSent: [Alert] = []
  private var applicationByteCount = 0
  private var fedByteCount = 0
  private var hasClosed = false
  private var complaint: String?

  // What the client needs: the server hands it over, as an observer gets it.
  private(set) var clientHandshakeSecret: [UInt8] = []
  private(set) var clientApplicationSecret: [UInt8] = []
  private(set) var transcriptHash: [UInt8] = []

  /// More than any one call may leave in the output: a flight with the longest chain in use here, and an alert.
  private static let maximumOutputByteCount = 1 << 14

  init(_ configuration: ServerConfiguration) {
    let relay = Relay()
    connection = ServerConnection(configuration: configuration, observer: relay)
    self.relay = relay
    relay.run = self
  }

  /// The connection holds the observer and the run the connection: this keeps them from holding each other.
  private let relay: Relay
  private final class Relay: HandshakeObserver {
    weak var run: ServerRun?
    func observe(alert: Alert, _ direction: ObservedDirection) { run?.observe(alert: alert, direction) }
    func observe(transcriptHash: [UInt8], upTo type: HandshakeType) {
      run?.observe(transcriptHash: transcriptHash, upTo: type)
    }
    func observe(secret name: String, _ bytes: Span<UInt8>, label: String, transcriptHash: [UInt8]) {
      run?.observe(secret: name, bytes, label: label, transcriptHash: transcriptHash)
    }
  }

  func observe(alert: Alert, _ direction: ObservedDirection) { if direction == .sent { alertsSent.append(alert) } }

  func observe(transcriptHash: [UInt8], upTo type: HandshakeType) {
    if type == .finished { self.transcriptHash = transcriptHash }
  }

  func observe(secret name: String, _ bytes: Span<UInt8>, label: String, transcriptHash: [UInt8]) {
    guard label == "c hs traffic" || label == "c ap traffic" else { return }
    var copy: [UInt8] = []
    for index in bytes.indices { copy.append(bytes[index]) }
    if label == "c hs traffic" { clientHandshakeSecret = copy } else { clientApplicationSecret = copy }
  }

  private func require(_ condition: Bool, _ rule: @autoclosure () -> String) {
    if !condition, complaint == nil { complaint = rule() }
  }

  // MARK: Feeding

  /// Feeds all at once, or cut into pieces.
  func feed(_ bytes: [UInt8], _ random: inout Xoshiro) {
    let mode = random.below(8)
    guard mode > 2 else {
      var start = 0
      let longest = mode == 0 ? 1 : mode == 1 ? 7 : 3000
      while start < bytes.count {
        // A byte at a time only at the beginning of long inputs.
        let piece = start > 2000 ? 5000 : 1 + random.below(longest)
        let end = min(bytes.count, start + piece)
        receive(bytes.span.extracting(start..<end))
        start = end
      }
      return
    }
    receive(bytes.span)
  }

  private func receive(_ bytes: Span<UInt8>) {
    let hadFailed = error != nil
    fedByteCount += bytes.count
    // Both ways to take input.
    if fedByteCount.isMultiple(of: 2) { connection.receive(bytes) } else { receiveInPlace(bytes) }
    takeEvents(afterFailure: hadFailed)
    require(connection.outputByteCount <= Self.maximumOutputByteCount, "\(connection.outputByteCount) bytes of output")
    let output = connection.takeOutput()
    require(!hadFailed || output.isEmpty, "output after the end")
  }

  private func receiveInPlace(_ bytes: Span<UInt8>) {
    var copy: [UInt8] = []
    for index in bytes.indices { copy.append(bytes[index]) }
    var span = copy.mutableSpan
    connection.receive(inPlace: &span) { data in
      // The event of the handshake may still wait.
      let isInOrder = connection.isHandshakeComplete && !peerClosed && error == nil
      require(isInOrder && !data.isEmpty && data.count <= 1 << 14, "unexpected application data in place")
      applicationByteCount += data.count
    }
  }

  private func takeEvents(afterFailure: Bool) {
    while let event = connection.nextEvent() {
      require(!afterFailure && error == nil, "\(event) after the end")
      switch event {
      case .handshakeComplete:
        require(!isComplete, "the handshake is complete twice")
        isComplete = true
      case .applicationData(let bytes):
        require(isComplete && !peerClosed && !bytes.isEmpty && bytes.count <= 1 << 14, "unexpected application data")
        applicationByteCount += bytes.count
      case .peerClosed:
        require(isComplete && !peerClosed, "an unexpected close")
        peerClosed = true
      case .failed(let found): error = found
      }
    }
  }

  /// Calls that an application may make at any moment.
  func use(_ random: inout Xoshiro) {
    let data = random.bytes(count: random.below(40))
    switch random.below(6) {
    case 0: try? connection.send(data.span)
    case 1: try? connection.requestKeyUpdate()
    case 2: _ = try? connection.exportKeyingMaterial(label: "test", context: data, byteCount: random.below(100))
    case 3 where random.oneIn(4):
      hasClosed = true
      connection.close()
    default: break
    }
    takeEvents(afterFailure: error != nil)
    _ = connection.takeOutput()
  }

  // MARK: Judging

  /// The end of the input, and whether everything was as it must be.
  func outcome() -> Outcome {
    let before = error
    let closed = connection.isReadClosed
    judge()
    connection.receivedEndOfStream()
    takeEvents(afterFailure: before != nil)
    if !closed { require(error != nil, "the end of the stream is no error though nothing was closed") }
    _ = connection.takeOutput()
    if let complaint { return .broken("\(complaint); error \(String(describing: before)), alerts \(alertsSent)") }
    guard let before else { return peerClosed || isComplete ? .accepted : .refused("wants more") }
    _ = before.description
    return .refused("alert \(before.alert.map(\.description) ?? "none")")
  }

  private func judge() {
    let alerts = alertsSent.filter { $0 != .closeNotify }
    require(applicationByteCount <= fedByteCount, "more data comes out than went in")
    require(alertsSent.count - alerts.count <= (hasClosed ? 1 : 0), "a close_notify that nobody asked for")
    guard let error else { return require(alerts.isEmpty, "an alert without an error") }
    require(connection.isReadClosed && connection.isWriteClosed, "an error leaves the connection open")
    let expected = hasClosed ? [] : error.alert.map { [$0] } ?? []
    require(
      alerts == expected || (hasClosed && alerts == (error.alert.map { [$0] } ?? [])), "the alerts are not \(expected)")
    if case .internalFailure(let reason) = error { require(false, "an internal failure: \(reason)") }
    if case .misuse = error { require(false, "a misuse that is none of the peer's") }
  }
}
