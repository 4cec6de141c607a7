#if arch(x86_64)
  import Builtin
  import _Builtin_intrinsics.intel

  extension KernelsX86V4 {
    /// Keccak-f[1600] (FIPS 202) on the 25 lanes at `lanes`; at `constants` are the 24 of iota.
    ///
    /// One lane to a register: half of each stands empty, yet 32 of them hold the whole state, VPTERNLOG does two
    /// operations at once, and VPROLQ turns without a copy.
    @inline(never)
    public static func keccak(_ lanes: UnsafeMutableRawPointer, constants: UnsafePointer<UInt64>) {
      KeccakState<SIMD2<Int64>>.permute(lanes.assumingMemoryBound(to: UInt64.self), constants)
    }

    /// Takes blocks of input; the arguments are those of `KernelsX86V3.keccakAbsorb`.
    @inline(never)
    public static func keccakAbsorb(
      _ lanes: UnsafeMutableRawPointer, _ blocks: UnsafeRawPointer, count: Int, wordsPerBlock: Int,
      constants: UnsafePointer<UInt64>
    ) {
      KeccakState<SIMD2<Int64>>.absorb(
        blocks, count: count, wordsPerBlock: wordsPerBlock, into: lanes.assumingMemoryBound(to: UInt64.self), constants)
    }

    /// The same on eight states side by side: at `lanes` are 25 times eight words, each time one of every state.
    @inline(never)
    public static func keccakEight(_ lanes: UnsafeMutableRawPointer, constants: UnsafePointer<UInt64>) {
      let lanes = lanes.assumingMemoryBound(to: __m512i.self)
      var state = KeccakState { lanes[$0] }
      state.permute { _mm512_set1_epi64(Int64(bitPattern: constants[$0])) }
      state.store { lanes[$0] = $1 }
    }
  }

  // VPTERNLOG's tables: bit 4a + 2b + c is the result for bits a, b and c of the three arguments.
  private let chiTable: Int32 = 0b1101_0010

  extension SIMD2<Int64>: KeccakLane, KeccakWordLane {
    private typealias Raw = Builtin.Vec2xInt64

    @inline(__always)
    init(word: UInt64) { self = _mm_cvtsi64_si128(Int64(bitPattern: word)) }

    @inline(__always)
    var word: UInt64 { UInt64(bitPattern: self[0]) }

    @inline(__always)
    private var raw: Raw { unsafeBitCast(self, to: Raw.self) }

    @inline(__always)
    static func xor(_ a: Self, _ b: Self) -> Self { _mm_xor_si128(a, b) }

    @inline(__always)
    static func chi(_ a: Self, _ b: Self, _ c: Self) -> Self {
      unsafeBitCast(Builtin.int_x86_avx512_pternlog_q_128(a.raw, b.raw, c.raw, chiTable._value), to: Self.self)
    }

    @inline(__always)
    func turned(_ count: Int32) -> Self {
      _mm_or_si128(_mm_slli_epi64(self, count), _mm_srli_epi64(self, 64 &- count))
    }
  }

  extension SIMD8<Int64>: KeccakLane {
    private typealias Raw = Builtin.Vec8xInt64

    @inline(__always)
    private var raw: Raw { unsafeBitCast(self, to: Raw.self) }

    @inline(__always)
    static func xor(_ a: Self, _ b: Self) -> Self { _mm512_xor_si512(a, b) }

    @inline(__always)
    static func chi(_ a: Self, _ b: Self, _ c: Self) -> Self {
      unsafeBitCast(Builtin.int_x86_avx512_pternlog_q_512(a.raw, b.raw, c.raw, chiTable._value), to: Self.self)
    }

    @inline(__always)
    func turned(_ count: Int32) -> Self {
      let count = UInt32(bitPattern: count)
      return _mm512_or_si512(_mm512_slli_epi64(self, count), _mm512_srli_epi64(self, 64 &- count))
    }
  }
#endif
