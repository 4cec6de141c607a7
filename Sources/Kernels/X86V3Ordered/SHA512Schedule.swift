#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// The message schedule of SHA-512, four words at a time (Gueron and Krasnov, "Parallelizing message schedules to
  /// accelerate the computations of hash functions", 2012), in parts of two to four instructions to stand between those of
  /// the rounds. The same source is compiled in both modules of ordered kernels (a symbolic link).
  ///
  /// The rounds read the words from memory, each with its constant added: vectors have no shorter way to the general registers.
  struct SHA512Schedule {
    typealias Words = __m256i

    /// The last sixteen words.
    private var w0: Words
    private var w4: Words
    private var w8: Words
    private var w12: Words
    private var step = SHA512ScheduleStep()

    /// The words of the block at `block`.
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

    /// One of the 48 parts, in this order, of the next sixteen words, whose constants are at `k`. Parts 12 i to 12 i + 11 are
    /// words 4 i to 4 i + 3; the last of them writes their sums over those from sixteen rounds ago.
    @inline(__always)
    mutating func advance(_ part: Int, constants k: UnsafeRawPointer, sums: UnsafeMutableRawPointer) {
      InOrder.fence()
      switch part / 12 {
      case 0: step.part(part, &w0, w4, w8, w12, constants: k, sums: sums)
      case 1: step.part(part &- 12, &w4, w8, w12, w0, constants: k + 32, sums: sums + 32)
      case 2: step.part(part &- 24, &w8, w12, w0, w4, constants: k + 64, sums: sums + 64)
      default: step.part(part &- 36, &w12, w0, w4, w8, constants: k + 96, sums: sums + 96)
      }
      InOrder.fence()
    }

    /// Overwrites the sums, whose words are the message's.
    @inline(__always)
    static func wipe(sums: UnsafeMutableRawPointer) {
      for i in 0..<4 { (sums + 32 &* i).storeBytes(of: Words(), as: Words.self) }
    }

    @inline(__always)
    private static func load(_ bytes: UnsafeRawPointer) -> Words {
      let order = SIMD32<Int8>(
        7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8)
      return _mm256_shuffle_epi8(bytes.loadUnaligned(as: Words.self), unsafeBitCast(order, to: Words.self))
    }

    @inline(__always)
    static func store(_ words: Words, _ k: UnsafeRawPointer, _ sums: UnsafeMutableRawPointer) {
      sums.storeBytes(of: _mm256_add_epi64(words, k.loadUnaligned(as: Words.self)), as: Words.self)
    }
  }
#endif
