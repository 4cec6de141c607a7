#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Eight numbers modulo p = 2^256 - 2^224 + 2^192 + 2^96 - 1, one in each lane, as their products with R = 2^260
  /// (Montgomery's form) in five limbs of 52 bits, which `vpmadd52` multiplies.
  ///
  /// Limbs are always below 2^52; a number is not always below p, but below 16p = 2^260, and its bound is said where it matters.
  struct P256FieldLanes {
    typealias Vector = SIMD8<UInt64>
    /// A bit for each lane.
    typealias Mask = __mmask8

    var l0: Vector
    var l1: Vector
    var l2: Vector
    var l3: Vector
    var l4: Vector

    @inline(__always)
    init(_ l0: Vector, _ l1: Vector, _ l2: Vector, _ l3: Vector, _ l4: Vector) {
      self.l0 = l0
      self.l1 = l1
      self.l2 = l2
      self.l3 = l3
      self.l4 = l4
    }

    @inline(__always)
    static func all(_ word: UInt64) -> Vector { Vector(repeating: word) }

    /// Where a word is not 0.
    @inline(__always)
    static func isNotZero(_ words: Vector) -> Mask {
      let words = unsafeBitCast(words, to: __m512i.self)
      return _mm512_test_epi64_mask(words, words)
    }

    @inline(__always)
    static var zero: Self { Self(all(0), all(0), all(0), all(0), all(0)) }

    /// R mod p.
    @inline(__always)
    static var one: Self {
      Self(all(0x10), all(0xf_0000_0000_0000), all(0xf_ffff_ffff_ffff), all(0xf_feff_ffff_ffff), all(0xf_ffff))
    }

    /// Eight numbers in Montgomery's form for 2^256, in four words each: 16 times as much is their form for 2^260. The result
    /// is below 1.01p.
    @inline(__always)
    init(words w0: Vector, _ w1: Vector, _ w2: Vector, _ w3: Vector) {
      let mask = Self.all(0xf_ffff_ffff_ffff)
      self = Self.folding(
        (w0 &<< Self.all(4)) & mask,
        (w0 &>> Self.all(48) | w1 &<< Self.all(16)) & mask,
        (w1 &>> Self.all(36) | w2 &<< Self.all(28)) & mask,
        (w2 &>> Self.all(24) | w3 &<< Self.all(40)) & mask,
        w3 &>> Self.all(12))
    }

    /// Eight numbers below 2p in four words each, below 2^256. Folding what is above 2^256 leaves less than that much.
    @inline(__always)
    var words: (Vector, Vector, Vector, Vector) {
      let n = Self.folding(l0, l1, l2, l3, l4)
      return (
        n.l0 | n.l1 &<< Self.all(52), n.l1 &>> Self.all(12) | n.l2 &<< Self.all(40),
        n.l2 &>> Self.all(24) | n.l3 &<< Self.all(28), n.l3 &>> Self.all(36) | n.l4 &<< Self.all(16)
      )
    }

    /// Carries: limbs of any sign become limbs of 52 bits, for a sum that is neither negative nor 2^260 or more.
    @inline(__always)
    static func carrying(_ t0: Vector, _ t1: Vector, _ t2: Vector, _ t3: Vector, _ t4: Vector) -> Self {
      let mask = all(0xf_ffff_ffff_ffff)
      let s1 = t1 &+ high(t0)
      let s2 = t2 &+ high(s1)
      let s3 = t3 &+ high(s2)
      return Self(t0 & mask, s1 & mask, s2 & mask, s3 & mask, t4 &+ high(s3))
    }

    /// What is above 52 bits, with its sign.
    @inline(__always)
    private static func high(_ limb: Vector) -> Vector {
      let signed = unsafeBitCast(limb, to: SIMD8<Int64>.self) &>> SIMD8<Int64>(repeating: 52)
      return unsafeBitCast(signed, to: Vector.self)
    }

    /// Limbs less as many times p as the bits from 2^256 on say: below 1.01p, as 2^256 is 2^224 - 2^192 - 2^96 + 1 modulo p.
    /// The highest limb is from 0 to 2^52 - 1. The others are at least 2^48, which is more than is subtracted from them, or
    /// all are the limbs of a number as it is: so the result is not negative.
    @inline(__always)
    static func folding(_ t0: Vector, _ t1: Vector, _ t2: Vector, _ t3: Vector, _ t4: Vector) -> Self {
      let top = t4 &>> all(48)
      return carrying(
        t0 &+ top, t1 &- top &<< all(44), t2, t3 &- top &<< all(36),
        (t4 & all(0xffff_ffff_ffff)) &+ top &<< all(16))
    }

    // 4p; each limb but the last has borrowed 4 times 2^52 from the next, so that none gets negative when numbers are
    // subtracted whose limbs add up to 3 times 2^52 at most.
    @inline(__always) private static var fourP0: Vector { all(0xf_ffff_ffff_fffc + 1 << 54) }
    @inline(__always) private static var fourP1: Vector { all(0x3fff_ffff_ffff + 1 << 54 - 4) }
    @inline(__always) private static var fourP2: Vector { all(1 << 54 - 4) }
    @inline(__always) private static var fourP3: Vector { all(0x40_0000_0000 + 1 << 54 - 4) }
    @inline(__always) private static var fourP4: Vector { all(0x3_ffff_fffc_0000 - 4) }

    /// `a - b`, below 1.01p; b is below 4p.
    @inline(__always)
    static func - (a: Self, b: Self) -> Self {
      folding(
        a.l0 &+ fourP0 &- b.l0, a.l1 &+ fourP1 &- b.l1, a.l2 &+ fourP2 &- b.l2, a.l3 &+ fourP3 &- b.l3,
        a.l4 &+ fourP4 &- b.l4)
    }

    /// `a - b - 2c`, below 1.01p; b + 2c is below 4p.
    @inline(__always)
    static func difference(_ a: Self, _ b: Self, twice c: Self) -> Self {
      folding(
        a.l0 &+ fourP0 &- b.l0 &- c.l0 &- c.l0, a.l1 &+ fourP1 &- b.l1 &- c.l1 &- c.l1,
        a.l2 &+ fourP2 &- b.l2 &- c.l2 &- c.l2, a.l3 &+ fourP3 &- b.l3 &- c.l3 &- c.l3,
        a.l4 &+ fourP4 &- b.l4 &- c.l4 &- c.l4)
    }

    /// The negative, where `mask` holds; below 1.01p if this is.
    @inline(__always)
    func negated(where mask: Mask) -> Self { Self.select(mask, Self.zero - self, self) }

    /// `a` where `mask` holds, else `b`.
    @inline(__always)
    static func select(_ mask: Mask, _ a: Self, _ b: Self) -> Self {
      Self(
        select(mask, a.l0, b.l0), select(mask, a.l1, b.l1), select(mask, a.l2, b.l2), select(mask, a.l3, b.l3),
        select(mask, a.l4, b.l4))
    }

    /// The same for vectors.
    @inline(__always)
    static func select(_ mask: Mask, _ a: Vector, _ b: Vector) -> Vector {
      let blend = _mm512_mask_blend_epi64(mask, unsafeBitCast(b, to: __m512i.self), unsafeBitCast(a, to: __m512i.self))
      return unsafeBitCast(blend, to: Vector.self)
    }

    /// The numbers in the order of the indices.
    @inline(__always)
    func permuted(_ order: Vector) -> Self {
      Self(
        Self.permuted(l0, order), Self.permuted(l1, order), Self.permuted(l2, order), Self.permuted(l3, order),
        Self.permuted(l4, order))
    }

    /// The same for words.
    @inline(__always)
    static func permuted(_ words: Vector, _ order: Vector) -> Vector {
      let permuted = _mm512_permutexvar_epi64(
        unsafeBitCast(order, to: __m512i.self), unsafeBitCast(words, to: __m512i.self))
      return unsafeBitCast(permuted, to: Vector.self)
    }
  }

  extension P256FieldLanes {
    @inline(__always)
    private static func low(_ t: Vector, _ a: Vector, _ b: Vector) -> Vector {
      let sum = _mm512_madd52lo_epu64(
        unsafeBitCast(t, to: __m512i.self), unsafeBitCast(a, to: __m512i.self), unsafeBitCast(b, to: __m512i.self))
      return unsafeBitCast(sum, to: Vector.self)
    }

    @inline(__always)
    private static func high(_ t: Vector, _ a: Vector, _ b: Vector) -> Vector {
      let sum = _mm512_madd52hi_epu64(
        unsafeBitCast(t, to: __m512i.self), unsafeBitCast(a, to: __m512i.self), unsafeBitCast(b, to: __m512i.self))
      return unsafeBitCast(sum, to: Vector.self)
    }

    /// `a * b / R`: below (x y / 16 + 1) p for factors below x p and y p.
    ///
    /// Each of the ten columns is the sum of at most 9 halves of products, less than 2^56; `reduce` adds 5 more.
    @inline(__always)
    static func * (a: Self, b: Self) -> Self {
      let t0 = low(all(0), a.l0, b.l0)
      var t1 = high(all(0), a.l0, b.l0)
      t1 = low(low(t1, a.l0, b.l1), a.l1, b.l0)
      var t2 = high(high(all(0), a.l0, b.l1), a.l1, b.l0)
      t2 = low(low(low(t2, a.l0, b.l2), a.l1, b.l1), a.l2, b.l0)
      var t3 = high(high(high(all(0), a.l0, b.l2), a.l1, b.l1), a.l2, b.l0)
      t3 = low(low(low(low(t3, a.l0, b.l3), a.l1, b.l2), a.l2, b.l1), a.l3, b.l0)
      var t4 = high(high(high(high(all(0), a.l0, b.l3), a.l1, b.l2), a.l2, b.l1), a.l3, b.l0)
      t4 = low(low(low(low(low(t4, a.l0, b.l4), a.l1, b.l3), a.l2, b.l2), a.l3, b.l1), a.l4, b.l0)
      var t5 = high(high(high(high(high(all(0), a.l0, b.l4), a.l1, b.l3), a.l2, b.l2), a.l3, b.l1), a.l4, b.l0)
      t5 = low(low(low(low(t5, a.l1, b.l4), a.l2, b.l3), a.l3, b.l2), a.l4, b.l1)
      var t6 = high(high(high(high(all(0), a.l1, b.l4), a.l2, b.l3), a.l3, b.l2), a.l4, b.l1)
      t6 = low(low(low(t6, a.l2, b.l4), a.l3, b.l3), a.l4, b.l2)
      var t7 = high(high(high(all(0), a.l2, b.l4), a.l3, b.l3), a.l4, b.l2)
      t7 = low(low(t7, a.l3, b.l4), a.l4, b.l3)
      let t8 = low(high(high(all(0), a.l3, b.l4), a.l4, b.l3), a.l4, b.l4)
      let t9 = high(all(0), a.l4, b.l4)
      return reduce(t0, t1, t2, t3, t4, t5, t6, t7, t8, t9)
    }

    /// `a * a / R`: products of two different limbs are added up once and doubled.
    @inline(__always)
    func squared() -> Self {
      let zero = Self.all(0)
      let t1 = Self.low(zero, l0, l1)
      let t2 = Self.low(Self.high(zero, l0, l1), l0, l2)
      let t3 = Self.low(Self.low(Self.high(zero, l0, l2), l0, l3), l1, l2)
      let t4 = Self.low(Self.low(Self.high(Self.high(zero, l0, l3), l1, l2), l0, l4), l1, l3)
      let t5 = Self.low(Self.low(Self.high(Self.high(zero, l0, l4), l1, l3), l1, l4), l2, l3)
      let t6 = Self.low(Self.high(Self.high(zero, l1, l4), l2, l3), l2, l4)
      let t7 = Self.low(Self.high(zero, l2, l4), l3, l4)
      let t8 = Self.high(zero, l3, l4)
      return Self.reduce(
        Self.low(zero, l0, l0), Self.high(t1 &+ t1, l0, l0), Self.low(t2 &+ t2, l1, l1), Self.high(t3 &+ t3, l1, l1),
        Self.low(t4 &+ t4, l2, l2), Self.high(t5 &+ t5, l2, l2), Self.low(t6 &+ t6, l3, l3),
        Self.high(t7 &+ t7, l3, l3), Self.low(t8 &+ t8, l4, l4), Self.high(zero, l4, l4))
    }

    /// Adds multiples of p that make the lowest five columns 0, one after the other, and carries.
    @inline(__always)
    private static func reduce(
      _ t0: Vector, _ t1: Vector, _ t2: Vector, _ t3: Vector, _ t4: Vector,
      _ t5: Vector, _ t6: Vector, _ t7: Vector, _ t8: Vector, _ t9: Vector
    ) -> Self {
      var (t1, t2, t3, t4, t5, t6, t7, t8, t9) = (t1, t2, t3, t4, t5, t6, t7, t8, t9)
      reduceColumn(t0, &t1, &t2, &t3, &t4, &t5)
      reduceColumn(t1, &t2, &t3, &t4, &t5, &t6)
      reduceColumn(t2, &t3, &t4, &t5, &t6, &t7)
      reduceColumn(t3, &t4, &t5, &t6, &t7, &t8)
      reduceColumn(t4, &t5, &t6, &t7, &t8, &t9)
      return carrying(t5, t6, t7, t8, t9)
    }

    /// Adds q p, where q is the lowest 52 bits of the first column, and drops that column, whose low bits are 0 then.
    ///
    /// -1/p is 1 modulo 2^52, so q is the quotient digit; multiplications read no other bits of it. p is 2^96 - 1 + 2^192 +
    /// 2^208 (2^48 - 2^16): the -1 cancels q, and the other terms are the following.
    @inline(__always)
    private static func reduceColumn(
      _ t0: Vector, _ t1: inout Vector, _ t2: inout Vector, _ t3: inout Vector, _ t4: inout Vector, _ t5: inout Vector
    ) {
      t1 = low(t1 &+ t0 &>> all(52), t0, all(1 << 44))
      t2 = high(t2, t0, all(1 << 44))
      t3 = low(t3, t0, all(1 << 36))
      t4 = low(high(t4, t0, all(1 << 36)), t0, all(1 << 48 - 1 << 16))
      t5 = high(t5, t0, all(1 << 48 - 1 << 16))
    }
  }
#endif
