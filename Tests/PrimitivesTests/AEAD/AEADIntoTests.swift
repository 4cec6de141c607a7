import Primitives
import Testing

/// `seal(_:into:)`: from one place to another, with more plaintext behind the message.
@Suite("AEADs: sealing to another place")
struct AEADIntoTests {
  private static let counts = Array(0...300) + [1008, 1023, 1024, 1025, 1040, 2047, 2048, 4100, 16_383, 16_384, 16_400]

  private func compare<Context: AEADContext & ~Copyable>(_: Context.Type, keyByteCount: Int) throws {
    var random = TestBytes(seed: 11)
    for count in Self.counts {
      for rest in [0, 1, 15, 16, 17, 200] {
        let context = try Context(key: random.next(keyByteCount).span)
        let (nonce, additionalData) = (random.next(12), random.next(5))
        let (message, behind) = (random.next(count), random.next(rest))
        var expected = message + behind
        var tag = [UInt8](repeating: 0, count: Context.tagByteCount)
        var bytes = expected.mutableSpan
        var tagBytes = tag.mutableSpan
        context.seal(inPlace: &bytes, nonce: nonce.span, authenticating: additionalData.span, tag: &tagBytes)

        var sealed = [UInt8](repeating: 0xee, count: count) + behind + [UInt8](repeating: 0xee, count: tag.count)
        var room = sealed.mutableSpan
        let before = message
        context.seal(message.span, into: &room, nonce: nonce.span, authenticating: additionalData.span)
        #expect(sealed == expected + tag, "\(count) and \(rest) bytes")
        #expect(message == before)
      }
    }
  }

  @Test("The result is that of sealing in place: AES-GCM", arguments: [16, 24, 32])
  func gcm(_ keyByteCount: Int) throws { try compare(AES.GCM.Context.self, keyByteCount: keyByteCount) }

  @Test("The result is that of sealing in place: ChaCha20-Poly1305")
  func chaChaPoly() throws { try compare(ChaChaPoly.Context.self, keyByteCount: 32) }

  @Test("The result is that of sealing in place: AES-CCM")
  func ccm() throws { try compare(AES.CCM.Context.self, keyByteCount: 16) }

  @Test("Short tags of AES-CCM keep their length")
  func shortTags() throws {
    let context = try AES.CCM.Context(key: [UInt8](repeating: 1, count: 16).span, tagByteCount: 8)
    let nonce = [UInt8](repeating: 2, count: 12)
    var expected: [UInt8] = [1, 2, 3]
    var tag = [UInt8](repeating: 0, count: 8)
    var bytes = expected.mutableSpan
    var tagBytes = tag.mutableSpan
    context.seal(inPlace: &bytes, nonce: nonce.span, authenticating: Span(), tag: &tagBytes)
    var sealed = [UInt8](repeating: 0, count: 11)
    var room = sealed.mutableSpan
    context.seal([1, 2, 3].span, into: &room, nonce: nonce.span, authenticating: Span())
    #expect(sealed == expected + tag)
  }
}
