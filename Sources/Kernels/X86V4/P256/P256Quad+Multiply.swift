#if arch(x86_64)
  import _Builtin_intrinsics.intel

  extension P256Quad {
    /// `a * b / R`, loose, of carried numbers: below p + 2^208.
    ///
    /// Column k is the sum of the lower halves of products of limbs i and k - i, and the upper halves of those of i and
    /// k - 1 - i. From the lowest column on, q p is added, where q is what the column has in 52 bits by then, which makes it a
    /// multiple of 2^52 that is carried: -1/p is 1 modulo 2^52, so that q is the quotient digit. p is
    ///
    ///     -1 + 2^52 2^44 + 2^156 2^36 + 2^208 (2^48 - 2^16):
    ///
    /// q 2^44 goes into the next two columns, q 2^36 into the third and fourth, the last product into the fourth and fifth. What the
    /// next column waits for is shifted, the rest multiplied where that takes fewer instructions.
    ///
    /// The result, (a b + Q p)/R with Q < R, is below 2^520/2^312 + p. A column is the sum of at most 9 halves of products of
    /// limbs, 3 of q, 4 shifted ones and a carry, each below 2^52: below 2^57.
    ///
    /// Each sum is cut into chains of at most four multiplications, which wait for each other: terms of q, which come last, are
    /// at their ends, where a chain does not begin with one that has long been there.
    @inline(__always)
    static func * (a: Self, b: Self) -> Self {
      product(a, b, plus: zero)
    }

    /// The same plus `c`, whose limbs, from -2^56 to 2^57, are what sums begin with.
    @inline(__always)
    static func product(_ a: Self, _ b: Self, plus c: Self) -> Self {
      let none = all(0)
      let mask = limbMask
      let (p3, p4) = (all(1 &<< 36), all(1 &<< 48 &- 1 &<< 16))
      let q0 = none.addingLow(a.l0, b.l0)

      let t1 = none.addingHigh(a.l0, b.l0).addingLow(a.l0, b.l1) &+ (none.addingLow(a.l1, b.l0) &+ (left44(q0) & mask))
      let q1 = t1 & mask

      let a2 = none.addingHigh(a.l0, b.l1).addingLow(a.l0, b.l2)
      let b2 = right(q0, 8).addingHigh(a.l1, b.l0).addingLow(a.l2, b.l0)
      let t2 = (a2 &+ (b2 &+ none.addingLow(a.l1, b.l1))) &+ carry(t1)
      let q2 = t2 & mask

      let a3 = none.addingHigh(a.l1, b.l1).addingLow(a.l1, b.l2).addingLow(a.l0, b.l3)
      let b3 = none.addingHigh(a.l0, b.l2).addingLow(a.l2, b.l1).addingLow(a.l3, b.l0)
      let c3 = none.addingLow(q0, p3).addingHigh(a.l2, b.l0)
      let t3 = ((c3 &+ right(q1, 8)) &+ (a3 &+ b3)) &+ carry(t2)
      let q3 = t3 & mask

      let a4 = right(q0, 16).addingLow(q0, p4).addingLow(a.l2, b.l2).addingLow(q1, p3)
      let b4 = none.addingHigh(a.l1, b.l2).addingLow(a.l1, b.l3).addingLow(a.l0, b.l4)
      let c4 = none.addingHigh(a.l2, b.l1).addingLow(a.l3, b.l1).addingLow(a.l4, b.l0)
      let d4 = right(q2, 8).addingHigh(a.l0, b.l3).addingHigh(a.l3, b.l0)
      let t4 = ((a4 &+ d4) &+ (b4 &+ c4)) &+ carry(t3)
      let q4 = t4 & mask

      let a5 = none.addingHigh(q0, p4).addingHigh(a.l2, b.l2).addingHigh(a.l1, b.l3)
      let b5 = right(q1, 16).addingLow(q1, p4).addingLow(a.l2, b.l3).addingLow(q2, p3)
      let c5 = none.addingHigh(a.l3, b.l1).addingLow(a.l3, b.l2).addingLow(a.l4, b.l1)
      let d5 = none.addingHigh(a.l0, b.l4).addingLow(a.l1, b.l4).addingHigh(a.l4, b.l0)
      let t5 = (((a5 &+ right(q3, 8)) &+ b5) &+ (c5 &+ d5)) &+ carry(t4)
      let q5 = t5 & mask

      let a6 = c.l0.addingHigh(q1, p4).addingHigh(a.l2, b.l3).addingLow(a.l2, b.l4)
      let b6 = right(q2, 16).addingLow(q2, p4).addingLow(a.l3, b.l3).addingLow(q3, p3)
      let c6 = none.addingHigh(a.l1, b.l4).addingHigh(a.l3, b.l2)
      let d6 = right(q4, 8).addingHigh(a.l4, b.l1).addingLow(a.l4, b.l2)
      let t6 = ((a6 &+ b6) &+ (c6 &+ d6)) &+ carry(t5)

      let a7 = c.l1.addingHigh(q2, p4).addingHigh(a.l2, b.l4).addingHigh(a.l3, b.l3).addingHigh(a.l4, b.l2)
      let b7 = right(q3, 16).addingLow(q3, p4).addingLow(a.l3, b.l4).addingLow(a.l4, b.l3)
      let t7 = a7.addingLow(q4, p3) &+ (b7 &+ right(q5, 8))

      let a8 = c.l2.addingHigh(q3, p4).addingHigh(a.l3, b.l4).addingHigh(a.l4, b.l3).addingLow(a.l4, b.l4)
      let t8 = a8.addingLow(q4, p4).addingLow(q5, p3) &+ right(q4, 16)
      let t9 = (c.l3 &+ right(q5, 16)).addingHigh(a.l4, b.l4).addingHigh(q4, p4).addingLow(q5, p4)
      return Self(t6, t7, t8, t9, c.l4.addingHigh(q5, p4))
    }

    /// What the next column gets of this one: its carry, and the lower half of q 2^44.
    @inline(__always)
    private static func carry(_ column: Vector) -> Vector { right(column, 52) &+ (left44(column) & limbMask) }

    @inline(__always)
    private static func left44(_ a: Vector) -> Vector { _mm256_slli_epi64(a, 44) }

    @inline(__always)
    private static func right(_ a: Vector, _ count: Int32) -> Vector { _mm256_srli_epi64(a, count) }
  }
#endif
