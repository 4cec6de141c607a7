import TLS13

/// TLS 1.3 as the event loop sees it.
final class TLSTransport: SecureTransport {
  private let connection: ServerConnection
  private var failure: TLSError?

  init(configuration: ServerConfiguration) { connection = ServerConnection(configuration: configuration) }

  func receive(_ bytes: inout MutableSpan<UInt8>, applicationData deliver: (Span<UInt8>) -> Void) {
    connection.receive(inPlace: &bytes, applicationData: deliver)
  }

  func receiveEndOfStream() { connection.receivedEndOfStream() }

  func nextEvent() -> TransportEvent? {
    if let error = failure.take() { return .failed("\(error)") }
    return switch connection.nextEvent() {
    case .handshakeComplete: .ready
    case .peerClosed: .peerClosed
    case .failed(let error): .failed("\(error)")
    // Data comes out of `receive` only.
    case .applicationData, nil: nil
    }
  }

  func send(_ bytes: Span<UInt8>) {
    do throws(TLSError) {
      try connection.send(bytes)
    } catch {
      failure = error
    }
  }

  var outputByteCount: Int { connection.outputByteCount }

  func drainOutput(_ write: (Span<UInt8>) -> Int) { connection.drainOutput(write) }

  func close() { connection.close() }
}
