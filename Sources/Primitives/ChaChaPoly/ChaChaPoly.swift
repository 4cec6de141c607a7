import BigInt

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

    /// 16 bytes.
    public static var tagByteCount: Int { ChaChaPoly.tagByteCount }
    /// 12 bytes.
    public static var nonceByteCount: Int { 12 }

    /// Takes a key of 32 bytes.
    public init(key: Span<UInt8>) throws(CryptoError) {
      guard key.count == 32 else { throw .incorrectKeySize(found: key.count, expected: "32") }
      self.key = SecretBytes(copying: key)
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
              key.span.withUnsafeBytes { key in
                Message.withFirstBlocks(key: key, nonce: nonce) { message in
                  message.addKeyStream(bytes)
                  message.authenticate(additionalData, UnsafeRawBufferPointer(bytes))
                  tag.copyMemory(from: UnsafeRawBufferPointer(rebasing: message.blocks[0..<16]))
                }
              }
            }
          }
        }
      }
    }

    /// Decrypts in place; nothing is decrypted before the tag has been checked.
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
              key.span.withUnsafeBytes { key in
                Message.withFirstBlocks(key: key, nonce: nonce) { message in
                  message.authenticate(additionalData, UnsafeRawBufferPointer(bytes))
                  let isAuthentic = ByteOperations.tagsMatch(message.base, tag).declassified
                  if isAuthentic {
                    message.addKeyStream(bytes)
                  } else {
                    Wipe.zero(bytes)
                  }
                  return isAuthentic
                }
              }
            }
          }
        }
      }
      guard isAuthentic else { throw .authenticationFailure }
    }
  }
}
