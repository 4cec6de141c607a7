import Primitives

/// What every state of the handshake works with: the configuration, the records, and what outlives the states.
struct ServerContext: ~Copyable {
  let configuration: ServerConfiguration
  let observer: (any HandshakeObserver)?
  var records: RecordLayer
  /// How many bytes of refused early data may still be skipped.
  var earlyDataAllowance = 0
  /// Known from the server's Finished on.
  private var exporterSecret: ExporterSecret?
  /// Set when the handshake is complete.
  var info: HandshakeInfo?

  init(configuration: ServerConfiguration, observer: (any HandshakeObserver)?) {
    self.configuration = configuration
    self.observer = observer
    records = RecordLayer(observer: observer, configuration: configuration)
  }

  /// Tells the observer of a secret that comes from HKDF-Extract.
  func announce(_ secret: borrowing some ScheduledSecret & ~Copyable, as name: String) {
    observer?.observe(secret: name, secret.span, label: "", transcriptHash: [])
  }

  /// Tells the key log and the observer of a secret that comes from Derive-Secret.
  func announce(
    _ secret: borrowing some ScheduledSecret & ~Copyable, as name: String, label: String, _ transcriptHash: [UInt8],
    keyLog: KeyLog.Label, clientRandom: [UInt8]
  ) {
    if let log = configuration.keyLog { log(KeyLog.line(keyLog, clientRandom: clientRandom, secret: secret.span)) }
    observer?.observe(secret: name, secret.span, label: label, transcriptHash: transcriptHash)
  }

  /// Keeps the secret for the connection's life.
  mutating func keep(_ exporterSecret: consuming ExporterSecret) { self.exporterSecret = consume exporterSecret }

  /// Keying material from the exporter secret; none before there is one.
  func export(_ label: String, _ contextValue: [UInt8], _ byteCount: Int) throws(TLSError) -> SecretBytes? {
    switch exporterSecret {
    case .some(let secret): try secret.keyingMaterial(label: label, context: contextValue, count: byteCount)
    case .none: nil
    }
  }

  /// Forgets what a failed connection may not keep (section 6).
  mutating func forgetSecrets() {
    records.forgetReadingKeys()
    records.forgetWritingKeys()
    exporterSecret = nil
  }
}
