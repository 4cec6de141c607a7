extension ChaChaPoly {
  /// A nonce of 12 bytes.
  public struct Nonce: Sendable, Equatable {
    /// The nonce's bytes.
    public let bytes: [UInt8]

    /// 12 random bytes from the system.
    public init() { bytes = SystemRandom.bytes(count: Context.nonceByteCount) }

    /// A nonce made elsewhere.
    ///
    /// - Throws: `CryptoError.incorrectParameterSize` unless it has 12 bytes.
    public init(data: Span<UInt8>) throws(CryptoError) {
      guard data.count == Context.nonceByteCount else {
        throw .incorrectParameterSize(parameter: "ChaCha20-Poly1305 nonce", found: data.count, expected: "12")
      }
      bytes = [UInt8](copying: data)
    }
  }

  /// An encrypted message with what is needed to open it.
  public struct SealedBox: Sendable, Equatable {
    /// The nonce.
    public let nonce: Nonce
    /// The encrypted message, as long as the plaintext.
    public let ciphertext: [UInt8]
    /// The tag, 16 bytes.
    public let tag: [UInt8]

    /// Nonce, ciphertext and tag in a row.
    public var combined: [UInt8] { nonce.bytes + ciphertext + tag }

    /// A message from its parts.
    ///
    /// - Throws: `CryptoError.incorrectParameterSize` for a tag that has not 16 bytes.
    public init(nonce: Nonce, ciphertext: Span<UInt8>, tag: Span<UInt8>) throws(CryptoError) {
      guard tag.count == tagByteCount else {
        throw .incorrectParameterSize(parameter: "ChaCha20-Poly1305 tag", found: tag.count, expected: "16")
      }
      self.nonce = nonce
      self.ciphertext = [UInt8](copying: ciphertext)
      self.tag = [UInt8](copying: tag)
    }

    /// A message as `combined` has it.
    ///
    /// - Throws: `CryptoError.incorrectParameterSize` for fewer than 28 bytes.
    public init(combined: Span<UInt8>) throws(CryptoError) {
      let nonceByteCount = Context.nonceByteCount
      let overhead = nonceByteCount + tagByteCount
      guard combined.count >= overhead else {
        throw .incorrectParameterSize(
          parameter: "ChaCha20-Poly1305 sealed box", found: combined.count, expected: "at least \(overhead)")
      }
      let end = combined.count - tagByteCount
      try self.init(
        nonce: Nonce(data: combined.extracting(..<nonceByteCount)),
        ciphertext: combined.extracting(nonceByteCount..<end), tag: combined.extracting(end...))
    }

    /// The parts, whose sizes are right by construction.
    fileprivate init(nonce: Nonce, ciphertext: [UInt8], tag: [UInt8]) {
      (self.nonce, self.ciphertext, self.tag) = (nonce, ciphertext, tag)
    }
  }

  /// Encrypts a message and authenticates it together with additional data.
  ///
  /// - Parameters:
  ///   - message: The plaintext, at most 2³⁸ - 64 bytes.
  ///   - key: 32 bytes.
  ///   - nonce: Never used before with this key; a random one when absent.
  ///   - additionalData: Bytes that are authenticated but neither encrypted nor part of the box.
  /// - Throws: `CryptoError.incorrectKeySize` or `CryptoError.outOfRange`.
  public static func seal(
    _ message: Span<UInt8>, using key: borrowing SymmetricKey, nonce: Nonce? = nil,
    authenticating additionalData: Span<UInt8> = Span()
  ) throws(CryptoError) -> SealedBox {
    try check(plaintextByteCount: message.count)
    let context = try Context(key: key.span)
    let nonce = nonce ?? Nonce()
    var ciphertext = [UInt8](copying: message)
    var tag = [UInt8](repeating: 0, count: tagByteCount)
    var bytes = ciphertext.mutableSpan
    var tagBytes = tag.mutableSpan
    context.seal(inPlace: &bytes, nonce: nonce.bytes.span, authenticating: additionalData, tag: &tagBytes)
    return SealedBox(nonce: nonce, ciphertext: ciphertext, tag: tag)
  }

  /// Checks a message's tag and decrypts it.
  ///
  /// - Throws: `CryptoError.authenticationFailure` when the message, the additional data, the nonce or the key is not
  ///   the one it was sealed with; `CryptoError.incorrectKeySize`.
  public static func open(
    _ box: SealedBox, using key: borrowing SymmetricKey, authenticating additionalData: Span<UInt8> = Span()
  ) throws(CryptoError) -> [UInt8] {
    let context = try Context(key: key.span)
    var plaintext = box.ciphertext
    var bytes = plaintext.mutableSpan
    try context.open(
      inPlace: &bytes, nonce: box.nonce.bytes.span, authenticating: additionalData, tag: box.tag.span)
    return plaintext
  }
}
