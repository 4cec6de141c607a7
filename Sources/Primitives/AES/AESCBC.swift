import BigInt
import Processor

extension AES {
  /// Cipher block chaining (NIST SP 800-38A, section 6.2): no authentication. Encrypted key files and Fernet use it.
  public enum CBC {
    /// How the last block is filled up.
    public enum Padding: Sendable {
      /// 1 to 16 bytes, each of which is their number (RFC 5652, section 6.3).
      case pkcs7
      /// Nothing is added: the data must be whole blocks.
      case none
    }

    /// Encrypts `plaintext`.
    ///
    /// - Parameters:
    ///   - plaintext: Any number of bytes; a multiple of 16 without padding.
    ///   - key: 16, 24 or 32 bytes.
    ///   - iv: The initialisation vector, 16 bytes that nobody can predict.
    ///   - padding: How the last block is filled up.
    /// - Throws: `CryptoError.incorrectKeySize` or `CryptoError.incorrectParameterSize`.
    public static func encrypt(
      _ plaintext: Span<UInt8>, key: Span<UInt8>, iv: Span<UInt8>, padding: Padding = .pkcs7
    ) throws(CryptoError) -> [UInt8] {
      try encrypt(plaintext, key: key, iv: iv, padding: padding, level: Processor.level)
    }

    /// The same by the code of a level that the processor has: tests compare them.
    package static func encrypt(
      _ plaintext: Span<UInt8>, key: Span<UInt8>, iv: Span<UInt8>, padding: Padding, level: Processor.Level
    ) throws(CryptoError) -> [UInt8] {
      try check(iv: iv)
      let paddingCount: Int
      switch padding {
      case .pkcs7: paddingCount = blockByteCount - plaintext.count % blockByteCount
      case .none:
        try checkWholeBlocks(plaintext, "AES-CBC plaintext without padding")
        paddingCount = 0
      }
      let schedule = try KeySchedule(key: key, level: level)
      let count = plaintext.count + paddingCount
      return [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
        buffer.initialize(repeating: UInt8(paddingCount))
        initializedCount = count
        guard let base = buffer.baseAddress else { return }
        plaintext.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
        iv.withUnsafeBytes { iv in
          guard let iv = iv.baseAddress else { return }
          Blocks.encryptChain(base, count: count / blockByteCount, iv: iv, key: schedule)
        }
      }
    }

    /// Decrypts `ciphertext`. The caller answers for the result: without a MAC nothing says that it is what was
    /// encrypted, and telling a stranger whether the padding was right lets them decrypt.
    ///
    /// - Parameters:
    ///   - ciphertext: Whole blocks; at least one with padding.
    ///   - key: 16, 24 or 32 bytes.
    ///   - iv: The initialisation vector, 16 bytes.
    ///   - padding: How the last block was filled up.
    /// - Throws: `CryptoError.invalidPadding`, `CryptoError.incorrectKeySize` or `CryptoError.incorrectParameterSize`.
    public static func decrypt(
      _ ciphertext: Span<UInt8>, key: Span<UInt8>, iv: Span<UInt8>, padding: Padding = .pkcs7
    ) throws(CryptoError) -> [UInt8] {
      let secret = try decryptToSecret(ciphertext, key: key, iv: iv, padding: padding)
      return [UInt8](copying: secret.span)
    }

    /// Decrypts `ciphertext` into storage that is wiped; see `decrypt(_:key:iv:padding:)`.
    public static func decryptToSecret(
      _ ciphertext: Span<UInt8>, key: Span<UInt8>, iv: Span<UInt8>, padding: Padding = .pkcs7
    ) throws(CryptoError) -> SecretBytes {
      try decryptToSecret(ciphertext, key: key, iv: iv, padding: padding, level: Processor.level)
    }

    /// The same by the code of a level that the processor has: tests compare them.
    package static func decryptToSecret(
      _ ciphertext: Span<UInt8>, key: Span<UInt8>, iv: Span<UInt8>, padding: Padding, level: Processor.Level
    ) throws(CryptoError) -> SecretBytes {
      try check(iv: iv)
      try checkWholeBlocks(ciphertext, "AES-CBC ciphertext")
      if case .pkcs7 = padding, ciphertext.isEmpty {
        throw .incorrectParameterSize(parameter: "AES-CBC ciphertext", found: 0, expected: "at least 16")
      }
      let schedule = try KeySchedule(key: key, level: level)
      var plaintext = SecretBytes(copying: ciphertext)
      var bytes = plaintext.mutableSpan
      bytes.withUnsafeMutableBytes { bytes in
        iv.withUnsafeBytes { iv in
          guard let base = bytes.baseAddress, let iv = iv.baseAddress else { return }
          Blocks.decryptChain(base, count: bytes.count / blockByteCount, iv: iv, key: schedule)
        }
      }
      switch padding {
      case .none: return plaintext
      case .pkcs7:
        let count = try unpaddedByteCount(plaintext.span)
        return SecretBytes(copying: plaintext.span.extracting(0..<count))
      }
    }

    /// The number of bytes before the padding. The last block's bytes are all looked at, whatever they are.
    private static func unpaddedByteCount(_ plaintext: Span<UInt8>) throws(CryptoError) -> Int {
      let paddingCount = UInt64(plaintext[plaintext.count - 1])
      var isValid = !ConstantTime.isZero(paddingCount) & !ConstantTime.isLess(16, paddingCount)
      for i in 1...blockByteCount {
        let isPadding = !ConstantTime.isLess(paddingCount, UInt64(i))
        let isRight = ConstantTime.equals(UInt64(plaintext[plaintext.count - i]), paddingCount)
        isValid = isValid & (!isPadding | isRight)
      }
      guard isValid.declassified else { throw .invalidPadding }
      return plaintext.count - Int(paddingCount)
    }

    private static func check(iv: Span<UInt8>) throws(CryptoError) {
      guard iv.count == blockByteCount else {
        throw .incorrectParameterSize(parameter: "AES-CBC initialisation vector", found: iv.count, expected: "16")
      }
    }

    private static func checkWholeBlocks(_ bytes: Span<UInt8>, _ name: String) throws(CryptoError) {
      guard bytes.count % blockByteCount == 0 else {
        throw .incorrectParameterSize(parameter: name, found: bytes.count, expected: "a multiple of 16")
      }
    }
  }
}
