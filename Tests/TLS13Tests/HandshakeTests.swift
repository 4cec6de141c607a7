import Primitives
import Synchronization
import TestSupport
import Testing

@testable import TLS13

@Suite("The server's handshake")
struct HandshakeTests {
  static let combinations = CipherSuite.supported.flatMap { suite in NamedGroup.supported.map { (suite, $0) } }

  @Test("Every cipher suite works with every group", arguments: combinations)
  func combination(_ suite: CipherSuite, _ group: NamedGroup) throws {
    var options = TestClient.Options()
    options.cipherSuites = [suite]
    options.groups = [group]
    let client = TestClient.connected(.test(), options)
    let info = try #require(client.server.handshakeInfo)
    #expect(info.cipherSuite == suite)
    #expect(info.namedGroup == group)
    #expect(!info.usedHelloRetryRequest)
    client.send(.applicationData, Array("ping".utf8))
    #expect(client.received == Array("ping".utf8))
    try client.server.send(Array("pong".utf8).span)
    client.pump()
    #expect(client.applicationData == Array("pong".utf8))
  }

  @Test("Every cipher suite works with every group after a HelloRetryRequest", arguments: combinations)
  func retryCombination(_ suite: CipherSuite, _ group: NamedGroup) throws {
    var options = TestClient.Options()
    options.cipherSuites = [suite]
    options.groups = [group]
    options.shares = []
    let client = TestClient.connected(.test(), options)
    let info = try #require(client.server.handshakeInfo)
    #expect(info.namedGroup == group)
    #expect(info.usedHelloRetryRequest)
  }

  @Test("The messages of the server's flight are in their order, and the signature is over the right content")
  func flight() throws {
    let client = TestClient.connected(.test())
    #expect(
      client.messages.map(\.type) == [
        .serverHello, .encryptedExtensions, .certificate, .certificateVerify, .finished,
      ])
    let verify = try #require(try client.message(.certificateVerify, as: CertificateVerify.self))
    #expect(verify.algorithm == .ecdsaSecp256r1SHA256)
    #expect(verify.signature == HashSigner.expected(client.signedContent, verify.algorithm))
    let certificate = try #require(try client.message(.certificate, as: CertificateMessage.self))
    #expect(certificate.certificateList.map(\.certificateData) == [Array("certificate of example.com".utf8)])
    #expect(certificate.certificateRequestContext.isEmpty)
  }

  @Test(
    "A session ID is echoed, and answered with one change_cipher_spec after the first message",
    arguments: [true, false])
  func compatibilityMode(_ retry: Bool) throws {
    var options = TestClient.Options()
    if retry { options.shares = [] }
    let client = TestClient.connected(.test(), options)
    let hello = try client.messages[0].parse(as: ServerHello.self)
    #expect(hello.isHelloRetryRequest == retry)
    #expect(hello.legacySessionIDEcho == options.sessionID)
    #expect(client.records.map(\.type).prefix(2) == [.handshake, .changeCipherSpec])
    #expect(client.records.filter { $0.type == .changeCipherSpec }.count == 1)
  }

  @Test("Without a session ID there is no change_cipher_spec")
  func noCompatibilityMode() throws {
    var options = TestClient.Options()
    options.sessionID = []
    let client = TestClient.connected(.test(), options)
    #expect(!client.records.contains { $0.type == .changeCipherSpec })
  }

  @Test("The transport may deliver one byte at a time")
  func byteByByte() throws {
    var options = TestClient.Options()
    options.chunk = 1
    let client = TestClient.connected(.test(), options)
    client.send(.applicationData, [1, 2, 3])
    #expect(client.received == [1, 2, 3])
  }

  @Test("Handshake messages may be fragmented to one byte a record")
  func fragmentedMessages() throws {
    var options = TestClient.Options()
    options.finishes = false
    let client = TestClient(.test(), options)
    let hello = client.clientHello.bytes
    for byte in hello {
      #expect(client.messages.isEmpty)
      client.send(.handshake, [byte])
    }
    for byte in client.finished.bytes { client.send(.handshake, [byte]) }
    #expect(client.isConnected)
  }

  @Test("A chain longer than a record is fragmented, and arrives whole")
  func longChain() throws {
    let chain = (1...5).map { [UInt8](repeating: UInt8($0), count: 9_000) }
    let client = TestClient.connected(.test([.test(chain: chain)]))
    let certificate = try #require(try client.message(.certificate, as: CertificateMessage.self))
    #expect(certificate.certificateList.map(\.certificateData) == chain)
    #expect(client.records.allSatisfy { $0.byteCount <= Limits.ciphertextByteCount })
    #expect(client.records.count { $0.type == .applicationData } == 3)
  }

  @Test("Reserved values of RFC 8701 are ignored everywhere")
  func grease() throws {
    var options = TestClient.Options()
    options.cipherSuites = [CipherSuite(rawValue: 0x1a1a), .aes128GCMSHA256]
    options.groups = [NamedGroup(rawValue: 0x2a2a), .x25519]
    options.shares = [NamedGroup(rawValue: 0x2a2a), .x25519]
    options.schemes = [SignatureScheme(rawValue: 0x3a3a), .ecdsaSecp256r1SHA256]
    options.versions = [0x4a4a, ProtocolVersion.tls13]
    options.applicationProtocols = ["\u{2a}\u{2a}", "http/1.1"]
    options.edit = { hello in
      hello.extensions?.entries.insert(.init(type: ExtensionType(rawValue: 0x5a5a), data: []), at: 0)
      hello.extensions?.entries.append(.init(type: ExtensionType(rawValue: 0x6a6a), data: [0]))
    }
    let client = TestClient.connected(.test(applicationProtocols: ["http/1.1"]), options)
    #expect(client.server.handshakeInfo?.applicationProtocol == "http/1.1")
  }

  @Test("ChaCha20-Poly1305 is chosen for a client that prefers it, else the server's order rules")
  func cipherSuitePreference() throws {
    func chosen(_ offered: [CipherSuite], _ accepted: [CipherSuite] = CipherSuite.supported) -> CipherSuite? {
      var options = TestClient.Options()
      options.cipherSuites = offered
      return TestClient.connected(.test(cipherSuites: accepted), options).server.handshakeInfo?.cipherSuite
    }
    #expect(chosen([.chaCha20Poly1305SHA256, .aes128GCMSHA256]) == .chaCha20Poly1305SHA256)
    #expect(chosen([.aes256GCMSHA384, .aes128GCMSHA256]) == .aes128GCMSHA256)
    #expect(chosen([.aes128GCMSHA256, .aes256GCMSHA384], [.aes256GCMSHA384, .aes128GCMSHA256]) == .aes256GCMSHA384)
    #expect(chosen([.chaCha20Poly1305SHA256, .aes128GCMSHA256], [.aes128GCMSHA256]) == .aes128GCMSHA256)
  }

  @Test("A group with a share goes before a preferred group without one, and the client hears of the preferred one")
  func groupPreference() throws {
    var options = TestClient.Options()
    options.groups = [.x25519, .secp384r1]
    options.shares = [.secp384r1]
    let client = TestClient.connected(.test(), options)
    #expect(client.server.handshakeInfo?.namedGroup == .secp384r1)
    let extensions = try #require(try client.message(.encryptedExtensions, as: EncryptedExtensions.self)).extensions
    let groups = try #require(try extensions.parse(.supportedGroups, as: SupportedGroups.self))
    #expect(groups.namedGroupList == NamedGroup.supported)
  }

  // MARK: Certificates

  @Test("The certificate is chosen by name: exact, else wildcard, else the first")
  func serverName() throws {
    let identities = [
      ServerIdentity.test(["default.test"]), .test(["*.example.com"]), .test(["www.example.com", "example.com"]),
    ]
    func chosen(_ name: String?) throws -> (String?, acknowledged: Bool) {
      var options = TestClient.Options()
      options.serverName = name
      let client = TestClient.connected(.test(identities), options)
      let certificate = try #require(try client.message(.certificate, as: CertificateMessage.self))
      let index = identities.firstIndex { $0.certificateChain == certificate.certificateList.map(\.certificateData) }
      let extensions = try #require(try client.message(.encryptedExtensions, as: EncryptedExtensions.self)).extensions
      #expect(client.server.handshakeInfo?.serverName == name?.lowercased())
      return (index.map { identities[$0].names[0] }, extensions.contains(.serverName))
    }
    #expect(try chosen("www.example.com") == ("www.example.com", true))
    #expect(try chosen("WWW.Example.COM") == ("www.example.com", true))
    #expect(try chosen("example.com") == ("www.example.com", true))
    #expect(try chosen("mail.example.com") == ("*.example.com", true))
    #expect(try chosen("a.mail.example.com") == ("default.test", false))
    #expect(try chosen("elsewhere.test") == ("default.test", false))
    #expect(try chosen(nil) == ("default.test", false))
  }

  @Test("A server that insists on known names turns others away with unrecognized_name")
  func unrecognizedName() throws {
    var options = TestClient.Options()
    options.serverName = "elsewhere.test"
    let client = TestClient(.test(requiresKnownServerName: true), options)
    client.start()
    #expect(client.failure == .peerIncompatible(.serverName("elsewhere.test")))
    #expect(client.alerts == [.unrecognizedName])
  }

  @Test("Among certificates of one name, the client's signature schemes decide")
  func schemeDecides() throws {
    let identities = [
      ServerIdentity.test(["a.test"], [.ecdsaSecp256r1SHA256]),
      .test(["a.test"], [.rsaPSSRSAESHA256, .rsaPSSRSAESHA384]),
    ]
    var options = TestClient.Options()
    options.serverName = "a.test"
    options.schemes = [.rsaPSSRSAESHA384, .rsaPSSRSAESHA256]
    let client = TestClient.connected(.test(identities), options)
    #expect(client.server.handshakeInfo?.signatureScheme == .rsaPSSRSAESHA384)
    options.schemes = [.ed25519]
    let other = TestClient(.test(identities), options)
    other.start()
    #expect(other.failure == .peerIncompatible(.signatureSchemes(offered: [.ed25519])))
    #expect(other.alerts == [.handshakeFailure])
  }

  @Test("A key that fails to sign is the server's fault: internal_error")
  func brokenKey() throws {
    let identity = try ServerIdentity(certificateChain: [[1]], signer: BrokenSigner(), names: [])
    let client = TestClient(.test([identity]))
    client.start()
    #expect(client.alerts == [.internalError])
    // The ServerHello is out, so the alert is protected.
    #expect(client.records.map(\.type) == [.handshake, .changeCipherSpec, .applicationData])
  }

  // MARK: Application protocols

  @Test("The server's first protocol that the client has is chosen; none in common is no_application_protocol")
  func applicationProtocols() throws {
    func negotiate(_ offered: [String], _ accepted: [String]) -> TestClient {
      var options = TestClient.Options()
      options.applicationProtocols = offered
      let client = TestClient(.test(applicationProtocols: accepted), options)
      client.start()
      return client
    }
    let chosen = negotiate(["http/1.0", "h2", "http/1.1"], ["http/1.1", "h2"])
    #expect(chosen.server.handshakeInfo?.applicationProtocol == "http/1.1")
    let extensions = try #require(try chosen.message(.encryptedExtensions, as: EncryptedExtensions.self)).extensions
    #expect(
      try extensions.parse(.applicationLayerProtocolNegotiation, as: ApplicationLayerProtocols.self)?.protocolNameList
        == [Array("http/1.1".utf8)])
    #expect(negotiate(["h3"], ["http/1.1"]).alerts == [.noApplicationProtocol])
    #expect(negotiate(["h3"], []).isConnected)
    #expect(negotiate([], ["http/1.1"]).isConnected)
  }

  // MARK: What comes out

  @Test("The key log has a line for each secret, in the form that Wireshark reads")
  func keyLog() throws {
    let lines = Mutex<[String]>([])
    let client = TestClient(.test(keyLog: { line in lines.withLock { $0.append(line) } }))
    client.start()
    #expect(client.isConnected)
    let random = hex((0..<32).map { UInt8($0) })
    let labels = [
      "CLIENT_HANDSHAKE_TRAFFIC_SECRET", "SERVER_HANDSHAKE_TRAFFIC_SECRET", "CLIENT_TRAFFIC_SECRET_0",
      "SERVER_TRAFFIC_SECRET_0", "EXPORTER_SECRET",
    ]
    let found = lines.withLock { $0 }
    #expect(found.map { $0.split(separator: " ").first.map(String.init) } == labels)
    for line in found {
      let parts = line.split(separator: " ")
      #expect(parts.count == 3 && parts[1] == random && parts[2].count == 64, "\(line)")
    }
  }

  @Test("Both sides export the same keying material, and another for another label or context")
  func exporter() throws {
    let client = TestClient.connected(.test())
    func server(_ label: String, _ context: [UInt8], _ count: Int) throws -> [UInt8] {
      let secret = try client.server.exportKeyingMaterial(label: label, context: context, byteCount: count)
      return SecretBytes.bytes(secret.span)
    }
    let material = try server("EXPORTER-test", [1, 2], 40)
    #expect(material.count == 40)
    #expect(material == (try client.exportKeyingMaterial("EXPORTER-test", [1, 2], 40)))
    #expect(material != (try server("EXPORTER-test", [1], 40)))
    #expect(material != (try server("EXPORTER-tset", [1, 2], 40)))
    #expect(throws: TLSError.self) { try server("x", [], 255 * 32 + 1) }
    #expect(throws: TLSError.self) { try server(String(repeating: "x", count: 250), [], 1) }
    let fresh = ServerConnection(configuration: .test())
    #expect(throws: TLSError.misuse(.handshakeNotComplete)) {
      _ = try fresh.exportKeyingMaterial(label: "x", byteCount: 1)
    }
  }

  @Test("A configuration that could serve nobody is refused")
  func configuration() throws {
    #expect(throws: TLSError.self) { try ServerConfiguration(identities: []) }
    #expect(throws: TLSError.self) { try ServerConfiguration(identities: [.test()], cipherSuites: []) }
    #expect(throws: TLSError.self) {
      try ServerConfiguration(identities: [.test()], namedGroups: [NamedGroup(rawValue: 1)])
    }
    #expect(throws: TLSError.self) { try ServerConfiguration(identities: [.test()], applicationProtocols: [""]) }
    #expect(throws: TLSError.self) { try ServerConfiguration(identities: [.test()], paddingBlockByteCount: 1 << 20) }
    #expect(throws: TLSError.self) { try ServerIdentity(certificateChain: [], signer: HashSigner(), names: []) }
    #expect(throws: TLSError.self) {
      try ServerIdentity(certificateChain: [[UInt8](repeating: 0, count: 200_000)], signer: HashSigner(), names: [])
    }
  }
}
