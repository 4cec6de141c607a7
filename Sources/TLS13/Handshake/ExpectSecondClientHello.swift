/// After a HelloRetryRequest: the client must offer the same again, with a share of the group asked for.
struct ExpectSecondClientHello: ~Copyable {
  private let first: ClientHello
  private let cipherSuite: CipherSuite
  private let group: NamedGroup
  private let cookie: [UInt8]?
  private var transcript: TranscriptHash

  /// Sends the request.
  init(
    sendingHelloRetryRequestFor parameters: ServerParameters, first: ClientHello, transcript: TranscriptHash,
    _ context: inout ServerContext
  ) {
    self.first = first
    cipherSuite = parameters.cipherSuite
    group = parameters.group
    cookie = context.configuration.overrides.helloRetryRequestCookie
    self.transcript = transcript
    self.transcript.replaceFirstClientHello(cipherSuite.hash)
    let request = HandshakeMessage(
      ServerHello(
        retryWith: group, legacySessionIDEcho: first.legacySessionID, cipherSuite: cipherSuite, cookie: cookie))
    self.transcript.update(request)
    context.records.send([request])
    // Middlebox compatibility: once, after the first message of the server (appendix E.4).
    if !first.legacySessionID.isEmpty { context.records.sendChangeCipherSpec() }
    context.observer?.observe(transcriptHash: self.transcript.digest, upTo: .serverHello)
  }

  consuming func receive(
    _ message: HandshakeMessage, _ context: inout ServerContext
  ) throws(TLSError) -> ServerState {
    let offer = try ClientOffer(message.parse(as: ClientHello.self))
    try SecondClientHello.check(offer, against: first, requested: group, cookie: cookie)
    let parameters = try ServerParameters(
      choosingFrom: offer, context.configuration, observer: context.observer)
    // The check has left exactly one share, of the group asked for; the suites are the same, and so is the choice.
    guard parameters.cipherSuite == cipherSuite, let share = parameters.clientShare, share.group == group else {
      throw .peerMisbehaved(.secondClientHelloDiffers(field: "cipher_suites or key_share"))
    }
    context.earlyDataAllowance = 0
    transcript.update(message)
    context.observer?.observe(transcriptHash: transcript.digest, upTo: .clientHello)
    let flight = ServerFlight(
      offer: offer, parameters: parameters, clientShare: share, transcript: transcript, isRetry: true)
    return .expectClientFinished(try flight.send(&context))
  }
}
