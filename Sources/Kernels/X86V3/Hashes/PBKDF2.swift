#if arch(x86_64)
  extension KernelsX86V3 {
    /// The iterations of PBKDF2 (RFC 8018, section 5.2) with HMAC-SHA-256: each code is that of the one before.
    ///
    /// At `words` are four times eight words of 32 bits: the chaining values after the inner and the outer padded key, the
    /// last code, and the sum (exclusive or) of codes, to which `iterations` more are added. The last two change.
    @inline(never)
    public static func pbkdf2SHA256(_ words: UnsafeMutableRawPointer, iterations: Int) {
      typealias Words = SIMD4<UInt32>
      let inner = SHA256State(words)
      let outer = SHA256State(words + 32)
      var code = SHA256State(words + 64)
      var sum = SHA256State(words + 96)
      // The rest of each block: the one bit, and the length in bits of a padded key and a digest.
      let padding = Words(0x8000_0000, 0, 0, 0)
      let length = Words(0, 0, 0, (64 + 32) * 8)
      for _ in 0..<iterations {
        var state = inner
        state.compress(SHA256Words(code.abcd, code.efgh, padding, length))
        code = outer
        code.compress(SHA256Words(state.abcd, state.efgh, padding, length))
        sum.abef ^= code.abef
        sum.cdgh ^= code.cdgh
      }
      code.store(to: words + 64)
      sum.store(to: words + 96)
    }
  }
#endif
