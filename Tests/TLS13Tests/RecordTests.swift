import Primitives
import Testing

@testable import TLS13

@Suite("Records")
struct RecordTests {
  /// A client that has the server's flight and has not sent its Finished.
  private func beforeFinished(_ options: TestClient.Options = TestClient.Options()) -> TestClient {
    var options = options
    options.finishes = false
    let client = TestClient(.test(), options)
    client.start()
    precondition(client.alerts.isEmpty && client.sealer != nil)
    return client
  }

  private func expect(
    _ client: TestClient, _ alert: Alert, _ error: TLSError? = nil, _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(client.alerts == [alert], "\(String(describing: client.failure))", sourceLocation: location)
    if let error { #expect(client.failure == error, sourceLocation: location) }
  }

  // MARK: Before the keys

  @Test("A peer that speaks HTTP is told so at its first byte")
  func http() {
    let client = TestClient(.test())
    client.sendRaw(Array("G".utf8))
    expect(
      client, .unexpectedMessage, .peerMisbehaved(.unexpectedRecord(found: 0x47, expected: "a TLS record")))
  }

  @Test("The version in a record's header is not looked at", arguments: [0x0300, 0x0301, 0x0303, 0x0304, 0xffff])
  func recordVersion(_ version: Int) {
    let client = TestClient(.test())
    var bytes = TestClient.plaintextRecord(.handshake, client.clientHello.bytes)
    bytes[1] = UInt8(version >> 8)
    bytes[2] = UInt8(version & 255)
    client.sendRaw(bytes)
    #expect(client.isConnected)
  }

  @Test("A plaintext record of 2^14 bytes is taken, a longer one is a record_overflow")
  func plaintextOverflow() {
    let client = TestClient(.test())
    client.sendRaw([22, 3, 3, 0x40, 0x01])
    expect(client, .recordOverflow, .peerMisbehaved(.recordTooLong(found: 16_385, limit: 16_384)))
    // A ClientHello of exactly 2^14 bytes, thanks to padding.
    var options = TestClient.Options()
    let base = TestClient(.test(), options).clientHello.bytes.count
    options.edit = { hello in
      hello.extensions?.entries.append(
        .init(type: .padding, data: [UInt8](repeating: 0, count: 16_384 - base - 4)))
    }
    let full = TestClient(.test(), options)
    #expect(full.clientHello.bytes.count == 16_384)
    full.start()
    #expect(full.isConnected)
  }

  @Test("A ClientHello longer than 2^16 bytes is refused before it has come")
  func longClientHello() {
    let client = TestClient(.test())
    client.send(.handshake, [1, 1, 0, 1])
    expect(
      client, .illegalParameter, .peerMisbehaved(.handshakeMessageTooLong(.clientHello, found: 65_537, limit: 65_536)))
  }

  @Test("Application data before the ClientHello is an unexpected_message")
  func earlyApplicationData() {
    let client = TestClient(.test())
    client.send(.applicationData, [UInt8](repeating: 1, count: 40))
    expect(client, .unexpectedMessage)
  }

  @Test("An empty handshake record is an unexpected_message")
  func emptyHandshakeRecord() {
    let client = TestClient(.test())
    client.send(.handshake, [])
    expect(client, .unexpectedMessage, .peerMisbehaved(.emptyRecord(.handshake)))
  }

  @Test(
    "Another message in the place of the ClientHello is an unexpected_message", arguments: [0, 2, 4, 11, 20, 24, 254])
  func wrongFirstMessage(_ type: Int) {
    let client = TestClient(.test())
    client.send(.handshake, [UInt8(type), 0, 0, 1])
    expect(
      client, .unexpectedMessage,
      .peerMisbehaved(.unexpectedMessage(found: HandshakeType(rawValue: UInt8(type)), expected: "ClientHello")))
  }

  @Test("Data after the ClientHello in its record is an unexpected_message", arguments: [true, false])
  func coalescedHello(_ retry: Bool) {
    var options = TestClient.Options()
    if retry { options.shares = [] }
    let client = TestClient(.test(), options)
    client.send(.handshake, client.clientHello.bytes + [20])
    expect(client, .unexpectedMessage, .peerMisbehaved(.messageSpansKeyChange(.clientHello)))
  }

  // MARK: Protection

  @Test("A record with any bit wrong is a bad_record_mac", arguments: [5, 9, 20, 56, 57])
  func corrupted(_ index: Int) {
    let client = beforeFinished()
    var record = client.record(.handshake, client.finished.bytes)
    #expect(record.count == 58)
    record[index] ^= 0x10
    client.sendRaw(record)
    expect(client, .badRecordMAC, .peerMisbehaved(.recordNotAuthentic))
  }

  @Test("The header is authenticated: a changed version in it is a bad_record_mac")
  func authenticatedHeader() {
    let client = beforeFinished()
    var record = client.record(.handshake, client.finished.bytes)
    record[2] = 4
    client.sendRaw(record)
    expect(client, .badRecordMAC)
  }

  @Test("A protected record without room for a tag is a bad_record_mac", arguments: 0...16)
  func shortRecord(_ count: Int) {
    let client = beforeFinished()
    client.sendRaw(TestClient.plaintextRecord(.applicationData, [UInt8](repeating: 1, count: count)))
    expect(client, .badRecordMAC)
  }

  @Test("A record out of order is a bad_record_mac")
  func outOfOrder() {
    let client = TestClient.connected(.test())
    let first = client.record(.applicationData, [1])
    let second = client.record(.applicationData, [2])
    client.sendRaw(second + first)
    expect(client, .badRecordMAC)
    #expect(client.received.isEmpty)
  }

  @Test("A protected record longer than 2^14 + 256 bytes is a record_overflow, by its header alone")
  func ciphertextOverflow() {
    let client = TestClient.connected(.test())
    client.sendRaw([23, 3, 3, 0x41, 0x01])
    expect(client, .recordOverflow, .peerMisbehaved(.recordTooLong(found: 16_641, limit: 16_640)))
  }

  @Test("A record whose plaintext with type and padding is longer than 2^14 + 1 bytes is a record_overflow")
  func innerOverflow() {
    let full = TestClient.connected(.test())
    full.send(.applicationData, [UInt8](repeating: 1, count: 16_384))
    #expect(full.received.count == 16_384)
    let padded = TestClient.connected(.test())
    padded.send(.applicationData, [1], padding: 16_383)
    #expect(padded.received == [1])
    for (count, padding) in [(16_385, 0), (1, 16_384)] {
      let client = TestClient.connected(.test())
      client.send(.applicationData, [UInt8](repeating: 1, count: count), padding: padding)
      expect(client, .recordOverflow, .peerMisbehaved(.recordTooLong(found: 16_386, limit: 16_385)))
    }
  }

  @Test("A record of nothing but zeros is an unexpected_message", arguments: [0, 1, 100])
  func allZeros(_ padding: Int) {
    let client = TestClient.connected(.test())
    client.send(ContentType(rawValue: 0), [], padding: padding)
    expect(client, .unexpectedMessage, .peerMisbehaved(.missingContentType))
  }

  @Test("Padding is taken off", arguments: [1, 7, 1000])
  func padding(_ count: Int) {
    let client = TestClient.connected(.test())
    client.send(.applicationData, [1, 0, 0], padding: count)
    #expect(client.received == [1, 0, 0])
  }

  @Test(
    "Protected records of unknown types, and protected change_cipher_spec, are an unexpected_message",
    arguments: [20, 24, 99])
  func innerType(_ type: Int) {
    let client = TestClient.connected(.test())
    client.send(ContentType(rawValue: UInt8(type)), [1])
    expect(client, .unexpectedMessage)
  }

  @Test(
    "Empty protected handshake and alert records are an unexpected_message", arguments: [ContentType.handshake, .alert])
  func emptyProtected(_ type: ContentType) {
    let client = TestClient.connected(.test())
    client.send(type, [], padding: 5)
    expect(client, .unexpectedMessage, .peerMisbehaved(.emptyRecord(type)))
  }

  @Test("Empty application data is taken, but not without end")
  func emptyApplicationData() {
    let client = TestClient.connected(.test())
    for _ in 0..<Limits.consecutiveEmptyRecordCount { client.send(.applicationData, []) }
    client.send(.applicationData, [1])
    for _ in 0..<Limits.consecutiveEmptyRecordCount { client.send(.applicationData, []) }
    #expect(client.received == [1])
    #expect(client.failure == nil)
    client.send(.applicationData, [])
    expect(client, .unexpectedMessage)
  }

  @Test("A handshake record in plaintext after the keys is an unexpected_message")
  func plaintextAfterKeys() {
    let client = beforeFinished()
    client.sendRaw(TestClient.plaintextRecord(.handshake, client.finished.bytes))
    expect(client, .unexpectedMessage)
  }

  // MARK: change_cipher_spec

  @Test("change_cipher_spec is dropped between the first ClientHello and the Finished")
  func changeCipherSpec() {
    let client = beforeFinished()
    client.sendRaw(TestClient.plaintextRecord(.changeCipherSpec, [1]))
    client.sendFinished()
    #expect(client.isConnected)
    client.sendRaw(TestClient.plaintextRecord(.changeCipherSpec, [1]))
    expect(client, .unexpectedMessage)
  }

  @Test("change_cipher_spec before the ClientHello is an unexpected_message")
  func changeCipherSpecFirst() {
    let client = TestClient(.test())
    client.send(.changeCipherSpec, [1])
    expect(client, .unexpectedMessage)
  }

  @Test("change_cipher_spec with other content is an unexpected_message", arguments: [[], [0], [2], [1, 1]])
  func changeCipherSpecContent(_ content: [UInt8]) {
    let client = beforeFinished()
    client.sendRaw(TestClient.plaintextRecord(.changeCipherSpec, content))
    expect(client, .unexpectedMessage, .peerMisbehaved(.invalidChangeCipherSpec))
  }

  @Test("change_cipher_spec without end is an unexpected_message")
  func changeCipherSpecFlood() {
    let client = beforeFinished()
    for _ in 0..<Limits.changeCipherSpecCount {
      client.sendRaw(TestClient.plaintextRecord(.changeCipherSpec, [1]))
    }
    #expect(client.failure == nil)
    client.sendRaw(TestClient.plaintextRecord(.changeCipherSpec, [1]))
    expect(client, .unexpectedMessage)
  }

  @Test("Nothing may come between the fragments of a handshake message")
  func interleaving() {
    let changeCipherSpec = beforeFinished()
    changeCipherSpec.send(.handshake, Array(changeCipherSpec.finished.bytes.prefix(10)))
    changeCipherSpec.sendRaw(TestClient.plaintextRecord(.changeCipherSpec, [1]))
    expect(changeCipherSpec, .unexpectedMessage, .peerMisbehaved(.interleavedRecord(.changeCipherSpec)))

    let alert = beforeFinished()
    alert.send(.handshake, Array(alert.finished.bytes.prefix(10)))
    alert.send(.alert, [1, 0])
    expect(alert, .unexpectedMessage, .peerMisbehaved(.interleavedRecord(.alert)))

    let data = TestClient.connected(.test())
    data.send(.handshake, [24, 0])
    data.send(.applicationData, [1])
    expect(data, .unexpectedMessage, .peerMisbehaved(.interleavedRecord(.applicationData)))
  }

  // MARK: Finished

  @Test("A wrong Finished is a decrypt_error")
  func wrongFinished() {
    let client = beforeFinished()
    var bytes = client.finished.bytes
    bytes[20] ^= 1
    client.send(.handshake, bytes)
    expect(client, .decryptError, .peerMisbehaved(.wrongFinished))
    #expect(!client.server.isHandshakeComplete)
  }

  @Test("A Finished of the wrong length is a decode_error", arguments: [0, 31, 33, 48])
  func finishedLength(_ count: Int) {
    let client = beforeFinished()
    client.send(.handshake, [20, 0, 0, UInt8(count)] + [UInt8](repeating: 0, count: count))
    expect(client, .decodeError)
  }

  @Test("A Finished or KeyUpdate longer than any is a decode_error, by its header alone", arguments: [65, 1 << 17])
  func endlessMessage(_ count: Int) {
    let header = [UInt8(count >> 16), UInt8(count >> 8 & 255), UInt8(count & 255)]
    let finished = beforeFinished()
    finished.send(.handshake, [20] + header)
    expect(finished, .decodeError)
    let keyUpdate = TestClient.connected(.test())
    keyUpdate.send(.handshake, [24] + header)
    expect(keyUpdate, .decodeError)
  }

  @Test("A Finished with data after it in its record is an unexpected_message")
  func coalescedFinished() {
    let client = beforeFinished()
    client.send(.handshake, client.finished.bytes + [24, 0, 0, 1, 0])
    expect(client, .unexpectedMessage, .peerMisbehaved(.messageSpansKeyChange(.finished)))
  }

  @Test(
    "Another message in the place of the Finished is an unexpected_message", arguments: [1, 4, 5, 8, 11, 13, 15, 24])
  func notFinished(_ type: Int) {
    let client = beforeFinished()
    client.send(.handshake, [UInt8(type), 0, 0, 0])
    expect(
      client, .unexpectedMessage,
      .peerMisbehaved(.unexpectedMessage(found: HandshakeType(rawValue: UInt8(type)), expected: "Finished")))
  }

  @Test("Application data in the place of the Finished is an unexpected_message")
  func dataBeforeFinished() {
    let client = beforeFinished()
    client.send(.applicationData, [1])
    expect(client, .unexpectedMessage)
  }
}
