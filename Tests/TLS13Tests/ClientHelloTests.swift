import Primitives
import Testing

@testable import TLS13

@Suite("What a ClientHello may not say")
struct ClientHelloTests {
  /// A change to a good ClientHello, and the alert that it must lead to.
  struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let alert: Alert
    let edit: @Sendable (inout ClientHello) -> Void
    var testDescription: String { name }

    init(_ name: String, _ alert: Alert, _ edit: @escaping @Sendable (inout ClientHello) -> Void) {
      self.name = name
      self.alert = alert
      self.edit = edit
    }
  }

  private static func without(_ type: ExtensionType) -> @Sendable (inout ClientHello) -> Void {
    { $0.extensions?.remove(type) }
  }

  private static func with(_ type: ExtensionType, _ data: [UInt8]) -> @Sendable (inout ClientHello) -> Void {
    { hello in
      hello.extensions?.remove(type)
      hello.extensions?.entries.append(.init(type: type, data: data))
    }
  }

  private static func shares(_ shares: [KeyShareEntry]) -> @Sendable (inout ClientHello) -> Void {
    { $0.extensions?.replace(KeyShareClientHello(clientShares: shares)) }
  }

  private static let psk = OfferedPSKs(
    identities: [.init(identity: [1, 2, 3], obfuscatedTicketAge: 4)], binders: [[UInt8](repeating: 5, count: 32)])

  static let faults: [Fault] = [
    // Versions
    Fault("no extensions at all", .protocolVersion) { $0.extensions = nil },
    Fault("an empty block of extensions", .protocolVersion) { $0.extensions = ExtensionBlock() },
    Fault("no supported_versions", .protocolVersion, without(.supportedVersions)),
    Fault("supported_versions without TLS 1.3", .protocolVersion) {
      $0.extensions?.replace(SupportedVersions(versions: [0x0303, 0x0302]))
    },
    Fault("a client of TLS 1.2 that knows neither key_share nor supported_versions", .protocolVersion) {
      $0.extensions?.remove(.supportedVersions)
      $0.extensions?.remove(.keyShare)
      $0.cipherSuites = [CipherSuite(rawValue: 0xc02f)]
    },
    Fault("legacy_version 0x0304", .protocolVersion) { $0.legacyVersion = 0x0304 },
    Fault("legacy_version 0x0301", .protocolVersion) { $0.legacyVersion = 0x0301 },
    Fault("supported_versions with a length that is odd", .decodeError, with(.supportedVersions, [3, 3, 4, 3])),
    Fault("supported_versions without a version", .decodeError, with(.supportedVersions, [0])),
    // Compression
    Fault("compression offered", .illegalParameter) { $0.legacyCompressionMethods = [1, 0] },
    Fault("no null compression", .illegalParameter) { $0.legacyCompressionMethods = [1] },
    // Missing extensions
    Fault("no signature_algorithms", .missingExtension, without(.signatureAlgorithms)),
    Fault("no supported_groups", .missingExtension, without(.supportedGroups)),
    Fault("no key_share", .missingExtension, without(.keyShare)),
    // Duplicates
    Fault("key_share twice", .illegalParameter) { hello in
      if let entry = hello.extensions?.entries.last { hello.extensions?.entries.append(entry) }
    },
    Fault("an unknown extension twice", .illegalParameter) { hello in
      for _ in 0..<2 { hello.extensions?.entries.append(.init(type: ExtensionType(rawValue: 0x7777), data: [])) }
    },
    // Nothing in common
    Fault("no cipher suite in common", .handshakeFailure) { $0.cipherSuites = [CipherSuite(rawValue: 0x1304)] },
    Fault("no group in common", .handshakeFailure) {
      $0.extensions?.replace(SupportedGroups(namedGroupList: [NamedGroup(rawValue: 0x001e)]))
      $0.extensions?.replace(KeyShareClientHello(clientShares: []))
    },
    Fault("no signature scheme in common", .handshakeFailure) {
      $0.extensions?.replace(
        SignatureAlgorithms(supportedSignatureAlgorithms: [SignatureScheme(rawValue: 0x0401)]))
    },
    // Key shares
    Fault("a share for a group that is not offered", .illegalParameter) {
      $0.extensions?.replace(SupportedGroups(namedGroupList: [.secp256r1]))
    },
    Fault(
      "two shares for one group", .illegalParameter,
      shares([KeyShareEntry(group: .x25519, keyExchange: [1]), KeyShareEntry(group: .x25519, keyExchange: [2])])),
    Fault("a group twice", .illegalParameter) {
      $0.extensions?.replace(SupportedGroups(namedGroupList: [.x25519, .x25519]))
    },
    Fault(
      "a share of 31 bytes for x25519", .illegalParameter,
      shares([KeyShareEntry(group: .x25519, keyExchange: [UInt8](repeating: 9, count: 31))])),
    Fault(
      "a share of small order for x25519", .illegalParameter,
      shares([KeyShareEntry(group: .x25519, keyExchange: [UInt8](repeating: 0, count: 32))])),
    Fault("a share without content", .decodeError, with(.keyShare, [0, 4, 0, 29, 0, 0])),
    Fault("a point that is not on P-256", .illegalParameter) { hello in
      hello.extensions?.replace(SupportedGroups(namedGroupList: [.secp256r1]))
      let point = [4] + [UInt8](repeating: 1, count: 64)
      shares([KeyShareEntry(group: .secp256r1, keyExchange: point)])(&hello)
    },
    Fault("a compressed point", .illegalParameter) { hello in
      hello.extensions?.replace(SupportedGroups(namedGroupList: [.secp256r1]))
      let point = [2] + TestClient.publicKey(.secp256r1)[1...32]
      shares([KeyShareEntry(group: .secp256r1, keyExchange: Array(point))])(&hello)
    },
    Fault("a hybrid point", .illegalParameter) { hello in
      hello.extensions?.replace(SupportedGroups(namedGroupList: [.secp256r1]))
      let key = TestClient.publicKey(.secp256r1)
      let point = [6 + (key[64] & 1)] + key[1...]
      shares([KeyShareEntry(group: .secp256r1, keyExchange: Array(point))])(&hello)
    },
    // Pre-shared keys and early data
    Fault("pre_shared_key before another extension", .illegalParameter) { hello in
      hello.extensions?.append(PSKKeyExchangeModes(modes: [1]))
      hello.extensions?.append(psk)
      hello.extensions?.append(Cookie(cookie: [1]))
    },
    Fault("pre_shared_key without psk_key_exchange_modes", .missingExtension) { $0.extensions?.append(psk) },
    Fault("early_data without pre_shared_key", .missingExtension) { $0.extensions?.append(EarlyDataIndication()) },
    Fault("early_data that is not empty", .decodeError, with(.earlyData, [0])),
    Fault("more binders than identities", .illegalParameter) { hello in
      hello.extensions?.append(PSKKeyExchangeModes(modes: [1]))
      hello.extensions?.append(OfferedPSKs(identities: psk.identities, binders: psk.binders + psk.binders))
    },
    Fault("a binder that is too short", .decodeError) { hello in
      hello.extensions?.append(PSKKeyExchangeModes(modes: [1]))
      hello.extensions?.append(
        OfferedPSKs(identities: psk.identities, binders: [[UInt8](repeating: 5, count: 31), psk.binders[0]]))
    },
    Fault("psk_key_exchange_modes without a mode", .decodeError, with(.pskKeyExchangeModes, [0])),
    // Others
    Fault("a cookie that nobody gave out", .illegalParameter) { $0.extensions?.append(Cookie(cookie: [1])) },
    Fault("two server names", .illegalParameter, with(.serverName, [0, 8, 0, 0, 1, 97, 0, 0, 1, 98])),
    Fault("a server name of another type", .illegalParameter, with(.serverName, [0, 4, 1, 0, 1, 97])),
    Fault("a server name with a zero byte", .illegalParameter, with(.serverName, [0, 4, 0, 0, 1, 0])),
    Fault("an empty server name", .decodeError, with(.serverName, [0, 3, 0, 0, 0])),
    Fault("an empty list of server names", .decodeError, with(.serverName, [0, 0])),
    Fault("data after the server names", .decodeError, with(.serverName, [0, 4, 0, 0, 1, 97, 0])),
    Fault("an empty application protocol", .decodeError, with(.applicationLayerProtocolNegotiation, [0, 1, 0])),
    Fault("signature_algorithms of odd length", .decodeError, with(.signatureAlgorithms, [0, 3, 4, 3, 8])),
    Fault("an empty signature_algorithms_cert", .decodeError, with(.signatureAlgorithmsCert, [0, 0])),
    Fault("supported_groups without a group", .decodeError, with(.supportedGroups, [0, 0])),
    Fault("a session ID of 33 bytes", .decodeError) { $0.legacySessionID = [UInt8](repeating: 1, count: 33) },
    Fault("no cipher suite", .decodeError) { $0.cipherSuites = [] },
    Fault("no compression method", .decodeError) { $0.legacyCompressionMethods = [] },
  ]

  @Test("Each fault has its alert", arguments: faults)
  func fault(_ fault: Fault) throws {
    var options = TestClient.Options()
    options.edit = fault.edit
    let client = TestClient(.test(), options)
    client.start()
    #expect(client.alerts == [fault.alert], "\(String(describing: client.failure))")
    #expect(client.failure?.alert == fault.alert)
    #expect(client.messages.isEmpty)
    #expect(client.server.isReadClosed && client.server.isWriteClosed)
  }

  /// Changes after a HelloRetryRequest.
  static let retryFaults: [Fault] = [
    Fault("another random value", .illegalParameter) { $0.random[0] ^= 1 },
    Fault("another session ID", .illegalParameter) { $0.legacySessionID[0] ^= 1 },
    Fault("another cipher suite more", .illegalParameter) { $0.cipherSuites.append(.chaCha20Poly1305SHA256) },
    Fault("other signature schemes", .illegalParameter) {
      $0.extensions?.replace(SignatureAlgorithms(supportedSignatureAlgorithms: [.ecdsaSecp256r1SHA256]))
    },
    Fault("another server name", .illegalParameter) { $0.extensions?.append(ServerName(hostName: "b.test")) },
    Fault("no share", .illegalParameter, shares([])),
    Fault(
      "a share for another group", .illegalParameter,
      shares([KeyShareEntry(group: .secp256r1, keyExchange: [4] + [UInt8](repeating: 1, count: 64))])),
    Fault(
      "two shares", .illegalParameter,
      shares([
        KeyShareEntry(group: .x25519, keyExchange: [UInt8](repeating: 9, count: 32)),
        KeyShareEntry(group: .secp256r1, keyExchange: [4] + [UInt8](repeating: 1, count: 64)),
      ])),
    Fault("a cookie that was not given out", .illegalParameter) { $0.extensions?.append(Cookie(cookie: [1])) },
    Fault("early data again", .illegalParameter) { hello in
      hello.extensions?.append(PSKKeyExchangeModes(modes: [1]))
      hello.extensions?.append(EarlyDataIndication())
      hello.extensions?.append(psk)
    },
    Fault("no supported_versions any more", .protocolVersion, without(.supportedVersions)),
    Fault("another order of extensions", .illegalParameter) { $0.extensions?.entries.swapAt(0, 1) },
  ]

  @Test("A second ClientHello that differs from the first is refused", arguments: retryFaults)
  func retryFault(_ fault: Fault) throws {
    var options = TestClient.Options()
    options.groups = [.x25519, .secp256r1]
    options.shares = []
    options.editSecond = fault.edit
    let client = TestClient(.test(), options)
    client.start()
    #expect(client.messages.count == 1)
    #expect(client.alerts == [fault.alert], "\(String(describing: client.failure))")
  }

  @Test("Padding and an encrypted_client_hello may change in the second ClientHello")
  func retryFreedom() throws {
    var options = TestClient.Options()
    options.shares = []
    options.edit = { $0.extensions?.entries.append(.init(type: .encryptedClientHello, data: [1])) }
    options.editSecond = { hello in
      hello.extensions?.remove(.encryptedClientHello)
      hello.extensions?.entries.append(.init(type: .encryptedClientHello, data: [2]))
      hello.extensions?.entries.append(.init(type: .padding, data: [0, 0, 0]))
    }
    #expect(TestClient.connected(.test(), options).isConnected)
  }

  @Test("A cookie that was given out must come back, unchanged", arguments: [true, false])
  func cookie(_ honest: Bool) throws {
    var configuration = ServerConfiguration.test()
    configuration.overrides.helloRetryRequestCookie = [1, 2, 3]
    var options = TestClient.Options()
    options.shares = []
    options.editSecond = { $0.extensions?.append(Cookie(cookie: honest ? [1, 2, 3] : [1, 2])) }
    let client = TestClient(configuration, options)
    client.start()
    #expect(client.alerts == (honest ? [] : [.illegalParameter]))
    #expect(client.isConnected == honest)
  }

  @Test("A refused pre-shared key leads to a full handshake")
  func refusedPSK() throws {
    var options = TestClient.Options()
    options.edit = { hello in
      hello.extensions?.append(PSKKeyExchangeModes(modes: [1]))
      hello.extensions?.append(Self.psk)
    }
    let client = TestClient.connected(.test(), options)
    #expect(client.messages.contains { $0.type == .certificate })
  }

  @Test("Every truncation of a ClientHello is a decode_error or a protocol_version alert")
  func truncation() throws {
    let whole = TestClient(.test()).clientHello.bytes
    for count in 4..<whole.count {
      var bytes = Array(whole[..<count])
      bytes[2] = UInt8((count - 4) >> 8)
      bytes[3] = UInt8((count - 4) & 255)
      let client = TestClient(.test())
      client.send(.handshake, bytes)
      // Cut exactly after the compression methods, it is a hello of a client without extensions.
      let endsBeforeExtensions = count == 4 + 2 + 32 + 33 + 4 + 2
      #expect(client.alerts == [endsBeforeExtensions ? .protocolVersion : .decodeError], "\(count) bytes")
    }
  }

  @Test("Bytes after the extensions are a decode_error")
  func trailing() throws {
    var bytes = TestClient(.test()).clientHello.bytes + [0]
    bytes[2] = UInt8((bytes.count - 4) >> 8)
    bytes[3] = UInt8((bytes.count - 4) & 255)
    let client = TestClient(.test())
    client.send(.handshake, bytes)
    #expect(client.alerts == [.decodeError])
    guard case .invalidMessage(let message) = client.failure else {
      Issue.record("not a syntax error: \(String(describing: client.failure))")
      return
    }
    #expect(message.problem == .trailingBytes(count: 1))
    #expect(message.offset == bytes.count - 5)
  }
}
