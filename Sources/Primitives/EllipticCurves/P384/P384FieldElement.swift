import BigInt

extension P384 {
  /// A number modulo p = 2^384 - 2^128 - 2^96 + 2^32 - 1, kept as its product with R = 2^384 (Montgomery's form) in six
  /// words, least significant first, and always below p.
  struct FieldElement: PrimeFieldElement {
    var w0: UInt64
    var w1: UInt64
    var w2: UInt64
    var w3: UInt64
    var w4: UInt64
    var w5: UInt64

    /// The words of a number already multiplied by R, below p.
    @inline(__always)
    init(montgomery w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64, _ w4: UInt64, _ w5: UInt64) {
      self.w0 = w0
      self.w1 = w1
      self.w2 = w2
      self.w3 = w3
      self.w4 = w4
      self.w5 = w5
    }

    // The words of p; the upper three are all ones.
    private static var p0: UInt64 { 0x0000_0000_ffff_ffff }
    private static var p1: UInt64 { 0xffff_ffff_0000_0000 }
    private static var p2: UInt64 { 0xffff_ffff_ffff_fffe }
    private static var ones: UInt64 { .max }

    static var byteCount: Int { 48 }
    static var zero: Self { Self(montgomery: 0, 0, 0, 0, 0, 0) }
    /// R mod p.
    static var one: Self { Self(montgomery: 0xffff_ffff_0000_0001, 0x0000_0000_ffff_ffff, 1, 0, 0, 0) }
    /// R^2 mod p, to bring numbers into Montgomery's form.
    static var rSquared: Self {
      Self(
        montgomery: 0xffff_fffe_0000_0001, 0x0000_0002_0000_0000, 0xffff_fffe_0000_0000, 0x0000_0002_0000_0000, 1, 0)
    }

    /// R^3 mod p, to bring inverses of numbers in Montgomery's form back into it.
    private static var rCubed: Self {
      Self(
        montgomery: 0xffff_fffc_0000_0002, 0x0000_0003_0000_0002, 0xffff_fffc_ffff_fffe,
        0x0000_0003_0000_0005, 0xffff_fffd_ffff_fffd, 0x0000_0003_0000_0002)
    }

    init?(canonical bytes: Span<UInt8>, at offset: Int) {
      let w: InlineArray<6, UInt64> = BigEndianWords.load(bytes, at: offset, byteCount: Self.byteCount)
      var borrow: UInt64 = 0
      _ = Words.subtract(w[0], Self.p0, &borrow)
      _ = Words.subtract(w[1], Self.p1, &borrow)
      _ = Words.subtract(w[2], Self.p2, &borrow)
      for i in 3..<6 { _ = Words.subtract(w[i], Self.ones, &borrow) }
      guard Choice(bit: borrow).declassified else { return nil }
      self = Self(montgomery: w[0], w[1], w[2], w[3], w[4], w[5]) * Self.rSquared
    }

    func store(to bytes: inout MutableSpan<UInt8>, at offset: Int) {
      let plain = leavingMontgomery()
      let words: InlineArray<6, UInt64> = [plain.w0, plain.w1, plain.w2, plain.w3, plain.w4, plain.w5]
      BigEndianWords.store(words, to: &bytes, at: offset, byteCount: Self.byteCount)
    }

    func leavingMontgomery() -> Self { self * Self(montgomery: 1, 0, 0, 0, 0, 0) }

    var isZero: Choice { ConstantTime.isZero(w0 | w1 | w2 | w3 | w4 | w5) }

    var isOdd: Choice { Choice(bit: leavingMontgomery().w0 & 1) }

    @inline(__always)
    mutating func formUnion(_ other: Self, under mask: UInt64) {
      w0 |= other.w0 & mask
      w1 |= other.w1 & mask
      w2 |= other.w2 & mask
      w3 |= other.w3 & mask
      w4 |= other.w4 & mask
      w5 |= other.w5 & mask
    }

    @inline(__always)
    static func select(_ choice: Choice, _ a: Self, _ b: Self) -> Self {
      Self(
        montgomery: ConstantTime.select(choice, a.w0, b.w0), ConstantTime.select(choice, a.w1, b.w1),
        ConstantTime.select(choice, a.w2, b.w2), ConstantTime.select(choice, a.w3, b.w3),
        ConstantTime.select(choice, a.w4, b.w4), ConstantTime.select(choice, a.w5, b.w5))
    }

    @inline(__always)
    static func + (a: Self, b: Self) -> Self {
      var carry: UInt64 = 0
      let s0 = Words.add(a.w0, b.w0, &carry)
      let s1 = Words.add(a.w1, b.w1, &carry)
      let s2 = Words.add(a.w2, b.w2, &carry)
      let s3 = Words.add(a.w3, b.w3, &carry)
      let s4 = Words.add(a.w4, b.w4, &carry)
      let s5 = Words.add(a.w5, b.w5, &carry)
      return subtractingPrime(s0, s1, s2, s3, s4, s5, top: carry)
    }

    @inline(__always)
    static func - (a: Self, b: Self) -> Self {
      var borrow: UInt64 = 0
      let d0 = Words.subtract(a.w0, b.w0, &borrow)
      let d1 = Words.subtract(a.w1, b.w1, &borrow)
      let d2 = Words.subtract(a.w2, b.w2, &borrow)
      let d3 = Words.subtract(a.w3, b.w3, &borrow)
      let d4 = Words.subtract(a.w4, b.w4, &borrow)
      let d5 = Words.subtract(a.w5, b.w5, &borrow)
      // Where it went below zero, p is added; the carry out of 2^384 cancels the borrow.
      let mask = 0 &- borrow
      var carry: UInt64 = 0
      let r0 = Words.add(d0, mask & p0, &carry)
      let r1 = Words.add(d1, mask & p1, &carry)
      let r2 = Words.add(d2, mask & p2, &carry)
      let r3 = Words.add(d3, mask, &carry)
      let r4 = Words.add(d4, mask, &carry)
      let r5 = Words.add(d5, mask, &carry)
      return Self(montgomery: r0, r1, r2, r3, r4, r5)
    }

    /// `value + top 2^384` less p if it is p or more, for a value below 2p.
    @inline(__always)
    static func subtractingPrime(
      _ s0: UInt64, _ s1: UInt64, _ s2: UInt64, _ s3: UInt64, _ s4: UInt64, _ s5: UInt64, top: UInt64
    ) -> Self {
      var borrow: UInt64 = 0
      let d0 = Words.subtract(s0, p0, &borrow)
      let d1 = Words.subtract(s1, p1, &borrow)
      let d2 = Words.subtract(s2, p2, &borrow)
      let d3 = Words.subtract(s3, ones, &borrow)
      let d4 = Words.subtract(s4, ones, &borrow)
      let d5 = Words.subtract(s5, ones, &borrow)
      // All ones where it is below p.
      let mask = Words.subtract(top, 0, &borrow)
      return Self(
        montgomery: d0 ^ mask & (d0 ^ s0), d1 ^ mask & (d1 ^ s1), d2 ^ mask & (d2 ^ s2),
        d3 ^ mask & (d3 ^ s3), d4 ^ mask & (d4 ^ s4), d5 ^ mask & (d5 ^ s5))
    }

    /// The number whose product with this one is 1; 0 for 0.
    @inline(never)
    func inverted() -> Self { inverted { $0.inverse(of: $1) } }

    /// The same for public numbers, in variable time.
    @inline(never)
    func invertedVarTime() -> Self { inverted { $0.inverseVarTime(of: $1) } }

    @inline(__always)
    private func inverted(
      by invert: (ModularInversion384, InlineArray<6, UInt64>) -> InlineArray<6, UInt64>
    ) -> Self {
      let modulus = ModularInversion384(
        modulus: [Self.p0, Self.p1, Self.p2, Self.ones, Self.ones, Self.ones], bitCount: 384)
      var inverse = invert(modulus, [w0, w1, w2, w3, w4, w5])
      let element = Self(montgomery: inverse[0], inverse[1], inverse[2], inverse[3], inverse[4], inverse[5])
      Wipe.zero(&inverse)
      // 1/(a R) R^3 / R = R/a.
      return element * Self.rCubed
    }

    /// The power (p + 1) / 4 = 2^382 - 2^126 - 2^94 + 2^30: 255 ones, a zero, 32 ones, 63 zeros, a one and 30 zeros.
    @inline(never)
    func squareRootCandidate() -> Self {
      let (x32, x255) = powersOfOnes()
      var result = x255.squared(times: 33) * x32
      result = result.squared(times: 64) * self
      return result.squared(times: 30)
    }

    /// The powers 2^k - 1 for k = 32 and 255.
    @inline(__always)
    private func powersOfOnes() -> (Self, Self) {
      let x2 = squared() * self
      let x3 = x2.squared() * self
      let x6 = x3.squared(times: 3) * x3
      let x12 = x6.squared(times: 6) * x6
      let x15 = x12.squared(times: 3) * x3
      let x30 = x15.squared(times: 15) * x15
      let x32 = x30.squared(times: 2) * x2
      let x60 = x30.squared(times: 30) * x30
      let x120 = x60.squared(times: 60) * x60
      let x240 = x120.squared(times: 120) * x120
      return (x32, x240.squared(times: 15) * x15)
    }
  }
}
