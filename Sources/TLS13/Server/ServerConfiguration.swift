/// What a server offers and whom it is; shared by all its connections.
public struct ServerConfiguration: Sendable {
  /// The certificates to choose from by the name and the signature schemes of the client; the first is the default.
  public let identities: [ServerIdentity]
  /// The cipher suites to accept, the preferred first.
  public let cipherSuites: [CipherSuite]
  /// The groups to accept for the key exchange, the preferred first.
  public let namedGroups: [NamedGroup]
  /// The application protocols to accept (ALPN, RFC 7301), the preferred first. When empty, the extension is ignored.
  public let applicationProtocols: [String]
  /// Whether to refuse, with `unrecognized_name`, a client that asks for a name that no identity has. When false, such
  /// a client gets the default identity, as does one that asks for no name, and can decide for itself.
  public let requiresKnownServerName: Bool
  /// Application data is padded so that its length with the type byte is a multiple of this many bytes; 0 or 1: no
  /// padding. At most 2^14.
  public let paddingBlockByteCount: Int
  /// Receives one line of an SSLKEYLOGFILE (RFC 9850), without its line end, for each secret. Such lines give away the
  /// connection's content: only for debugging.
  public let keyLog: (@Sendable (String) -> Void)?

  /// What published traces and tests put in the place of randomness.
  var overrides = HandshakeOverrides()

  /// A configuration. Cipher suites and groups that this library does not implement are left out.
  ///
  /// - Throws: `.misuse(.configuration)` when no identity, no cipher suite or no group is left, when an application
  ///   protocol's name has no byte or more than 255, or when the padding is out of range.
  public init(
    identities: [ServerIdentity],
    cipherSuites: [CipherSuite] = CipherSuite.supported,
    namedGroups: [NamedGroup] = NamedGroup.supported,
    applicationProtocols: [String] = [],
    requiresKnownServerName: Bool = false,
    paddingBlockByteCount: Int = 0,
    keyLog: (@Sendable (String) -> Void)? = nil
  ) throws(TLSError) {
    self.identities = identities
    self.cipherSuites = cipherSuites.filter(CipherSuite.supported.contains)
    self.namedGroups = namedGroups.filter(NamedGroup.supported.contains)
    self.applicationProtocols = applicationProtocols
    self.requiresKnownServerName = requiresKnownServerName
    self.paddingBlockByteCount = paddingBlockByteCount
    self.keyLog = keyLog
    func require(_ condition: Bool, _ reason: String) throws(TLSError) {
      guard condition else { throw .misuse(.configuration(reason: reason)) }
    }
    try require(!identities.isEmpty, "no identity")
    try require(!self.cipherSuites.isEmpty, "no cipher suite that is implemented")
    try require(!self.namedGroups.isEmpty, "no group that is implemented")
    try require(
      applicationProtocols.allSatisfy { (1...255).contains($0.utf8.count) },
      "an application protocol's name must have 1 to 255 bytes")
    try require(
      (0...Limits.plaintextByteCount).contains(paddingBlockByteCount),
      "padding to \(paddingBlockByteCount) bytes where 0 to \(Limits.plaintextByteCount) are possible")
  }
}

/// Values that replace random ones and derived ones, so that a published trace can be reproduced byte for byte. Not
/// reachable from outside the module: nothing here is safe in a real connection.
struct HandshakeOverrides: Sendable {
  /// ServerHello.random.
  var serverRandom: [UInt8]?
  /// The ephemeral private key of each group.
  var ephemeralPrivateKeys: [NamedGroup: [UInt8]] = [:]
  /// The cookie to send in a HelloRetryRequest.
  var helloRetryRequestCookie: [UInt8]?
  /// The whole EncryptedExtensions message.
  var encryptedExtensions: ExtensionBlock?
  /// The number of records after which a key is updated.
  var recordLimit: UInt64?
}
