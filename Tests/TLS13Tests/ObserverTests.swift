import Primitives
import Testing

@testable import TLS13

@Suite("Observers")
struct ObserverTests {
  /// Writes down what it sees.
  final class Recorder: HandshakeObserver {
    var records: [ObservedRecord] = []
    var messages: [(HandshakeType, ObservedDirection, [UInt8])] = []
    var hashes: [(HandshakeType, [UInt8])] = []
    var secrets: [String] = []
    var decisions: [HandshakeDecision] = []
    var alerts: [(Alert, ObservedDirection)] = []

    func observe(record: ObservedRecord) { records.append(record) }
    func observe(message type: HandshakeType, _ direction: ObservedDirection, bytes: [UInt8]) {
      messages.append((type, direction, bytes))
    }
    func observe(transcriptHash: [UInt8], upTo type: HandshakeType) { hashes.append((type, transcriptHash)) }
    func observe(secret name: String, _ bytes: Span<UInt8>, label: String, transcriptHash: [UInt8]) {
      secrets.append(name)
      // A secret with a label comes from the transcript hash that the observer was last told of.
      if !label.isEmpty { #expect(transcriptHash == hashes.last?.1, "\(name)") }
    }
    func observe(decision: HandshakeDecision) { decisions.append(decision) }
    func observe(alert: Alert, _ direction: ObservedDirection) { alerts.append((alert, direction)) }
  }

  @Test("An observer sees every record, message, hash, secret and decision in order")
  func everything() throws {
    let recorder = Recorder()
    var options = TestClient.Options()
    options.serverName = "example.com"
    let client = TestClient(.test(), options, observer: recorder)
    client.start()
    client.send(.applicationData, [1, 2, 3], padding: 10)
    client.send(.alert, [1, 0])
    client.server.close()

    #expect(
      recorder.messages.map(\.0) == [
        .clientHello, .serverHello, .encryptedExtensions, .certificate, .certificateVerify, .finished, .finished,
      ])
    #expect(recorder.messages.map { $0.1 == .sent } == [false, true, true, true, true, true, false])
    #expect(recorder.messages[0].2 == client.clientHello.bytes)
    #expect(
      recorder.hashes.map(\.0) == [
        .clientHello, .serverHello, .encryptedExtensions, .certificate, .certificateVerify, .finished,
      ])
    #expect(
      recorder.secrets == [
        "early_secret", "handshake_secret", "client_handshake_traffic_secret", "server_handshake_traffic_secret",
        "main_secret", "client_application_traffic_secret_0", "server_application_traffic_secret_0",
        "exporter_secret",
      ])
    #expect(recorder.decisions.count == 3)
    #expect(
      recorder.decisions.last
        == .certificate(index: 0, .ecdsaSecp256r1SHA256, reason: "its name is the client's"))
    #expect(recorder.alerts.map(\.0) == [.closeNotify, .closeNotify])
    #expect(recorder.alerts.map { $0.1 == .sent } == [false, true])

    let received = recorder.records.filter { $0.direction == .received }
    #expect(received.map(\.outerType) == [.handshake, .applicationData, .applicationData, .applicationData])
    #expect(received.map(\.innerType) == [nil, .handshake, .applicationData, .alert])
    #expect(received[2].contentByteCount == 3)
    #expect(received[2].byteCount == 5 + 3 + 1 + 10 + 16)
    let sent = recorder.records.filter { $0.direction == .sent }
    #expect(sent.map(\.outerType) == [.handshake, .changeCipherSpec, .applicationData, .applicationData])
  }

  @Test("An observer of an ordinary object needs no method at all")
  func defaults() {
    final class Silent: HandshakeObserver {}
    let client = TestClient(.test(), observer: Silent())
    client.start()
    #expect(client.isConnected)
  }

  @Test("The fields of every message are named, in order, and leave no byte without a name")
  func anatomy() throws {
    let recorder = Recorder()
    var options = TestClient.Options()
    options.serverName = "example.com"
    options.applicationProtocols = ["h2"]
    options.shares = []
    let client = TestClient(.test(applicationProtocols: ["h2"]), options, observer: recorder)
    client.start()
    client.sendKeyUpdate(requested: true)
    #expect(client.isConnected && recorder.messages.count == 11)
    for (type, _, bytes) in recorder.messages {
      let fields = HandshakeAnatomy.fields(of: bytes)
      var covered = 0
      for field in fields {
        #expect(field.range.lowerBound <= covered, "\(type): \(covered) before \(field)")
        covered = max(covered, field.range.upperBound)
      }
      #expect(covered == bytes.count, "\(type)")
    }
    let hello = recorder.messages[0].2
    let fields = HandshakeAnatomy.fields(of: hello)
    func bytes(_ structure: String, _ name: String) throws -> [UInt8] {
      let field = try #require(fields.first { $0.structure == structure && $0.name == name })
      return Array(hello[field.range])
    }
    #expect(try bytes("ClientHello", "legacy_version") == [3, 3])
    #expect(try bytes("ClientHello", "random") == (0..<32).map { UInt8($0) })
    #expect(try bytes("server_name", "HostName") == [0, 11] + Array("example.com".utf8))
    #expect(try bytes("key_share", "client_shares") == [0, 0])
    #expect(try bytes("supported_versions", "versions") == [2, 3, 4])
    #expect(HandshakeAnatomy.fields(of: Array(hello[..<20])).map(\.name) == ["msg_type", "length", "legacy_version"])
    #expect(HandshakeAnatomy.fields(of: [1]).isEmpty)
  }
}
