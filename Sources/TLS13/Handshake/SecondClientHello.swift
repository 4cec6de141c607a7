/// What may change between the two ClientHellos around a HelloRetryRequest (RFC 9846, section 4.1.2).
enum SecondClientHello {
  /// Extensions that may come, go or change. The RFC names all but the last, which a client that was not understood
  /// encrypts anew (RFC 9849, section 6.1.5); it means nothing to this server.
  private static let changeable: Set<ExtensionType> = [
    .keyShare, .earlyData, .cookie, .preSharedKey, .padding, .encryptedClientHello,
  ]

  /// Makes sure that `second` is `first` but for what the HelloRetryRequest for `group`, with `cookie`, asked for.
  static func check(
    _ second: ClientOffer, against first: ClientHello, requested group: NamedGroup, cookie: [UInt8]?
  ) throws(TLSError) {
    let hello = second.hello
    try require(hello.random == first.random, "random")
    try require(hello.legacySessionID == first.legacySessionID, "legacy_session_id")
    try require(hello.cipherSuites == first.cipherSuites, "cipher_suites")
    try require(unchangeable(hello) == unchangeable(first), "extensions")
    try require(!second.offersEarlyData, "early_data")
    try require(second.cookie == cookie, "cookie")
    guard second.keyShares.count == 1, second.keyShares.first?.group == group else {
      throw .peerMisbehaved(
        .illegalParameter(
          field: "client_shares",
          reason: "\(second.keyShares.map(\.group)) where one share of \(group) was asked for"))
    }
  }

  private static func require(_ condition: Bool, _ field: String) throws(TLSError) {
    guard condition else { throw .peerMisbehaved(.secondClientHelloDiffers(field: field)) }
  }

  private static func unchangeable(_ hello: ClientHello) -> [ExtensionBlock.Entry] {
    (hello.extensions?.entries ?? []).filter { !changeable.contains($0.type) }
  }
}
