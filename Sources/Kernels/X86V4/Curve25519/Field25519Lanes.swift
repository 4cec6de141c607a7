#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// A vector of 64-bit lanes with AVX-512's 52-bit multiplication (IFMA): 4 lanes in a YMM register, 8 in a ZMM register.
  protocol Field25519Lanes: SIMD where Scalar == Int64 {
    /// `sum` plus the low 52 bits of `a * b`, of which only the low 52 bits count.
    static func addingLow(_ sum: Self, _ a: Self, _ b: Self) -> Self
    /// `sum` plus the high 52 bits of the 104-bit product of the low 52 bits of `a` and `b`.
    static func addingHigh(_ sum: Self, _ a: Self, _ b: Self) -> Self
    /// The low 64 bits of each product.
    static func product(_ a: Self, _ b: Self) -> Self
    /// Each lane, unsigned, without its lowest 51 bits.
    static func above51(_ a: Self) -> Self
  }

  extension SIMD4: Field25519Lanes where Scalar == Int64 {
    // The forms with a mask are functions, the plain ones macros, which Swift does not see. A mask of ones folds away.
    @inline(__always)
    static func addingLow(_ sum: Self, _ a: Self, _ b: Self) -> Self { _mm256_mask_madd52lo_epu64(sum, 0xff, a, b) }
    @inline(__always)
    static func addingHigh(_ sum: Self, _ a: Self, _ b: Self) -> Self { _mm256_mask_madd52hi_epu64(sum, 0xff, a, b) }
    @inline(__always)
    static func product(_ a: Self, _ b: Self) -> Self { _mm256_mullo_epi64(a, b) }
    @inline(__always)
    static func above51(_ a: Self) -> Self { _mm256_srli_epi64(a, 51) }
  }

  extension SIMD8: Field25519Lanes where Scalar == Int64 {
    @inline(__always)
    static func addingLow(_ sum: Self, _ a: Self, _ b: Self) -> Self { _mm512_madd52lo_epu64(sum, a, b) }
    @inline(__always)
    static func addingHigh(_ sum: Self, _ a: Self, _ b: Self) -> Self { _mm512_madd52hi_epu64(sum, a, b) }
    @inline(__always)
    static func product(_ a: Self, _ b: Self) -> Self { _mm512_mullo_epi64(a, b) }
    @inline(__always)
    static func above51(_ a: Self) -> Self { _mm512_srli_epi64(a, 51) }
  }
#endif
