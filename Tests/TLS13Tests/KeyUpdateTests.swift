import Primitives
import Testing

@testable import TLS13

@Suite("KeyUpdate and other messages after the handshake")
struct KeyUpdateTests {
  private func expect(
    _ client: TestClient, _ alert: Alert, _ error: TLSError? = nil, _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(client.alerts == [alert], "\(String(describing: client.failure))", sourceLocation: location)
    if let error { #expect(client.failure == error, sourceLocation: location) }
  }

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
}
