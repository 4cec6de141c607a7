import Processor

extension AES {
  /// Counter mode (NIST SP 800-38A, section 6.5): no authentication; encryption and decryption are the same.
  public enum CTR {
    /// Adds the key stream to `bytes` where they are.
    ///
    /// - Parameters:
    ///   - bytes: The plaintext or the ciphertext.
    ///   - key: 16, 24 or 32 bytes.
    ///   - initialCounter: The first counter block, 16 bytes. It counts up as one big-endian number of 128 bits.
    /// - Throws: `CryptoError.incorrectKeySize` or `CryptoError.incorrectParameterSize`.
    public static func apply(
      inPlace bytes: inout MutableSpan<UInt8>, key: Span<UInt8>, initialCounter: Span<UInt8>
    ) throws(CryptoError) {
      try apply(inPlace: &bytes, key: key, initialCounter: initialCounter, level: Processor.level)
    }

    /// The same by the code of a level that the processor has: tests compare them.
    package static func apply(
      inPlace bytes: inout MutableSpan<UInt8>, key: Span<UInt8>, initialCounter: Span<UInt8>, level: Processor.Level
    ) throws(CryptoError) {
      guard initialCounter.count == blockByteCount else {
        throw .incorrectParameterSize(parameter: "AES-CTR counter", found: initialCounter.count, expected: "16")
      }
      let schedule = try KeySchedule(key: key, level: level)
      var counter: UInt128 = 0
      for i in 0..<blockByteCount { counter = counter << 8 | UInt128(initialCounter[i]) }
      bytes.withUnsafeMutableBytes { bytes in
        guard var position = bytes.baseAddress else { return }
        var left = bytes.count
        // The kernel counts in the last 32 bits only: each pass ends where those would overflow.
        while left > 0 {
          let low = UInt32(truncatingIfNeeded: counter)
          let blocksToWrap = (1 << 32) - Int(low)
          let count = min(left, blocksToWrap * blockByteCount)
          withUnsafeBytes(of: counter.bigEndian) { block in
            Blocks.addKeyStream(
              position, byteCount: count, block: block.baseAddress.unsafelyUnwrapped, key: schedule)
          }
          counter &+= UInt128((count + blockByteCount - 1) / blockByteCount)
          position += count
          left -= count
        }
      }
    }

    /// `data` with the key stream added; see `apply(inPlace:key:initialCounter:)`.
    public static func apply(
      _ data: Span<UInt8>, key: Span<UInt8>, initialCounter: Span<UInt8>
    ) throws(CryptoError) -> [UInt8] {
      var result = [UInt8](copying: data)
      var bytes = result.mutableSpan
      try apply(inPlace: &bytes, key: key, initialCounter: initialCounter)
      return result
    }
  }
}
