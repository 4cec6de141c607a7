import Primitives

@testable import TLS13

/// The client's end of a connection in a test: well-behaved until a test tells it otherwise.
///
/// It shares the message types and the key schedule with the server, which the traces of RFC 8448 and real peers hold to
/// the standard; what it adds is the client's side of the protocol, and ways to leave it.
final class TestClient {
  struct Options {
    var cipherSuites: [CipherSuite] = [.aes128GCMSHA256]
    var groups: [NamedGroup] = [.x25519]
    /// The groups to send shares of; the first group unless told otherwise.
    var shares: [NamedGroup]?
    var schemes: [SignatureScheme] = [.ecdsaSecp256r1SHA256, .rsaPSSRSAESHA256, .ed25519]
    var serverName: String?
    var applicationProtocols: [String] = []
    var sessionID = [UInt8](repeating: 7, count: 32)
    var versions: [UInt16] = [ProtocolVersion.tls13]
    /// Changes the ClientHello before it is sent.
    var edit: (inout ClientHello) -> Void = { _ in }
    /// Changes the second ClientHello before it is sent.
    var editSecond: (inout ClientHello) -> Void = { _ in }
    /// Bytes to send before the second ClientHello.
    var beforeSecond: [UInt8] = []
    /// How many bytes the server gets at a time.
    var chunk = Int.max
    /// Whether the server opens records in place. Its other events then come after the data of the same piece of input.
    var inPlace = false
    /// Whether to answer a server's flight as soon as it is there.
    var finishes = true
  }

  let server: ServerConnection
  var options: Options
  private(set) var events: [ServerConnection.Event] = []
  /// Messages from the server, in order.
  private(set) var messages: [HandshakeMessage] = []
  private(set) var alerts: [Alert] = []
  private(set) var applicationData: [UInt8] = []
  /// Outer type and body length of every record from the server.
  private(set) var records: [(type: ContentType, byteCount: Int)] = []
  var opener: RecordOpener?
  var sealer: RecordSealer?

  private(set) var suite = CipherSuite.aes128GCMSHA256
  private var transcript = TranscriptHash(.sha256)
  private var firstHello: HandshakeMessage?
  private var hello: ClientHello
  private var clientApplicationSecret: TrafficSecret?
  private var clientHandshakeVerifyData: [UInt8] = []
  private var serverVerifyData: [UInt8] = []
  private var serverHandshakeSecret: TrafficSecret?
  private var mainSecret: MainSecret?
  private var exporterSecret: ExporterSecret?
  private var assembler = RecordAssembler()
  private var pending = HandshakeAssembler()
  private var clientHandshakeSecret: TrafficSecret?
  /// What the server's CertificateVerify must have signed.
  private(set) var signedContent: [UInt8] = []

  init(_ configuration: ServerConfiguration, _ options: Options = Options(), observer: (any HandshakeObserver)? = nil) {
    server = ServerConnection(configuration: configuration, observer: observer)
    self.options = options
    hello = Self.makeHello(options)
    firstHello = HandshakeMessage(hello)
  }

  // MARK: Messages

  /// A fixed private key for each group: the same on every run.
  static func privateKey(_ group: NamedGroup) -> [UInt8] {
    let count =
      switch group {
      case .secp384r1: 48
      case .secp521r1: 66
      default: 32
      }
    return (0..<count).map { $0 == 0 ? 0 : UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
  }

  static func publicKey(_ group: NamedGroup) -> [UInt8] {
    let key = privateKey(group)
    do {
      switch group {
      case .x25519:
        return try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: key.span).publicKey.rawRepresentation
      case .secp256r1:
        return try P256.KeyAgreement.PrivateKey(rawRepresentation: key.span).publicKey.x963Representation
      case .secp384r1:
        return try P384.KeyAgreement.PrivateKey(rawRepresentation: key.span).publicKey.x963Representation
      case .secp521r1:
        return try P521.KeyAgreement.PrivateKey(rawRepresentation: key.span).publicKey.x963Representation
      default: return [1, 2, 3]
      }
    } catch {
      preconditionFailure("a test's own key for \(group): \(error)")
    }
  }

  private static func makeHello(_ options: Options) -> ClientHello {
    var extensions = ExtensionBlock()
    if let name = options.serverName { extensions.append(ServerName(hostName: name)) }
    extensions.append(SupportedVersions(versions: options.versions))
    extensions.append(SupportedGroups(namedGroupList: options.groups))
    extensions.append(SignatureAlgorithms(supportedSignatureAlgorithms: options.schemes))
    if !options.applicationProtocols.isEmpty {
      extensions.append(
        ApplicationLayerProtocols(protocolNameList: options.applicationProtocols.map { Array($0.utf8) }))
    }
    let shares = options.shares ?? Array(options.groups.prefix(1))
    extensions.append(
      KeyShareClientHello(clientShares: shares.map { KeyShareEntry(group: $0, keyExchange: publicKey($0)) }))
    var hello = ClientHello(
      legacyVersion: ProtocolVersion.tls12, random: (0..<32).map { UInt8($0) }, legacySessionID: options.sessionID,
      cipherSuites: options.cipherSuites, legacyCompressionMethods: [0], extensions: extensions)
    options.edit(&hello)
    return hello
  }

  /// The first ClientHello.
  var clientHello: HandshakeMessage { HandshakeMessage(hello) }

  // MARK: Sending

  /// Bytes to the server as they are, in chunks, and what it answers.
  func sendRaw(_ bytes: [UInt8]) {
    feed(bytes)
    pump()
  }

  private func feed(_ bytes: [UInt8]) {
    var start = 0
    while start < bytes.count {
      let end = min(start + min(options.chunk, bytes.count), bytes.count)
      if options.inPlace {
        var piece = Array(bytes[start..<end])
        var span = piece.mutableSpan
        server.receive(inPlace: &span) { events.append(.applicationData([UInt8](copying: $0))) }
      } else {
        server.receive(bytes.span.extracting(start..<end))
      }
      start = end
    }
  }

  /// A record under the present keys, or in plaintext before there are any.
  func send(_ type: ContentType, _ content: [UInt8], padding: Int = 0) {
    sendRaw(record(type, content, padding: padding))
  }

  func record(_ type: ContentType, _ content: [UInt8], padding: Int = 0) -> [UInt8] {
    guard sealer != nil else { return Self.plaintextRecord(type, content) }
    let byteCount = RecordSealer.recordByteCount(content: content.count, padding: padding)
    var bytes = [UInt8](repeating: 0xee, count: byteCount)
    var room = bytes.mutableSpan
    sealer?.sealRecord(type, content.span, padding: padding, into: &room)
    return bytes
  }

  static func plaintextRecord(_ type: ContentType, _ content: [UInt8]) -> [UInt8] {
    [type.rawValue, 3, 3, UInt8(content.count >> 8), UInt8(content.count & 255)] + content
  }

  /// Sends the first ClientHello and, unless told otherwise, all that follows from the server's answers.
  func start() { send(.handshake, clientHello.bytes) }

  /// The client's Finished, which a well-behaved client sends at this point.
  var finished: HandshakeMessage { HandshakeMessage(Finished(verifyData: clientHandshakeVerifyData)) }

  func sendFinished() {
    send(.handshake, finished.bytes)
    startApplicationKeys()
  }

  func startApplicationKeys() {
    guard let secret = clientApplicationSecret.take() else { preconditionFailure("no server flight yet") }
    sealer = sealerOf(secret)
  }

  func sendKeyUpdate(requested: Bool) {
    send(.handshake, HandshakeMessage(KeyUpdate(updateRequested: requested)).bytes)
    updateWritingKeys()
  }

  func exportKeyingMaterial(_ label: String, _ context: [UInt8], _ count: Int) throws(TLSError) -> [UInt8] {
    guard let secret = try exporterSecret?.keyingMaterial(label: label, context: context, count: count) else {
      return []
    }
    return SecretBytes.bytes(secret.span)
  }

  func updateWritingKeys() {
    do { try sealer?.update() } catch { preconditionFailure("\(error)") }
  }

  // MARK: Receiving

  /// Takes the server's output and events until there are none.
  func pump() {
    while true {
      while let event = server.nextEvent() { events.append(event) }
      let output = server.takeOutput()
      if output.isEmpty { return }
      takeFromServer(output)
    }
  }

  /// Takes a piece of the server's output.
  func takeFromServer(_ output: [UInt8]) {
    do { try take(output) } catch { preconditionFailure("the server's own output: \(error)") }
  }

  private func take(_ output: [UInt8]) throws(TLSError) {
    let bytes = output.span
    var offset = 0
    while try assembler.collect(from: bytes, at: &offset) {
      try take(assembler.header, Array(assembler.storage.prefix(assembler.bodyCount)))
    }
  }

  private func take(_ header: RecordHeader, _ fragment: [UInt8]) throws(TLSError) {
    records.append((header.type, fragment.count))
    var (type, fragment) = (header.type, fragment)
    if type == .applicationData {
      var body = fragment.mutableSpan
      if let inner = try opener?.open(header, &body) {
        type = inner.type
        fragment.removeLast(fragment.count - inner.contentByteCount)
      }
    }
    switch type {
    case .handshake:
      pending.append(fragment.span)
      while let message = pending.next() { try take(message) }
    case .alert: alerts.append(Alert(rawValue: fragment[1]))
    case .applicationData: applicationData += fragment
    default: break
    }
  }

  private func take(_ message: HandshakeMessage) throws(TLSError) {
    messages.append(message)
    switch message.type {
    case .serverHello:
      let serverHello = try message.parse(as: ServerHello.self)
      if serverHello.isHelloRetryRequest { return try retry(serverHello, message) }
      try takeServerHello(serverHello, message)
    case .finished:
      serverVerifyData = serverHandshakeSecret?.finishedVerifyData(transcript.digest) ?? []
      transcript.update(message)
      let received = try message.parse(as: Finished.self)
      precondition(received.verifyData == serverVerifyData, "the server's Finished is wrong")
      takeServerFinished()
    case .keyUpdate: try opener?.update()
    case .certificateVerify:
      signedContent = CertificateVerify.serverContent(transcriptHash: transcript.digest)
      transcript.update(message)
    default: transcript.update(message)
    }
  }

  private func retry(_ request: ServerHello, _ message: HandshakeMessage) throws(TLSError) {
    guard let firstHello else { preconditionFailure("an answer before a question") }
    suite = request.cipherSuite
    transcript = TranscriptHash(suite.hash)
    transcript.update(firstHello)
    transcript.replaceFirstClientHello(suite.hash)
    transcript.update(message)
    guard let group = try request.extensions.parse(.keyShare, as: KeyShareHelloRetryRequest.self)?.selectedGroup
    else { preconditionFailure("a HelloRetryRequest without a group") }
    let share = KeyShareClientHello(
      clientShares: [KeyShareEntry(group: group, keyExchange: Self.publicKey(group))])
    hello.extensions?.replace(share)
    hello.extensions?.entries.removeAll { $0.type == .earlyData }
    options.editSecond(&hello)
    let second = HandshakeMessage(hello)
    transcript.update(second)
    self.firstHello = nil
    feed(options.beforeSecond + record(.handshake, second.bytes))
  }

  private func takeServerHello(_ serverHello: ServerHello, _ message: HandshakeMessage) throws(TLSError) {
    suite = serverHello.cipherSuite
    if let firstHello {
      transcript = TranscriptHash(suite.hash)
      transcript.update(firstHello)
    }
    transcript.update(message)
    guard let share = try serverHello.extensions.parse(.keyShare, as: KeyShareServerHello.self)?.serverShare
    else { preconditionFailure("a ServerHello without a share") }
    let agreement = try KeyAgreement(answering: share, injected: Self.privateKey(share.group))
    let early = EarlySecret(withoutPSKFor: suite)
    let secret = early.handshakeSecret(sharedSecret: agreement.sharedSecret.span)
    let hash = transcript.digest
    opener = openerOf(secret.serverHandshakeTrafficSecret(hash))
    serverHandshakeSecret = secret.serverHandshakeTrafficSecret(hash)
    sealer = sealerOf(secret.clientHandshakeTrafficSecret(hash))
    clientHandshakeSecret = secret.clientHandshakeTrafficSecret(hash)
    mainSecret = secret.mainSecret()
  }

  private func takeServerFinished() {
    let hash = transcript.digest
    clientHandshakeVerifyData = clientHandshakeSecret?.finishedVerifyData(hash) ?? []
    if let secret = mainSecret?.serverApplicationTrafficSecret(hash) { opener = openerOf(secret) }
    clientApplicationSecret = mainSecret?.clientApplicationTrafficSecret(hash)
    exporterSecret = mainSecret?.exporterSecret(hash)
    guard options.finishes else { return }
    let bytes = record(.handshake, finished.bytes)
    startApplicationKeys()
    feed(bytes)
  }

  private func sealerOf(_ secret: consuming TrafficSecret) -> RecordSealer {
    do { return try RecordSealer(secret) } catch { preconditionFailure("\(error)") }
  }

  private func openerOf(_ secret: consuming TrafficSecret) -> RecordOpener {
    do { return try RecordOpener(secret) } catch { preconditionFailure("\(error)") }
  }
}

extension TestClient {
  /// The message of a type from the server, parsed; none if it has not come.
  func message<Body: HandshakeBody>(_ type: HandshakeType, as _: Body.Type) throws -> Body? {
    try messages.last { $0.type == type }?.parse(as: Body.self)
  }

  /// The error with which the server gave up.
  var failure: TLSError? {
    for event in events {
      if case .failed(let error) = event { return error }
    }
    return nil
  }

  /// The content of the application data events.
  var received: [UInt8] {
    events.flatMap { event -> [UInt8] in
      if case .applicationData(let bytes) = event { bytes } else { [] }
    }
  }

  var sawPeerClosed: Bool {
    events.contains { event in
      if case .peerClosed = event { true } else { false }
    }
  }

  /// Whether the handshake is complete on both sides.
  var isConnected: Bool { server.isHandshakeComplete && failure == nil && alerts.isEmpty }

  static func connected(_ configuration: ServerConfiguration, _ options: Options = Options()) -> TestClient {
    let client = TestClient(configuration, options)
    client.start()
    precondition(client.isConnected, "the handshake failed: \(client.events) \(client.alerts)")
    return client
  }
}

extension ExtensionBlock {
  /// Puts an extension in the place of the one of its type.
  mutating func replace(_ body: some ExtensionBody) {
    guard let index = entries.firstIndex(where: { $0.type == body.type }) else { return }
    var block = ExtensionBlock()
    block.append(body)
    entries[index] = block.entries[0]
  }

  mutating func remove(_ type: ExtensionType) { entries.removeAll { $0.type == type } }
}
