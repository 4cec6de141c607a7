import BigInt

extension P256 {
  /// A number modulo p = 2^256 - 2^224 + 2^192 + 2^96 - 1, kept as its product with R = 2^256 (Montgomery's form) in four
  /// words, least significant first, and always below p.
  struct FieldElement: PrimeFieldElement {
    var w0: UInt64
    var w1: UInt64
    var w2: UInt64
    var w3: UInt64

    /// The words of a number already multiplied by R, below p.
    @inline(__always)
    init(montgomery w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64) {
      self.w0 = w0
      self.w1 = w1
      self.w2 = w2
      self.w3 = w3
    }

    // The words of p; the third is 0.
    private static var p0: UInt64 { 0xffff_ffff_ffff_ffff }
    private static var p1: UInt64 { 0x0000_0000_ffff_ffff }
    private static var p3: UInt64 { 0xffff_ffff_0000_0001 }

    static var byteCount: Int { 32 }
    static var zero: Self { Self(montgomery: 0, 0, 0, 0) }
    /// R mod p.
    static var one: Self {
      Self(montgomery: 1, 0xffff_ffff_0000_0000, 0xffff_ffff_ffff_ffff, 0x0000_0000_ffff_fffe)
    }
    /// R^2 mod p, to bring numbers into Montgomery's form.
    static var rSquared: Self {
      Self(montgomery: 3, 0xffff_fffb_ffff_ffff, 0xffff_ffff_ffff_fffe, 0x0000_0004_ffff_fffd)
    }

    /// R^3 mod p, to bring the inverses of numbers in Montgomery's form back into it.
    private static var rCubed: Self {
      Self(montgomery: 0xffff_fffd_0000_000a, 0xffff_ffed_ffff_fff7, 0x0000_0005_ffff_fffc, 0x0000_0018_0000_0001)
    }

    init?(canonical bytes: Span<UInt8>, at offset: Int) {
      let words: InlineArray<4, UInt64> = BigEndianWords.load(bytes, at: offset, byteCount: Self.byteCount)
      var borrow: UInt64 = 0
      _ = Words.subtract(words[0], Self.p0, &borrow)
      _ = Words.subtract(words[1], Self.p1, &borrow)
      _ = Words.subtract(words[2], 0, &borrow)
      _ = Words.subtract(words[3], Self.p3, &borrow)
      guard Choice(bit: borrow).declassified else { return nil }
      self = Self(montgomery: words[0], words[1], words[2], words[3]) * Self.rSquared
    }

    func store(to bytes: inout MutableSpan<UInt8>, at offset: Int) {
      let plain = leavingMontgomery()
      let words: InlineArray<4, UInt64> = [plain.w0, plain.w1, plain.w2, plain.w3]
      BigEndianWords.store(words, to: &bytes, at: offset, byteCount: Self.byteCount)
    }

    @inline(__always)
    func leavingMontgomery() -> Self { Self.reduce(w0, w1, w2, w3, 0, 0, 0, 0) }

    var isZero: Choice { ConstantTime.isZero(w0 | w1 | w2 | w3) }

    var isOdd: Choice { Choice(bit: leavingMontgomery().w0 & 1) }

    @inline(__always)
    mutating func formUnion(_ other: Self, under mask: UInt64) {
      w0 |= other.w0 & mask
      w1 |= other.w1 & mask
      w2 |= other.w2 & mask
      w3 |= other.w3 & mask
    }

    @inline(__always)
    static func select(_ choice: Choice, _ a: Self, _ b: Self) -> Self {
      Self(
        montgomery: ConstantTime.select(choice, a.w0, b.w0), ConstantTime.select(choice, a.w1, b.w1),
        ConstantTime.select(choice, a.w2, b.w2), ConstantTime.select(choice, a.w3, b.w3))
    }

    @inline(__always)
    static func + (a: Self, b: Self) -> Self {
      var carry: UInt64 = 0
      let s0 = Words.add(a.w0, b.w0, &carry)
      let s1 = Words.add(a.w1, b.w1, &carry)
      let s2 = Words.add(a.w2, b.w2, &carry)
      let s3 = Words.add(a.w3, b.w3, &carry)
      return subtractingPrime(s0, s1, s2, s3, top: carry)
    }

    @inline(__always)
    static func - (a: Self, b: Self) -> Self {
      var borrow: UInt64 = 0
      let d0 = Words.subtract(a.w0, b.w0, &borrow)
      let d1 = Words.subtract(a.w1, b.w1, &borrow)
      let d2 = Words.subtract(a.w2, b.w2, &borrow)
      let d3 = Words.subtract(a.w3, b.w3, &borrow)
      // Where it went below zero, p is added; the carry out of 2^256 cancels the borrow.
      let mask = 0 &- borrow
      var carry: UInt64 = 0
      let r0 = Words.add(d0, mask & p0, &carry)
      let r1 = Words.add(d1, mask & p1, &carry)
      let r2 = Words.add(d2, 0, &carry)
      let r3 = Words.add(d3, mask & p3, &carry)
      return Self(montgomery: r0, r1, r2, r3)
    }

    /// `value + top 2^256` less p if it is p or more, for a value below 2p.
    ///
    /// p is always subtracted, and added back where that went below zero: a masked sum is shorter than a choice between two
    /// numbers, both of which would have to be kept.
    @inline(__always)
    static func subtractingPrime(
      _ s0: UInt64, _ s1: UInt64, _ s2: UInt64, _ s3: UInt64, top: UInt64
    ) -> Self {
      var borrow: UInt64 = 0
      let d0 = Words.subtract(s0, p0, &borrow)
      let d1 = Words.subtract(s1, p1, &borrow)
      let d2 = Words.subtract(s2, 0, &borrow)
      let d3 = Words.subtract(s3, p3, &borrow)
      // 0 - 1 where the difference is negative, else 0: a top word of 1 absorbs the borrow.
      let mask = Words.subtract(top, 0, &borrow)
      var carry: UInt64 = 0
      let r0 = Words.add(d0, mask, &carry)
      let r1 = Words.add(d1, mask & p1, &carry)
      let r2 = Words.add(d2, 0, &carry)
      let r3 = Words.add(d3, mask & p3, &carry)
      return Self(montgomery: r0, r1, r2, r3)
    }

    /// `a + b` less p where the sum needs a 257th bit: below R, but not always below p. It is fit for nothing but to be one
    /// factor of a product, of which the other is below p (see `reduce`).
    @inline(__always)
    static func factor(adding a: Self, _ b: Self) -> Self {
      var carry: UInt64 = 0
      let s0 = Words.add(a.w0, b.w0, &carry)
      let s1 = Words.add(a.w1, b.w1, &carry)
      let s2 = Words.add(a.w2, b.w2, &carry)
      let s3 = Words.add(a.w3, b.w3, &carry)
      let mask = 0 &- carry
      var borrow: UInt64 = 0
      let r0 = Words.subtract(s0, mask, &borrow)
      let r1 = Words.subtract(s1, mask & p1, &borrow)
      let r2 = Words.subtract(s2, 0, &borrow)
      let r3 = Words.subtract(s3, mask & p3, &borrow)
      return Self(montgomery: r0, r1, r2, r3)
    }

    /// Adds `a * b` to the words, and returns the carry into the word above them. The four products become one number of
    /// five words first, which is then added as a second chain: no carry has to be kept from one chain for the other.
    @inline(__always)
    private static func addRow(
      _ t0: inout UInt64, _ t1: inout UInt64, _ t2: inout UInt64, _ t3: inout UInt64, _ a: Self, _ b: UInt64
    ) -> UInt64 {
      let (r0, r1, r2, r3, r4) = row(a, b)
      var carry: UInt64 = 0
      t0 = Words.add(t0, r0, &carry)
      t1 = Words.add(t1, r1, &carry)
      t2 = Words.add(t2, r2, &carry)
      t3 = Words.add(t3, r3, &carry)
      // It fits: (2^256 - 1) (2^64 - 1) + 2^256 - 1 < 2^320.
      return r4 &+ carry
    }

    /// `a * b` in five words.
    @inline(__always)
    private static func row(_ a: Self, _ b: UInt64) -> (UInt64, UInt64, UInt64, UInt64, UInt64) {
      let (l0, h0) = Words.multiply(a.w0, b)
      let (l1, h1) = Words.multiply(a.w1, b)
      let (l2, h2) = Words.multiply(a.w2, b)
      let (l3, h3) = Words.multiply(a.w3, b)
      var carry: UInt64 = 0
      let r1 = Words.add(l1, h0, &carry)
      let r2 = Words.add(l2, h1, &carry)
      let r3 = Words.add(l3, h2, &carry)
      return (l0, r1, r2, r3, h3 &+ carry)
    }

    @inline(__always)
    static func * (a: Self, b: Self) -> Self {
      var (t0, t1, t2, t3, t4) = row(a, b.w0)
      var t5 = addRow(&t1, &t2, &t3, &t4, a, b.w1)
      var t6 = addRow(&t2, &t3, &t4, &t5, a, b.w2)
      let t7 = addRow(&t3, &t4, &t5, &t6, a, b.w3)
      return reduce(t0, t1, t2, t3, t4, t5, t6, t7)
    }

    @inline(__always)
    func squared() -> Self {
      // Each product of two different words counts twice.
      let (l01, h01) = Words.multiply(w0, w1)
      let (l02, h02) = Words.multiply(w0, w2)
      let (l03, h03) = Words.multiply(w0, w3)
      let (l12, h12) = Words.multiply(w1, w2)
      let (l13, h13) = Words.multiply(w1, w3)
      let (l23, h23) = Words.multiply(w2, w3)
      var carry: UInt64 = 0
      let c2 = Words.add(l02, h01, &carry)
      var c3 = Words.add(l03, h02, &carry)
      var c4 = Words.add(l13, h03, &carry)
      var c5 = Words.add(l23, h13, &carry)
      var c6 = h23 &+ carry
      carry = 0
      c3 = Words.add(c3, l12, &carry)
      c4 = Words.add(c4, h12, &carry)
      c5 = Words.add(c5, 0, &carry)
      c6 = c6 &+ carry
      carry = 0
      let d1 = Words.add(l01, l01, &carry)
      let d2 = Words.add(c2, c2, &carry)
      let d3 = Words.add(c3, c3, &carry)
      let d4 = Words.add(c4, c4, &carry)
      let d5 = Words.add(c5, c5, &carry)
      let d6 = Words.add(c6, c6, &carry)
      let d7 = carry
      let (t0, h0) = Words.multiply(w0, w0)
      let (l1, h1) = Words.multiply(w1, w1)
      let (l2, h2) = Words.multiply(w2, w2)
      let (l3, h3) = Words.multiply(w3, w3)
      carry = 0
      let t1 = Words.add(d1, h0, &carry)
      let t2 = Words.add(d2, l1, &carry)
      let t3 = Words.add(d3, h1, &carry)
      let t4 = Words.add(d4, l2, &carry)
      let t5 = Words.add(d5, h2, &carry)
      let t6 = Words.add(d6, l3, &carry)
      let t7 = d7 &+ h3 &+ carry
      return Self.reduce(t0, t1, t2, t3, t4, t5, t6, t7)
    }

    /// Adds `t0 p` to four words and drops the lowest, which becomes 0; returns the new fourth.
    ///
    /// -1/p is 1 modulo 2^64, so the quotient digit is t0 itself, and t0 p = t0 (2^96 + 2^192 (2^64 - 2^32 + 1)) - t0. The
    /// result fits: t0 p + 2^256 - 1 < 2^320. Both products are shifts: t0 (2^64 - 2^32 + 1) is t0 2^64 + t0 - t0 2^32.
    @inline(__always)
    private static func reduceWord(
      _ t0: UInt64, _ t1: inout UInt64, _ t2: inout UInt64, _ t3: inout UInt64
    ) -> UInt64 {
      let left = t0 &<< 32
      let right = t0 &>> 32
      var borrow: UInt64 = 0
      let low = Words.subtract(t0, left, &borrow)
      let high = t0 &- right &- borrow
      var carry: UInt64 = 0
      t1 = Words.add(t1, left, &carry)
      t2 = Words.add(t2, right, &carry)
      t3 = Words.add(t3, low, &carry)
      return high &+ carry
    }

    /// Eight words divided by R modulo p (Montgomery 1985). For the product of a number below R and one below p the sum at
    /// the end is below 2p.
    @inline(__always)
    private static func reduce(
      _ a0: UInt64, _ a1: UInt64, _ a2: UInt64, _ a3: UInt64,
      _ a4: UInt64, _ a5: UInt64, _ a6: UInt64, _ a7: UInt64
    ) -> Self {
      var t0 = a0
      var t1 = a1
      var t2 = a2
      var t3 = a3
      t0 = reduceWord(t0, &t1, &t2, &t3)
      t1 = reduceWord(t1, &t2, &t3, &t0)
      t2 = reduceWord(t2, &t3, &t0, &t1)
      t3 = reduceWord(t3, &t0, &t1, &t2)
      var carry: UInt64 = 0
      t0 = Words.add(t0, a4, &carry)
      t1 = Words.add(t1, a5, &carry)
      t2 = Words.add(t2, a6, &carry)
      t3 = Words.add(t3, a7, &carry)
      return subtractingPrime(t0, t1, t2, t3, top: carry)
    }

    /// 1/a by division steps, in half the time of the power p - 2.
    @inline(never)
    func inverted() -> Self { inverted { $0.inverse(of: $1) } }

    /// The same for public numbers, in variable time.
    @inline(never)
    func invertedVarTime() -> Self { inverted { $0.inverseVarTime(of: $1) } }

    @inline(__always)
    private func inverted(
      by invert: (ModularInversion256, InlineArray<4, UInt64>) -> InlineArray<4, UInt64>
    ) -> Self {
      let modulus = ModularInversion256(modulus: [Self.p0, Self.p1, 0, Self.p3], bitCount: 256)
      var inverse = invert(modulus, [w0, w1, w2, w3])
      let element = Self(montgomery: inverse[0], inverse[1], inverse[2], inverse[3])
      Wipe.zero(&inverse)
      // 1/(a R) R^3 / R = R/a.
      return element * Self.rCubed
    }

    /// The power (p + 1) / 4 = 2^254 - 2^222 + 2^190 + 2^94.
    @inline(never)
    func squareRootCandidate() -> Self {
      // x_k is the power 2^k - 1.
      let x2 = squared() * self
      let x4 = x2.squared(times: 2) * x2
      let x8 = x4.squared(times: 4) * x4
      let x16 = x8.squared(times: 8) * x8
      let x32 = x16.squared(times: 16) * x16
      var result = x32.squared(times: 32) * self
      result = result.squared(times: 96) * self
      return result.squared(times: 94)
    }
  }
}
