import Processor
import TestSupport
import Testing

@testable import Primitives

@Suite("AES-CCM")
struct AESCCMTests {
  private func seal(_ record: VectorFile.Record) throws -> [UInt8] {
    try AES.CCM.seal(
      record.bytes("pt").span, using: SymmetricKey(data: record.bytes("key").span), nonce: record.bytes("iv").span,
      authenticating: record.bytes("aad").span, tagByteCount: record.bytes("tag").count)
  }

  private func open(_ record: VectorFile.Record) throws -> [UInt8] {
    let sealed = record.bytes("ct") + record.bytes("tag")
    return try AES.CCM.open(
      sealed.span, using: SymmetricKey(data: record.bytes("key").span), nonce: record.bytes("iv").span,
      authenticating: record.bytes("aad").span, tagByteCount: record.bytes("tag").count)
  }

  @Test("CAVP's and Wycheproof's valid vectors seal and open, the invalid ones are refused")
  func vectors() throws {
    let records = try VectorFile("aes/ccm.txt").records + VectorFile("aes/ccm-wycheproof.txt").records
    #expect(records.count == 576 + 552)
    for record in records {
      if record.optional("result") == "invalid" {
        #expect(throws: CryptoError.self, "\(record.location)") { _ = try open(record) }
      } else {
        #expect(try seal(record) == record.bytes("ct") + record.bytes("tag"), "\(record.location)")
        #expect(try open(record) == record.bytes("pt"), "\(record.location)")
      }
    }
  }

  /// SP 800-38C, section 6.1 with the formatting of appendix A, by numbers.
  private func textbook(
    key: [UInt8], nonce: [UInt8], additionalData: [UInt8], _ plaintext: [UInt8], tagByteCount: Int
  ) -> [UInt8] {
    let roundKeys = Textbook.expandKey(key)
    let q = 15 - nonce.count
    func bytes(_ number: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (count - 1 - $0))) }
    }
    var blocks = [UInt8((additionalData.isEmpty ? 0 : 64) + 8 * ((tagByteCount - 2) / 2) + q - 1)] + nonce
    blocks += bytes(plaintext.count, q)
    if !additionalData.isEmpty {
      let count = additionalData.count
      blocks += Textbook.padded((count < 0xff00 ? bytes(count, 2) : [0xff, 0xfe] + bytes(count, 4)) + additionalData)
    }
    blocks += Textbook.padded(plaintext)
    var mac = [UInt8](repeating: 0, count: 16)
    for start in stride(from: 0, to: blocks.count, by: 16) {
      mac = Textbook.encrypt(zip(mac, blocks[start...]).map { $0 ^ $1 }, roundKeys)
    }
    let stream = (0...(plaintext.count + 15) / 16).flatMap {
      Textbook.encrypt([UInt8(q - 1)] + nonce + bytes($0, q), roundKeys)
    }
    return zip(plaintext, stream[16...]).map { $0 ^ $1 } + zip(mac, stream).prefix(tagByteCount).map { $0 ^ $1 }
  }

  @Test(
    "Every level gives the textbook's ciphertext and tag, opens it, and refuses any change",
    arguments: AESGCMLevelTests.levels)
  func levels(_ level: Processor.Level) throws {
    var random = TestBytes(seed: 41)
    for count in Array(0...200) + [1000, 1024] {
      let key = random.next([16, 24, 32][random.number(below: 3)])
      let nonce = random.next(7 + random.number(below: 7))
      let additionalData = random.next([0, 3, 14, 15, 30, 300, 0xff00, 0x1_0003][random.number(below: 8)])
      let plaintext = random.next(count)
      let tagByteCount = 4 + 2 * random.number(below: 7)
      let expected = textbook(
        key: key, nonce: nonce, additionalData: additionalData, plaintext, tagByteCount: tagByteCount)
      let context = try AES.CCM.Context(key: key.span, tagByteCount: tagByteCount, level: level)
      for edge in GuardedBuffer.Edge.allCases {
        let buffer = GuardedBuffer(plaintext, edge: edge)
        let tag = GuardedBuffer(count: tagByteCount, edge: edge)
        let guarded = GuardedBuffer(additionalData, edge: edge)
        var bytes = buffer.mutableSpan
        var tagBytes = tag.mutableSpan
        context.seal(inPlace: &bytes, nonce: nonce.span, authenticating: guarded.span, tag: &tagBytes)
        #expect(Array(buffer.bytes) + Array(tag.bytes) == expected, "\(count) bytes")
        try context.open(inPlace: &bytes, nonce: nonce.span, authenticating: guarded.span, tag: tag.span)
        #expect(Array(buffer.bytes) == plaintext, "\(count) bytes")
        tag.bytes[random.number(below: tagByteCount)] ^= 1 << UInt8(random.number(below: 8))
        var isRefused = false
        do throws(CryptoError) {
          try context.open(inPlace: &bytes, nonce: nonce.span, authenticating: guarded.span, tag: tag.span)
        } catch {
          isRefused = error == .authenticationFailure
        }
        #expect(isRefused && buffer.bytes.allSatisfy { $0 == 0 }, "\(count) bytes")
      }
    }
  }

  @Test("Sizes that the standard does not have are refused")
  func sizes() throws {
    let key = [UInt8](repeating: 1, count: 16)
    for count in 0...20 where !(count >= 4 && count <= 16 && count % 2 == 0) {
      #expect(throws: CryptoError.self) { _ = try AES.CCM.Context(key: key.span, tagByteCount: count) }
    }
    for count in Array(0...6) + [14, 15, 16] {
      let nonce = [UInt8](repeating: 2, count: count)
      #expect(throws: CryptoError.self) {
        _ = try AES.CCM.seal([1, 2, 3].span, using: SymmetricKey(data: key.span), nonce: nonce.span)
      }
    }
    #expect(AES.CCM.Context.accepts(nonceByteCount: 13, plaintextByteCount: 65_535))
    #expect(!AES.CCM.Context.accepts(nonceByteCount: 13, plaintextByteCount: 65_536))
    #expect(AES.CCM.Context.accepts(nonceByteCount: 7, plaintextByteCount: 1 << 35))
    #expect(!AES.CCM.Context.accepts(nonceByteCount: 7, plaintextByteCount: 1 << 36))
    #expect(!AES.CCM.Context.accepts(nonceByteCount: 14, plaintextByteCount: 0))
  }
}
