#if arch(x86_64)
  /// Numbers modulo 2^521 - 1 in eleven limbs of 48 bits: 2^528 is 2^7. Tidy limbs are from 0 to 2^48 + 2^23.
  enum P521Lanes: FieldLanes {
    @inline(__always)
    static var limbCount: Int { 11 }

    /// 2^528 - 2^7.
    @inline(__always)
    static func multipleOfPrime(limb: Int) -> Int64 { limb == 0 ? 1 &<< 48 &- 1 &<< 7 : 1 &<< 48 &- 1 }

    @inline(__always)
    static func carry(into i: Int, of a: Limbs) -> FourWords {
      i == 0 ? (a[10] &>> 48) &<< 7 : a[i &- 1] &>> 48
    }

    /// Every limb of the product is a sum of 11 products, of which those that come around from above 2^528 count 2^7 times:
    /// at most 1 + 10 2^7 < 2^10.33 of them. Their lower 52 bits add up to less than 2^62.33; their upper ones, below 2^47.2
    /// and times 2^4 in the next limb, to less than 2^61.6. So all stay below 2^63, and the carries below 2^15.
    @inline(never)
    static func multiply(_ product: Limbs, _ a: Limbs, _ b: Limbs) {
      let none = FourWords(repeating: 0)
      let (b0, b1, b2, b3, b4, b5) = (b[0], b[1], b[2], b[3], b[4], b[5])
      let (b6, b7, b8, b9, b10) = (b[6], b[7], b[8], b[9], b[10])
      // The lower and upper halves of eleven limbs, from limb i on. They move down a limb with every row, which finishes
      // one; so all of them stay in registers.
      var (l0, l1, l2, l3, l4, l5, l6, l7, l8, l9, l10) = (
        none, none, none, none, none, none, none, none, none, none, none
      )
      var (h0, h1, h2, h3, h4, h5, h6, h7, h8, h9, h10) = (
        none, none, none, none, none, none, none, none, none, none, none
      )
      var below = none
      for i in 0..<11 {
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
        l8 = l8.addingLow(x, b8)
        h8 = h8.addingHigh(x, b8)
        l9 = l9.addingLow(x, b9)
        h9 = h9.addingHigh(x, b9)
        l10 = l10.addingLow(x, b10)
        h10 = h10.addingHigh(x, b10)
        // Row i is the last to need limb i of `a`, which `product` may be.
        product[i] = l0 &+ below &<< 4
        below = h0
        (l0, l1, l2, l3, l4, l5, l6, l7, l8, l9, l10) = (l1, l2, l3, l4, l5, l6, l7, l8, l9, l10, none)
        (h0, h1, h2, h3, h4, h5, h6, h7, h8, h9, h10) = (h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, none)
      }
      // What is left are limbs 11 to 21, which come around.
      let s0 = product[0] &+ (l0 &+ below &<< 4) &<< 7
      let s1 = product[1] &+ (l1 &+ h0 &<< 4) &<< 7
      let s2 = product[2] &+ (l2 &+ h1 &<< 4) &<< 7
      let s3 = product[3] &+ (l3 &+ h2 &<< 4) &<< 7
      let s4 = product[4] &+ (l4 &+ h3 &<< 4) &<< 7
      let s5 = product[5] &+ (l5 &+ h4 &<< 4) &<< 7
      let s6 = product[6] &+ (l6 &+ h5 &<< 4) &<< 7
      let s7 = product[7] &+ (l7 &+ h6 &<< 4) &<< 7
      let s8 = product[8] &+ (l8 &+ h7 &<< 4) &<< 7
      let s9 = product[9] &+ (l9 &+ h8 &<< 4) &<< 7
      let s10 = product[10] &+ (h9 &<< 4) &<< 7
      let mask = FourWords(repeating: 1 &<< 48 &- 1)
      product[0] = s0 & mask &+ (s10 &>> 48) &<< 7
      product[1] = s1 & mask &+ s0 &>> 48
      product[2] = s2 & mask &+ s1 &>> 48
      product[3] = s3 & mask &+ s2 &>> 48
      product[4] = s4 & mask &+ s3 &>> 48
      product[5] = s5 & mask &+ s4 &>> 48
      product[6] = s6 & mask &+ s5 &>> 48
      product[7] = s7 & mask &+ s6 &>> 48
      product[8] = s8 & mask &+ s7 &>> 48
      product[9] = s9 & mask &+ s8 &>> 48
      product[10] = s10 & mask &+ s9 &>> 48
    }
  }
#endif
