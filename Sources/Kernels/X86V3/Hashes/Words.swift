#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Four words of 32 bits, as the SHA extensions take them.
  extension SIMD4<UInt32> {
    @inline(__always)
    init(_ bits: __m128i) { self = unsafeBitCast(bits, to: Self.self) }

    @inline(__always)
    var bits: __m128i { unsafeBitCast(self, to: __m128i.self) }

    /// Each word with its bytes in the opposite order; one instruction.
    @inline(__always)
    var byteSwapped: Self {
      let order = SIMD16<Int8>(3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)
      return Self(_mm_shuffle_epi8(bits, unsafeBitCast(order, to: __m128i.self)))
    }
  }
#endif
