/// What a ClientHello offers, with every extension that a server acts on parsed and every rule of the message checked.
///
/// The order of the checks decides which alert a client with several faults sees: syntax first, then the version, so
/// that a client of an older version hears of that and not of extensions it could not know.
struct ClientOffer {
  let hello: ClientHello
  let supportedGroups: [NamedGroup]
  let keyShares: [KeyShareEntry]
  let signatureSchemes: [SignatureScheme]
  let serverName: String?
  /// None without the extension.
  let applicationProtocols: [[UInt8]]?
  let cookie: [UInt8]?
  /// Whether early data follows the hello, which this server will not accept.
  let offersEarlyData: Bool

  init(_ hello: ClientHello) throws(TLSError) {
    self.hello = hello
    guard let extensions = hello.extensions else {
      throw .peerIncompatible(.protocolVersion(offered: [hello.legacyVersion]))
    }
    try extensions.checkForDuplicates()
    try Self.checkVersion(of: hello, extensions)
    guard hello.legacyCompressionMethods == [0] else {
      throw .peerMisbehaved(
        .illegalParameter(
          field: "legacy_compression_methods",
          reason: "\(hello.legacyCompressionMethods) where only [0] is allowed"))
    }
    // Certificates are the only way in which this server proves who it is, so these are mandatory with a PSK as well.
    guard
      let signatureAlgorithms = try extensions.parse(.signatureAlgorithms, as: SignatureAlgorithms.self)
    else { throw .peerMisbehaved(.missingExtension(.signatureAlgorithms)) }
    guard let groups = try extensions.parse(.supportedGroups, as: SupportedGroups.self) else {
      throw .peerMisbehaved(.missingExtension(.supportedGroups))
    }
    guard let shares = try extensions.parse(.keyShare, as: KeyShareClientHello.self) else {
      throw .peerMisbehaved(.missingExtension(.keyShare))
    }
    // What the client verifies in certificates is looked at for its syntax only: a server that has one chain to offer goes
    // on with it (section 4.4.2.2).
    _ = try extensions.parse(.signatureAlgorithmsCert, as: SignatureAlgorithms.self)
    signatureSchemes = signatureAlgorithms.supportedSignatureAlgorithms
    supportedGroups = groups.namedGroupList
    keyShares = shares.clientShares
    serverName = try extensions.parse(.serverName, as: ServerName.self)?.hostName
    applicationProtocols =
      try extensions.parse(.applicationLayerProtocolNegotiation, as: ApplicationLayerProtocols.self)?.protocolNameList
    cookie = try extensions.parse(.cookie, as: Cookie.self)?.cookie
    offersEarlyData = try extensions.parse(.earlyData, as: EarlyDataIndication.self) != nil
    try Self.checkKeyShares(keyShares, in: supportedGroups)
    try Self.checkPreSharedKey(extensions)
  }

  /// Section 4.1.2: TLS 1.3 is what a hello asks for that names it in supported_versions, whatever legacy_version says;
  /// but that field has one allowed value.
  private static func checkVersion(of hello: ClientHello, _ extensions: ExtensionBlock) throws(TLSError) {
    guard let supported = try extensions.parse(.supportedVersions, as: SupportedVersions.self) else {
      throw .peerIncompatible(.protocolVersion(offered: [hello.legacyVersion]))
    }
    guard supported.versions.contains(ProtocolVersion.tls13) else {
      throw .peerIncompatible(.protocolVersion(offered: supported.versions))
    }
    guard hello.legacyVersion == ProtocolVersion.tls12 else {
      throw .peerIncompatible(.protocolVersion(offered: [hello.legacyVersion]))
    }
  }

  /// Section 4.2.8: one share a group, and only for groups that are offered; and section 4.2.7: no group twice.
  private static func checkKeyShares(_ shares: [KeyShareEntry], in groups: [NamedGroup]) throws(TLSError) {
    let offered = Set(groups)
    guard offered.count == groups.count else {
      throw .peerMisbehaved(.illegalParameter(field: "named_group_list", reason: "a group appears twice"))
    }
    var seen: Set<NamedGroup> = []
    for share in shares {
      guard offered.contains(share.group) else {
        throw .peerMisbehaved(
          .illegalParameter(field: "client_shares", reason: "\(share.group) is not in supported_groups"))
      }
      guard seen.insert(share.group).inserted else {
        throw .peerMisbehaved(.illegalParameter(field: "client_shares", reason: "two shares for \(share.group)"))
      }
    }
  }

  /// Sections 4.2.9 to 4.2.11. No key is ever accepted, but a hello that offers some must still be a proper one.
  private static func checkPreSharedKey(_ extensions: ExtensionBlock) throws(TLSError) {
    let modes = try extensions.parse(.pskKeyExchangeModes, as: PSKKeyExchangeModes.self)
    guard try extensions.parse(.preSharedKey, as: OfferedPSKs.self) != nil else {
      guard !extensions.contains(.earlyData) else { throw .peerMisbehaved(.missingExtension(.preSharedKey)) }
      return
    }
    guard extensions.entries.last?.type == .preSharedKey else {
      throw .peerMisbehaved(.illegalParameter(field: "pre_shared_key", reason: "not the last extension"))
    }
    guard modes != nil else { throw .peerMisbehaved(.missingExtension(.pskKeyExchangeModes)) }
  }
}
