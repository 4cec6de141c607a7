import Processor
import TestSupport
import Testing

@testable import Primitives

@Suite("AES-GCM in parts")
struct AESGCMPartsTests {
  /// Encrypts and decrypts in parts that end at `ends`, the last at the end of the message.
  private func check(_ level: Processor.Level, _ plaintext: [UInt8], ends: [Int], _ random: inout TestBytes) throws {
    let key = random.next([16, 24, 32][random.number(below: 3)])
    let nonce = try AES.GCM.Nonce(data: random.next(random.number(below: 8) > 0 ? 12 : 20).span)
    let additionalData = random.next(random.number(below: 40))
    let context = try AES.GCM.Context(key: key.span, level: .portable)
    var expected = plaintext
    var expectedTag = [UInt8](repeating: 0, count: 16)
    var expectedBytes = expected.mutableSpan
    var expectedTagBytes = expectedTag.mutableSpan
    context.seal(
      inPlace: &expectedBytes, nonce: nonce.bytes.span, authenticating: additionalData.span, tag: &expectedTagBytes)

    var encryption = try AES.GCM.Encryption(
      key: key.span, nonce: nonce, authenticating: additionalData.span, level: level)
    var decryption = try AES.GCM.Decryption(
      key: key.span, nonce: nonce, authenticating: additionalData.span, level: level)
    var (ciphertext, opened): ([UInt8], [UInt8]) = ([], [])
    var start = 0
    for end in ends {
      var part = Array(plaintext[start..<end])
      var bytes = part.mutableSpan
      encryption.update(inPlace: &bytes)
      ciphertext += part
      var encrypted = part.mutableSpan
      decryption.update(inPlace: &encrypted)
      opened += part
      start = end
    }
    var tag = [UInt8](repeating: 0, count: 16)
    var tagBytes = tag.mutableSpan
    encryption.finish(tag: &tagBytes)
    #expect(ciphertext == expected && tag == expectedTag, "\(plaintext.count) bytes in parts \(ends)")
    #expect(opened == plaintext, "\(plaintext.count) bytes in parts \(ends)")
    try decryption.finish(tag: tag.span)
  }

  @Test("Split in two at every place, a message is the same as in one piece", arguments: AESGCMLevelTests.levels)
  func splits(_ level: Processor.Level) throws {
    var random = TestBytes(seed: 61)
    for count in [0, 1, 15, 16, 17, 47, 48, 100, 300, 1024] {
      let plaintext = random.next(count)
      for split in 0...count { try check(level, plaintext, ends: [split, count], &random) }
    }
  }

  @Test("Split at many places, a message is the same as in one piece", arguments: AESGCMLevelTests.levels)
  func manySplits(_ level: Processor.Level) throws {
    var random = TestBytes(seed: 62)
    for _ in 0..<200 {
      let count = random.number(below: 3000)
      let longest = [3, 40, 700][random.number(below: 3)]
      var ends: [Int] = []
      var end = 0
      while end < count {
        end = min(count, end + random.number(below: longest))
        ends.append(end)
      }
      try check(level, random.next(count), ends: ends, &random)
    }
  }

  @Test("A wrong tag is refused", arguments: AESGCMLevelTests.levels)
  func wrongTag(_ level: Processor.Level) throws {
    let key = [UInt8](repeating: 1, count: 16)
    let nonce = try AES.GCM.Nonce(data: [UInt8](repeating: 2, count: 12).span)
    var isRefused = false
    do throws(CryptoError) {
      let decryption = try AES.GCM.Decryption(key: key.span, nonce: nonce, authenticating: Span(), level: level)
      try decryption.finish(tag: [UInt8](repeating: 3, count: 16).span)
    } catch {
      isRefused = error == .authenticationFailure
    }
    #expect(isRefused)
  }
}
