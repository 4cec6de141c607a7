extension AES.CCM {
  /// Encrypts a message and authenticates it together with additional data.
  ///
  /// - Parameters:
  ///   - message: The plaintext.
  ///   - key: 16, 24 or 32 bytes.
  ///   - nonce: 7 to 13 bytes, never used before with this key.
  ///   - additionalData: Bytes that are authenticated but not encrypted.
  ///   - tagByteCount: 4, 6, 8, 10, 12, 14 or 16.
  /// - Returns: The ciphertext with the tag behind it, as RFC 5116, section 5.3 has it.
  /// - Throws: `CryptoError.incorrectKeySize`, `CryptoError.incorrectParameterSize` or `CryptoError.outOfRange`.
  public static func seal(
    _ message: Span<UInt8>, using key: borrowing SymmetricKey, nonce: Span<UInt8>,
    authenticating additionalData: Span<UInt8> = Span(), tagByteCount: Int = 16
  ) throws(CryptoError) -> [UInt8] {
    let context = try Context(key: key.span, tagByteCount: tagByteCount)
    guard (7...13).contains(nonce.count) else {
      throw .incorrectParameterSize(parameter: "AES-CCM nonce", found: nonce.count, expected: "7 to 13")
    }
    guard Context.accepts(nonceByteCount: nonce.count, plaintextByteCount: message.count) else {
      throw .outOfRange(parameter: "AES-CCM plaintext", rule: "its length fits 15 bytes less the nonce's")
    }
    var ciphertext = [UInt8](copying: message)
    var tag = [UInt8](repeating: 0, count: tagByteCount)
    var bytes = ciphertext.mutableSpan
    var tagBytes = tag.mutableSpan
    context.seal(inPlace: &bytes, nonce: nonce, authenticating: additionalData, tag: &tagBytes)
    return ciphertext + tag
  }

  /// Checks a message's tag and decrypts it.
  ///
  /// - Parameters:
  ///   - sealed: The ciphertext with the tag behind it.
  ///   - key: 16, 24 or 32 bytes.
  ///   - nonce: The nonce it was sealed with.
  ///   - additionalData: The bytes that were authenticated with it.
  ///   - tagByteCount: The tag's length.
  /// - Throws: `CryptoError.authenticationFailure` when anything is not as it was sealed; `CryptoError.incorrectKeySize`
  ///   or `CryptoError.incorrectParameterSize`.
  public static func open(
    _ sealed: Span<UInt8>, using key: borrowing SymmetricKey, nonce: Span<UInt8>,
    authenticating additionalData: Span<UInt8> = Span(), tagByteCount: Int = 16
  ) throws(CryptoError) -> [UInt8] {
    let context = try Context(key: key.span, tagByteCount: tagByteCount)
    let count = sealed.count - tagByteCount
    guard count >= 0 else { throw .authenticationFailure }
    var plaintext = [UInt8](copying: sealed.extracting(..<count))
    var bytes = plaintext.mutableSpan
    try context.open(
      inPlace: &bytes, nonce: nonce, authenticating: additionalData, tag: sealed.extracting(count...))
    return plaintext
  }
}
