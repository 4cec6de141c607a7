#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Four numbers modulo p = 2^256 - 2^224 + 2^192 + 2^96 - 1, one in each lane, as their products with R = 2^312
  /// (Montgomery's form), in five limbs of 52 bits. They are few enough to stay in registers, two factors and all columns of a
  /// product.
  ///
  /// A number is *carried* when its limbs are from 0 to 2^52 - 1, as the 52-bit multiplication wants them: it is below 2^260,
  /// which is 16p and 2^228 less. It is *loose* when limbs are anything from -2^62 to 2^62, which is how products come out and
  /// what sums and differences are taken of; these must not be negative as a whole, so multiples of p are added to differences.
  /// A product is below p + 2^208 whatever carried factors it has, which is what the sixth digit of R is for: five would do for
  /// p, but a factor of 8p and one of 10p would leave 6p. "Below 3p" means below 3 (p + 2^208) here.
  struct P256Quad {
    typealias Vector = SIMD4<Int64>

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
    static func all(_ word: Int64) -> Vector { Vector(repeating: word) }

    /// Bits that belong to a limb.
    @inline(__always)
    static var limbMask: Vector { all(1 &<< 52 &- 1) }

    @inline(__always)
    static var zero: Self { Self(all(0), all(0), all(0), all(0), all(0)) }

    /// Multiples of p, one in each lane, in limbs as they come, for small factors.
    @inline(__always)
    static func primes(_ factors: Vector) -> Self {
      Self(
        factors &* all(1 &<< 52 &- 1), factors &* all(1 &<< 44 &- 1), all(0), factors &* all(1 &<< 36),
        factors &* all(1 &<< 48 &- 1 &<< 16))
    }

    /// `factor` p in every lane.
    @inline(__always)
    static func prime(_ factor: Int64) -> Self { primes(all(factor)) }

    /// The same number, carried, of a loose one from 0 to 2^260 - 1. One limb waits for the one below; the multiplication that
    /// follows begins with the lowest ones.
    @inline(__always)
    var carried: Self {
      let s1 = l1 &+ _mm256_srai_epi64(l0, 52)
      let s2 = l2 &+ _mm256_srai_epi64(s1, 52)
      let s3 = l3 &+ _mm256_srai_epi64(s2, 52)
      let mask = Self.limbMask
      return Self(l0 & mask, s1 & mask, s2 & mask, s3 & mask, l4 &+ _mm256_srai_epi64(s3, 52))
    }

    @inline(__always)
    static func &+ (a: Self, b: Self) -> Self {
      Self(a.l0 &+ b.l0, a.l1 &+ b.l1, a.l2 &+ b.l2, a.l3 &+ b.l3, a.l4 &+ b.l4)
    }

    @inline(__always)
    static func &- (a: Self, b: Self) -> Self {
      Self(a.l0 &- b.l0, a.l1 &- b.l1, a.l2 &- b.l2, a.l3 &- b.l3, a.l4 &- b.l4)
    }

    /// The sum in the lanes whose bits `lanes` has, else this number.
    @inline(__always)
    func replacing(_ lanes: UInt8, withSum a: Self, _ b: Self) -> Self {
      Self(
        _mm256_mask_add_epi64(l0, lanes, a.l0, b.l0), _mm256_mask_add_epi64(l1, lanes, a.l1, b.l1),
        _mm256_mask_add_epi64(l2, lanes, a.l2, b.l2), _mm256_mask_add_epi64(l3, lanes, a.l3, b.l3),
        _mm256_mask_add_epi64(l4, lanes, a.l4, b.l4))
    }

    /// The difference in the lanes whose bits `lanes` has, else this number.
    @inline(__always)
    func replacing(_ lanes: UInt8, withDifference a: Self, _ b: Self) -> Self {
      Self(
        _mm256_mask_sub_epi64(l0, lanes, a.l0, b.l0), _mm256_mask_sub_epi64(l1, lanes, a.l1, b.l1),
        _mm256_mask_sub_epi64(l2, lanes, a.l2, b.l2), _mm256_mask_sub_epi64(l3, lanes, a.l3, b.l3),
        _mm256_mask_sub_epi64(l4, lanes, a.l4, b.l4))
    }

    @inline(__always)
    static func & (a: Self, mask: Vector) -> Self {
      Self(a.l0 & mask, a.l1 & mask, a.l2 & mask, a.l3 & mask, a.l4 & mask)
    }

    /// The negative in lanes where `mask` has ones.
    @inline(__always)
    func negated(where mask: Vector) -> Self {
      Self(
        l0.negated(where: mask), l1.negated(where: mask), l2.negated(where: mask), l3.negated(where: mask),
        l4.negated(where: mask))
    }

    /// `a` in lanes where `mask` has ones.
    @inline(__always)
    func replaced(by a: Self, where mask: Vector) -> Self {
      Self(
        l0.replaced(by: a.l0, where: mask), l1.replaced(by: a.l1, where: mask), l2.replaced(by: a.l2, where: mask),
        l3.replaced(by: a.l3, where: mask), l4.replaced(by: a.l4, where: mask))
    }

    /// `a` in the lanes whose bits `lanes` has.
    @inline(__always)
    func replacing(_ lanes: UInt8, with a: Self) -> Self {
      Self(
        _mm256_mask_mov_epi64(l0, lanes, a.l0), _mm256_mask_mov_epi64(l1, lanes, a.l1),
        _mm256_mask_mov_epi64(l2, lanes, a.l2), _mm256_mask_mov_epi64(l3, lanes, a.l3),
        _mm256_mask_mov_epi64(l4, lanes, a.l4))
    }

    /// Lane `order[i]` in lane i.
    @inline(__always)
    func permuted(_ order: Vector) -> Self {
      Self(
        l0.permuted(order), l1.permuted(order), l2.permuted(order), l3.permuted(order), l4.permuted(order))
    }

    /// The same, where 4 to 7 are lanes of `other`.
    @inline(__always)
    func permuted(with other: Self, _ order: Vector) -> Self {
      Self(
        l0.permuted(with: other.l0, order), l1.permuted(with: other.l1, order), l2.permuted(with: other.l2, order),
        l3.permuted(with: other.l3, order), l4.permuted(with: other.l4, order))
    }

    /// Reads five vectors.
    @inline(__always)
    init(from vectors: UnsafePointer<Vector>) {
      self.init(vectors[0], vectors[1], vectors[2], vectors[3], vectors[4])
    }

    /// Writes five vectors.
    @inline(__always)
    func store(to vectors: UnsafeMutablePointer<Vector>) {
      vectors[0] = l0
      vectors[1] = l1
      vectors[2] = l2
      vectors[3] = l3
      vectors[4] = l4
    }

    /// Writes a carried number below 2^256 as four words.
    @inline(__always)
    func store(lane: Int, to words: UnsafeMutablePointer<UInt64>) {
      @inline(__always)
      func limb(_ vector: Vector) -> UInt64 { UInt64(bitPattern: vector[lane]) }
      words[0] = limb(l0) | limb(l1) &<< 52
      words[1] = limb(l1) &>> 12 | limb(l2) &<< 40
      words[2] = limb(l2) &>> 24 | limb(l3) &<< 28
      words[3] = limb(l3) &>> 36 | limb(l4) &<< 16
    }
  }
#endif
