import Primitives

/// The running hash of the handshake messages (RFC 9846, section 4.4.1).
enum TranscriptHash {
  case sha256(SHA256)
  case sha384(SHA384)

  /// The hash of no messages yet.
  init(_ algorithm: HashAlgorithm) {
    switch algorithm {
    case .sha256: self = .sha256(SHA256())
    case .sha384: self = .sha384(SHA384())
    }
  }

  /// Takes one more message, with its header.
  mutating func update(_ message: HandshakeMessage) {
    switch self {
    case .sha256(var hash):
      hash.update(message.bytes.span)
      self = .sha256(hash)
    case .sha384(var hash):
      hash.update(message.bytes.span)
      self = .sha384(hash)
    }
  }

  /// The hash of the messages so far.
  var digest: [UInt8] {
    switch self {
    case .sha256(let hash): hash.finalize().bytes
    case .sha384(let hash): hash.finalize().bytes
    }
  }

  /// Puts the message_hash in the place of the first ClientHello, as a HelloRetryRequest asks.
  mutating func replaceFirstClientHello(_ algorithm: HashAlgorithm) {
    let digest = digest
    let header = [HandshakeType.messageHash.rawValue, 0, 0, UInt8(digest.count)]
    self = TranscriptHash(algorithm)
    update(HandshakeMessage(type: .messageHash, bytes: header + digest))
  }
}
