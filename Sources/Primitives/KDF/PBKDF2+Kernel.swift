#if arch(x86_64)
  import KernelsX86V3

  extension PBKDF2 where H == SHA256 {
    /// `output` from the prepared password, with the SHA extensions (`Processor.hasV3`).
    ///
    /// A code is one block for the inner hash and one for the outer, and all that changes in them are the eight words of
    /// the chaining value: no iteration leaves the registers. Blocks of output are made two at a time, in turns.
    static func deriveKeyByKernel(
      _ key: inout HMACKey<SHA256>, salt: Span<UInt8>, iterations: Int, into output: inout MutableSpan<UInt8>
    ) {
      var words = IterationWords(key)
      var index: UInt32 = 1
      var offset = 0
      while offset < output.count {
        let isPair = output.count - offset > SHA256.digestByteCount
        words.first = Block(key, salt, index)
        if isPair { words.second = Block(key, salt, index + 1) }
        withUnsafeMutablePointer(to: &words) { words in
          let words = UnsafeMutableRawPointer(words)
          if isPair {
            KernelsX86V3.pbkdf2SHA256Twice(words, iterations: iterations - 1)
          } else {
            KernelsX86V3.pbkdf2SHA256(words, iterations: iterations - 1)
          }
        }
        words.first.writeSum(to: &output, at: &offset)
        if isPair { words.second.writeSum(to: &output, at: &offset) }
        index &+= 2
      }
      Wipe.zero(&words)
    }

    /// What the kernels take and change.
    private struct IterationWords: BitwiseCopyable {
      var inner: InlineArray<8, UInt32>
      var outer: InlineArray<8, UInt32>
      var first = Block()
      var second = Block()

      init(_ key: HMACKey<SHA256>) { (inner, outer) = (key.inner.chainingValue, key.outer.chainingValue) }
    }

    /// A block of output in the making: the last code, and the sum of all so far.
    private struct Block: BitwiseCopyable {
      private var code = InlineArray<8, UInt32>(repeating: 0)
      private var sum = InlineArray<8, UInt32>(repeating: 0)

      init() {}

      /// After the first iteration of block `index`.
      init(_ key: HMACKey<SHA256>, _ salt: Span<UInt8>, _ index: UInt32) {
        var digest = key.code(of: salt, bigEndian(index).span)
        for i in 0..<32 { code[i / 4] |= UInt32(digest.span[i]) << (24 - 8 * UInt32(i % 4)) }
        sum = code
        Wipe.zero(&digest)
      }

      /// Writes as much as `output` has room for after `offset`, and moves that on.
      func writeSum(to output: inout MutableSpan<UInt8>, at offset: inout Int) {
        let count = min(32, output.count - offset)
        for i in 0..<count {
          output[offset + i] = UInt8(truncatingIfNeeded: sum[i / 4] >> (24 - 8 * UInt32(i % 4)))
        }
        offset += count
      }
    }
  }
#endif
