import Processor
import TestSupport
import Testing

@testable import Primitives

/// Every level that the processor has beside the portable code, in one process.
@Suite("ChaCha20-Poly1305: kernels against the portable code")
struct ChaChaPolyLevelTests {
  static let levels = Processor.Level.allCases.filter { $0 <= Processor.highestLevel }

  @Test(
    "Every length to 1,300 and long ones seal and open as on the portable level, and nothing beyond a buffer is touched",
    arguments: levels)
  func lengths(_ level: Processor.Level) throws {
    var random = TestBytes(seed: 51)
    for count in Array(0...1300) + [1983, 1984, 1985, 2047, 2048, 4096, 16_384, 16_385, 65_536 + 77] {
      let (key, nonce) = (random.next(32), random.next(12))
      let additionalData = random.next(random.number(below: random.number(below: 4) > 0 ? 40 : 700))
      // Long runs of ones and zeros make carries travel.
      let plaintext =
        count % 3 == 0
        ? [UInt8](repeating: count % 2 == 0 ? 0xff : 0, count: count) : random.next(count)
      let portable = try ChaChaPoly.Context(key: key.span, level: .portable)
      let context = try ChaChaPoly.Context(key: key.span, level: level)
      var expected = plaintext
      var expectedTag = [UInt8](repeating: 0, count: 16)
      var expectedBytes = expected.mutableSpan
      var expectedTagBytes = expectedTag.mutableSpan
      portable.seal(
        inPlace: &expectedBytes, nonce: nonce.span, authenticating: additionalData.span, tag: &expectedTagBytes)
      for edge in GuardedBuffer.Edge.allCases {
        let buffer = GuardedBuffer(plaintext, edge: edge)
        let tag = GuardedBuffer(count: 16, edge: edge)
        let (guardedNonce, guardedData) = (
          GuardedBuffer(nonce, edge: edge), GuardedBuffer(additionalData, edge: edge)
        )
        var bytes = buffer.mutableSpan
        var tagBytes = tag.mutableSpan
        context.seal(inPlace: &bytes, nonce: guardedNonce.span, authenticating: guardedData.span, tag: &tagBytes)
        #expect(Array(buffer.bytes) == expected && Array(tag.bytes) == expectedTag, "\(count) bytes")
        try context.open(inPlace: &bytes, nonce: guardedNonce.span, authenticating: guardedData.span, tag: tag.span)
        #expect(Array(buffer.bytes) == plaintext, "\(count) bytes")
        tag.bytes[random.number(below: 16)] ^= 1 << UInt8(random.number(below: 8))
        var isRefused = false
        do throws(CryptoError) {
          try context.open(inPlace: &bytes, nonce: guardedNonce.span, authenticating: guardedData.span, tag: tag.span)
        } catch {
          isRefused = error == .authenticationFailure
        }
        #expect(isRefused && buffer.bytes.allSatisfy { $0 == 0 }, "\(count) bytes")
      }
    }
  }
}
