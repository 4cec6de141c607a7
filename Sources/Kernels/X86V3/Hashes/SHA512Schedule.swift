#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// The message schedule of SHA-512, four words at a time (Gueron and Krasnov, "Parallelizing message schedules to
  /// accelerate the computations of hash functions", 2012).
  ///
  /// The same source is compiled in both modules of kernels (a symbolic link): with AVX-512 a turn is one instruction, and
  /// so is the exclusive or of three words.
  struct SHA512Schedule {
    typealias Words = __m256i

    /// The last sixteen words.
    private var w0: Words
    private var w4: Words
    private var w8: Words
    private var w12: Words

    /// The words of the block at `block`. Each, with its constant added, goes to its place in `sums`, where the rounds
    /// read it: vectors have no way to the general registers that is shorter than memory.
    @inline(__always)
    init(_ block: UnsafeRawPointer, constants k: UnsafeRawPointer, sums: UnsafeMutableRawPointer) {
      w0 = Self.load(block)
      w4 = Self.load(block + 32)
      w8 = Self.load(block + 64)
      w12 = Self.load(block + 96)
      Self.store(w0, k, sums)
      Self.store(w4, k + 32, sums + 32)
      Self.store(w8, k + 64, sums + 64)
      Self.store(w12, k + 96, sums + 96)
    }

    /// The next four words in the place of the oldest, which after sixteen words are again those in `w0`.
    @inline(__always)
    mutating func advance0(constants k: UnsafeRawPointer, sums: UnsafeMutableRawPointer) {
      w0 = Self.next(w0, w4, w8, w12)
      Self.store(w0, k, sums)
    }

    @inline(__always)
    mutating func advance4(constants k: UnsafeRawPointer, sums: UnsafeMutableRawPointer) {
      w4 = Self.next(w4, w8, w12, w0)
      Self.store(w4, k + 32, sums + 32)
    }

    @inline(__always)
    mutating func advance8(constants k: UnsafeRawPointer, sums: UnsafeMutableRawPointer) {
      w8 = Self.next(w8, w12, w0, w4)
      Self.store(w8, k + 64, sums + 64)
    }

    @inline(__always)
    mutating func advance12(constants k: UnsafeRawPointer, sums: UnsafeMutableRawPointer) {
      w12 = Self.next(w12, w0, w4, w8)
      Self.store(w12, k + 96, sums + 96)
    }

    /// Overwrites the sums, whose words are the message's.
    @inline(__always)
    static func wipe(sums: UnsafeMutableRawPointer) {
      for i in 0..<4 { (sums + 32 * i).storeBytes(of: Words(), as: Words.self) }
    }

    @inline(__always)
    private static func load(_ bytes: UnsafeRawPointer) -> Words {
      let order = SIMD32<Int8>(
        7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8)
      return _mm256_shuffle_epi8(bytes.loadUnaligned(as: Words.self), unsafeBitCast(order, to: Words.self))
    }

    @inline(__always)
    private static func store(_ words: Words, _ k: UnsafeRawPointer, _ sums: UnsafeMutableRawPointer) {
      sums.storeBytes(of: _mm256_add_epi64(words, k.loadUnaligned(as: Words.self)), as: Words.self)
    }

    /// The four words after the sixteen in `a`, `b`, `c`, `d`: W(t-16) + sigma0(W(t-15)) + W(t-7) + sigma1(W(t-2)).
    @inline(__always)
    private static func next(_ a: Words, _ b: Words, _ c: Words, _ d: Words) -> Words {
      let t15 = Words(a[1], a[2], a[3], b[0])
      let t7 = Words(c[1], c[2], c[3], d[0])
      let sum = _mm256_add_epi64(_mm256_add_epi64(a, t7), sigma0(t15))
      // Of the four W(t-2), the first two are the last of `d`, and the other two are the first two of the result.
      let low = sigma1(__m128i(d[2], d[3]))
      let half = _mm256_add_epi64(sum, Words(low[0], low[1], 0, 0))
      let high = sigma1(__m128i(half[0], half[1]))
      return _mm256_add_epi64(half, Words(0, 0, high[0], high[1]))
    }

    @inline(__always)
    private static func sigma0(_ x: Words) -> Words {
      _mm256_xor_si256(_mm256_xor_si256(rotated(x, 1), rotated(x, 8)), _mm256_srli_epi64(x, 7))
    }

    @inline(__always)
    private static func sigma1(_ x: __m128i) -> __m128i {
      _mm_xor_si128(_mm_xor_si128(rotated(x, 19), rotated(x, 61)), _mm_srli_epi64(x, 6))
    }

    @inline(__always)
    private static func rotated(_ x: Words, _ count: Int32) -> Words {
      _mm256_or_si256(_mm256_srli_epi64(x, count), _mm256_slli_epi64(x, 64 &- count))
    }

    @inline(__always)
    private static func rotated(_ x: __m128i, _ count: Int32) -> __m128i {
      _mm_or_si128(_mm_srli_epi64(x, count), _mm_slli_epi64(x, 64 &- count))
    }
  }
#endif
