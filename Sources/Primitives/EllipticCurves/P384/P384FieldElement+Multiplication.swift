extension P384.FieldElement {
  /// `a * b / R`, a row of products at a time (Montgomery 1985; coarsely integrated operand scanning).
  ///
  /// With a sum s below 2p before a row, and a below p: s + a b_i + q p < 2p + p (2^64 - 1) + p (2^64 - 1) = 2p 2^64, which
  /// is divided by 2^64. So seven words and a carry hold all, and one subtraction ends it.
  @inline(never)
  static func * (a: Self, b: Self) -> Self {
    var sum = Sum(a, times: b.w0)
    sum.reduce(top: 0)
    sum.add(a, times: b.w1)
    sum.add(a, times: b.w2)
    sum.add(a, times: b.w3)
    sum.add(a, times: b.w4)
    sum.add(a, times: b.w5)
    return subtractingPrime(sum.t0, sum.t1, sum.t2, sum.t3, sum.t4, sum.t5, top: sum.t6)
  }

  /// `a * a / R`: products of different words once, doubled, and the squares; then six reductions of the lower half.
  @inline(never)
  func squared() -> Self {
    var carry: UInt64 = 0
    let (p01, p02, p03) = (Words.multiply(w0, w1), Words.multiply(w0, w2), Words.multiply(w0, w3))
    let (p04, p05) = (Words.multiply(w0, w4), Words.multiply(w0, w5))
    var r1 = p01.low
    var r2 = Words.add(p02.low, p01.high, &carry)
    var r3 = Words.add(p03.low, p02.high, &carry)
    var r4 = Words.add(p04.low, p03.high, &carry)
    var r5 = Words.add(p05.low, p04.high, &carry)
    var r6 = Words.add(p05.high, 0, &carry)

    let (p12, p13) = (Words.multiply(w1, w2), Words.multiply(w1, w3))
    let (p14, p15) = (Words.multiply(w1, w4), Words.multiply(w1, w5))
    carry = 0
    let a4 = Words.add(p13.low, p12.high, &carry)
    let a5 = Words.add(p14.low, p13.high, &carry)
    let a6 = Words.add(p15.low, p14.high, &carry)
    let a7 = Words.add(p15.high, 0, &carry)
    carry = 0
    r3 = Words.add(r3, p12.low, &carry)
    r4 = Words.add(r4, a4, &carry)
    r5 = Words.add(r5, a5, &carry)
    r6 = Words.add(r6, a6, &carry)
    var r7 = Words.add(a7, 0, &carry)

    let (p23, p24, p25) = (Words.multiply(w2, w3), Words.multiply(w2, w4), Words.multiply(w2, w5))
    carry = 0
    let b6 = Words.add(p24.low, p23.high, &carry)
    let b7 = Words.add(p25.low, p24.high, &carry)
    let b8 = Words.add(p25.high, 0, &carry)
    carry = 0
    r5 = Words.add(r5, p23.low, &carry)
    r6 = Words.add(r6, b6, &carry)
    r7 = Words.add(r7, b7, &carry)
    var r8 = Words.add(b8, 0, &carry)

    let (p34, p35, p45) = (Words.multiply(w3, w4), Words.multiply(w3, w5), Words.multiply(w4, w5))
    carry = 0
    let c8 = Words.add(p35.low, p34.high, &carry)
    let c9 = Words.add(p35.high, p45.low, &carry)
    let c10 = Words.add(p45.high, 0, &carry)
    carry = 0
    r7 = Words.add(r7, p34.low, &carry)
    r8 = Words.add(r8, c8, &carry)
    var r9 = Words.add(c9, 0, &carry)
    var r10 = Words.add(c10, 0, &carry)

    carry = 0
    r1 = Words.add(r1, r1, &carry)
    r2 = Words.add(r2, r2, &carry)
    r3 = Words.add(r3, r3, &carry)
    r4 = Words.add(r4, r4, &carry)
    r5 = Words.add(r5, r5, &carry)
    r6 = Words.add(r6, r6, &carry)
    r7 = Words.add(r7, r7, &carry)
    r8 = Words.add(r8, r8, &carry)
    r9 = Words.add(r9, r9, &carry)
    r10 = Words.add(r10, r10, &carry)
    var r11 = carry

    let (s0, s1, s2) = (Words.multiply(w0, w0), Words.multiply(w1, w1), Words.multiply(w2, w2))
    let (s3, s4, s5) = (Words.multiply(w3, w3), Words.multiply(w4, w4), Words.multiply(w5, w5))
    carry = 0
    r1 = Words.add(r1, s0.high, &carry)
    r2 = Words.add(r2, s1.low, &carry)
    r3 = Words.add(r3, s1.high, &carry)
    r4 = Words.add(r4, s2.low, &carry)
    r5 = Words.add(r5, s2.high, &carry)
    r6 = Words.add(r6, s3.low, &carry)
    r7 = Words.add(r7, s3.high, &carry)
    r8 = Words.add(r8, s4.low, &carry)
    r9 = Words.add(r9, s4.high, &carry)
    r10 = Words.add(r10, s5.low, &carry)
    r11 = Words.add(r11, s5.high, &carry)

    // The lower half plus a multiple of p below p 2^384, divided by 2^384, is at most p.
    var sum = Sum(t0: s0.low, t1: r1, t2: r2, t3: r3, t4: r4, t5: r5, t6: 0)
    for _ in 0..<6 { sum.reduceLow() }
    carry = 0
    r6 = Words.add(r6, sum.t0, &carry)
    r7 = Words.add(r7, sum.t1, &carry)
    r8 = Words.add(r8, sum.t2, &carry)
    r9 = Words.add(r9, sum.t3, &carry)
    r10 = Words.add(r10, sum.t4, &carry)
    r11 = Words.add(r11, sum.t5, &carry)
    return Self.subtractingPrime(r6, r7, r8, r9, r10, r11, top: carry)
  }
}

/// The running sum of a product in seven words.
private struct Sum {
  var t0: UInt64
  var t1: UInt64
  var t2: UInt64
  var t3: UInt64
  var t4: UInt64
  var t5: UInt64
  var t6: UInt64

  @inline(__always)
  init(t0: UInt64, t1: UInt64, t2: UInt64, t3: UInt64, t4: UInt64, t5: UInt64, t6: UInt64) {
    self.t0 = t0
    self.t1 = t1
    self.t2 = t2
    self.t3 = t3
    self.t4 = t4
    self.t5 = t5
    self.t6 = t6
  }

  /// The row `a * b`.
  @inline(__always)
  init(_ a: P384.FieldElement, times b: UInt64) {
    let (p0, p1, p2) = (Words.multiply(a.w0, b), Words.multiply(a.w1, b), Words.multiply(a.w2, b))
    let (p3, p4, p5) = (Words.multiply(a.w3, b), Words.multiply(a.w4, b), Words.multiply(a.w5, b))
    var carry: UInt64 = 0
    t0 = p0.low
    t1 = Words.add(p1.low, p0.high, &carry)
    t2 = Words.add(p2.low, p1.high, &carry)
    t3 = Words.add(p3.low, p2.high, &carry)
    t4 = Words.add(p4.low, p3.high, &carry)
    t5 = Words.add(p5.low, p4.high, &carry)
    t6 = Words.add(p5.high, 0, &carry)
  }

  /// Adds the row `a * b` and reduces the sum.
  @inline(__always)
  mutating func add(_ a: P384.FieldElement, times b: UInt64) {
    let row = Sum(a, times: b)
    var carry: UInt64 = 0
    t0 = Words.add(t0, row.t0, &carry)
    t1 = Words.add(t1, row.t1, &carry)
    t2 = Words.add(t2, row.t2, &carry)
    t3 = Words.add(t3, row.t3, &carry)
    t4 = Words.add(t4, row.t4, &carry)
    t5 = Words.add(t5, row.t5, &carry)
    t6 = Words.add(t6, row.t6, &carry)
    reduce(top: carry)
  }

  /// Adds q p to the sum with the word `top` above it, q such that the lowest word becomes 0, and drops that word.
  @inline(__always)
  mutating func reduce(top: UInt64) {
    let t6 = t6
    reduceLow()
    var carry: UInt64 = 0
    t5 = Words.add(t5, t6, &carry)
    self.t6 = top &+ carry
  }

  /// The same with zero in place of `t6` and all above it: q = t0 (2^32 + 1) modulo 2^64, as -1/p is 2^32 + 1, and q p is
  /// q 2^384 - q (2^128 + 2^96 - 2^32 + 1), of which the second part, t0 in its lowest word, is subtracted.
  @inline(__always)
  mutating func reduceLow() {
    let quotient = t0 &+ t0 &<< 32
    let (low, high) = (quotient &<< 32, quotient &>> 32)
    // q (2^96 - 2^32 + 1) first: no word of it goes below zero in the end.
    var borrow: UInt64 = 0
    _ = Words.subtract(quotient, low, &borrow)
    let n1 = Words.subtract(low, high, &borrow)
    var n2 = Words.subtract(high, 0, &borrow)
    var carry: UInt64 = 0
    n2 = Words.add(n2, quotient, &carry)
    borrow = 0
    t0 = Words.subtract(t1, n1, &borrow)
    t1 = Words.subtract(t2, n2, &borrow)
    t2 = Words.subtract(t3, carry, &borrow)
    t3 = Words.subtract(t4, 0, &borrow)
    t4 = Words.subtract(t5, 0, &borrow)
    // A quotient of 0 subtracts nothing, and so leaves no borrow.
    t5 = Words.subtract(quotient, 0, &borrow)
  }
}
