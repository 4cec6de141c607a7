#if arch(x86_64)
  import KernelsX86V3
  import Processor
#endif

extension PBKDF2 {
  /// The codes that follow `code`, each that of the one before, `count` of them added up in `sum`; false when no kernel
  /// does this for `H`.
  ///
  /// With SHA-256 a code is one block for the inner hash and one for the outer, and all that changes in them are the
  /// eight words of the chaining value: nothing needs to leave the registers.
  @inline(__always)
  static func addIterationsByKernel(
    _ count: Int, of code: H.Digest, under key: HMACKey<H>, to sum: inout MutableSpan<UInt8>
  ) -> Bool {
    #if arch(x86_64)
      guard H.self == SHA256.self, Processor.hasV3 else { return false }
      var words = IterationWords(
        inner: unsafeBitCast(key.inner, to: SHA256.self).chainingValue,
        outer: unsafeBitCast(key.outer, to: SHA256.self).chainingValue, code: InlineArray(repeating: 0),
        sum: InlineArray(repeating: 0))
      for i in 0..<32 { words.code[i / 4] |= UInt32(code.span[i]) << (24 - 8 * UInt32(i % 4)) }
      withUnsafeMutablePointer(to: &words) { words in
        KernelsX86V3.pbkdf2SHA256(UnsafeMutableRawPointer(words), iterations: count)
      }
      for i in 0..<32 { sum[i] ^= UInt8(truncatingIfNeeded: words.sum[i / 4] >> (24 - 8 * UInt32(i % 4))) }
      Wipe.zero(&words)
      return true
    #else
      return false
    #endif
  }
}

#if arch(x86_64)
  /// What the kernel takes and gives.
  private struct IterationWords: BitwiseCopyable {
    var inner: InlineArray<8, UInt32>
    var outer: InlineArray<8, UInt32>
    var code: InlineArray<8, UInt32>
    var sum: InlineArray<8, UInt32>
  }
#endif
