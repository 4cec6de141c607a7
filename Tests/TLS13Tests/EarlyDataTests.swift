import Primitives
import Testing

@testable import TLS13

@Suite("Early data")
struct EarlyDataTests {
  private func expect(
    _ client: TestClient, _ alert: Alert, _ error: TLSError? = nil, _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(client.alerts == [alert], "\(String(describing: client.failure))", sourceLocation: location)
    if let error { #expect(client.failure == error, sourceLocation: location) }
  }

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
