/// Where the server's handshake is. Each state is a struct that knows exactly what it needs and consumes one message.
///
/// ```
///      ExpectClientHello ──HelloRetryRequest──▶ ExpectSecondClientHello
///             │                                          │
///             └────────────── server flight ─────────────┤
///                                                        ▼
///             Established ◀── client Finished ── ExpectClientFinished
/// ```
enum ServerState: ~Copyable {
  case expectClientHello(ExpectClientHello)
  case expectSecondClientHello(ExpectSecondClientHello)
  case expectClientFinished(ExpectClientFinished)
  case established(Established)
  /// Nothing more is taken from the peer: it has closed, or the connection has failed.
  case closed

  /// Consumes a message and goes on to the next state; an error leaves `closed`, and the old state's secrets wiped.
  mutating func receive(_ message: HandshakeMessage, _ context: inout ServerContext) throws(TLSError) {
    switch take() {
    case .expectClientHello(let state): self = try state.receive(message, &context)
    case .expectSecondClientHello(let state): self = try state.receive(message, &context)
    case .expectClientFinished(let state): self = try state.receive(message, &context)
    case .established(let state): self = try state.receive(message, &context)
    case .closed: break
    }
  }

  private mutating func take() -> ServerState {
    let state = consume self
    self = .closed
    return state
  }

  /// Where the handshake is, without what the state knows.
  var phase: Phase {
    switch self {
    case .expectClientHello: .clientHello
    case .expectSecondClientHello: .secondClientHello
    case .expectClientFinished: .clientFinished
    case .established: .established
    case .closed: .closed
    }
  }

  enum Phase: Equatable {
    case clientHello, secondClientHello, clientFinished, established, closed

    /// Whether a change_cipher_spec record may come: from the first ClientHello to the client's Finished (section 5).
    var allowsChangeCipherSpec: Bool { self == .secondClientHello || self == .clientFinished }

    /// Makes sure that this is a message to take, with a length that makes sense for it, before the rest has come.
    func check(_ type: HandshakeType, byteCount: Int) throws(TLSError) {
      let (expected, limit): (HandshakeType, Int) =
        switch self {
        case .clientHello, .secondClientHello: (.clientHello, Limits.clientHelloByteCount)
        case .clientFinished: (.finished, Limits.laterMessageByteCount)
        case .established, .closed: (.keyUpdate, Limits.laterMessageByteCount)
        }
      guard type == expected else {
        throw .peerMisbehaved(.unexpectedMessage(found: type, expected: expected.description))
      }
      guard byteCount <= limit else {
        throw .peerMisbehaved(.handshakeMessageTooLong(type, found: byteCount, limit: limit))
      }
    }
  }

  /// Changes what the established state keeps; does nothing in any other state.
  mutating func withEstablished(_ body: (inout Established) throws(TLSError) -> Void) throws(TLSError) {
    switch take() {
    case .established(var established):
      try body(&established)
      self = .established(established)
    case let other: self = other
    }
  }
}
