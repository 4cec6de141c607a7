import TLS13

/// TLS 1.3 as the event loop sees it.
final class TLSTransport: SecureTransport {
  private let connection: ServerConnection
  private var failure: TLSError?

  init(configuration: ServerConfiguration) { connection = ServerConnection(configuration: configuration) }

  func receive(_ bytes: Span<UInt8>) { connection.receive(bytes) }

  func receiveEndOfStream() { connection.receivedEndOfStream() }

  func nextEvent() -> TransportEvent? {
    if let error = failure.take() { return .failed("\(error)") }
    return switch connection.nextEvent() {
    case .handshakeComplete: .ready
    case .applicationData(let bytes): .data(bytes)
    case .peerClosed: .peerClosed
    case .failed(let error): .failed("\(error)")
    case nil: nil
    }
  }

  func send(_ bytes: Span<UInt8>) {
    do throws(TLSError) {
      try connection.send(bytes)
    } catch {
      failure = error
    }
  }

  func takeOutput() -> [UInt8] { connection.takeOutput() }

  func close() { connection.close() }
}
