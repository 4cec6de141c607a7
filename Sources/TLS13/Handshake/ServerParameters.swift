/// What the server chooses from a client's offer (RFC 9846, section 4.1.1): each choice is independent of the others.
struct ServerParameters {
  let cipherSuite: CipherSuite
  let group: NamedGroup
  /// The client's share of that group; none when it must be asked for one.
  let clientShare: KeyShareEntry?
  let identity: ServerIdentity
  let signatureScheme: SignatureScheme
  /// Whether the client's server_name chose the identity, which the server then says.
  let usesServerName: Bool
  let applicationProtocol: String?

  init(
    choosingFrom offer: ClientOffer, _ configuration: ServerConfiguration, observer: (any HandshakeObserver)?
  ) throws(TLSError) {
    cipherSuite = try Self.chooseCipherSuite(offer, configuration, observer)
    (group, clientShare) = try Self.chooseGroup(offer, configuration, observer)
    (identity, signatureScheme, usesServerName) = try Self.chooseCertificate(offer, configuration, observer)
    applicationProtocol = try Self.chooseApplicationProtocol(offer, configuration, observer)
  }

  /// The server's preference rules, with one exception: a client that puts ChaCha20-Poly1305 before everything else
  /// says that it has no AES instructions, and gets it.
  private static func chooseCipherSuite(
    _ offer: ClientOffer, _ configuration: ServerConfiguration, _ observer: (any HandshakeObserver)?
  ) throws(TLSError) -> CipherSuite {
    let offered = offer.hello.cipherSuites
    let chaCha = CipherSuite.chaCha20Poly1305SHA256
    if offered.first(where: CipherSuite.supported.contains) == chaCha, configuration.cipherSuites.contains(chaCha) {
      observer?.observe(decision: .cipherSuite(chaCha, reason: "the client prefers it to AES"))
      return chaCha
    }
    guard let suite = configuration.cipherSuites.first(where: offered.contains) else {
      throw .peerIncompatible(.cipherSuites(offered: offered))
    }
    observer?.observe(decision: .cipherSuite(suite, reason: "the server's first choice among those offered"))
    return suite
  }

  /// A group with a share saves a round trip, so the preferred of those goes before a preferred one without.
  private static func chooseGroup(
    _ offer: ClientOffer, _ configuration: ServerConfiguration, _ observer: (any HandshakeObserver)?
  ) throws(TLSError) -> (NamedGroup, KeyShareEntry?) {
    for group in configuration.namedGroups {
      guard let share = offer.keyShares.first(where: { $0.group == group }) else { continue }
      observer?.observe(
        decision: .namedGroup(group, needsRetry: false, reason: "the server's first choice among the shares"))
      return (group, share)
    }
    guard let group = configuration.namedGroups.first(where: offer.supportedGroups.contains) else {
      throw .peerIncompatible(.namedGroups(offered: offer.supportedGroups))
    }
    observer?.observe(
      decision: .namedGroup(group, needsRetry: true, reason: "no share of a group that the server accepts"))
    return (group, nil)
  }

  /// Identities of the client's name go first: by an exact match, else by a wildcard, else all of them in their order.
  /// Among those, the first whose key signs with a scheme that the client accepts; the scheme is the client's first
  /// choice.
  private static func chooseCertificate(
    _ offer: ClientOffer, _ configuration: ServerConfiguration, _ observer: (any HandshakeObserver)?
  ) throws(TLSError) -> (ServerIdentity, SignatureScheme, usesServerName: Bool) {
    let indices = configuration.identities.indices
    var candidates = Array(indices)
    var reason = "the client named no host"
    var matched = false
    if let name = offer.serverName {
      let exact = indices.filter { configuration.identities[$0].match(name) == .exact }
      let wildcard = indices.filter { configuration.identities[$0].match(name) == .wildcard }
      matched = !exact.isEmpty || !wildcard.isEmpty
      guard matched || !configuration.requiresKnownServerName else { throw .peerIncompatible(.serverName(name)) }
      if matched { candidates = exact.isEmpty ? wildcard : exact }
      reason = !exact.isEmpty ? "its name is the client's" : matched ? "its wildcard matches" : "no name matches"
    }
    for index in candidates {
      let identity = configuration.identities[index]
      let schemes = identity.signer.schemes
      guard let scheme = offer.signatureSchemes.first(where: schemes.contains) else { continue }
      observer?.observe(decision: .certificate(index: index, scheme, reason: reason))
      return (identity, scheme, matched)
    }
    throw .peerIncompatible(.signatureSchemes(offered: offer.signatureSchemes))
  }

  /// The server's preference; a client that offers only other protocols is turned away (RFC 7301, section 3.2).
  private static func chooseApplicationProtocol(
    _ offer: ClientOffer, _ configuration: ServerConfiguration, _ observer: (any HandshakeObserver)?
  ) throws(TLSError) -> String? {
    guard let offered = offer.applicationProtocols, !configuration.applicationProtocols.isEmpty else { return nil }
    guard let chosen = configuration.applicationProtocols.first(where: { offered.contains(Array($0.utf8)) }) else {
      throw .peerIncompatible(.applicationProtocols(offered: offered.map { String(decoding: $0, as: UTF8.self) }))
    }
    observer?.observe(decision: .applicationProtocol(chosen))
    return chosen
  }
}
