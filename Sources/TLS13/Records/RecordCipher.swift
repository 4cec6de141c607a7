import Primitives

/// The AEAD of a cipher suite with an expanded key; the algorithms stay concrete.
enum RecordCipher: ~Copyable, Sendable {
  case aesGCM(AES.GCM.Context)
  case chaChaPoly(ChaChaPoly.Context)

  /// The nonce's length in bytes, iv_length of RFC 9846, section 5.3, for every suite there is.
  static let nonceByteCount = 12
  /// The tag's length in bytes for every suite there is.
  static let tagByteCount = 16

  /// The cipher of `suite` under `key`, which has the length that the suite asks for.
  init(_ suite: CipherSuite, key: Span<UInt8>) throws(CryptoError) {
    switch suite {
    case .chaCha20Poly1305SHA256: self = .chaChaPoly(try ChaChaPoly.Context(key: key))
    default: self = .aesGCM(try AES.GCM.Context(key: key))
    }
  }

  /// Opens a record's body in place; on failure it is overwritten.
  borrowing func open(
    inPlace body: inout MutableSpan<UInt8>, nonce: consuming RecordNonce, authenticating header: RecordHeader,
    tag: Span<UInt8>
  ) throws(CryptoError) {
    switch self {
    case .aesGCM(let context):
      try context.open(inPlace: &body, nonce: nonce.span, authenticating: header.bytes.span, tag: tag)
    case .chaChaPoly(let context):
      try context.open(inPlace: &body, nonce: nonce.span, authenticating: header.bytes.span, tag: tag)
    }
  }
}
