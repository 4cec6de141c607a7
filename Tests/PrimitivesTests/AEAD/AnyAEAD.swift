import Primitives
import Testing

/// An AEAD by name, called in place and as a whole message.
struct AnyAEAD: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let keyByteCount: Int
  /// In place: ciphertext and tag from key, nonce, additional data and plaintext.
  let seal: @Sendable ([UInt8], [UInt8], [UInt8], [UInt8]) throws -> (ciphertext: [UInt8], tag: [UInt8])
  /// In place: what the buffer holds afterwards, and the error, from key, nonce, additional data, ciphertext and tag.
  let open: @Sendable ([UInt8], [UInt8], [UInt8], [UInt8], [UInt8]) throws -> (buffer: [UInt8], error: CryptoError?)
  /// The one-shot seal: `combined`.
  let sealMessage: @Sendable ([UInt8], [UInt8], [UInt8], [UInt8]) throws -> [UInt8]
  /// The one-shot open, of `combined`.
  let openMessage: @Sendable ([UInt8], [UInt8], [UInt8]) throws -> [UInt8]

  init<Context: AEADContext & ~Copyable>(
    _ name: String, keyByteCount: Int, _ type: Context.Type,
    sealMessage: @escaping @Sendable ([UInt8], [UInt8], [UInt8], [UInt8]) throws -> [UInt8],
    openMessage: @escaping @Sendable ([UInt8], [UInt8], [UInt8]) throws -> [UInt8]
  ) {
    testDescription = name
    self.keyByteCount = keyByteCount
    self.sealMessage = sealMessage
    self.openMessage = openMessage
    seal = { key, nonce, additionalData, plaintext in
      let context = try Context(key: key.span)
      var buffer = plaintext
      var tag = [UInt8](repeating: 0xee, count: Context.tagByteCount)
      var bytes = buffer.mutableSpan
      var tagBytes = tag.mutableSpan
      context.seal(inPlace: &bytes, nonce: nonce.span, authenticating: additionalData.span, tag: &tagBytes)
      return (buffer, tag)
    }
    open = { key, nonce, additionalData, ciphertext, tag in
      let context = try Context(key: key.span)
      var buffer = ciphertext
      var bytes = buffer.mutableSpan
      do throws(CryptoError) {
        try context.open(inPlace: &bytes, nonce: nonce.span, authenticating: additionalData.span, tag: tag.span)
      } catch {
        return (buffer, error)
      }
      return (buffer, nil)
    }
  }

  static let aes128 = gcm(16)
  static let aes192 = gcm(24)
  static let aes256 = gcm(32)
  static let chaChaPoly = AnyAEAD(
    "ChaChaPoly", keyByteCount: 32, ChaChaPoly.Context.self,
    sealMessage: { key, nonce, additionalData, plaintext in
      let nonce = try ChaChaPoly.Nonce(data: nonce.span)
      return try ChaChaPoly.seal(
        plaintext.span, using: SymmetricKey(data: key.span), nonce: nonce, authenticating: additionalData.span
      ).combined
    },
    openMessage: { key, additionalData, combined in
      try ChaChaPoly.open(
        ChaChaPoly.SealedBox(combined: combined.span), using: SymmetricKey(data: key.span),
        authenticating: additionalData.span)
    })
  static let all = [aes128, aes192, aes256, chaChaPoly]

  private static func gcm(_ keyByteCount: Int) -> AnyAEAD {
    AnyAEAD(
      "AES-\(keyByteCount * 8)-GCM", keyByteCount: keyByteCount, AES.GCM.Context.self,
      sealMessage: { key, nonce, additionalData, plaintext in
        let nonce = try AES.GCM.Nonce(data: nonce.span)
        let box = try AES.GCM.seal(
          plaintext.span, using: SymmetricKey(data: key.span), nonce: nonce, authenticating: additionalData.span)
        return try #require(box.combined)
      },
      openMessage: { key, additionalData, combined in
        try AES.GCM.open(
          AES.GCM.SealedBox(combined: combined.span), using: SymmetricKey(data: key.span),
          authenticating: additionalData.span)
      })
  }
}

/// Bytes that look random and are the same in every run (xorshift64*).
struct TestBytes {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  mutating func next(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in
      state ^= state >> 12
      state ^= state << 25
      state ^= state >> 27
      return UInt8(truncatingIfNeeded: (state &* 0x2545_f491_4f6c_dd1d) >> 56)
    }
  }

  mutating func number(below bound: Int) -> Int {
    let bytes = next(4)
    return Int(bytes.reduce(0) { $0 << 8 | UInt32($1) }) % bound
  }
}
