#if arch(x86_64)
  import Builtin
  import _Builtin_intrinsics.intel

  /// The eight variables of SHA-512, half of each round on general registers and half on vectors.
  ///
  /// The rounds' work does not fit into four integer units, and beside the schedule the vector units have room. E to H are
  /// in general registers. A, B and C are in vectors, where VPTERNLOG computes the majority, and the sum of three
  /// turned words, in one instruction each. From A a copy travels back: it has four rounds' time until it is needed as D.
  struct SHA512State {
    typealias Word = __m128i

    /// A, B and C in the low lanes of vectors.
    private var vectors: (a: Word, b: Word, c: Word)
    private var a: UInt64
    private var b: UInt64
    private var c: UInt64
    private var d: UInt64
    private var e: UInt64
    private var f: UInt64
    private var g: UInt64
    private var h: UInt64

    @inline(__always)
    init(_ state: UnsafeRawPointer) {
      let words = state.assumingMemoryBound(to: UInt64.self)
      (a, b, c, d) = (words[0], words[1], words[2], words[3])
      (e, f, g, h) = (words[4], words[5], words[6], words[7])
      vectors = (Self.vector(a), Self.vector(b), Self.vector(c))
    }

    @inline(__always)
    mutating func add(to state: UnsafeMutableRawPointer) {
      let words = state.assumingMemoryBound(to: UInt64.self)
      (a, b, c, d) = (words[0] &+ a, words[1] &+ b, words[2] &+ c, words[3] &+ d)
      (e, f, g, h) = (words[4] &+ e, words[5] &+ f, words[6] &+ g, words[7] &+ h)
      (words[0], words[1], words[2], words[3]) = (a, b, c, d)
      (words[4], words[5], words[6], words[7]) = (e, f, g, h)
      vectors = (Self.vector(a), Self.vector(b), Self.vector(c))
    }

    /// Sixteen rounds with the sums of words and constants at `sums`. `beside` is called with 0 to 47, three times a round.
    @inline(__always)
    mutating func rounds(_ sums: UnsafeRawPointer, beside: (Int) -> Void) {
      fourRounds(sums, 0, beside)
      fourRounds(sums + 32, 12, beside)
      fourRounds(sums + 64, 24, beside)
      fourRounds(sums + 96, 36, beside)
    }

    @inline(__always)
    private mutating func fourRounds(_ sums: UnsafeRawPointer, _ i: Int, _ beside: (Int) -> Void) {
      round(sums, i, beside)
      round(sums + 8, i &+ 3, beside)
      round(sums + 16, i &+ 6, beside)
      round(sums + 24, i &+ 9, beside)
    }

    @inline(__always)
    private mutating func round(_ sum: UnsafeRawPointer, _ i: Int, _ beside: (Int) -> Void) {
      let (va, vb, vc) = vectors
      // T1 grows in H. The two halves of Ch(E, F, G) have no bit in common: they can be added one by one.
      h = InOrder.value(h &+ sum.load(as: UInt64.self))
      let e41 = Self.rotated(e, 41)
      let e18 = Self.rotated(e, 18)
      let chooseG = ~e & g
      let chooseF = InOrder.value(e & f)
      let e41e18 = InOrder.value(e41 ^ e18)
      let e14 = Self.rotated(e, 14)
      beside(i)
      h = InOrder.value(h &+ chooseG)
      let sigma1 = InOrder.value(e41e18 ^ e14)
      let a28 = InOrder.value(Self.rotated(va, 28))
      h = InOrder.value(h &+ chooseF)
      let a34 = InOrder.value(Self.rotated(va, 34))
      // The instruction writes over its first argument: that is C, which nobody needs any more.
      let majority = Self.majority(vc, vb, va)
      let t1 = InOrder.value(h &+ sigma1)
      let a39 = InOrder.value(Self.rotated(va, 39))
      beside(i &+ 1)
      let nextE = InOrder.value(d &+ t1)
      let vectorT1 = InOrder.value(Self.vector(t1))
      let sigma0 = InOrder.value(_mm_xor_si128(_mm_xor_si128(a28, a34), a39))
      let majorityAndT1 = Self.term(_mm_add_epi64(majority, vectorT1))
      let nextA = InOrder.value(_mm_add_epi64(sigma0, majorityAndT1))
      (h, g, f, e) = (g, f, e, nextE)
      (d, c, b, a) = (c, b, a, UInt64(bitPattern: _mm_cvtsi128_si64(nextA)))
      vectors = (nextA, va, vb)
      beside(i &+ 2)
    }

    @inline(__always)
    private static func vector(_ word: UInt64) -> Word { _mm_cvtsi64_si128(Int64(bitPattern: word)) }

    @inline(__always)
    private static func majority(_ x: Word, _ y: Word, _ z: Word) -> Word {
      // Bit i of the table, whose index is made of a bit of each argument: whether two of the three are set.
      let table: Int32 = 0b1110_1000
      let result = Builtin.int_x86_avx512_pternlog_q_128(
        unsafeBitCast(x, to: Builtin.Vec2xInt64.self), unsafeBitCast(y, to: Builtin.Vec2xInt64.self),
        unsafeBitCast(z, to: Builtin.Vec2xInt64.self), table._value)
      return unsafeBitCast(result, to: Word.self)
    }

    /// The same, as a term of a sum that the compiler may not take apart to add in another order. No instruction.
    @inline(__always)
    private static func term(_ x: Word) -> Word {
      let fenced = Builtin.int_arithmetic_fence_Vec2xFPIEEE64(unsafeBitCast(x, to: Builtin.Vec2xFPIEEE64.self))
      return InOrder.value(unsafeBitCast(fenced, to: Word.self))
    }

    @inline(__always)
    private static func rotated(_ x: Word, _ count: Int32) -> Word {
      _mm_or_si128(_mm_srli_epi64(x, count), _mm_slli_epi64(x, 64 &- count))
    }

    @inline(__always)
    private static func rotated(_ x: UInt64, _ count: UInt64) -> UInt64 { (x &>> count) | (x &<< (64 &- count)) }
  }
#endif
