#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// What is under way between the parts of four words. With AVX-512 a turn is one instruction, and so is the exclusive or of
  /// three words.
  struct SHA512ScheduleStep {
    typealias Words = __m256i
    typealias HalfWords = __m128i

    private var t15 = Words()
    private var t7 = Words()
    private var t15Turned1 = Words()
    private var t2 = HalfWords()
    private var t2Turned19 = HalfWords()
    private var t2Turned61 = HalfWords()

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
        t15Turned1 = Self.rotated(t15, 1)
        a = _mm256_add_epi64(a, t7)
      case 2:
        t7 = Self.rotated(t15, 8)
        t15 = _mm256_srli_epi64(t15, 7)
      // Of the four W(t-2), the first two are the last of `d`, and the other two are the first two of the result.
      case 3:
        t2 = HalfWords(d[2], d[3])
        t15 = _mm256_xor_si256(_mm256_xor_si256(t15Turned1, t7), t15)
      case 4:
        t2Turned19 = Self.rotated(t2, 19)
        t2Turned61 = Self.rotated(t2, 61)
      case 5:
        t2 = _mm_srli_epi64(t2, 6)
        a = _mm256_add_epi64(a, t15)
      case 6:
        t2 = _mm_xor_si128(_mm_xor_si128(t2Turned19, t2Turned61), t2)
        a = _mm256_add_epi64(a, Words(t2[0], t2[1], 0, 0))
      case 7:
        t2 = HalfWords(a[0], a[1])
        t2Turned19 = Self.rotated(t2, 19)
      case 8:
        t2Turned61 = Self.rotated(t2, 61)
        t2 = _mm_srli_epi64(t2, 6)
      case 9:
        t2 = _mm_xor_si128(_mm_xor_si128(t2Turned19, t2Turned61), t2)
      case 10:
        a = _mm256_add_epi64(a, Words(0, 0, t2[0], t2[1]))
      default:
        SHA512Schedule.store(a, k, sums)
      }
    }

    @inline(__always)
    private static func rotated(_ x: Words, _ count: Int32) -> Words {
      InOrder.value(_mm256_or_si256(_mm256_srli_epi64(x, count), _mm256_slli_epi64(x, 64 &- count)))
    }

    @inline(__always)
    private static func rotated(_ x: HalfWords, _ count: Int32) -> HalfWords {
      InOrder.value(_mm_or_si128(_mm_srli_epi64(x, count), _mm_slli_epi64(x, 64 &- count)))
    }
  }
#endif
