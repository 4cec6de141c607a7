#if arch(x86_64)
  import Builtin
  import _Builtin_intrinsics.intel

  extension KernelsX86V4 {
    /// The compression function of SHA-512 (FIPS 180-4, section 6.4.2), half of each round on general registers and half on
    /// vectors.
    ///
    /// The rounds' work does not fit into four integer units, and beside the schedule the vector units have room. E to H are
    /// in general registers. A, B and C are in vectors, where VPTERNLOG computes the majority, and the sum of three
    /// turned words, in one instruction each. From A a copy travels back: it has four rounds' time until it is needed as D.
    ///
    /// The arguments are those of `KernelsX86V3.sha512Compress`.
    @inline(never)
    public static func sha512Compress(
      _ h: UnsafeMutableRawPointer, _ blocks: UnsafeRawPointer, count: Int, constants k: UnsafeRawPointer,
      scratch: UnsafeMutableRawPointer
    ) {
      var block = blocks
      for _ in 0..<count {
        var state = SHA512State(h)
        var schedule = SHA512Schedule(block, constants: k, sums: scratch)
        var k = k
        for _ in 0..<4 {
          k += 128
          state.rounds(scratch)
          schedule.advance0(constants: k, sums: scratch)
          state.rounds(scratch + 32)
          schedule.advance4(constants: k, sums: scratch)
          state.rounds(scratch + 64)
          schedule.advance8(constants: k, sums: scratch)
          state.rounds(scratch + 96)
          schedule.advance12(constants: k, sums: scratch)
        }
        state.rounds(scratch)
        state.rounds(scratch + 32)
        state.rounds(scratch + 64)
        state.rounds(scratch + 96)
        state.add(to: h)
        block += 128
      }
      SHA512Schedule.wipe(sums: scratch)
    }
  }

  private struct SHA512State {
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
    func add(to state: UnsafeMutableRawPointer) {
      let words = state.assumingMemoryBound(to: UInt64.self)
      words[0] &+= a
      words[1] &+= b
      words[2] &+= c
      words[3] &+= d
      words[4] &+= e
      words[5] &+= f
      words[6] &+= g
      words[7] &+= h
    }

    /// Four rounds with the sums of words and constants at `sums`.
    @inline(__always)
    mutating func rounds(_ sums: UnsafeRawPointer) {
      round(sums.load(as: UInt64.self))
      round((sums + 8).load(as: UInt64.self))
      round((sums + 16).load(as: UInt64.self))
      round((sums + 24).load(as: UInt64.self))
    }

    @inline(__always)
    private mutating func round(_ constantAndWord: UInt64) {
      // The two halves of Ch(e, f, g) have no bit in common: they can be added one by one, and what takes longest comes last.
      let t1 =
        h &+ constantAndWord &+ (e & f) &+ (~e & g) &+ (rotated(e, 14) ^ rotated(e, 18) ^ rotated(e, 41))
      let (va, vb, vc) = vectors
      // Only two of the vector units turn, and a turn takes two cycles: the sum of the three turned words is there last.
      let sum0 = _mm_xor_si128(_mm_xor_si128(rotated(va, 28), rotated(va, 34)), rotated(va, 39))
      let next = _mm_add_epi64(sum0, Self.inOrder(_mm_add_epi64(Self.majority(vc, vb, va), Self.vector(t1))))
      (h, g, f, e) = (g, f, e, d &+ t1)
      (d, c, b, a) = (c, b, a, UInt64(bitPattern: _mm_cvtsi128_si64(next)))
      vectors = (next, va, vb)
    }

    @inline(__always)
    private static func vector(_ word: UInt64) -> Word { _mm_cvtsi64_si128(Int64(bitPattern: word)) }

    /// The instruction writes over its first argument: that should be C, which nobody needs any more.
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
    private static func inOrder(_ x: Word) -> Word {
      let fenced = Builtin.int_arithmetic_fence_Vec2xFPIEEE64(unsafeBitCast(x, to: Builtin.Vec2xFPIEEE64.self))
      return unsafeBitCast(fenced, to: Word.self)
    }

    @inline(__always)
    private func rotated(_ x: Word, _ count: Int32) -> Word {
      _mm_or_si128(_mm_srli_epi64(x, count), _mm_slli_epi64(x, 64 &- count))
    }

    @inline(__always)
    private func rotated(_ x: UInt64, _ count: UInt64) -> UInt64 { (x &>> count) | (x &<< (64 &- count)) }
  }
#endif
