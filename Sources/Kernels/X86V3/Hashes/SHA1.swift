#if arch(x86_64)
  import Builtin
  import _Builtin_intrinsics.intel

  extension KernelsX86V3 {
    /// The compression function of SHA-1 (FIPS 180-4, section 6.1.2) with the SHA extensions.
    ///
    /// `h` are the five words of the chaining value; at `blocks` are `count` blocks of 64 bytes, at any alignment.
    @inline(never)
    public static func sha1Compress(_ h: UnsafeMutableRawPointer, _ blocks: UnsafeRawPointer, count: Int) {
      var state = SHA1State(h)
      var block = blocks
      for _ in 0..<count {
        state.compress(block)
        block += 64
      }
      state.store(to: h)
    }
  }

  /// The chaining value in the order of SHA1RNDS4: A, B, C, D in one register, A in the highest lane, and E alone in the
  /// highest lane of another.
  private struct SHA1State {
    typealias Words = SIMD4<UInt32>

    /// Which function and constant four rounds have: those of rounds 0 to 19, 20 to 39 and so on.
    enum Quarter { case first, second, third, fourth }

    var abcd: Words
    var e: Words

    @inline(__always)
    init(_ h: UnsafeRawPointer) {
      let words = h.loadUnaligned(as: Words.self)
      abcd = Words(words[3], words[2], words[1], words[0])
      e = Words(0, 0, 0, (h + 16).loadUnaligned(as: UInt32.self))
    }

    @inline(__always)
    func store(to h: UnsafeMutableRawPointer) {
      h.storeBytes(of: Words(abcd[3], abcd[2], abcd[1], abcd[0]), as: Words.self)
      (h + 16).storeBytes(of: e[3], as: UInt32.self)
    }

    /// Four words, the first in the highest lane.
    @inline(__always)
    private static func load(_ bytes: UnsafeRawPointer) -> Words {
      let order = SIMD16<Int8>(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
      return Words(_mm_shuffle_epi8(bytes.loadUnaligned(as: __m128i.self), unsafeBitCast(order, to: __m128i.self)))
    }

    /// The four words that follow `a`, `b`, `c`, `d` in the message schedule.
    @inline(__always)
    private static func next(_ a: Words, _ b: Words, _ c: Words, _ d: Words) -> Words {
      let sum = Words(_mm_sha1msg1_epu32(a.bits, b.bits)) ^ c
      return Words(_mm_sha1msg2_epu32(sum.bits, d.bits))
    }

    /// Four rounds with the words `w`. `e` holds the A of four rounds ago, from which SHA1NEXTE makes this round's E.
    @inline(__always)
    private mutating func rounds(_ w: Words, _ quarter: Quarter) {
      step(Words(_mm_sha1nexte_epu32(e.bits, w.bits)), quarter)
    }

    @inline(__always)
    private mutating func step(_ eAndWords: Words, _ quarter: Quarter) {
      let state = unsafeBitCast(abcd, to: Builtin.Vec4xInt32.self)
      let words = unsafeBitCast(eAndWords, to: Builtin.Vec4xInt32.self)
      e = abcd
      // The instruction holds the quarter's number as a constant.
      let result =
        switch quarter {
        case .first: Builtin.int_x86_sha1rnds4(state, words, (0 as Int8)._value)
        case .second: Builtin.int_x86_sha1rnds4(state, words, (1 as Int8)._value)
        case .third: Builtin.int_x86_sha1rnds4(state, words, (2 as Int8)._value)
        case .fourth: Builtin.int_x86_sha1rnds4(state, words, (3 as Int8)._value)
        }
      abcd = unsafeBitCast(result, to: Words.self)
    }

    @inline(__always)
    mutating func compress(_ block: UnsafeRawPointer) {
      let initial = self
      var a = Self.load(block)
      var b = Self.load(block + 16)
      var c = Self.load(block + 32)
      var d = Self.load(block + 48)
      step(e &+ a, .first)
      rounds(b, .first)
      rounds(c, .first)
      rounds(d, .first)
      advance(&a, b, c, d, .first)
      advance(&b, c, d, a, .second)
      advance(&c, d, a, b, .second)
      advance(&d, a, b, c, .second)
      advance(&a, b, c, d, .second)
      advance(&b, c, d, a, .second)
      advance(&c, d, a, b, .third)
      advance(&d, a, b, c, .third)
      advance(&a, b, c, d, .third)
      advance(&b, c, d, a, .third)
      advance(&c, d, a, b, .third)
      advance(&d, a, b, c, .fourth)
      advance(&a, b, c, d, .fourth)
      advance(&b, c, d, a, .fourth)
      advance(&c, d, a, b, .fourth)
      advance(&d, a, b, c, .fourth)
      // The last A of four rounds ago, turned, is E.
      e = Words(_mm_sha1nexte_epu32(e.bits, initial.e.bits))
      abcd &+= initial.abcd
    }

    /// The next four words into `a`, and four rounds with them.
    @inline(__always)
    private mutating func advance(_ a: inout Words, _ b: Words, _ c: Words, _ d: Words, _ quarter: Quarter) {
      a = Self.next(a, b, c, d)
      rounds(a, quarter)
    }
  }
#endif
