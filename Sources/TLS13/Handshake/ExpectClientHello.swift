/// The beginning: the client speaks first.
struct ExpectClientHello: ~Copyable {
  consuming func receive(
    _ message: HandshakeMessage, _ context: inout ServerContext
  ) throws(TLSError) -> ServerState {
    let offer = try ClientOffer(message.parse(as: ClientHello.self))
    guard offer.cookie == nil else {
      throw .peerMisbehaved(.illegalParameter(field: "cookie", reason: "none was given out"))
    }
    let parameters = try ServerParameters(
      choosingFrom: offer, context.configuration, observer: context.observer)
    if offer.offersEarlyData { refuseEarlyData(&context) }
    var transcript = TranscriptHash(parameters.cipherSuite.hash)
    transcript.update(message)
    context.observer?.observe(transcriptHash: transcript.digest, upTo: .clientHello)
    guard let share = parameters.clientShare else {
      return .expectSecondClientHello(
        ExpectSecondClientHello(
          sendingHelloRetryRequestFor: parameters, first: offer.hello, transcript: transcript, &context))
    }
    let flight = ServerFlight(
      offer: offer, parameters: parameters, clientShare: share, transcript: transcript, isRetry: false)
    return .expectClientFinished(try flight.send(&context))
  }

  /// Section 4.2.10, the first of three ways: the extension is ignored, and the data will be skipped.
  private func refuseEarlyData(_ context: inout ServerContext) {
    context.earlyDataAllowance = Limits.skippedEarlyDataByteCount
    context.observer?.observe(decision: .earlyDataRefused(skippingUpTo: Limits.skippedEarlyDataByteCount))
  }
}
