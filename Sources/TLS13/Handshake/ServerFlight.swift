import Primitives

/// The server's answer to a ClientHello that it can work with: ServerHello to Finished, step by step.
struct ServerFlight {
  let offer: ClientOffer
  let parameters: ServerParameters
  let clientShare: KeyShareEntry
  var transcript: TranscriptHash
  /// Whether a HelloRetryRequest went before.
  let isRetry: Bool

  private var clientRandom: [UInt8] { offer.hello.random }

  /// Sends the flight, and leaves the records with the keys that its end asks for: application keys for writing,
  /// handshake keys for reading.
  consuming func send(_ context: inout ServerContext) throws(TLSError) -> ExpectClientFinished {
    let agreement = try KeyAgreement(
      answering: clientShare,
      injected: context.configuration.overrides.ephemeralPrivateKeys[clientShare.group])
    sendServerHello(agreement.serverShare, &context)
    sendChangeCipherSpec(&context)

    let handshakeSecret = deriveHandshakeSecret(agreement.sharedSecret, context)
    let hash = transcript.digest
    let client = handshakeSecret.clientHandshakeTrafficSecret(hash)
    let server = handshakeSecret.serverHandshakeTrafficSecret(hash)
    announceHandshakeSecrets(client, server, hash, context)

    // From here on everything is protected, an alert about a key that fails to sign included.
    try context.records.protectWriting(with: server.copy())
    context.records.send(try authenticate(server, context))

    let mainSecret = handshakeSecret.mainSecret()
    context.announce(mainSecret, as: "main_secret")
    return try startApplicationPhase(mainSecret, readingHandshakeWith: client, &context)
  }

  // MARK: Key exchange

  private mutating func sendServerHello(_ share: KeyShareEntry, _ context: inout ServerContext) {
    let message = HandshakeMessage(
      ServerHello(
        random: context.configuration.overrides.serverRandom ?? SystemRandom.bytes(count: ClientHello.randomByteCount),
        legacySessionIDEcho: offer.hello.legacySessionID, cipherSuite: parameters.cipherSuite, serverShare: share))
    take(message, context)
    context.records.send([message])
  }

  /// A client in compatibility mode sends a session ID, and is answered in kind; once, so not after a retry.
  private func sendChangeCipherSpec(_ context: inout ServerContext) {
    if !offer.hello.legacySessionID.isEmpty, !isRetry { context.records.sendChangeCipherSpec() }
  }

  private func deriveHandshakeSecret(
    _ sharedSecret: borrowing SecretBytes, _ context: borrowing ServerContext
  ) -> HandshakeSecret {
    let early = EarlySecret(withoutPSKFor: parameters.cipherSuite)
    context.announce(early, as: "early_secret")
    let handshake = early.handshakeSecret(sharedSecret: sharedSecret.span)
    context.announce(handshake, as: "handshake_secret")
    return handshake
  }

  private func announceHandshakeSecrets(
    _ client: borrowing TrafficSecret, _ server: borrowing TrafficSecret, _ hash: [UInt8],
    _ context: borrowing ServerContext
  ) {
    context.announce(
      client, as: "client_handshake_traffic_secret", label: "c hs traffic", hash,
      keyLog: .clientHandshakeTrafficSecret, clientRandom: clientRandom)
    context.announce(
      server, as: "server_handshake_traffic_secret", label: "s hs traffic", hash,
      keyLog: .serverHandshakeTrafficSecret, clientRandom: clientRandom)
  }

  // MARK: Server parameters and authentication

  /// EncryptedExtensions, Certificate, CertificateVerify and Finished.
  private mutating func authenticate(
    _ server: borrowing TrafficSecret, _ context: borrowing ServerContext
  ) throws(TLSError) -> [HandshakeMessage] {
    let encryptedExtensions = HandshakeMessage(encryptedExtensions(context.configuration))
    take(encryptedExtensions, context)
    let certificate = HandshakeMessage(CertificateMessage(chain: parameters.identity.certificateChain))
    take(certificate, context)
    let verify = HandshakeMessage(try certificateVerify())
    take(verify, context)
    let finished = HandshakeMessage(Finished(verifyData: server.finishedVerifyData(transcript.digest)))
    take(finished, context)
    return [encryptedExtensions, certificate, verify, finished]
  }

  private func encryptedExtensions(_ configuration: ServerConfiguration) -> EncryptedExtensions {
    if let override = configuration.overrides.encryptedExtensions { return EncryptedExtensions(extensions: override) }
    var extensions = ExtensionBlock()
    if parameters.usesServerName { extensions.append(ServerNameAcknowledgement()) }
    if let name = parameters.applicationProtocol {
      extensions.append(ApplicationLayerProtocols(protocolNameList: [Array(name.utf8)]))
    }
    // A client that had to guess learns what the server would rather use next time (section 4.2.7).
    if configuration.namedGroups.first != parameters.group {
      extensions.append(SupportedGroups(namedGroupList: configuration.namedGroups))
    }
    return EncryptedExtensions(extensions: extensions)
  }

  private func certificateVerify() throws(TLSError) -> CertificateVerify {
    let content = CertificateVerify.serverContent(transcriptHash: transcript.digest)
    let scheme = parameters.signatureScheme
    let signature = try parameters.identity.signer.signature(for: content, scheme: scheme)
    return CertificateVerify(algorithm: scheme, signature: signature)
  }

  // MARK: Application keys

  private consuming func startApplicationPhase(
    _ mainSecret: consuming MainSecret, readingHandshakeWith clientHandshake: consuming TrafficSecret,
    _ context: inout ServerContext
  ) throws(TLSError) -> ExpectClientFinished {
    let hash = transcript.digest
    let client = mainSecret.clientApplicationTrafficSecret(hash)
    let server = mainSecret.serverApplicationTrafficSecret(hash)
    let exporterSecret = mainSecret.exporterSecret(hash)
    context.announce(
      client, as: "client_application_traffic_secret_0", label: "c ap traffic", hash,
      keyLog: .clientTrafficSecret0, clientRandom: clientRandom)
    context.announce(
      server, as: "server_application_traffic_secret_0", label: "s ap traffic", hash,
      keyLog: .serverTrafficSecret0, clientRandom: clientRandom)
    context.announce(
      exporterSecret, as: "exporter_secret", label: "exp master", hash,
      keyLog: .exporterSecret, clientRandom: clientRandom)
    context.keep(exporterSecret)
    let verifyData = clientHandshake.finishedVerifyData(hash)
    try context.records.protectWriting(with: server)
    try context.records.protectReading(with: clientHandshake)
    return ExpectClientFinished(
      verifyData: verifyData, clientApplicationTrafficSecret: client, info: info)
  }

  private var info: HandshakeInfo {
    HandshakeInfo(
      cipherSuite: parameters.cipherSuite, namedGroup: parameters.group,
      signatureScheme: parameters.signatureScheme, serverName: offer.serverName,
      applicationProtocol: parameters.applicationProtocol, usedHelloRetryRequest: isRetry)
  }

  /// Adds a message to the transcript.
  private mutating func take(_ message: HandshakeMessage, _ context: borrowing ServerContext) {
    transcript.update(message)
    context.observer?.observe(transcriptHash: transcript.digest, upTo: message.type)
  }
}
