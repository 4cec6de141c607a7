import Primitives

// The chain of RFC 9846, section 7.1. Each secret can only be made from the one before it, offers only the derivations
// that the RFC draws from it, and is wiped when it is consumed or goes away. Labels say "master" where names say main.

/// A secret of the schedule, as key logs and observers see it.
protocol ScheduledSecret: ~Copyable {
  /// The secret itself.
  var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get
  }
}

/// The head of the key schedule, from a pre-shared key or, as always here so far, from none.
struct EarlySecret: ~Copyable, ScheduledSecret {
  private let suite: CipherSuite
  private let secret: SecretBytes

  /// HKDF-Extract(0, 0): the Early Secret of a handshake without a pre-shared key.
  init(withoutPSKFor suite: CipherSuite) {
    self.suite = suite
    let zeros = SecretBytes(count: suite.hash.digestByteCount)
    secret = suite.hash.extract(salt: zeros.span, inputKeyMaterial: zeros.span)
  }

  /// The Handshake Secret, which brings in what the key exchange has agreed on.
  consuming func handshakeSecret(sharedSecret: Span<UInt8>) -> HandshakeSecret {
    let derived = suite.hash.derivedSecret(secret.span)
    return HandshakeSecret(suite, suite.hash.extract(salt: derived.span, inputKeyMaterial: sharedSecret))
  }

  var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get { secret.span }
  }
}

/// The secret behind the keys of the handshake's encrypted part.
struct HandshakeSecret: ~Copyable, ScheduledSecret {
  private let suite: CipherSuite
  private let secret: SecretBytes

  fileprivate init(_ suite: CipherSuite, _ secret: consuming SecretBytes) {
    self.suite = suite
    self.secret = secret
  }

  /// client_handshake_traffic_secret, from the hash of ClientHello...ServerHello.
  func clientHandshakeTrafficSecret(_ transcriptHash: [UInt8]) -> TrafficSecret {
    TrafficSecret(suite, suite.hash.deriveSecret(secret.span, "c hs traffic", transcriptHash: transcriptHash))
  }

  /// server_handshake_traffic_secret, from the hash of ClientHello...ServerHello.
  func serverHandshakeTrafficSecret(_ transcriptHash: [UInt8]) -> TrafficSecret {
    TrafficSecret(suite, suite.hash.deriveSecret(secret.span, "s hs traffic", transcriptHash: transcriptHash))
  }

  /// The Main Secret.
  consuming func mainSecret() -> MainSecret {
    let derived = suite.hash.derivedSecret(secret.span)
    let zeros = SecretBytes(count: suite.hash.digestByteCount)
    return MainSecret(suite, suite.hash.extract(salt: derived.span, inputKeyMaterial: zeros.span))
  }

  var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get { secret.span }
  }
}

/// The secret behind the keys of the connection's use.
struct MainSecret: ~Copyable, ScheduledSecret {
  private let suite: CipherSuite
  private let secret: SecretBytes

  fileprivate init(_ suite: CipherSuite, _ secret: consuming SecretBytes) {
    self.suite = suite
    self.secret = secret
  }

  /// client_application_traffic_secret_0, from the hash of ClientHello...server Finished.
  func clientApplicationTrafficSecret(_ transcriptHash: [UInt8]) -> TrafficSecret {
    TrafficSecret(suite, suite.hash.deriveSecret(secret.span, "c ap traffic", transcriptHash: transcriptHash))
  }

  /// server_application_traffic_secret_0, from the hash of ClientHello...server Finished.
  func serverApplicationTrafficSecret(_ transcriptHash: [UInt8]) -> TrafficSecret {
    TrafficSecret(suite, suite.hash.deriveSecret(secret.span, "s ap traffic", transcriptHash: transcriptHash))
  }

  /// exporter_secret, from the hash of ClientHello...server Finished.
  func exporterSecret(_ transcriptHash: [UInt8]) -> ExporterSecret {
    ExporterSecret(suite.hash, suite.hash.deriveSecret(secret.span, "exp master", transcriptHash: transcriptHash))
  }

  /// resumption_secret, from the hash of ClientHello...client Finished.
  func resumptionSecret(_ transcriptHash: [UInt8]) -> SecretBytes {
    suite.hash.deriveSecret(secret.span, "res master", transcriptHash: transcriptHash)
  }

  var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get { secret.span }
  }
}

extension HashAlgorithm {
  /// Derive-Secret(secret, "derived", ""): the salt of the next extraction.
  fileprivate func derivedSecret(_ secret: Span<UInt8>) -> SecretBytes {
    deriveSecret(secret, "derived", transcriptHash: hash(Span()))
  }
}
