import BigInt

extension Curve25519 {
  /// A number modulo p = 2^255 - 19, in four words of 64 bits, least significant first.
  ///
  /// Any value below 2^256 may stand for its residue, so sums need no subtraction of p: what runs over 2^256 is folded
  /// back by 2^256 = 38 (mod p). `canonical` gives the one representative below p. Everything here is constant time.
  package struct FieldElement: BitwiseCopyable, Sendable {
    package var w0: UInt64
    package var w1: UInt64
    package var w2: UInt64
    package var w3: UInt64

    @inline(__always)
    package init(_ w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64) {
      self.w0 = w0
      self.w1 = w1
      self.w2 = w2
      self.w3 = w3
    }

    package static var zero: FieldElement { FieldElement(0, 0, 0, 0) }
    package static var one: FieldElement { FieldElement(1, 0, 0, 0) }

    /// The little-endian number in 32 bytes without its highest bit, which RFC 7748 ignores and RFC 8032 uses for the
    /// sign of x.
    init(ignoringTopBitOf bytes: Span<UInt8>) {
      precondition(bytes.count == keyByteCount)
      w0 = Words.load(bytes, at: 0)
      w1 = Words.load(bytes, at: 8)
      w2 = Words.load(bytes, at: 16)
      w3 = Words.load(bytes, at: 24) & 0x7fff_ffff_ffff_ffff
    }

    /// The number of five limbs of 51 bits, each below 2^52 and the sum below 2^256, as the kernels of level v4 have them.
    package init(limbs51 limbs: Span<UInt64>) {
      precondition(limbs.count == 5)
      var sum = UInt128(limbs[0]) &+ UInt128(limbs[1]) &<< 51
      w0 = UInt64(truncatingIfNeeded: sum)
      sum = sum &>> 64 &+ UInt128(limbs[2]) &<< 38
      w1 = UInt64(truncatingIfNeeded: sum)
      sum = sum &>> 64 &+ UInt128(limbs[3]) &<< 25
      w2 = UInt64(truncatingIfNeeded: sum)
      w3 = UInt64(truncatingIfNeeded: sum &>> 64) &+ limbs[4] &<< 12
    }

    /// The five limbs of 51 bits of a number below 2^255.
    var limbs51: [UInt64] {
      let mask: UInt64 = (1 << 51) - 1
      return [
        w0 & mask, (w0 >> 51 | w1 << 13) & mask, (w1 >> 38 | w2 << 26) & mask, (w2 >> 25 | w3 << 39) & mask, w3 >> 12,
      ]
    }

    /// The four words in memory.
    @inline(__always)
    package func withWords<Result>(_ body: (UnsafePointer<UInt64>) -> Result) -> Result {
      withUnsafeBytes(of: self) { body($0.assumingMemoryBound(to: UInt64.self).baseAddress!) }
    }

    /// Writes the canonical value as 32 little-endian bytes.
    func store(to bytes: inout MutableSpan<UInt8>, at offset: Int = 0) {
      let value = canonical
      Words.store(value.w0, to: &bytes, at: offset)
      Words.store(value.w1, to: &bytes, at: offset + 8)
      Words.store(value.w2, to: &bytes, at: offset + 16)
      Words.store(value.w3, to: &bytes, at: offset + 24)
    }

    /// The same residue below p.
    package var canonical: FieldElement {
      // Bit 255 is worth 19: afterwards the value is at most 2^255 - 1 + 19 < 2p.
      var carry: UInt64 = 0
      let r0 = Words.add(w0, (w3 &>> 63) &* 19, &carry)
      let r1 = Words.add(w1, 0, &carry)
      let r2 = Words.add(w2, 0, &carry)
      let r3 = (w3 & 0x7fff_ffff_ffff_ffff) &+ carry
      var borrow: UInt64 = 0
      let s0 = Words.subtract(r0, 0xffff_ffff_ffff_ffed, &borrow)
      let s1 = Words.subtract(r1, 0xffff_ffff_ffff_ffff, &borrow)
      let s2 = Words.subtract(r2, 0xffff_ffff_ffff_ffff, &borrow)
      let s3 = Words.subtract(r3, 0x7fff_ffff_ffff_ffff, &borrow)
      return .select(Choice(bit: borrow), FieldElement(r0, r1, r2, r3), FieldElement(s0, s1, s2, s3))
    }

    /// Whether the four words are the representative below p.
    var isCanonical: Choice {
      let value = canonical
      return ConstantTime.isZero((value.w0 ^ w0) | (value.w1 ^ w1) | (value.w2 ^ w2) | (value.w3 ^ w3))
    }

    /// Whether it is zero modulo p.
    var isZero: Choice {
      let value = canonical
      return ConstantTime.isZero(value.w0 | value.w1 | value.w2 | value.w3)
    }

    /// Whether the canonical value is odd, which is what RFC 8032 calls negative.
    var isNegative: Choice { Choice(bit: canonical.w0 & 1) }

    @inline(__always)
    static func select(_ choice: Choice, _ a: FieldElement, _ b: FieldElement) -> FieldElement {
      FieldElement(
        ConstantTime.select(choice, a.w0, b.w0), ConstantTime.select(choice, a.w1, b.w1),
        ConstantTime.select(choice, a.w2, b.w2), ConstantTime.select(choice, a.w3, b.w3))
    }

    /// Exchanges `a` and `b` when `choice` is true.
    @inline(__always)
    static func swap(_ choice: Choice, _ a: inout FieldElement, _ b: inout FieldElement) {
      let d0 = choice.mask & (a.w0 ^ b.w0)
      let d1 = choice.mask & (a.w1 ^ b.w1)
      let d2 = choice.mask & (a.w2 ^ b.w2)
      let d3 = choice.mask & (a.w3 ^ b.w3)
      a = FieldElement(a.w0 ^ d0, a.w1 ^ d1, a.w2 ^ d2, a.w3 ^ d3)
      b = FieldElement(b.w0 ^ d0, b.w1 ^ d1, b.w2 ^ d2, b.w3 ^ d3)
    }

    @inline(__always)
    package static func + (a: FieldElement, b: FieldElement) -> FieldElement {
      var carry: UInt64 = 0
      let t0 = Words.add(a.w0, b.w0, &carry)
      let t1 = Words.add(a.w1, b.w1, &carry)
      let t2 = Words.add(a.w2, b.w2, &carry)
      let t3 = Words.add(a.w3, b.w3, &carry)
      return folding(t0, t1, t2, t3, carry: carry)
    }

    @inline(__always)
    package static func - (a: FieldElement, b: FieldElement) -> FieldElement {
      var borrow: UInt64 = 0
      let t0 = Words.subtract(a.w0, b.w0, &borrow)
      let t1 = Words.subtract(a.w1, b.w1, &borrow)
      let t2 = Words.subtract(a.w2, b.w2, &borrow)
      let t3 = Words.subtract(a.w3, b.w3, &borrow)
      // A borrow stands for -2^256 = -38.
      let fold = borrow &* 38
      borrow = 0
      let r0 = Words.subtract(t0, fold, &borrow)
      let r1 = Words.subtract(t1, 0, &borrow)
      let r2 = Words.subtract(t2, 0, &borrow)
      let r3 = Words.subtract(t3, 0, &borrow)
      // When that borrowed again the value is at least 2^256 - 38, so its lowest word can lose 38 without borrowing.
      return FieldElement(r0 &- borrow &* 38, r1, r2, r3)
    }

    @inline(__always)
    static prefix func - (a: FieldElement) -> FieldElement { zero - a }

    /// The value of the words and of `carry` (at most 38) times 2^256, below 2^256.
    @inline(__always)
    private static func folding(
      _ t0: UInt64, _ t1: UInt64, _ t2: UInt64, _ t3: UInt64, carry high: UInt64
    ) -> FieldElement {
      var carry: UInt64 = 0
      let r0 = Words.add(t0, high &* 38, &carry)  // at most 38 * 38 = 1444 is added
      let r1 = Words.add(t1, 0, &carry)
      let r2 = Words.add(t2, 0, &carry)
      let r3 = Words.add(t3, 0, &carry)
      // When that carried, fewer than 1444 are left, so the lowest word can take 38 more.
      return FieldElement(r0 &+ carry &* 38, r1, r2, r3)
    }

    /// The 512-bit value of the words, modulo p: t + 2^256 u = t + 38 u.
    @inline(__always)
    private static func reducing(
      _ t0: UInt64, _ t1: UInt64, _ t2: UInt64, _ t3: UInt64, _ u0: UInt64, _ u1: UInt64, _ u2: UInt64, _ u3: UInt64
    ) -> FieldElement {
      var carry: UInt64 = 0
      let r0 = Words.multiplyAdd(u0, 38, t0, &carry)
      let r1 = Words.multiplyAdd(u1, 38, t1, &carry)
      let r2 = Words.multiplyAdd(u2, 38, t2, &carry)
      let r3 = Words.multiplyAdd(u3, 38, t3, &carry)
      return folding(r0, r1, r2, r3, carry: carry)  // the sum is below 39 * 2^256, so the carry is at most 38
    }

    @inline(__always)
    package static func * (a: FieldElement, b: FieldElement) -> FieldElement {
      // Row by row; each row's final carry is the next higher word.
      var c: UInt64 = 0
      let t0 = Words.multiplyAdd(a.w0, b.w0, 0, &c)
      var t1 = Words.multiplyAdd(a.w1, b.w0, 0, &c)
      var t2 = Words.multiplyAdd(a.w2, b.w0, 0, &c)
      var t3 = Words.multiplyAdd(a.w3, b.w0, 0, &c)
      var t4 = c
      c = 0
      t1 = Words.multiplyAdd(a.w0, b.w1, t1, &c)
      t2 = Words.multiplyAdd(a.w1, b.w1, t2, &c)
      t3 = Words.multiplyAdd(a.w2, b.w1, t3, &c)
      t4 = Words.multiplyAdd(a.w3, b.w1, t4, &c)
      var t5 = c
      c = 0
      t2 = Words.multiplyAdd(a.w0, b.w2, t2, &c)
      t3 = Words.multiplyAdd(a.w1, b.w2, t3, &c)
      t4 = Words.multiplyAdd(a.w2, b.w2, t4, &c)
      t5 = Words.multiplyAdd(a.w3, b.w2, t5, &c)
      var t6 = c
      c = 0
      t3 = Words.multiplyAdd(a.w0, b.w3, t3, &c)
      t4 = Words.multiplyAdd(a.w1, b.w3, t4, &c)
      t5 = Words.multiplyAdd(a.w2, b.w3, t5, &c)
      t6 = Words.multiplyAdd(a.w3, b.w3, t6, &c)
      return reducing(t0, t1, t2, t3, t4, t5, t6, c)
    }

    @inline(__always)
    package var squared: FieldElement {
      // The six products of different words once, in words 1 to 6; doubled; then the four squares.
      var c: UInt64 = 0
      let m1 = Words.multiplyAdd(w0, w1, 0, &c)
      let m2 = Words.multiplyAdd(w0, w2, 0, &c)
      var m3 = Words.multiplyAdd(w0, w3, 0, &c)
      var m4 = c
      c = 0
      m3 = Words.multiplyAdd(w1, w2, m3, &c)
      m4 = Words.multiplyAdd(w1, w3, m4, &c)
      var m5 = c
      c = 0
      m5 = Words.multiplyAdd(w2, w3, m5, &c)
      let m6 = c
      let aa = UInt128(w0) &* UInt128(w0)
      let bb = UInt128(w1) &* UInt128(w1)
      let cc = UInt128(w2) &* UInt128(w2)
      let dd = UInt128(w3) &* UInt128(w3)
      var k: UInt64 = 0
      let r1 = Words.add(m1 &<< 1, UInt64(truncatingIfNeeded: aa &>> 64), &k)
      let r2 = Words.add(m2 &<< 1 | m1 &>> 63, UInt64(truncatingIfNeeded: bb), &k)
      let r3 = Words.add(m3 &<< 1 | m2 &>> 63, UInt64(truncatingIfNeeded: bb &>> 64), &k)
      let r4 = Words.add(m4 &<< 1 | m3 &>> 63, UInt64(truncatingIfNeeded: cc), &k)
      let r5 = Words.add(m5 &<< 1 | m4 &>> 63, UInt64(truncatingIfNeeded: cc &>> 64), &k)
      let r6 = Words.add(m6 &<< 1 | m5 &>> 63, UInt64(truncatingIfNeeded: dd), &k)
      let r7 = (m6 &>> 63) &+ UInt64(truncatingIfNeeded: dd &>> 64) &+ k  // the square is below 2^512
      return Self.reducing(UInt64(truncatingIfNeeded: aa), r1, r2, r3, r4, r5, r6, r7)
    }

    /// The product with a number of at most 32 bits.
    @inline(__always)
    func multiplied(by small: UInt32) -> FieldElement {
      var carry: UInt64 = 0
      let r0 = Words.multiplyAdd(w0, UInt64(small), 0, &carry)
      let r1 = Words.multiplyAdd(w1, UInt64(small), 0, &carry)
      let r2 = Words.multiplyAdd(w2, UInt64(small), 0, &carry)
      let r3 = Words.multiplyAdd(w3, UInt64(small), 0, &carry)
      // carry < 2^32, so at most 2^38 is added, and what is left after a second carry is below 2^38.
      return Self.folding(r0, r1, r2, r3, carry: carry)
    }
  }
}
