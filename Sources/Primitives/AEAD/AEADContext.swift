/// Authenticated encryption under one key, in place and without allocation: what a record layer calls.
///
/// A context holds the expanded key and overwrites it when it goes away. It keeps no counter: the caller must never use
/// a nonce twice with one key. Sizes and lengths are public; contents are not.
public protocol AEADContext: ~Copyable, Sendable {
  /// The length of a tag, in bytes.
  static var tagByteCount: Int { get }

  /// The length of the nonce that the standard recommends and TLS uses, in bytes.
  static var nonceByteCount: Int { get }

  /// Expands a key.
  ///
  /// - Throws: `CryptoError.incorrectKeySize` for a length that the cipher does not have.
  init(key: Span<UInt8>) throws(CryptoError)

  /// Encrypts `bytes` where they are and writes the tag over them and the additional data.
  ///
  /// - Parameters:
  ///   - bytes: The plaintext, which becomes the ciphertext.
  ///   - nonce: `nonceByteCount` bytes, never used before with this key.
  ///   - additionalData: Bytes that are authenticated but not encrypted.
  ///   - tag: Room for exactly `tagByteCount` bytes.
  ///
  /// - Precondition: The nonce and the tag have those sizes, and no length exceeds the standard's limit.
  func seal(
    inPlace bytes: inout MutableSpan<UInt8>, nonce: Span<UInt8>, authenticating additionalData: Span<UInt8>,
    tag: inout MutableSpan<UInt8>)

  /// Encrypts `message` to where it is sent from and appends the tag: one pass and no copy, where the cipher has code for it.
  ///
  /// - Parameters:
  ///   - message: The plaintext, which stays as it is.
  ///   - sealed: Room for the message; behind it bytes, if any, that lie there already and are encrypted where they are as
  ///     the rest of the plaintext, such as the content type of a TLS record; then room for the tag.
  ///   - nonce: `nonceByteCount` bytes, never used before with this key.
  ///   - additionalData: Bytes that are authenticated but not encrypted.
  ///
  /// - Precondition: There is room for message and tag, the nonce has its size, and no length exceeds the standard's limit.
  func seal(
    _ message: Span<UInt8>, into sealed: inout MutableSpan<UInt8>, nonce: Span<UInt8>,
    authenticating additionalData: Span<UInt8>)

  /// Checks the tag and decrypts `bytes` where they are.
  ///
  /// - Parameters:
  ///   - bytes: The ciphertext, which becomes the plaintext, or zeros when the tag does not match.
  ///   - nonce: `nonceByteCount` bytes.
  ///   - additionalData: The bytes that were authenticated with it.
  ///   - tag: The tag as received; any length other than `tagByteCount` fails.
  /// - Throws: `CryptoError.authenticationFailure`; nothing more is told.
  func open(
    inPlace bytes: inout MutableSpan<UInt8>, nonce: Span<UInt8>, authenticating additionalData: Span<UInt8>,
    tag: Span<UInt8>) throws(CryptoError)
}

extension AEADContext where Self: ~Copyable {
  /// Copies the message to its place and encrypts it there.
  public func seal(
    _ message: Span<UInt8>, into sealed: inout MutableSpan<UInt8>, nonce: Span<UInt8>,
    authenticating additionalData: Span<UInt8>
  ) {
    sealCopy(
      of: message, into: &sealed, nonce: nonce, authenticating: additionalData, tagByteCount: Self.tagByteCount)
  }

  /// The same, compiled for the context of the caller, whose tags have at most 16 bytes.
  @inline(__always)
  func sealCopy(
    of message: Span<UInt8>, into sealed: inout MutableSpan<UInt8>, nonce: Span<UInt8>,
    authenticating additionalData: Span<UInt8>, tagByteCount: Int
  ) {
    let end = sealed.count - tagByteCount
    precondition(message.count <= end, "no room for a message and its tag")
    message.withUnsafeBytes { message in
      sealed.withUnsafeMutableBytes { $0.copyMemory(from: message) }
    }
    var tag = InlineArray<16, UInt8>(repeating: 0)
    var allOfTag = tag.mutableSpan
    var tagBytes = allOfTag.part(0..<tagByteCount)
    var bytes = sealed.part(0..<end)
    seal(inPlace: &bytes, nonce: nonce, authenticating: additionalData, tag: &tagBytes)
    for i in 0..<tagByteCount { sealed[end + i] = tag[i] }
  }
}
