#if arch(x86_64)
  /// Numbers modulo p = 2^256 - 2^224 + 2^192 + 2^96 - 1 in six limbs of 48 bits: 2^288 is (2^32 + 1) - 2^96 (2^32 + 1) - 2^192,
  /// which is at the limb itself, two above and four above. That is why there are six limbs, where five would hold p.
  ///
  /// Tidy limbs are from 2^48 - 2^42 to 2^49 + 2^42: a multiple of p is part of them, since what comes around is subtracted.
  enum P256Lanes: FieldLanes {
    @inline(__always)
    static var limbCount: Int { 6 }

    /// Twice the multiple of p below: no limb is farther from 2^49 than 2^34.
    @inline(__always)
    static func multipleOfPrime(limb: Int) -> Int64 { 2 &* multiple(limb) }

    /// 2^288 - 1 less what that is modulo p: 2^32 - 2^96 - 2^128 - 2^192.
    @inline(__always)
    private static func multiple(_ limb: Int) -> Int64 {
      let one: Int64 = 1 &<< 48
      return limb == 0 ? one &- 1 &- 1 &<< 32 : limb == 2 ? one &+ 1 &<< 32 : limb == 4 ? one : one &- 1
    }

    @inline(__always)
    static func carry(into i: Int, of a: Limbs) -> FourWords {
      carry(into: i, below: a[i == 0 ? 0 : i &- 1], top: a[5])
    }

    /// The carry from the limb below or around from the top, and the multiple of p, so that nothing is negative.
    @inline(__always)
    private static func carry(into i: Int, below: FourWords, top: FourWords) -> FourWords {
      let around = top &>> 48
      let multiple = FourWords(repeating: multiple(i))
      if i == 0 { return multiple &+ around &+ around &<< 32 }
      let carry = multiple &+ below &>> 48
      return i == 2 ? carry &- around &- around &<< 32 : i == 4 ? carry &- around : carry
    }

    /// Every limb of the product is a sum of 6 products. Their lower 52 bits add up to less than 2^55; their upper ones, times
    /// 2^4 in the next limb and below 2^49.2 for factors up to 3 T, to less than 2^56. Folding makes that at most 2^58 in
    /// magnitude, and what comes around in the end at most 2^10.
    @inline(never)
    static func multiply(_ product: Limbs, _ a: Limbs, _ b: Limbs) {
      let none = FourWords(repeating: 0)
      let (b0, b1, b2, b3, b4, b5) = (b[0], b[1], b[2], b[3], b[4], b[5])
      // The lower and upper halves of six limbs, from limb i on. They move down a limb with every row, which finishes
      // one; so all of them stay in registers.
      var (l0, l1, l2, l3, l4, l5) = (none, none, none, none, none, none)
      var (h0, h1, h2, h3, h4, h5) = (none, none, none, none, none, none)
      var below = none
      for i in 0..<6 {
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
        // Row i is the last to need limb i of `a`, which `product` may be.
        product[i] = l0 &+ below &<< 4
        below = h0
        (l0, l1, l2, l3, l4, l5) = (l1, l2, l3, l4, l5, none)
        (h0, h1, h2, h3, h4, h5) = (h1, h2, h3, h4, h5, none)
      }
      // What is left are limbs 6 to 11.
      var (t0, t1, t2, t3, t4, t5) = (product[0], product[1], product[2], product[3], product[4], product[5])
      var (t6, t7, t8, t9) = (l0 &+ below &<< 4, l1 &+ h0 &<< 4, l2 &+ h1 &<< 4, l3 &+ h2 &<< 4)
      fold(h4 &<< 4, &t5, &t6, &t7, &t8, &t9)
      fold(l4 &+ h3 &<< 4, &t4, &t5, &t6, &t7, &t8)
      fold(t9, &t3, &t4, &t5, &t6, &t7)
      fold(t8, &t2, &t3, &t4, &t5, &t6)
      fold(t7, &t1, &t2, &t3, &t4, &t5)
      fold(t6, &t0, &t1, &t2, &t3, &t4)
      let mask = FourWords(repeating: 1 &<< 48 &- 1)
      product[0] = t0 & mask &+ carry(into: 0, below: t0, top: t5)
      product[1] = t1 & mask &+ carry(into: 1, below: t0, top: t5)
      product[2] = t2 & mask &+ carry(into: 2, below: t1, top: t5)
      product[3] = t3 & mask &+ carry(into: 3, below: t2, top: t5)
      product[4] = t4 & mask &+ carry(into: 4, below: t3, top: t5)
      product[5] = t5 & mask &+ carry(into: 5, below: t4, top: t5)
    }

    /// Adds the limb six places above `t0`: h (2^32 + 1) there, as much less two places on, and h less four places on, with
    /// h 2^32 cut in two.
    @inline(__always)
    private static func fold(
      _ h: FourWords, _ t0: inout FourWords, _ t1: inout FourWords, _ t2: inout FourWords, _ t3: inout FourWords,
      _ t4: inout FourWords
    ) {
      let low = h &+ (h & FourWords(repeating: 0xffff)) &<< 32
      let high = h &>> 16
      t0 = t0 &+ low
      t1 = t1 &+ high
      t2 = t2 &- low
      t3 = t3 &- high
      t4 = t4 &- h
    }
  }
#endif
