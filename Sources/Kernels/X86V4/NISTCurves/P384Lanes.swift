#if arch(x86_64)
  /// Numbers modulo p = 2^384 - 2^128 - 2^96 + 2^32 - 1 in eight limbs of 48 bits: 2^384 is 2^96 (2^32 + 1) - (2^32 - 1), which
  /// is two limbs above and at the limb itself, shifted by 32 bits.
  ///
  /// Tidy limbs are from 2^47 to 2^49 + 2^43: p is part of them, since what comes around is subtracted in one place.
  enum P384Lanes: FieldLanes {
    @inline(__always)
    static var limbCount: Int { 8 }

    /// 2 p: no limb is farther from 2^49 than 2^34.
    @inline(__always)
    static func multipleOfPrime(limb: Int) -> Int64 { 2 &* prime(limb) }

    /// p.
    @inline(__always)
    private static func prime(_ limb: Int) -> Int64 {
      let ones: Int64 = 1 &<< 48 &- 1
      return limb == 0 ? ones &+ 1 &<< 32 : limb == 2 ? ones &- 1 &- 1 &<< 32 : ones
    }

    @inline(__always)
    static func carry(into i: Int, of a: Limbs) -> FourWords {
      carry(into: i, below: a[i == 0 ? 0 : i &- 1], top: a[7])
    }

    /// The carry from the limb below or around from the top, and p, so that nothing is negative.
    @inline(__always)
    private static func carry(into i: Int, below: FourWords, top: FourWords) -> FourWords {
      let around = top &>> 48
      let prime = FourWords(repeating: prime(i))
      if i == 0 { return prime &+ around &- around &<< 32 }
      let carry = prime &+ below &>> 48
      return i == 2 ? carry &+ around &+ around &<< 32 : carry
    }

    /// Every limb of the product is a sum of 8 products. Their lower 52 bits add up to at most 2^55; their upper ones, times
    /// 2^4 in the next limb and below 2^50 for factors below 2^51, to less than 2^57. Folding adds less than 2^59 to that.
    @inline(never)
    static func multiply(_ product: Limbs, _ a: Limbs, _ b: Limbs) {
      let none = FourWords(repeating: 0)
      let (b0, b1, b2, b3, b4, b5, b6, b7) = (b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7])
      // The lower and upper halves of eight limbs, from limb i on. They move down a limb with every row, which finishes
      // one; so all of them stay in registers.
      var (l0, l1, l2, l3, l4, l5, l6, l7) = (none, none, none, none, none, none, none, none)
      var (h0, h1, h2, h3, h4, h5, h6, h7) = (none, none, none, none, none, none, none, none)
      var below = none
      for i in 0..<8 {
        let x = a[i]
        l0 = l0.addingLow(x, b0)
        h0 = h0.addingHigh(x, b0)
        l1 = l1.addingLow(x, b1)
        h1 = h1.addingHigh(x, b1)
        l2 = l2.addingLow(x, b2)
        h2 = h2.addingHigh(x, b2)
        l3 = l3.addingLow(x, b3)
        h3 = h3.addingHigh(x, b3)
        l4 = l4.addingLow(x, b4)
        h4 = h4.addingHigh(x, b4)
        l5 = l5.addingLow(x, b5)
        h5 = h5.addingHigh(x, b5)
        l6 = l6.addingLow(x, b6)
        h6 = h6.addingHigh(x, b6)
        l7 = l7.addingLow(x, b7)
        h7 = h7.addingHigh(x, b7)
        // Row i is the last to need limb i of `a`, which `product` may be.
        product[i] = l0 &+ below &<< 4
        below = h0
        (l0, l1, l2, l3, l4, l5, l6, l7) = (l1, l2, l3, l4, l5, l6, l7, none)
        (h0, h1, h2, h3, h4, h5, h6, h7) = (h1, h2, h3, h4, h5, h6, h7, none)
      }
      // What is left are limbs 8 to 15.
      var (t0, t1, t2, t3) = (product[0], product[1], product[2], product[3])
      var (t4, t5, t6, t7) = (product[4], product[5], product[6], product[7])
      var (t8, t9, t10) = (l0 &+ below &<< 4, l1 &+ h0 &<< 4, l2 &+ h1 &<< 4)
      fold(h6 &<< 4, &t7, &t8, &t9, &t10)
      fold(l6 &+ h5 &<< 4, &t6, &t7, &t8, &t9)
      fold(l5 &+ h4 &<< 4, &t5, &t6, &t7, &t8)
      fold(l4 &+ h3 &<< 4, &t4, &t5, &t6, &t7)
      fold(l3 &+ h2 &<< 4, &t3, &t4, &t5, &t6)
      fold(t10, &t2, &t3, &t4, &t5)
      fold(t9, &t1, &t2, &t3, &t4)
      fold(t8, &t0, &t1, &t2, &t3)
      let mask = FourWords(repeating: 1 &<< 48 &- 1)
      product[0] = t0 & mask &+ carry(into: 0, below: t0, top: t7)
      product[1] = t1 & mask &+ carry(into: 1, below: t0, top: t7)
      product[2] = t2 & mask &+ carry(into: 2, below: t1, top: t7)
      product[3] = t3 & mask &+ carry(into: 3, below: t2, top: t7)
      product[4] = t4 & mask &+ carry(into: 4, below: t3, top: t7)
      product[5] = t5 & mask &+ carry(into: 5, below: t4, top: t7)
      product[6] = t6 & mask &+ carry(into: 6, below: t5, top: t7)
      product[7] = t7 & mask &+ carry(into: 7, below: t6, top: t7)
    }

    /// Adds the limb eight places above `t0`: h (1 - 2^32) there and h (1 + 2^32) two places on, with h 2^32 cut in two.
    @inline(__always)
    private static func fold(
      _ h: FourWords, _ t0: inout FourWords, _ t1: inout FourWords, _ t2: inout FourWords, _ t3: inout FourWords
    ) {
      let low = (h & FourWords(repeating: 0xffff)) &<< 32
      let high = h &>> 16
      t0 = t0 &+ h &- low
      t1 = t1 &- high
      t2 = t2 &+ h &+ low
      t3 = t3 &+ high
    }
  }
#endif
