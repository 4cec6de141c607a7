import Primitives
import Testing

@testable import TLS13

@Suite("Alerts and the end of a connection")
struct ClosureTests {
  private func expect(
    _ client: TestClient, _ alert: Alert, _ error: TLSError? = nil, _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(client.alerts == [alert], "\(String(describing: client.failure))", sourceLocation: location)
    if let error { #expect(client.failure == error, sourceLocation: location) }
  }

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
}
