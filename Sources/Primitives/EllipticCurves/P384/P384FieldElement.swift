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
    private static var rSquared: Self {
      Self(
        montgomery: 0xffff_fffe_0000_0001, 0x0000_0002_0000_0000, 0xffff_fffe_0000_0000, 0x0000_0002_0000_0000, 1, 0)
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

    private func leavingMontgomery() -> Self { self * Self(montgomery: 1, 0, 0, 0, 0, 0) }

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
    private static func subtractingPrime(
      _ s0: UInt64, _ s1: UInt64, _ s2: UInt64, _ s3: UInt64, _ s4: UInt64, _ s5: UInt64, top: UInt64
    ) -> Self {
      var borrow: UInt64 = 0
      let d0 = Words.subtract(s0, p0, &borrow)
      let d1 = Words.subtract(s1, p1, &borrow)
      let d2 = Words.subtract(s2, p2, &borrow)
      let d3 = Words.subtract(s3, ones, &borrow)
      let d4 = Words.subtract(s4, ones, &borrow)
      let d5 = Words.subtract(s5, ones, &borrow)
      _ = Words.subtract(top, 0, &borrow)
      let isBelow = Choice(bit: borrow)
      return Self(
        montgomery: ConstantTime.select(isBelow, s0, d0), ConstantTime.select(isBelow, s1, d1),
        ConstantTime.select(isBelow, s2, d2), ConstantTime.select(isBelow, s3, d3),
        ConstantTime.select(isBelow, s4, d4), ConstantTime.select(isBelow, s5, d5))
    }

    /// The running sum of a product, seven words: below 2p 2^64 while rows are added, below 2p after each reduction.
    private struct Sum {
      var t0: UInt64 = 0
      var t1: UInt64 = 0
      var t2: UInt64 = 0
      var t3: UInt64 = 0
      var t4: UInt64 = 0
      var t5: UInt64 = 0
      var t6: UInt64 = 0

      /// Adds `a * b` and then the multiple of p that makes the lowest word 0, which is dropped.
      ///
      /// With a sum s below 2p before, and a below p: s + a b + q p < 2p + p (2^64 - 1) + p (2^64 - 1) = 2p 2^64.
      @inline(__always)
      mutating func addRow(_ a: FieldElement, _ b: UInt64) {
        var carry: UInt64 = 0
        t0 = Words.multiplyAdd(a.w0, b, t0, &carry)
        t1 = Words.multiplyAdd(a.w1, b, t1, &carry)
        t2 = Words.multiplyAdd(a.w2, b, t2, &carry)
        t3 = Words.multiplyAdd(a.w3, b, t3, &carry)
        t4 = Words.multiplyAdd(a.w4, b, t4, &carry)
        t5 = Words.multiplyAdd(a.w5, b, t5, &carry)
        var t7: UInt64 = 0
        t6 = Words.add(t6, carry, &t7)

        // -1/p is 2^32 + 1 modulo 2^64.
        let quotient = t0 &+ t0 &<< 32
        carry = 0
        _ = Words.multiplyAdd(quotient, p0, t0, &carry)
        t0 = Words.multiplyAdd(quotient, p1, t1, &carry)
        t1 = Words.multiplyAdd(quotient, p2, t2, &carry)
        t2 = Words.multiplyAdd(quotient, ones, t3, &carry)
        t3 = Words.multiplyAdd(quotient, ones, t4, &carry)
        t4 = Words.multiplyAdd(quotient, ones, t5, &carry)
        var high: UInt64 = 0
        t5 = Words.add(t6, carry, &high)
        t6 = t7 &+ high
      }
    }

    @inline(never)
    static func * (a: Self, b: Self) -> Self {
      var sum = Sum()
      sum.addRow(a, b.w0)
      sum.addRow(a, b.w1)
      sum.addRow(a, b.w2)
      sum.addRow(a, b.w3)
      sum.addRow(a, b.w4)
      sum.addRow(a, b.w5)
      return subtractingPrime(sum.t0, sum.t1, sum.t2, sum.t3, sum.t4, sum.t5, top: sum.t6)
    }

    @inline(__always)
    func squared() -> Self { self * self }

    /// The power p - 2: 255 ones, a zero, 32 ones, 64 zeros, 30 ones and the digits 01.
    @inline(never)
    func inverted() -> Self {
      let (x30, x32, x255) = powersOfOnes()
      var result = x255.squared(times: 33) * x32
      result = result.squared(times: 94) * x30
      return result.squared(times: 2) * self
    }

    /// The power (p + 1) / 4 = 2^382 - 2^126 - 2^94 + 2^30: 255 ones, a zero, 32 ones, 63 zeros, a one and 30 zeros.
    @inline(never)
    func squareRootCandidate() -> Self {
      let (_, x32, x255) = powersOfOnes()
      var result = x255.squared(times: 33) * x32
      result = result.squared(times: 64) * self
      return result.squared(times: 30)
    }

    /// The powers 2^k - 1 for k = 30, 32 and 255.
    @inline(__always)
    private func powersOfOnes() -> (Self, Self, Self) {
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
      return (x30, x32, x240.squared(times: 15) * x15)
    }
  }
}
