#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// What is under way between the parts of four words.
  struct SHA512ScheduleStep {
    typealias Words = __m256i
    typealias HalfWords = __m128i

    private var t15 = Words()
    private var t7 = Words()
    private var left = Words()
    private var right = Words()
    private var t2 = HalfWords()
    private var right19 = HalfWords()
    private var right61 = HalfWords()
    private var left45 = HalfWords()
    private var left3 = HalfWords()

    /// A part of the four words after the sixteen in `a`, `b`, `c`, `d`, in the place of `a`:
    /// W(t-16) + sigma0(W(t-15)) + W(t-7) + sigma1(W(t-2)).
    @inline(__always)
    mutating func part(
      _ i: Int, _ a: inout Words, _ b: Words, _ c: Words, _ d: Words, constants k: UnsafeRawPointer,
      sums: UnsafeMutableRawPointer
    ) {
      switch i {
      case 0:
        t15 = Words(a[1], a[2], a[3], b[0])
        t7 = Words(c[1], c[2], c[3], d[0])
      case 1:
        a = _mm256_add_epi64(a, t7)
        right = _mm256_srli_epi64(t15, 1)
        left = _mm256_slli_epi64(t15, 63)
      case 2:
        t7 = Self.rotated8(t15)
        t15 = _mm256_srli_epi64(t15, 7)
        t15 = _mm256_xor_si256(t15, left)
      case 3:
        right = _mm256_xor_si256(right, t7)
        right = _mm256_xor_si256(right, t15)
        a = _mm256_add_epi64(a, right)
      // Of the four W(t-2), the first two are the last of `d`, and the other two are the first two of the result.
      case 4:
        t2 = HalfWords(d[2], d[3])
        right19 = _mm_srli_epi64(t2, 19)
        right61 = _mm_srli_epi64(t2, 61)
      case 5:
        left45 = _mm_slli_epi64(t2, 45)
        left3 = _mm_slli_epi64(t2, 3)
        t2 = _mm_srli_epi64(t2, 6)
      case 6:
        right19 = _mm_xor_si128(right19, right61)
        left45 = _mm_xor_si128(left45, left3)
        right19 = _mm_xor_si128(right19, t2)
      case 7:
        right19 = _mm_xor_si128(right19, left45)
        a = _mm256_add_epi64(a, Words(right19[0], right19[1], 0, 0))
      case 8:
        t2 = HalfWords(a[0], a[1])
        right19 = _mm_srli_epi64(t2, 19)
        right61 = _mm_srli_epi64(t2, 61)
        left45 = _mm_slli_epi64(t2, 45)
      case 9:
        left3 = _mm_slli_epi64(t2, 3)
        t2 = _mm_srli_epi64(t2, 6)
        right19 = _mm_xor_si128(right19, right61)
      case 10:
        left45 = _mm_xor_si128(left45, left3)
        right19 = _mm_xor_si128(right19, t2)
        right19 = _mm_xor_si128(right19, left45)
      default:
        a = _mm256_add_epi64(a, Words(0, 0, right19[0], right19[1]))
        SHA512Schedule.store(a, k, sums)
      }
    }

    @inline(__always)
    private static func rotated8(_ x: Words) -> Words {
      _mm256_or_si256(_mm256_srli_epi64(x, 8), _mm256_slli_epi64(x, 56))
    }
  }
#endif
