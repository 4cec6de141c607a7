#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// A number modulo 2¹³⁰ - 5 in two words of 64 bits and what is above them: Poly1305 (RFC 8439, section 2.5) block by block.
  ///
  /// Between operations the number is below 2¹³⁰ + 2⁶⁷, so that its last word is at most 4.
  struct Poly1305Words {
    private(set) var word0: UInt64
    private(set) var word1: UInt64
    private(set) var word2: UInt64

    /// r, clamped: both words are below 2⁶⁰ and the upper one is a multiple of 4, whose product with 2¹²⁸ is 5/4 of it.
    struct Multiplier {
      let word0: UInt64
      let word1: UInt64
      let wrapped1: UInt64

      /// Clamps 16 bytes.
      @inline(__always)
      init(_ bytes: UnsafeRawPointer) {
        word0 = bytes.loadUnaligned(as: UInt64.self) & 0x0fff_fffc_0fff_ffff
        word1 = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & 0x0fff_fffc_0fff_fffc
        wrapped1 = word1 &+ (word1 &>> 2)
      }
    }

    @inline(__always)
    init() { (word0, word1, word2) = (0, 0, 0) }

    @inline(__always)
    init(_ r: Multiplier) { (word0, word1, word2) = (r.word0, r.word1, 0) }

    /// A number of limbs of 44 bits and more: below 2⁶³, 2⁶³ and 2⁶².
    @inline(__always)
    init(limbs limb0: UInt64, _ limb1: UInt64, _ limb2: UInt64) {
      let sum1 = limb1 &+ (limb0 &>> 44)
      let sum2 = limb2 &+ (sum1 &>> 44)
      word0 = (limb0 & ((1 << 44) - 1)) | (sum1 &<< 44)
      word1 = ((sum1 & ((1 << 44) - 1)) &>> 20) | (sum2 &<< 24)
      word2 = (sum2 &>> 40) & 3
      add((sum2 &>> 42) &* 5, 0, 0)
    }

    /// Limbs of 44, 44 and a little more than 42 bits.
    @inline(__always)
    var limbs: (UInt64, UInt64, UInt64) {
      let mask44: UInt64 = (1 << 44) - 1
      return (word0 & mask44, ((word0 &>> 44) | (word1 &<< 20)) & mask44, (word1 &>> 24) | (word2 &<< 40))
    }

    @inline(__always)
    private mutating func add(_ x0: UInt64, _ x1: UInt64, _ x2: UInt64) {
      var (sum0, sum1, sum2): (UInt64, UInt64, UInt64) = (0, 0, 0)
      let carry0 = _addcarry_u64(0, word0, x0, &sum0)
      let carry1 = _addcarry_u64(carry0, word1, x1, &sum1)
      _ = _addcarry_u64(carry1, word2, x2, &sum2)
      (word0, word1, word2) = (sum0, sum1, sum2)
    }

    /// The last word may be as large as 6.
    @inline(__always)
    mutating func multiply(_ r: Multiplier) {
      // Each product of words is below 2¹²⁴·5/4, the product of the last word below 2⁶³.
      let (x0, x1) = (UInt128(word0), UInt128(word1))
      let product0 = x0 &* UInt128(r.word0) &+ x1 &* UInt128(r.wrapped1)
      let product1 =
        x0 &* UInt128(r.word1) &+ x1 &* UInt128(r.word0) &+ UInt128(word2 &* r.wrapped1) &+ (product0 &>> 64)
      let product2 = word2 &* r.word0 &+ UInt64(truncatingIfNeeded: product1 &>> 64)
      // What is above 2¹³⁰ returns five times: four quarters and a quarter of product2 without its two low bits.
      (word0, word1) = (UInt64(truncatingIfNeeded: product0), UInt64(truncatingIfNeeded: product1))
      word2 = product2 & 3
      add((product2 & ~3) &+ (product2 &>> 2), 0, 0)
    }

    /// Takes a block of two words.
    @inline(__always)
    mutating func absorb(_ low: UInt64, _ high: UInt64, _ r: Multiplier) {
      add(low, high, 1)
      multiply(r)
    }

    /// Takes `count` bytes, whole blocks, and goes on behind them.
    @inline(__always)
    mutating func absorb(_ bytes: inout UnsafeRawPointer, _ count: Int, _ r: Multiplier) {
      let end = bytes + count
      while bytes < end {
        absorb(bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self), r)
        bytes += 16
      }
    }

    /// The tag: the number's remainder, plus the pad, modulo 2¹²⁸.
    @inline(__always)
    func tag(pad: UInt128) -> UInt128 {
      // Adding 5 carries to 2¹³⁰ from 2¹³⁰ - 5 on.
      var reduced = self
      reduced.add(5, 0, 0)
      let mask = 0 &- (reduced.word2 &>> 2)
      let low = (word0 & ~mask) | (reduced.word0 & mask)
      let high = (word1 & ~mask) | (reduced.word1 & mask)
      return (UInt128(high) &<< 64 | UInt128(low)) &+ pad
    }
  }
#endif
