#if arch(x86_64)
  import _Builtin_intrinsics.intel

  extension KernelsX86V3 {
    /// Keccak-f[1600] (FIPS 202) on the 25 lanes at `lanes`, with BMI's turns and ANDN; at `constants` are the 24 of iota.
    @inline(never)
    public static func keccak(_ lanes: UnsafeMutableRawPointer, constants: UnsafePointer<UInt64>) {
      KeccakState<UInt64>.permute(lanes.assumingMemoryBound(to: UInt64.self), constants)
    }

    /// Takes `count` blocks of input at `blocks`, at any alignment, each of `wordsPerBlock` words (at most 25): each is added to the
    /// first lanes, and the state permuted.
    @inline(never)
    public static func keccakAbsorb(
      _ lanes: UnsafeMutableRawPointer, _ blocks: UnsafeRawPointer, count: Int, wordsPerBlock: Int,
      constants: UnsafePointer<UInt64>
    ) {
      KeccakState<UInt64>.absorb(
        blocks, count: count, wordsPerBlock: wordsPerBlock, into: lanes.assumingMemoryBound(to: UInt64.self), constants)
    }

    /// The same on four states side by side: at `lanes` are 25 times four words, each time one of every state.
    @inline(never)
    public static func keccakFour(_ lanes: UnsafeMutableRawPointer, constants: UnsafePointer<UInt64>) {
      let lanes = lanes.assumingMemoryBound(to: __m256i.self)
      var state = KeccakState { lanes[$0] }
      state.permute { _mm256_set1_epi64x(Int64(bitPattern: constants[$0])) }
      state.store { lanes[$0] = $1 }
    }
  }

  extension UInt64: KeccakWordLane {
    @inline(__always)
    init(word: UInt64) { self = word }

    @inline(__always)
    var word: UInt64 { self }

    @inline(__always)
    var settled: Self { alone }

    @inline(__always)
    static func xor(_ a: Self, _ b: Self) -> Self { a ^ b }

    @inline(__always)
    static func chi(_ a: Self, _ b: Self, _ c: Self) -> Self { a ^ (~b & c) }

    @inline(__always)
    func turned(_ count: Int32) -> Self {
      let count = Self(truncatingIfNeeded: count)
      return (self &<< count) | (self &>> (64 &- count))
    }
  }

  extension SIMD4<Int64>: KeccakLane {
    @inline(__always)
    static func xor(_ a: Self, _ b: Self) -> Self { _mm256_xor_si256(a, b) }

    @inline(__always)
    static func chi(_ a: Self, _ b: Self, _ c: Self) -> Self { _mm256_xor_si256(a, _mm256_andnot_si256(b, c)) }

    @inline(__always)
    func turned(_ count: Int32) -> Self {
      _mm256_or_si256(_mm256_slli_epi64(self, count), _mm256_srli_epi64(self, 64 &- count))
    }
  }
#endif
