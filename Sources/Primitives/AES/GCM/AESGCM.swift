import BigInt
import Processor

extension AES {
  /// Galois/Counter Mode (NIST SP 800-38D), with tags of 16 bytes.
  public enum GCM {
    /// The length of a tag, in bytes.
    public static let tagByteCount = 16

    /// The longest plaintext, in bytes: 2³² - 2 blocks (SP 800-38D, section 5.2.1.1). Beyond it the counter would
    /// come round to the block that masks the tag.
    public static let maximumPlaintextByteCount = (1 << 36) - 32

    /// Throws `CryptoError.outOfRange` for a plaintext that is too long.
    static func check(plaintextByteCount: Int) throws(CryptoError) {
      guard plaintextByteCount <= maximumPlaintextByteCount else {
        throw .outOfRange(parameter: "AES-GCM plaintext", rule: "at most 2^36 - 32 bytes (SP 800-38D, 5.2.1.1)")
      }
    }

    /// AES-GCM under one key. Keys have 16, 24 or 32 bytes; nonces 12, or any other number from 1 on.
    public struct Context: AEADContext, ~Copyable {
      private let schedule: KeySchedule
      private let hashKey: GHASH.Key

      /// 16 bytes.
      public static var tagByteCount: Int { GCM.tagByteCount }
      /// 12 bytes; the context takes other lengths as well (SP 800-38D, section 7.1, step 2).
      public static var nonceByteCount: Int { 12 }

      /// Expands a key of 16, 24 or 32 bytes.
      public init(key: Span<UInt8>) throws(CryptoError) {
        try self.init(key: key, level: Processor.level)
      }

      /// A context that uses the code of a level that the processor has: tests compare them.
      package init(key: Span<UInt8>, level: Processor.Level) throws(CryptoError) {
        let schedule = try KeySchedule(key: key, level: level)
        hashKey = GHASH.Key(schedule)
        self.schedule = schedule
      }

      /// Encrypts in place (SP 800-38D, algorithm 4).
      public func seal(
        inPlace bytes: inout MutableSpan<UInt8>, nonce: Span<UInt8>, authenticating additionalData: Span<UInt8>,
        tag: inout MutableSpan<UInt8>
      ) {
        precondition(tag.count == GCM.tagByteCount, "an AES-GCM tag has 16 bytes")
        precondition(!nonce.isEmpty, "an AES-GCM nonce has at least one byte")
        precondition(bytes.count <= GCM.maximumPlaintextByteCount, "an AES-GCM plaintext has at most 2^36 - 32 bytes")
        bytes.withUnsafeMutableBytes { bytes in
          tag.withUnsafeMutableBytes { tag in
            nonce.withUnsafeBytes { nonce in
              additionalData.withUnsafeBytes { additionalData in
                withTag(isSealing: true, bytes, nonce: nonce, additionalData) { computed in
                  tag.copyMemory(from: UnsafeRawBufferPointer(start: computed, count: GCM.tagByteCount))
                }
              }
            }
          }
        }
      }

      /// Encrypts to another place, in one pass where the processor has instructions for it.
      public func seal(
        _ message: Span<UInt8>, into sealed: inout MutableSpan<UInt8>, nonce: Span<UInt8>,
        authenticating additionalData: Span<UInt8>
      ) {
        guard schedule.level > .portable, message.count >= Self.worthASecondCallByteCount else {
          return sealCopy(
            of: message, into: &sealed, nonce: nonce, authenticating: additionalData, tagByteCount: GCM.tagByteCount)
        }
        let end = sealed.count - GCM.tagByteCount
        precondition(message.count <= end, "no room for a message and its tag")
        precondition(!nonce.isEmpty, "an AES-GCM nonce has at least one byte")
        precondition(end <= GCM.maximumPlaintextByteCount, "an AES-GCM plaintext has at most 2^36 - 32 bytes")
        message.withUnsafeBytes { message in
          sealed.withUnsafeMutableBytes { sealed in
            nonce.withUnsafeBytes { nonce in
              additionalData.withUnsafeBytes { additionalData in
                sealInTwoCalls(message, into: sealed, nonce: nonce, additionalData)
              }
            }
          }
        }
      }

      /// From here on a second call of the kernel costs less than copying the message.
      private static var worthASecondCallByteCount: Int { 1024 }

      /// The message's whole blocks go from where they are to where they belong; what is left of it is copied, and encrypted
      /// in place with the bytes behind it.
      @inline(__always)
      private func sealInTwoCalls(
        _ message: UnsafeRawBufferPointer, into sealed: UnsafeMutableRawBufferPointer, nonce: UnsafeRawBufferPointer,
        _ additionalData: UnsafeRawBufferPointer
      ) {
        // Neither is empty.
        let (source, destination) = (message.baseAddress.unsafelyUnwrapped, sealed.baseAddress.unsafelyUnwrapped)
        let byteCount = sealed.count - GCM.tagByteCount
        let wholeByteCount = message.count & ~15
        var pass = Pass(nonce: nonce, schedule, hashKey)
        pass.setLengths(additionalData: additionalData.count, text: byteCount)
        withUnsafeMutablePointer(to: &pass) { pass in
          let state = UnsafeMutableRawPointer(pass)
          Pass.run(
            isSealing: true, schedule, hashKey, state, additionalData: additionalData, source: source,
            destination: destination, count: wholeByteCount, finishes: false)
          pass.pointee.count(blocks: wholeByteCount / 16)
          let rest = destination + wholeByteCount
          rest.copyMemory(from: source + wholeByteCount, byteCount: message.count - wholeByteCount)
          Pass.run(
            isSealing: true, schedule, hashKey, state, additionalData: UnsafeRawBufferPointer(start: nil, count: 0),
            source: rest, destination: rest, count: byteCount - wholeByteCount, finishes: true)
          (destination + byteCount).copyMemory(from: state + Pass.tagOffset, byteCount: GCM.tagByteCount)
          Wipe.zero(UnsafeMutableRawBufferPointer(start: state, count: MemoryLayout<Pass>.size))
        }
      }

      /// Decrypts in place (SP 800-38D, algorithm 5). Where the processor has instructions for it, decryption and hash are
      /// one pass, and the plaintext of a message that turns out not to be authentic is overwritten.
      public func open(
        inPlace bytes: inout MutableSpan<UInt8>, nonce: Span<UInt8>, authenticating additionalData: Span<UInt8>,
        tag: Span<UInt8>
      ) throws(CryptoError) {
        let isAuthentic = bytes.withUnsafeMutableBytes { bytes in
          guard !nonce.isEmpty, tag.count == GCM.tagByteCount, bytes.count <= GCM.maximumPlaintextByteCount else {
            Wipe.zero(bytes)
            return false
          }
          return tag.withUnsafeBytes { tag in
            nonce.withUnsafeBytes { nonce in
              additionalData.withUnsafeBytes { additionalData in
                let isAuthentic = withTag(isSealing: false, bytes, nonce: nonce, additionalData) { computed in
                  ByteOperations.tagsMatch(computed, tag).declassified
                }
                if !isAuthentic { Wipe.zero(bytes) }
                return isAuthentic
              }
            }
          }
        }
        guard isAuthentic else { throw .authenticationFailure }
      }

      /// Encrypts or decrypts and hands the address of the tag to `body`, after which it is overwritten.
      @inline(__always)
      private func withTag<Result>(
        isSealing: Bool, _ bytes: UnsafeMutableRawBufferPointer, nonce: UnsafeRawBufferPointer,
        _ additionalData: UnsafeRawBufferPointer, _ body: (UnsafeRawPointer) -> Result
      ) -> Result {
        if schedule.level == .portable {
          return Message.withFirstBlocks(nonce: nonce, schedule, hashKey) { message in
            if !isSealing { message.authenticate(additionalData, UnsafeRawBufferPointer(bytes), hashKey) }
            message.addKeyStream(bytes, schedule)
            if isSealing { message.authenticate(additionalData, UnsafeRawBufferPointer(bytes), hashKey) }
            return body(message.base)
          }
        }
        var pass = Pass(nonce: nonce, schedule, hashKey)
        pass.setLengths(additionalData: additionalData.count, text: bytes.count)
        return withUnsafeMutableBytes(of: &pass) { state in
          let base = state.baseAddress.unsafelyUnwrapped
          // Without a byte to encrypt there may be no address; then any will do.
          let text = bytes.baseAddress ?? base
          Pass.run(
            isSealing: isSealing, schedule, hashKey, base, additionalData: additionalData, source: text,
            destination: text, count: bytes.count, finishes: true)
          defer { Wipe.zero(state) }
          return body(base + Pass.tagOffset)
        }
      }
    }
  }
}
