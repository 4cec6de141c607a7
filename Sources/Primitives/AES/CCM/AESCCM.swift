import BigInt
import Processor

extension AES {
  /// Counter with CBC-MAC (NIST SP 800-38C; RFC 3610): tags of 4 to 16 bytes, nonces of 7 to 13.
  ///
  /// The tag is computed over the plaintext and its lengths are fixed beforehand, so that a message is one piece.
  public enum CCM {
    /// AES-CCM under one key of 16, 24 or 32 bytes. TLS uses nonces of 12 bytes and tags of 16 or 8 (RFC 6655).
    public struct Context: AEADContext, ~Copyable {
      private let schedule: KeySchedule
      /// The length of this context's tags, in bytes.
      public let tagByteCount: Int

      /// 16 bytes, unless a context is made for shorter ones.
      public static var tagByteCount: Int { 16 }
      /// 12 bytes; the context takes 7 to 13. What a nonce has less than 15 is left for the plaintext's length.
      public static var nonceByteCount: Int { 12 }

      /// Expands a key for tags of 16 bytes.
      public init(key: Span<UInt8>) throws(CryptoError) { try self.init(key: key, tagByteCount: 16) }

      /// Expands a key for tags of 4, 6, 8, 10, 12, 14 or 16 bytes (SP 800-38C, section A.1).
      ///
      /// - Throws: `CryptoError.incorrectKeySize`, or `CryptoError.incorrectParameterSize` for another length of tags.
      public init(key: Span<UInt8>, tagByteCount: Int) throws(CryptoError) {
        try self.init(key: key, tagByteCount: tagByteCount, level: Processor.level)
      }

      /// A context that uses the code of a level that the processor has: tests compare them.
      package init(key: Span<UInt8>, tagByteCount: Int, level: Processor.Level) throws(CryptoError) {
        guard (4...16).contains(tagByteCount), tagByteCount.isMultiple(of: 2) else {
          throw .incorrectParameterSize(
            parameter: "AES-CCM tag", found: tagByteCount, expected: "4, 6, 8, 10, 12, 14 or 16")
        }
        schedule = try KeySchedule(key: key, level: level)
        self.tagByteCount = tagByteCount
      }

      /// Whether a nonce and a plaintext have lengths that go together.
      public static func accepts(nonceByteCount: Int, plaintextByteCount: Int) -> Bool {
        guard (7...13).contains(nonceByteCount) else { return false }
        let lengthByteCount = 15 - nonceByteCount
        // The counter has as many bytes as the length; the key stream counts in 32 bits.
        return plaintextByteCount < min(1 << min(8 * lengthByteCount, 62), GCM.maximumPlaintextByteCount)
      }

      /// Encrypts in place (SP 800-38C, section 6.1).
      public func seal(
        inPlace bytes: inout MutableSpan<UInt8>, nonce: Span<UInt8>, authenticating additionalData: Span<UInt8>,
        tag: inout MutableSpan<UInt8>
      ) {
        precondition(tag.count == tagByteCount, "an AES-CCM tag has the length that its context was made for")
        precondition(
          Self.accepts(nonceByteCount: nonce.count, plaintextByteCount: bytes.count),
          "an AES-CCM nonce has 7 to 13 bytes, and the plaintext's length fits what they leave of 15")
        bytes.withUnsafeMutableBytes { bytes in
          tag.withUnsafeMutableBytes { tag in
            withMessage(nonce: nonce, additionalData, plaintextByteCount: bytes.count) { message in
              message.authenticate(UnsafeRawBufferPointer(bytes), schedule)
              message.addKeyStream(bytes, schedule)
              tag.copyMemory(from: UnsafeRawBufferPointer(rebasing: message.tag[..<tagByteCount]))
            }
          }
        }
      }

      /// Copies the message to its place and encrypts it there.
      public func seal(
        _ message: Span<UInt8>, into sealed: inout MutableSpan<UInt8>, nonce: Span<UInt8>,
        authenticating additionalData: Span<UInt8>
      ) {
        sealCopy(
          of: message, into: &sealed, nonce: nonce, authenticating: additionalData, tagByteCount: tagByteCount)
      }

      /// Decrypts in place (SP 800-38C, section 6.2); the plaintext of a message that is not authentic is overwritten.
      public func open(
        inPlace bytes: inout MutableSpan<UInt8>, nonce: Span<UInt8>, authenticating additionalData: Span<UInt8>,
        tag: Span<UInt8>
      ) throws(CryptoError) {
        let isAuthentic = bytes.withUnsafeMutableBytes { bytes in
          guard
            tag.count == tagByteCount, Self.accepts(nonceByteCount: nonce.count, plaintextByteCount: bytes.count)
          else {
            Wipe.zero(bytes)
            return false
          }
          return tag.withUnsafeBytes { tag in
            withMessage(nonce: nonce, additionalData, plaintextByteCount: bytes.count) { message in
              message.addKeyStream(bytes, schedule)
              message.authenticate(UnsafeRawBufferPointer(bytes), schedule)
              var difference: UInt64 = 0
              for i in 0..<tagByteCount { difference |= UInt64(message.tag[i] ^ tag[i]) }
              let isAuthentic = ConstantTime.isZero(difference).declassified
              if !isAuthentic { Wipe.zero(bytes) }
              return isAuthentic
            }
          }
        }
        guard isAuthentic else { throw .authenticationFailure }
      }

      private func withMessage<Result>(
        nonce: Span<UInt8>, _ additionalData: Span<UInt8>, plaintextByteCount: Int, _ body: (Message) -> Result
      ) -> Result {
        nonce.withUnsafeBytes { nonce in
          additionalData.withUnsafeBytes { additionalData in
            withUnsafeTemporaryAllocation(byteCount: Message.byteCount, alignment: 16) { buffer in
              buffer.initializeMemory(as: UInt8.self, repeating: 0)
              defer { Wipe.zero(buffer) }
              let message = Message(buffer)
              message.begin(
                nonce: nonce, additionalData, plaintextByteCount: plaintextByteCount, tagByteCount: tagByteCount,
                schedule)
              return body(message)
            }
          }
        }
      }
    }
  }
}
