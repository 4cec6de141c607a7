#if arch(x86_64)
  import _Builtin_intrinsics.intel

  extension KernelsX86V3 {
    /// The compression function of SHA-256 (FIPS 180-4, section 6.2.2) with the SHA extensions.
    ///
    /// `h` are the eight words of the chaining value; at `blocks` are `count` blocks of 64 bytes, at any alignment.
    @inline(never)
    public static func sha256Compress(_ h: UnsafeMutableRawPointer, _ blocks: UnsafeRawPointer, count: Int) {
      var state = SHA256State(h)
      var block = blocks
      for _ in 0..<count {
        state.compress(block)
        block += 64
      }
      state.store(to: h)
    }
  }

  /// Four words of a block, or of each of two blocks.
  protocol SHA256Words {
    /// The words that follow `a`, `b`, `c`, `d` in the message schedule.
    static func next(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> Self
  }

  /// The eight variables, or those of two messages.
  protocol SHA256Variables {
    associatedtype Words: SHA256Words

    /// Four rounds with the words `w` and their constants.
    mutating func rounds(_ w: Words, _ k: SIMD4<UInt32>)

    /// The sum, variable by variable, modulo 2^32.
    mutating func add(_ other: Self)
  }

  extension SHA256Variables {
    /// Takes the block whose words are in `a`, `b`, `c`, `d`.
    @inline(__always)
    mutating func compress(_ a: Words, _ b: Words, _ c: Words, _ d: Words) {
      let initial = self
      var (a, b, c, d) = (a, b, c, d)
      // The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
      rounds(a, SIMD4(0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5))
      rounds(b, SIMD4(0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5))
      rounds(c, SIMD4(0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3))
      rounds(d, SIMD4(0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174))
      a = Words.next(a, b, c, d)
      rounds(a, SIMD4(0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc))
      b = Words.next(b, c, d, a)
      rounds(b, SIMD4(0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da))
      c = Words.next(c, d, a, b)
      rounds(c, SIMD4(0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7))
      d = Words.next(d, a, b, c)
      rounds(d, SIMD4(0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967))
      a = Words.next(a, b, c, d)
      rounds(a, SIMD4(0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13))
      b = Words.next(b, c, d, a)
      rounds(b, SIMD4(0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85))
      c = Words.next(c, d, a, b)
      rounds(c, SIMD4(0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3))
      d = Words.next(d, a, b, c)
      rounds(d, SIMD4(0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070))
      a = Words.next(a, b, c, d)
      rounds(a, SIMD4(0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5))
      b = Words.next(b, c, d, a)
      rounds(b, SIMD4(0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3))
      c = Words.next(c, d, a, b)
      rounds(c, SIMD4(0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208))
      d = Words.next(d, a, b, c)
      rounds(d, SIMD4(0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2))
      add(initial)
    }
  }

  extension SIMD4<UInt32>: SHA256Words {
    @inline(__always)
    static func next(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> Self {
      // W(t-16) + sigma0(W(t-15)), then W(t-7), then sigma1(W(t-2)), of which two lanes come from the result itself.
      let sum = Self(_mm_sha256msg1_epu32(a.bits, b.bits)) &+ Self(c[1], c[2], c[3], d[0])
      return Self(_mm_sha256msg2_epu32(sum.bits, d.bits))
    }
  }

  /// The chaining value in the order of SHA256RNDS2: A, B, E, F in one register and C, D, G, H in the other, the first
  /// named in the highest lane.
  struct SHA256State: SHA256Variables {
    typealias Words = SIMD4<UInt32>

    var abef: Words
    var cdgh: Words

    @inline(__always)
    init(_ h: UnsafeRawPointer) {
      let abcd = h.loadUnaligned(as: Words.self)
      let efgh = (h + 16).loadUnaligned(as: Words.self)
      abef = Words(efgh[1], efgh[0], abcd[1], abcd[0])
      cdgh = Words(efgh[3], efgh[2], abcd[3], abcd[2])
    }

    /// The words in the standard's order.
    @inline(__always)
    var abcd: Words { Words(abef[3], abef[2], cdgh[3], cdgh[2]) }

    @inline(__always)
    var efgh: Words { Words(abef[1], abef[0], cdgh[1], cdgh[0]) }

    @inline(__always)
    func store(to h: UnsafeMutableRawPointer) {
      h.storeBytes(of: abcd, as: Words.self)
      (h + 16).storeBytes(of: efgh, as: Words.self)
    }

    @inline(__always)
    mutating func rounds(_ w: Words, _ k: SIMD4<UInt32>) {
      // Two rounds make the new A, B, E, F; the old ones have become C, D, G, H.
      let low = w &+ k
      cdgh = Words(_mm_sha256rnds2_epu32(cdgh.bits, abef.bits, low.bits))
      abef = Words(_mm_sha256rnds2_epu32(abef.bits, cdgh.bits, Words(low[2], low[3], low[2], low[3]).bits))
    }

    @inline(__always)
    mutating func add(_ other: SHA256State) {
      abef &+= other.abef
      cdgh &+= other.cdgh
    }

    /// Takes a block of 64 bytes.
    @inline(__always)
    mutating func compress(_ block: UnsafeRawPointer) {
      @inline(__always) func words(_ offset: Int) -> Words {
        (block + offset).loadUnaligned(as: Words.self).byteSwapped
      }
      compress(words(0), words(16), words(32), words(48))
    }
  }
#endif
