import Primitives
import Testing

@testable import TLS13

@Suite("Records in batches")
struct RecordBatchTests {
  private static func pattern(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 73 ^ $0 >> 7) }
  }

  private static func sealer(_ suite: CipherSuite, limit: UInt64? = nil) throws -> RecordSealer {
    let secret = pattern(suite.hash.digestByteCount)
    return try RecordSealer(TrafficSecret(suite, imported: secret.span), recordLimit: limit)
  }

  private static func opener(_ suite: CipherSuite) throws -> RecordOpener {
    try RecordOpener(suite, trafficSecret: pattern(suite.hash.digestByteCount).span)
  }

  /// The records in a row, with the lengths of their bodies.
  private static func lengths(_ bytes: [UInt8]) -> [Int] {
    var lengths: [Int] = []
    var start = 0
    while start < bytes.count {
      lengths.append(Int(bytes[start + 3]) << 8 | Int(bytes[start + 4]))
      start += 5 + lengths[lengths.count - 1]
    }
    return lengths
  }

  @Test(
    "A batch is what its records are one by one, and opens", arguments: CipherSuite.supported,
    [0, 1, 15, 16, 17, 1023, 1024, 1025, 16_383, 16_384, 16_385, 40_000, 65_536, 100_001])
  func batch(_ suite: CipherSuite, count: Int) throws {
    let data = Self.pattern(count)
    for block in [0, 100, 16_384] {
      let padding = RecordPadding(blockByteCount: block)
      var together = try Self.sealer(suite)
      var batch = [UInt8](repeating: 0xaa, count: RecordSealer.byteCount(sealing: count, padding))
      var room = batch.mutableSpan
      #expect(together.sealApplicationData(data.span, padding: padding, into: &room) == count)

      var apart = try Self.sealer(suite)
      var opener = try Self.opener(suite)
      var place = 0
      for start in stride(from: 0, to: count, by: 16_384) {
        let content = data.span.extracting(start..<min(start + 16_384, count))
        let zeros = padding.count(for: content.count)
        var record = [UInt8](
          repeating: 0xbb, count: RecordSealer.recordByteCount(content: content.count, padding: zeros))
        var span = record.mutableSpan
        apart.sealRecord(.applicationData, content, padding: zeros, into: &span)
        #expect(Array(batch[place..<place + record.count]) == record, "record at \(start), padded to \(block)")
        place += record.count

        var sealed = record.mutableSpan
        let opened = try opener.open(&sealed)
        #expect(opened.type == .applicationData && opened.contentByteCount == content.count)
        #expect(record[5..<5 + content.count].elementsEqual(data[start..<start + content.count]))
      }
      #expect(place == batch.count && together.sequenceNumber == apart.sequenceNumber)
    }
  }

  @Test("Records are those that the AEAD makes with the nonces of the RFC", arguments: CipherSuite.supported)
  func nonces(_ suite: CipherSuite) throws {
    let secret = Self.pattern(suite.hash.digestByteCount)
    let key = suite.hash.expandLabel(secret.span, "key", count: suite.keyByteCount)
    let iv = suite.hash.expandLabel(secret.span, "iv", count: 12)
    var sealer = try Self.sealer(suite)
    let data = Self.pattern(300 * 16_384)
    var bytes = [UInt8](repeating: 0, count: RecordSealer.byteCount(sealing: data.count))
    var room = bytes.mutableSpan
    #expect(sealer.seal(data.span, into: &room) == data.count)
    // Sequence numbers of one and of two bytes.
    for number in [0, 1, 2, 255, 256, 299] {
      var nonce = (0..<12).map { iv.span[$0] }
      nonce[11] ^= UInt8(number & 255)
      nonce[10] ^= UInt8(number >> 8)
      let start = number * 16_406
      let body = Array(bytes[start + 5..<start + 16_406])
      let header = Array(bytes[start..<start + 5])
      #expect(header == [23, 3, 3, 0x40, 0x11])
      let inner =
        if suite == .chaCha20Poly1305SHA256 {
          try ChaChaPoly.open(
            ChaChaPoly.SealedBox(combined: (nonce + body).span), using: SymmetricKey(data: key.span),
            authenticating: header.span)
        } else {
          try AES.GCM.open(
            AES.GCM.SealedBox(combined: (nonce + body).span), using: SymmetricKey(data: key.span),
            authenticating: header.span)
        }
      #expect(inner == Array(data[number * 16_384..<(number + 1) * 16_384]) + [23], "record \(number)")
    }
  }

  @Test("A batch ends where the key is used up, and goes on with the next key", arguments: CipherSuite.supported)
  func limit(_ suite: CipherSuite) throws {
    var sealer = try Self.sealer(suite, limit: 3)
    let data = Self.pattern(5 * 16_384 + 7)
    var bytes = [UInt8](repeating: 0xaa, count: RecordSealer.byteCount(sealing: data.count))
    var room = bytes.mutableSpan
    #expect(sealer.seal(data.span, into: &room) == 3 * 16_384)
    #expect(sealer.remainingRecordCount == 0)
    #expect(sealer.seal(data.span, into: &room) == 0)
    // Nothing was written behind the three.
    #expect(bytes[(3 * 16_406)...].allSatisfy { $0 == 0xaa })
    try sealer.update()
    #expect(sealer.remainingRecordCount == 3 && sealer.epoch == 1)
    var rest = bytes.mutableSpan
    #expect(sealer.seal(data.span.extracting(3 * 16_384..<data.count), into: &rest) == 2 * 16_384 + 7)
    var opener = try Self.opener(suite)
    try opener.update()
    var record = rest.part(0..<16_406)
    #expect(try opener.open(&record).contentByteCount == 16_384)
  }

  @Test("A connection updates its keys within one call to send, where they are used up")
  func wornKeys() throws {
    var configuration = ServerConfiguration.test()
    configuration.overrides.recordLimit = 3
    let client = TestClient.connected(configuration)
    let data = Self.pattern(10 * 16_384)
    try client.server.send(data.span)
    client.pump()
    #expect(client.applicationData == data)
    #expect(client.messages.count { $0.type == .keyUpdate } == 3)
    let lengths = client.records.suffix(13).map(\.byteCount)
    let (full, keyUpdate) = (16_401, 22)
    #expect(
      lengths == [full, full, full, keyUpdate, full, full, full, keyUpdate, full, full, full, keyUpdate, full])
  }

  @Test("A record with any byte wrong does not open, does not count, and leaves no plaintext")
  func tampering() throws {
    for suite in CipherSuite.supported {
      var sealer = try Self.sealer(suite)
      var good = [UInt8](repeating: 0, count: RecordSealer.byteCount(sealing: 40))
      let data = Self.pattern(40)
      var room = good.mutableSpan
      #expect(sealer.seal(data.span, into: &room) == 40)
      var opener = try Self.opener(suite)
      for index in good.indices {
        var bad = good
        bad[index] ^= 0x20
        var span = bad.mutableSpan
        #expect(throws: TLSError.peerMisbehaved(.recordNotAuthentic)) { _ = try opener.open(&span) }
        if index >= 5 { #expect(bad[5..<46].allSatisfy { $0 == 0 }) }
      }
      for count in 0..<good.count {
        var short = Array(good.prefix(count))
        var span = short.mutableSpan
        #expect(throws: TLSError.peerMisbehaved(.recordNotAuthentic)) { _ = try opener.open(&span) }
      }
      #expect(opener.sequenceNumber == 0)
      var span = good.mutableSpan
      #expect(try opener.open(&span) == (.applicationData, 40))
    }
  }

  @Test("A traffic secret must have the length of the suite's hash, and the suite be one of ours")
  func importedSecrets() {
    for count in [0, 31, 33, 48] {
      let secret = [UInt8](repeating: 1, count: count)
      #expect(throws: TLSError.self) { _ = try RecordSealer(.aes128GCMSHA256, trafficSecret: secret.span) }
    }
    let secret = [UInt8](repeating: 1, count: 32)
    #expect(throws: TLSError.self) { _ = try RecordOpener(CipherSuite(rawValue: 0x1304), trafficSecret: secret.span) }
  }

  @Test("HkdfLabel has the bytes of RFC 9846, section 7.1")
  func label() {
    func bytes(_ label: HKDFLabel) -> [UInt8] { [UInt8](copying: label.span) }
    #expect(bytes(HKDFLabel(length: 0x1234, label: "", context: Span())) == [0x12, 0x34, 6] + "tls13 ".utf8 + [0])
    let context = [UInt8](repeating: 9, count: 255)
    let name = String(repeating: "x", count: 249)
    #expect(
      bytes(HKDFLabel(length: 32, label: name, context: context.span))
        == [0, 32, 255] + Array("tls13 \(name)".utf8) + [255] + context)
  }
}
