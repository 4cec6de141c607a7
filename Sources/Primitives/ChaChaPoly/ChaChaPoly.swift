import BigInt
import Processor

#if arch(x86_64)
  import KernelsX86V3
  import KernelsX86V4
#endif

/// The AEAD of ChaCha20 and Poly1305 (RFC 8439, section 2.8): keys of 32, nonces of 12 and tags of 16 bytes.
public enum ChaChaPoly {
  /// The length of a tag, in bytes.
  public static let tagByteCount = 16

  /// The longest plaintext, in bytes: 2³² - 1 blocks of 64 (RFC 8439, section 2.8).
  public static let maximumPlaintextByteCount = (1 << 38) - 64

  /// Throws `CryptoError.outOfRange` for a plaintext that is too long.
  static func check(plaintextByteCount: Int) throws(CryptoError) {
    guard plaintextByteCount <= maximumPlaintextByteCount else {
      throw .outOfRange(
        parameter: "ChaCha20-Poly1305 plaintext", rule: "at most 2^38 - 64 bytes (RFC 8439, section 2.8)")
    }
  }

  /// ChaCha20-Poly1305 under one key of 32 bytes.
  public struct Context: AEADContext, ~Copyable {
    private let key: SecretBytes
    private let level: Processor.Level

    /// 16 bytes.
    public static var tagByteCount: Int { ChaChaPoly.tagByteCount }
    /// 12 bytes.
    public static var nonceByteCount: Int { 12 }

    /// Takes a key of 32 bytes.
    public init(key: Span<UInt8>) throws(CryptoError) { try self.init(key: key, level: Processor.level) }

    /// A context that uses the code of a level that the processor has: tests compare them.
    package init(key: Span<UInt8>, level: Processor.Level) throws(CryptoError) {
      guard key.count == 32 else { throw .incorrectKeySize(found: key.count, expected: "32") }
      self.key = SecretBytes(copying: key)
      self.level = level
    }

    /// Encrypts in place.
    public func seal(
      inPlace bytes: inout MutableSpan<UInt8>, nonce: Span<UInt8>, authenticating additionalData: Span<UInt8>,
      tag: inout MutableSpan<UInt8>
    ) {
      precondition(tag.count == ChaChaPoly.tagByteCount, "a ChaCha20-Poly1305 tag has 16 bytes")
      precondition(nonce.count == Self.nonceByteCount, "a ChaCha20-Poly1305 nonce has 12 bytes")
      precondition(
        bytes.count <= ChaChaPoly.maximumPlaintextByteCount, "a ChaCha20-Poly1305 plaintext has at most 2^38 - 64 bytes"
      )
      bytes.withUnsafeMutableBytes { bytes in
        tag.withUnsafeMutableBytes { tag in
          nonce.withUnsafeBytes { nonce in
            additionalData.withUnsafeBytes { additionalData in
              withTag(isSealing: true, bytes, nonce: nonce, additionalData) { computed in
                tag.copyMemory(from: UnsafeRawBufferPointer(start: computed, count: ChaChaPoly.tagByteCount))
              }
            }
          }
        }
      }
    }

    /// Decrypts in place, and overwrites the plaintext of a message that turns out not to be authentic.
    public func open(
      inPlace bytes: inout MutableSpan<UInt8>, nonce: Span<UInt8>, authenticating additionalData: Span<UInt8>,
      tag: Span<UInt8>
    ) throws(CryptoError) {
      let isAuthentic = bytes.withUnsafeMutableBytes { bytes in
        guard nonce.count == Self.nonceByteCount, bytes.count <= ChaChaPoly.maximumPlaintextByteCount else {
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
      key.span.withUnsafeBytes { key in
        #if arch(x86_64)
          if level == .v4 {
            return Self.withTagFromKernel(
              isSealing: isSealing, bytes, key: key, nonce: nonce, additionalData, body)
          }
          if level == .v3 {
            return Self.withTag(
              bytes, key: key, nonce: nonce, additionalData, scratchByteCount: KernelsX86V3.chaChaPolyScratchByteCount,
              isSealing ? KernelsX86V3.chaChaPolySeal : KernelsX86V3.chaChaPolyOpen, body)
          }
        #endif
        typealias Message = ChaChaPolyMessage<ChaCha20x4>
        return Self.withTag(
          bytes, key: key, nonce: nonce, additionalData, scratchByteCount: Message.scratchByteCount,
          isSealing ? Message.seal : Message.open, body)
      }
    }

    /// Portable code or a kernel: a function of the key, the nonce, the additional data, the source, the destination, their
    /// size, the place of the tag and scratch memory.
    private typealias Function = (
      UnsafeRawPointer, UnsafeRawPointer, UnsafeRawBufferPointer, UnsafeRawPointer, UnsafeMutableRawPointer, Int,
      UnsafeMutableRawPointer, UnsafeMutableRawPointer
    ) -> Void

    @inline(__always)
    private static func withTag<Result>(
      _ bytes: UnsafeMutableRawBufferPointer, key: UnsafeRawBufferPointer, nonce: UnsafeRawBufferPointer,
      _ additionalData: UnsafeRawBufferPointer, scratchByteCount: Int, _ function: Function,
      _ body: (UnsafeRawPointer) -> Result
    ) -> Result {
      withUnsafeTemporaryAllocation(byteCount: scratchByteCount + ChaChaPoly.tagByteCount, alignment: 16) { scratch in
        // Buffers of a positive size have an address; of no bytes none are touched.
        let base = scratch.baseAddress.unsafelyUnwrapped
        let (text, tag) = (bytes.baseAddress ?? base, base + scratchByteCount)
        function(
          key.baseAddress.unsafelyUnwrapped, nonce.baseAddress.unsafelyUnwrapped, additionalData, text, text,
          bytes.count, tag, base)
        defer { Wipe.zero(scratch) }
        return body(tag)
      }
    }

    #if arch(x86_64)
      @inline(__always)
      private static func withTagFromKernel<Result>(
        isSealing: Bool, _ bytes: UnsafeMutableRawBufferPointer, key: UnsafeRawBufferPointer,
        nonce: UnsafeRawBufferPointer, _ additionalData: UnsafeRawBufferPointer, _ body: (UnsafeRawPointer) -> Result
      ) -> Result {
        let (blocksByteCount, byteCount) = (
          KernelsX86V4.chaChaPolyBlocksByteCount, KernelsX86V4.chaChaPolyScratchByteCount
        )
        // On the stack there is place for up to 1,024 bytes at a time, aligned to 16 bytes.
        return withUnsafeTemporaryAllocation(byteCount: blocksByteCount, alignment: 16) { blocks in
          withUnsafeTemporaryAllocation(byteCount: byteCount + 48 + tagByteCount, alignment: 16) { scratch in
            // Buffers of a positive size have an address.
            let (blocks, room) = (blocks.baseAddress.unsafelyUnwrapped, scratch.baseAddress.unsafelyUnwrapped)
            let (key, nonce) = (key.baseAddress.unsafelyUnwrapped, nonce.baseAddress.unsafelyUnwrapped)
            let scratch = room.alignedUp(toMultipleOf: 64)
            let tag = scratch + byteCount
            let text = bytes.baseAddress ?? tag
            if isSealing {
              KernelsX86V4.chaChaPolySeal(
                key: key, nonce: nonce, additionalData: additionalData, source: text, destination: text,
                count: bytes.count, tag: tag, blocks: blocks, scratch: scratch)
            } else {
              KernelsX86V4.chaChaPolyOpen(
                key: key, nonce: nonce, additionalData: additionalData, source: text, destination: text,
                count: bytes.count, tag: tag, blocks: blocks, scratch: scratch)
            }
            defer { Wipe.zero(UnsafeMutableRawBufferPointer(start: tag, count: tagByteCount)) }
            return body(tag)
          }
        }
      }
    #endif
  }
}
