#if arch(x86_64)
  /// The eight variables of SHA-512, in general registers with BMI2's turns, and B ^ C.
  ///
  /// A round is 22 instructions for four integer units, 5.5 cycles at best; beside them the schedule costs little.
  struct SHA512State {
    private var a: UInt64
    private var b: UInt64
    private var c: UInt64
    private var d: UInt64
    private var e: UInt64
    private var f: UInt64
    private var g: UInt64
    private var h: UInt64
    private var bc: UInt64

    @inline(__always)
    init(_ state: UnsafeRawPointer) {
      let words = state.assumingMemoryBound(to: UInt64.self)
      (a, b, c, d) = (words[0], words[1], words[2], words[3])
      (e, f, g, h) = (words[4], words[5], words[6], words[7])
      bc = b ^ c
    }

    @inline(__always)
    mutating func add(to state: UnsafeMutableRawPointer) {
      let words = state.assumingMemoryBound(to: UInt64.self)
      (a, b, c, d) = (words[0] &+ a, words[1] &+ b, words[2] &+ c, words[3] &+ d)
      (e, f, g, h) = (words[4] &+ e, words[5] &+ f, words[6] &+ g, words[7] &+ h)
      (words[0], words[1], words[2], words[3]) = (a, b, c, d)
      (words[4], words[5], words[6], words[7]) = (e, f, g, h)
      bc = b ^ c
    }

    /// Sixteen rounds with the sums of words and constants at `sums`. `beside` is called with 0 to 47, three times a round.
    ///
    /// The roles of the variables turn instead of their values. After sixteen rounds they are back.
    @inline(__always)
    mutating func rounds(_ sums: UnsafeRawPointer, beside: (Int) -> Void) {
      eightRounds(sums, 0, beside)
      eightRounds(sums + 64, 24, beside)
    }

    @inline(__always)
    private mutating func eightRounds(_ sums: UnsafeRawPointer, _ i: Int, _ beside: (Int) -> Void) {
      Self.round(a, b, c, &d, e, f, g, &h, &bc, sums, i, beside)
      Self.round(h, a, b, &c, d, e, f, &g, &bc, sums + 8, i &+ 3, beside)
      Self.round(g, h, a, &b, c, d, e, &f, &bc, sums + 16, i &+ 6, beside)
      Self.round(f, g, h, &a, b, c, d, &e, &bc, sums + 24, i &+ 9, beside)
      Self.round(e, f, g, &h, a, b, c, &d, &bc, sums + 32, i &+ 12, beside)
      Self.round(d, e, f, &g, h, a, b, &c, &bc, sums + 40, i &+ 15, beside)
      Self.round(c, d, e, &f, g, h, a, &b, &bc, sums + 48, i &+ 18, beside)
      Self.round(b, c, d, &e, f, g, h, &a, &bc, sums + 56, i &+ 21, beside)
    }

    /// One round. The order of its lines was found by measurement: what depends on each other is kept apart, the new E is summed
    /// from the terms that are there first, and A's half fills the gaps.
    @inline(__always)
    private static func round(
      _ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: inout UInt64,
      _ e: UInt64, _ f: UInt64, _ g: UInt64, _ h: inout UInt64, _ bc: inout UInt64,
      _ sum: UnsafeRawPointer, _ i: Int, _ beside: (Int) -> Void
    ) {
      // T1 = H + Sigma1(E) + Ch(E, F, G) + K + W grows in H. The two halves of Ch have no bit in common: they can be added
      // one by one.
      h = InOrder.value(h &+ sum.load(as: UInt64.self))
      let e41 = rotated(e, 41)
      let e18 = rotated(e, 18)
      let chooseG = ~e & g
      let chooseF = InOrder.value(e & f)
      let e41e18 = InOrder.value(e41 ^ e18)
      let e14 = rotated(e, 14)
      beside(i)
      h = InOrder.value(h &+ chooseG)
      let sigma1 = InOrder.value(e41e18 ^ e14)
      h = InOrder.value(h &+ chooseF)
      let a28 = rotated(a, 28)
      let a34 = rotated(a, 34)
      let ab = InOrder.value(a ^ b)
      h = InOrder.value(h &+ sigma1)
      beside(i &+ 1)
      // Maj(A, B, C) in the form ((A ^ B) & (B ^ C)) ^ B shares A ^ B with the next round, where it is B ^ C.
      let abAndBC = InOrder.value(bc & ab)
      let a28a34 = InOrder.value(a28 ^ a34)
      let a39 = rotated(a, 39)
      d = InOrder.value(d &+ h)
      let majority = InOrder.value(abAndBC ^ b)
      let sigma0 = InOrder.value(a28a34 ^ a39)
      h = InOrder.value(h &+ majority)
      h = InOrder.value(h &+ sigma0)
      beside(i &+ 2)
      bc = ab
    }

    @inline(__always)
    private static func rotated(_ x: UInt64, _ count: UInt64) -> UInt64 { (x &>> count) | (x &<< (64 &- count)) }
  }
#endif
