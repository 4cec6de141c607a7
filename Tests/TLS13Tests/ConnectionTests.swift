import Primitives
import Testing

@testable import TLS13

@Suite("An established connection")
struct ConnectionTests {
  private func expect(
    _ client: TestClient, _ alert: Alert, _ error: TLSError? = nil, _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(client.alerts == [alert], "\(String(describing: client.failure))", sourceLocation: location)
    if let error { #expect(client.failure == error, sourceLocation: location) }
  }

  private static func pattern(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
  }

  // MARK: Data

  @Test("Data of any length arrives, in records as full as may be", arguments: [0, 1, 16_383, 16_384, 16_385, 100_000])
  func sending(_ count: Int) throws {
    let client = TestClient.connected(.test())
    let before = client.records.count
    let data = Self.pattern(count)
    try client.server.send(data.span)
    let expected = (count + 16_383) / 16_384
    #expect(client.server.outputByteCount == count + expected * 22)
    client.pump()
    #expect(client.applicationData == data)
    #expect(client.records.count - before == expected)
  }

  @Test(
    "Data in many records in one piece of input, and in pieces that fit no record", arguments: [1, 17, 1000, 20_000])
  func receiving(_ chunk: Int) {
    var options = TestClient.Options()
    options.chunk = chunk
    let client = TestClient.connected(.test(), options)
    let data = Self.pattern(70_000)
    var bytes: [UInt8] = []
    var start = 0
    while start < data.count {
      let end = min(start + 1 + start % 16_384, data.count)
      bytes += client.record(.applicationData, Array(data[start..<end]))
      start = end
    }
    client.sendRaw(bytes)
    #expect(client.received == data)
  }

  @Test("With a padding policy, the length on the wire says only the block", arguments: [2, 100, 4096, 16_384])
  func paddingPolicy(_ block: Int) throws {
    let client = TestClient.connected(.test(paddingBlockByteCount: block))
    for count in [1, 50, 99, 100, 5000, 16_384, 20_000] {
      let before = client.records.count
      let data = Self.pattern(count)
      let sofar = client.applicationData.count
      try client.server.send(data.span)
      client.pump()
      #expect(Array(client.applicationData[sofar...]) == data)
      for record in client.records[before...] {
        let inner = record.byteCount - 16
        #expect(inner % block == 0 || inner == 16_385, "\(inner) bytes")
      }
    }
  }

  @Test("Output can go back and forth between two arrays")
  func exchange() throws {
    let client = TestClient.connected(.test())
    var buffer: [UInt8] = [9, 9, 9]
    try client.server.send([1, 2, 3].span)
    client.server.exchangeOutput(&buffer)
    #expect(buffer.count == 25)
    #expect(client.server.outputByteCount == 0)
    try client.server.send([1, 2, 3, 4].span)
    client.server.exchangeOutput(&buffer)
    #expect(buffer.count == 26)
  }

  // MARK: KeyUpdate

  @Test("The client's keys can be updated any number of times between data", arguments: CipherSuite.supported)
  func clientUpdates(_ suite: CipherSuite) throws {
    var options = TestClient.Options()
    options.cipherSuites = [suite]
    let client = TestClient.connected(.test(), options)
    for round in 0..<50 {
      client.sendKeyUpdate(requested: round % 3 == 0)
      client.send(.applicationData, [UInt8(round)])
      try client.server.send([UInt8(round)].span)
      client.pump()
    }
    #expect(client.received == (0..<50).map { UInt8($0) })
    #expect(client.applicationData == (0..<50).map { UInt8($0) })
    #expect(client.messages.count { $0.type == .keyUpdate } == 17)
    #expect(client.failure == nil)
  }

  @Test("Several requests in one piece of input are answered once, without another request")
  func oneAnswer() throws {
    let client = TestClient.connected(.test())
    var bytes: [UInt8] = []
    for _ in 0..<5 {
      bytes += client.record(.handshake, HandshakeMessage(KeyUpdate(updateRequested: true)).bytes)
      client.updateWritingKeys()
    }
    client.sendRaw(bytes)
    let updates = client.messages.filter { $0.type == .keyUpdate }
    #expect(try updates.map { try $0.parse(as: KeyUpdate.self).updateRequested } == [false])
  }

  @Test("The server can update its keys, and asks the client only once until it has answered")
  func serverUpdates() throws {
    let client = TestClient.connected(.test())
    for _ in 0..<3 { try client.server.requestKeyUpdate() }
    client.pump()
    client.sendKeyUpdate(requested: false)
    try client.server.requestKeyUpdate()
    try client.server.send([7].span)
    client.pump()
    let updates = client.messages.filter { $0.type == .keyUpdate }
    #expect(try updates.map { try $0.parse(as: KeyUpdate.self).updateRequested } == [true, false, false, true])
    #expect(client.applicationData == [7])
  }

  @Test("Keys are updated before they protect more records than they should")
  func wornKeys() throws {
    var configuration = ServerConfiguration.test()
    configuration.overrides.recordLimit = 3
    let client = TestClient.connected(configuration)
    for byte in 0..<10 { try client.server.send([UInt8(byte)].span) }
    client.pump()
    #expect(client.applicationData == (0..<10).map { UInt8($0) })
    #expect(client.messages.count { $0.type == .keyUpdate } == 3)
  }

  @Test("KeyUpdates without data between them are not taken without end")
  func keyUpdateFlood() {
    let client = TestClient.connected(.test())
    for _ in 0..<Limits.consecutiveKeyUpdateCount { client.sendKeyUpdate(requested: false) }
    #expect(client.failure == nil)
    client.sendKeyUpdate(requested: false)
    expect(
      client, .unexpectedMessage,
      .peerMisbehaved(.flood(of: .keyUpdates, limit: Limits.consecutiveKeyUpdateCount)))
  }

  @Test("A KeyUpdate with a value that does not exist is an illegal_parameter, one of another length a decode_error")
  func malformedKeyUpdate() {
    let value = TestClient.connected(.test())
    value.send(.handshake, [24, 0, 0, 1, 2])
    expect(value, .illegalParameter)
    let long = TestClient.connected(.test())
    long.send(.handshake, [24, 0, 0, 2, 0, 0])
    expect(long, .decodeError)
    let short = TestClient.connected(.test())
    short.send(.handshake, [24, 0, 0, 0])
    expect(short, .decodeError)
  }

  @Test("A KeyUpdate must end its record")
  func coalescedKeyUpdate() {
    let client = TestClient.connected(.test())
    client.send(.handshake, [24, 0, 0, 1, 0, 24, 0, 0, 1, 0])
    expect(client, .unexpectedMessage, .peerMisbehaved(.messageSpansKeyChange(.keyUpdate)))
  }

  @Test("Records under the old keys after a KeyUpdate are a bad_record_mac")
  func oldKeys() {
    let client = TestClient.connected(.test())
    client.send(.handshake, [24, 0, 0, 1, 0])
    client.send(.applicationData, [1])
    expect(client, .badRecordMAC)
  }

  @Test(
    "Any other message is an unexpected_message: there is no renegotiation", arguments: [1, 2, 4, 5, 8, 11, 13, 15, 20])
  func otherMessages(_ type: Int) {
    let client = TestClient.connected(.test())
    client.send(.handshake, [UInt8(type), 0, 0, 0])
    expect(client, .unexpectedMessage)
  }

  @Test("A KeyUpdate in the place of the Finished is an unexpected_message")
  func earlyKeyUpdate() {
    var options = TestClient.Options()
    options.finishes = false
    let client = TestClient(.test(), options)
    client.start()
    client.send(.handshake, [24, 0, 0, 1, 0])
    expect(client, .unexpectedMessage)
  }

  // MARK: The end

  @Test("After the client's close_notify the server can still send, and what the client sends is ignored")
  func clientCloses() throws {
    let client = TestClient.connected(.test())
    client.send(.applicationData, [1])
    client.send(.alert, [1, 0])
    #expect(client.sawPeerClosed)
    #expect(client.server.isReadClosed && !client.server.isWriteClosed)
    client.sendRaw([1, 2, 3])
    try client.server.send([5].span)
    client.server.receivedEndOfStream()
    client.server.close()
    client.pump()
    #expect(client.applicationData == [5])
    #expect(client.alerts == [.closeNotify])
    #expect(client.failure == nil)
  }

  @Test("After its own close_notify the server sends nothing, and still takes data")
  func serverCloses() throws {
    let client = TestClient.connected(.test())
    client.server.close()
    client.server.close()
    client.pump()
    #expect(client.alerts == [.closeNotify])
    #expect(throws: TLSError.misuse(.alreadyClosed)) { try client.server.send([1].span) }
    #expect(throws: TLSError.misuse(.alreadyClosed)) { try client.server.requestKeyUpdate() }
    client.send(.applicationData, [3])
    client.sendKeyUpdate(requested: true)
    client.send(.applicationData, [4])
    client.send(.alert, [1, 0])
    #expect(client.received == [3, 4])
    #expect(client.sawPeerClosed)
    #expect(client.server.outputByteCount == 0)
  }

  @Test("A transport that ends without close_notify is a truncation")
  func truncated() {
    let client = TestClient.connected(.test())
    client.send(.applicationData, [1])
    client.server.receivedEndOfStream()
    client.pump()
    #expect(client.received == [1])
    #expect(client.failure == .peerMisbehaved(.endedWithoutCloseNotify))
    #expect(client.alerts.isEmpty)
    let fresh = TestClient(.test())
    fresh.server.receivedEndOfStream()
    fresh.pump()
    #expect(fresh.failure == .peerMisbehaved(.endedWithoutCloseNotify))
  }

  @Test("An error alert from the client ends the connection without an answer", arguments: [10, 40, 80, 117, 200])
  func fatalAlert(_ code: Int) {
    let client = TestClient.connected(.test())
    client.send(.alert, [2, UInt8(code)])
    #expect(client.failure == .alertReceived(Alert(rawValue: UInt8(code))))
    #expect(client.alerts.isEmpty)
    #expect(throws: TLSError.misuse(.alreadyClosed)) { try client.server.send([1].span) }
  }

  @Test("The level of an alert is not looked at", arguments: [0, 1, 2, 255])
  func alertLevel(_ level: Int) {
    let closing = TestClient.connected(.test())
    closing.send(.alert, [UInt8(level), 0])
    #expect(closing.sawPeerClosed)
    let failing = TestClient.connected(.test())
    failing.send(.alert, [UInt8(level), 40])
    #expect(failing.failure == .alertReceived(.handshakeFailure))
  }

  @Test("user_canceled is not an end; the close_notify after it is")
  func userCanceled() {
    let client = TestClient.connected(.test())
    client.send(.alert, [1, 90])
    client.send(.applicationData, [1])
    client.send(.alert, [1, 0])
    #expect(client.received == [1])
    #expect(client.sawPeerClosed)
    let flooding = TestClient.connected(.test())
    for _ in 0...Limits.warningAlertCount { flooding.send(.alert, [1, 90]) }
    expect(flooding, .unexpectedMessage)
  }

  @Test("An alert of another length than two bytes is a decode_error", arguments: [[2], [2, 40, 0], [1, 0, 1, 0]])
  func alertLength(_ content: [UInt8]) {
    let client = TestClient.connected(.test())
    client.send(.alert, content)
    expect(client, .decodeError)
  }

  @Test("A client that cannot make sense of the ServerHello may say so in plaintext, but not after the Finished")
  func plaintextAlert() {
    var options = TestClient.Options()
    options.finishes = false
    let client = TestClient(.test(), options)
    client.start()
    client.sendRaw(TestClient.plaintextRecord(.alert, [2, 47]))
    #expect(client.failure == .alertReceived(.illegalParameter))
    let connected = TestClient.connected(.test())
    connected.sendRaw(TestClient.plaintextRecord(.alert, [2, 47]))
    expect(connected, .unexpectedMessage)
  }

  @Test("A client that closes during the handshake has ended it")
  func closeInHandshake() {
    let client = TestClient(.test())
    client.send(.alert, [1, 0])
    #expect(client.failure == .alertReceived(.closeNotify))
    #expect(client.alerts.isEmpty)
  }

  @Test("A server that closes during the handshake has given it up", arguments: [true, false])
  func giveUp(_ started: Bool) {
    var options = TestClient.Options()
    options.finishes = false
    let client = TestClient(.test(), options)
    if started { client.start() }
    client.server.close()
    client.pump()
    #expect(client.alerts == [.closeNotify])
    let count = client.records.count
    client.start()
    client.server.receivedEndOfStream()
    client.pump()
    #expect(client.records.count == count)
    #expect(client.failure == nil && !client.server.isHandshakeComplete)
  }

  @Test("Sending before the handshake is complete is the caller's mistake, and does no harm")
  func misuse() throws {
    var options = TestClient.Options()
    options.finishes = false
    let client = TestClient(.test(), options)
    #expect(throws: TLSError.misuse(.handshakeNotComplete)) { try client.server.send([1].span) }
    client.start()
    #expect(throws: TLSError.misuse(.handshakeNotComplete)) { try client.server.send([1].span) }
    #expect(throws: TLSError.misuse(.handshakeNotComplete)) { try client.server.requestKeyUpdate() }
    client.sendFinished()
    #expect(client.isConnected)
  }

  // MARK: Early data

  private func earlyDataOptions(retry: Bool = false) -> TestClient.Options {
    var options = TestClient.Options()
    options.finishes = false
    if retry { options.shares = [] }
    options.edit = { hello in
      hello.extensions?.append(PSKKeyExchangeModes(modes: [1]))
      hello.extensions?.append(EarlyDataIndication())
      hello.extensions?.append(
        OfferedPSKs(
          identities: [.init(identity: [1], obfuscatedTicketAge: 0)], binders: [[UInt8](repeating: 1, count: 32)]))
    }
    return options
  }

  private static func earlyData(_ count: Int) -> [UInt8] {
    TestClient.plaintextRecord(.applicationData, [UInt8](repeating: 0xaa, count: count))
  }

  @Test("Early data is refused and skipped, up to a limit")
  func earlyData() throws {
    let client = TestClient(.test(), earlyDataOptions())
    client.start()
    let extensions = try #require(try client.message(.encryptedExtensions, as: EncryptedExtensions.self)).extensions
    #expect(!extensions.contains(.earlyData))
    for count in [17, 100, 16_640, 3] { client.sendRaw(Self.earlyData(count)) }
    client.sendRaw(TestClient.plaintextRecord(.changeCipherSpec, [1]))
    client.sendFinished()
    #expect(client.isConnected)
    // Once a record has opened, nothing is skipped any more.
    client.sendRaw(Self.earlyData(100))
    expect(client, .badRecordMAC)
  }

  @Test("Early data without end is an unexpected_message", arguments: [true, false])
  func tooMuchEarlyData(_ retry: Bool) {
    let client = TestClient(.test(), earlyDataOptions(retry: retry))
    // The client of these tests answers a retry at once, so its early data goes in by itself.
    if retry {
      client.server.receive(TestClient.plaintextRecord(.handshake, client.clientHello.bytes).span)
      _ = client.server.takeOutput()
    } else {
      client.start()
    }
    for _ in 0..<3 { client.server.receive(Self.earlyData(16_640).span) }
    #expect(client.server.outputByteCount == 0)
    client.server.receive(Self.earlyData(16_640).span)
    client.pump()
    expect(
      client, .unexpectedMessage, .peerMisbehaved(.flood(of: .earlyData, limit: Limits.skippedEarlyDataByteCount)))
  }

  @Test("After a HelloRetryRequest, early data is skipped until the second ClientHello")
  func earlyDataRetry() throws {
    let client = TestClient(.test(), earlyDataOptions(retry: true))
    client.options.beforeSecond = Self.earlyData(500) + Self.earlyData(16_640)
    client.options.finishes = true
    client.start()
    #expect(client.isConnected, "\(client.events) \(client.alerts)")
    #expect(client.server.handshakeInfo?.usedHelloRetryRequest == true)
  }

  @Test("What does not open is not skipped for a client that did not announce early data")
  func unannouncedEarlyData() {
    var options = TestClient.Options()
    options.finishes = false
    let client = TestClient(.test(), options)
    client.start()
    client.sendRaw(Self.earlyData(100))
    expect(client, .badRecordMAC)
    options.shares = []
    let other = TestClient(.test(), options)
    other.options.beforeSecond = Self.earlyData(100)
    other.start()
    #expect(other.alerts == [.unexpectedMessage])
  }
}
