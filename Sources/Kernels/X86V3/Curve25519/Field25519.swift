#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// A number modulo p = 2^255 - 19, in four words of 64 bits, least significant first: any value below 2^256 stands for
  /// its residue, as in `Curve25519.FieldElement`.
  ///
  /// The same arithmetic, in rows of `mulx` whose halves are added by two chains of `adc` each: `mulx` touches no flags, so
  /// that a chain is not broken by the next product.
  struct Field25519: BitwiseCopyable {
    var w0: UInt64
    var w1: UInt64
    var w2: UInt64
    var w3: UInt64

    @inline(__always)
    init(_ w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64) {
      self.w0 = w0
      self.w1 = w1
      self.w2 = w2
      self.w3 = w3
    }

    @inline(__always)
    init(_ words: UnsafePointer<UInt64>) { self.init(words[0], words[1], words[2], words[3]) }

    @inline(__always)
    func store(to words: UnsafeMutablePointer<UInt64>) {
      words[0] = w0
      words[1] = w1
      words[2] = w2
      words[3] = w3
    }

    /// `a + b + carry`; `carry` is 0 or 1 before and after.
    @inline(__always)
    private static func add(_ a: UInt64, _ b: UInt64, _ carry: inout UInt8) -> UInt64 {
      var sum: UInt64 = 0
      let before = carry
      carry = _withUnprotectedUnsafeMutablePointer(to: &sum) { _addcarry_u64(before, a, b, $0) }
      return sum
    }

    /// `a - b - borrow`; `borrow` is 0 or 1 before and after.
    @inline(__always)
    private static func subtract(_ a: UInt64, _ b: UInt64, _ borrow: inout UInt8) -> UInt64 {
      var difference: UInt64 = 0
      let before = borrow
      borrow = _withUnprotectedUnsafeMutablePointer(to: &difference) { _subborrow_u64(before, a, b, $0) }
      return difference
    }

    @inline(__always)
    private static func wide(_ a: UInt64, _ b: UInt64) -> (low: UInt64, high: UInt64) {
      let product = UInt128(a) &* UInt128(b)
      return (UInt64(truncatingIfNeeded: product), UInt64(truncatingIfNeeded: product &>> 64))
    }

    /// 38 when `carry` is 1: what 2^256 is worth.
    @inline(__always)
    private static func fold(_ carry: UInt8) -> UInt64 { 38 & (0 &- UInt64(carry)) }

    @inline(__always)
    static func + (a: Self, b: Self) -> Self {
      var carry: UInt8 = 0
      let t0 = add(a.w0, b.w0, &carry)
      let t1 = add(a.w1, b.w1, &carry)
      let t2 = add(a.w2, b.w2, &carry)
      let t3 = add(a.w3, b.w3, &carry)
      let excess = fold(carry)
      carry = 0
      let r0 = add(t0, excess, &carry)
      let r1 = add(t1, 0, &carry)
      let r2 = add(t2, 0, &carry)
      let r3 = add(t3, 0, &carry)
      // When that carried, less than 38 is left, so the lowest word can take 38 more.
      return Self(r0 &+ fold(carry), r1, r2, r3)
    }

    @inline(__always)
    static func - (a: Self, b: Self) -> Self {
      var borrow: UInt8 = 0
      let t0 = subtract(a.w0, b.w0, &borrow)
      let t1 = subtract(a.w1, b.w1, &borrow)
      let t2 = subtract(a.w2, b.w2, &borrow)
      let t3 = subtract(a.w3, b.w3, &borrow)
      let excess = fold(borrow)
      borrow = 0
      let r0 = subtract(t0, excess, &borrow)
      let r1 = subtract(t1, 0, &borrow)
      let r2 = subtract(t2, 0, &borrow)
      let r3 = subtract(t3, 0, &borrow)
      // When that borrowed again, the value is at least 2^256 - 38, so the lowest word can lose 38 without borrowing.
      return Self(r0 &- fold(borrow), r1, r2, r3)
    }

    /// Exchanges `a` and `b` when `mask` is all ones, not when it is zero.
    @inline(__always)
    static func swap(_ mask: UInt64, _ a: inout Self, _ b: inout Self) {
      let d = Self(mask & (a.w0 ^ b.w0), mask & (a.w1 ^ b.w1), mask & (a.w2 ^ b.w2), mask & (a.w3 ^ b.w3))
      a = Self(a.w0 ^ d.w0, a.w1 ^ d.w1, a.w2 ^ d.w2, a.w3 ^ d.w3)
      b = Self(b.w0 ^ d.w0, b.w1 ^ d.w1, b.w2 ^ d.w2, b.w3 ^ d.w3)
    }

    /// t + 2^256 u = t + 38 u (mod p), for four words of `t` and of `u`.
    @inline(__always)
    private static func reduced(
      _ t0: UInt64, _ t1: UInt64, _ t2: UInt64, _ t3: UInt64, _ u0: UInt64, _ u1: UInt64, _ u2: UInt64, _ u3: UInt64
    ) -> Self {
      let p0 = wide(u0, 38)
      let p1 = wide(u1, 38)
      let p2 = wide(u2, 38)
      let p3 = wide(u3, 38)
      var carry: UInt8 = 0
      var r0 = add(t0, p0.low, &carry)
      var r1 = add(t1, p1.low, &carry)
      var r2 = add(t2, p2.low, &carry)
      var r3 = add(t3, p3.low, &carry)
      // The sum is below 39 * 2^256, so what lies above 2^256 is at most 38.
      let excess = (p3.high &+ UInt64(carry)) &* 38
      carry = 0
      r0 = add(r0, excess, &carry)
      r1 = add(r1, p0.high, &carry)
      r2 = add(r2, p1.high, &carry)
      r3 = add(r3, p2.high, &carry)
      // When that carried, less than 38 * 2^192 is left, but any lowest word: the last 38 may carry too.
      let last = fold(carry)
      carry = 0
      r0 = add(r0, last, &carry)
      r1 = add(r1, 0, &carry)
      r2 = add(r2, 0, &carry)
      return Self(r0, r1, r2, r3 &+ UInt64(carry))
    }

    /// Adds `x * y` to the four words `t`; the result is the fifth.
    @inline(__always)
    private static func addRow(
      _ t0: inout UInt64, _ t1: inout UInt64, _ t2: inout UInt64, _ t3: inout UInt64, _ x: Self, _ y: UInt64
    ) -> UInt64 {
      let p0 = wide(x.w0, y)
      let p1 = wide(x.w1, y)
      let p2 = wide(x.w2, y)
      let p3 = wide(x.w3, y)
      // The five words of x * y first: below 2^320, so the top word needs no carry out.
      var carry: UInt8 = 0
      let r1 = add(p1.low, p0.high, &carry)
      let r2 = add(p2.low, p1.high, &carry)
      let r3 = add(p3.low, p2.high, &carry)
      let r4 = add(p3.high, 0, &carry)
      carry = 0
      t0 = add(t0, p0.low, &carry)
      t1 = add(t1, r1, &carry)
      t2 = add(t2, r2, &carry)
      t3 = add(t3, r3, &carry)
      return add(r4, 0, &carry)
    }

    @inline(__always)
    static func * (x: Self, y: Self) -> Self {
      var t0: UInt64 = 0
      var t1: UInt64 = 0
      var t2: UInt64 = 0
      var t3: UInt64 = 0
      var t4 = addRow(&t0, &t1, &t2, &t3, x, y.w0)
      var t5 = addRow(&t1, &t2, &t3, &t4, x, y.w1)
      var t6 = addRow(&t2, &t3, &t4, &t5, x, y.w2)
      let t7 = addRow(&t3, &t4, &t5, &t6, x, y.w3)
      return reduced(t0, t1, t2, t3, t4, t5, t6, t7)
    }

    @inline(__always)
    var squared: Self {
      // The six products of different words, doubled, and the four squares.
      let p01 = Self.wide(w0, w1)
      let p02 = Self.wide(w0, w2)
      let p03 = Self.wide(w0, w3)
      let p12 = Self.wide(w1, w2)
      let p13 = Self.wide(w1, w3)
      let p23 = Self.wide(w2, w3)
      var carry: UInt8 = 0
      var r1 = p01.low
      var r2 = Self.add(p01.high, p02.low, &carry)
      var r3 = Self.add(p02.high, p03.low, &carry)
      var r4 = Self.add(p03.high, p13.low, &carry)
      var r5 = Self.add(p13.high, p23.low, &carry)
      var r6 = Self.add(p23.high, 0, &carry)
      carry = 0
      r3 = Self.add(r3, p12.low, &carry)
      r4 = Self.add(r4, p12.high, &carry)
      r5 = Self.add(r5, 0, &carry)
      r6 = Self.add(r6, 0, &carry)
      carry = 0
      r1 = Self.add(r1, r1, &carry)
      r2 = Self.add(r2, r2, &carry)
      r3 = Self.add(r3, r3, &carry)
      r4 = Self.add(r4, r4, &carry)
      r5 = Self.add(r5, r5, &carry)
      r6 = Self.add(r6, r6, &carry)
      var r7 = UInt64(carry)
      let s0 = Self.wide(w0, w0)
      let s1 = Self.wide(w1, w1)
      let s2 = Self.wide(w2, w2)
      let s3 = Self.wide(w3, w3)
      carry = 0
      r1 = Self.add(r1, s0.high, &carry)
      r2 = Self.add(r2, s1.low, &carry)
      r3 = Self.add(r3, s1.high, &carry)
      r4 = Self.add(r4, s2.low, &carry)
      r5 = Self.add(r5, s2.high, &carry)
      r6 = Self.add(r6, s3.low, &carry)
      r7 = Self.add(r7, s3.high, &carry)
      return Self.reduced(s0.low, r1, r2, r3, r4, r5, r6, r7)
    }

    /// The product with a number below 2^32.
    @inline(__always)
    func multiplied(by small: UInt64) -> Self {
      let p0 = Self.wide(w0, small)
      let p1 = Self.wide(w1, small)
      let p2 = Self.wide(w2, small)
      let p3 = Self.wide(w3, small)
      var carry: UInt8 = 0
      let r1 = Self.add(p1.low, p0.high, &carry)
      let r2 = Self.add(p2.low, p1.high, &carry)
      let r3 = Self.add(p3.low, p2.high, &carry)
      let excess = (p3.high &+ UInt64(carry)) &* 38  // below 2^38
      carry = 0
      let s0 = Self.add(p0.low, excess, &carry)
      let s1 = Self.add(r1, 0, &carry)
      let s2 = Self.add(r2, 0, &carry)
      let s3 = Self.add(r3, 0, &carry)
      // When that carried, less than 2^38 is left.
      return Self(s0 &+ Self.fold(carry), s1, s2, s3)
    }
  }
#endif
