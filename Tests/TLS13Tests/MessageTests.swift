import TestSupport
import Testing

@testable import TLS13

@Suite("Messages and extensions")
struct MessageTests {
  private func roundTrip<Body: ExtensionBody>(_ body: Body) throws {
    var block = ExtensionBlock()
    block.append(body)
    var writer = MessageWriter()
    block.serialize(into: &writer)
    var reader = MessageReader(writer.bytes, of: "extensions")
    let parsed = try ExtensionBlock(parsing: &reader)
    try reader.finish()
    #expect(try parsed.parse(body.type, as: Body.self) == body)
  }

  @Test("Every extension is read back as it was written")
  func extensions() throws {
    try roundTrip(SupportedVersions(versions: [0x0304, 0x0303]))
    try roundTrip(SelectedVersion(version: 0x0304))
    try roundTrip(Cookie(cookie: [1, 2, 3]))
    try roundTrip(SupportedGroups(namedGroupList: NamedGroup.supported))
    try roundTrip(SignatureAlgorithms(supportedSignatureAlgorithms: [.ed25519, .rsaPSSRSAESHA256]))
    try roundTrip(KeyShareClientHello(clientShares: []))
    let entry = KeyShareEntry(group: .x25519, keyExchange: [1, 2])
    try roundTrip(KeyShareClientHello(clientShares: [entry, KeyShareEntry(group: .secp256r1, keyExchange: [3])]))
    try roundTrip(KeyShareServerHello(serverShare: entry))
    try roundTrip(KeyShareHelloRetryRequest(selectedGroup: .secp384r1))
    try roundTrip(ServerName(hostName: "example.com"))
    try roundTrip(ServerNameAcknowledgement())
    try roundTrip(ApplicationLayerProtocols(protocolNameList: [Array("h2".utf8), [0, 255]]))
    try roundTrip(EarlyDataIndication())
    try roundTrip(PSKKeyExchangeModes(modes: [0, 1]))
    try roundTrip(
      OfferedPSKs(
        identities: [.init(identity: [1], obfuscatedTicketAge: 0xffff_fffe)],
        binders: [[UInt8](repeating: 3, count: 48)]))
  }

  @Test("Every message is read back as it was written")
  func messages() throws {
    func roundTrip<Body: HandshakeBody>(_ body: Body) throws {
      #expect(try HandshakeMessage(body).parse(as: Body.self) == body)
    }
    var extensions = ExtensionBlock()
    extensions.append(Cookie(cookie: [9]))
    try roundTrip(
      ClientHello(
        legacyVersion: 0x0303, random: [UInt8](repeating: 1, count: 32), legacySessionID: [2],
        cipherSuites: CipherSuite.supported, legacyCompressionMethods: [0], extensions: extensions))
    try roundTrip(
      ClientHello(
        legacyVersion: 0x0301, random: [UInt8](repeating: 1, count: 32), legacySessionID: [],
        cipherSuites: [CipherSuite(rawValue: 5)], legacyCompressionMethods: [1, 0], extensions: nil))
    try roundTrip(
      ServerHello(
        random: [UInt8](repeating: 1, count: 32), legacySessionIDEcho: [2], cipherSuite: .aes128GCMSHA256,
        serverShare: KeyShareEntry(group: .x25519, keyExchange: [1])))
    let retry = ServerHello(
      retryWith: .x25519, legacySessionIDEcho: [], cipherSuite: .aes128GCMSHA256, cookie: [1])
    #expect(retry.isHelloRetryRequest)
    try roundTrip(retry)
    try roundTrip(EncryptedExtensions(extensions: extensions))
    try roundTrip(CertificateMessage(chain: [[1, 2], [3]]))
    try roundTrip(CertificateVerify(algorithm: .ed25519, signature: [1]))
    try roundTrip(Finished(verifyData: [1, 2]))
    try roundTrip(KeyUpdate(updateRequested: true))
    try roundTrip(KeyUpdate(updateRequested: false))
  }

  @Test("Errors say what was found, what was expected and where")
  func errors() throws {
    var truncated = MessageReader([0, 5, 1], of: "cookie")
    #expect(
      throws: TLSError.invalidMessage(
        InvalidMessage(structure: "cookie", field: "cookie", offset: 2, problem: .truncated(needed: 5, available: 1)))
    ) { try Cookie(parsing: &truncated) }
    var short = MessageReader([0, 0], of: "cookie")
    #expect(
      throws: TLSError.invalidMessage(
        InvalidMessage(
          structure: "cookie", field: "cookie", offset: 0, problem: .length(found: 0, expected: "1 to 65535")))
    ) { try Cookie(parsing: &short) }
    var long = MessageReader([1, 2, 3], of: "selected")
    _ = try long.uint16("version")
    #expect(
      throws: TLSError.invalidMessage(
        InvalidMessage(
          structure: "selected", field: "end of selected", offset: 2, problem: .trailingBytes(count: 1)))
    ) { try long.finish() }
  }

  @Test("Application protocols in an error are few, and in visible ASCII")
  func offeredProtocols() {
    let name = "a\u{1b}[2J\u{9b}\u{202e}\n\""
    let error = TLSError.peerIncompatible(.applicationProtocols(offered: [String](repeating: name, count: 10_000)))
    #expect(error.description.utf8.allSatisfy { (0x20...0x7e).contains($0) })
    #expect(error.description.utf8.count < 2000)
    #expect(error.description.contains("9980 more"))
  }

  @Test("Errors read as sentences, and name their alert")
  func descriptions() {
    #expect(
      TLSError.peerIncompatible(.protocolVersion(offered: [0x0303])).description
        == "the client does not speak TLS 1.3; it offers 0x0303 (protocol_version)")
    #expect(
      TLSError.peerMisbehaved(.unexpectedMessage(found: .keyUpdate, expected: "Finished")).description
        == "the peer sent KeyUpdate where Finished is due (unexpected_message)")
    let message = InvalidMessage(structure: "cookie", field: "cookie", offset: 2, problem: .trailingBytes(count: 1))
    #expect(
      TLSError.invalidMessage(message).description
        == "cookie is malformed: cookie at byte 2 is followed by 1 bytes that belong to nothing (decode_error)")
    #expect(TLSError.misuse(.alreadyClosed).description == "the connection is closed for sending")
  }

  @Test("The content that a server signs is the RFC's example")
  func signedContent() {
    // RFC 9846, section 4.4.3.
    let expected = """
      2020202020202020202020202020202020202020202020202020202020202020
      2020202020202020202020202020202020202020202020202020202020202020
      544c5320312e332c207365727665722043657274696669636174655665726966
      79
      00
      0101010101010101010101010101010101010101010101010101010101010101
      """
    #expect(CertificateVerify.serverContent(transcriptHash: [UInt8](repeating: 1, count: 32)) == hex(expected))
  }

  @Test("Alerts have the codes, names and levels of the RFC")
  func alerts() {
    #expect(Alert.closeNotify.message == [1, 0])
    #expect(Alert.userCanceled.message == [1, 90])
    #expect(Alert.handshakeFailure.message == [2, 40])
    #expect(Alert.noApplicationProtocol.description == "no_application_protocol")
    #expect(Alert(rawValue: 255).description == "alert(255)")
  }
}
