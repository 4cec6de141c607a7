#if arch(x86_64)
  import _Builtin_intrinsics.intel

  extension KernelsX86V4 {
    /// The Montgomery ladder of X25519 (RFC 7748, section 5) in four lanes of IFMA: X and Z of `scalar` times the point with
    /// u-coordinate `u`, whose quotient is the result's u-coordinate.
    ///
    /// A step keeps (X2, Z2, X3, Z3) in the four lanes and is three multiplications of four products each (for ladders in four
    /// lanes see Hisil, Egrice, Yassi, "Fast 4 way vectorized ladder for the complete set of Montgomery curves", 2020):
    ///
    ///     A = X2 + Z2, B = X2 - Z2, C = X3 + Z3, D = X3 - Z3
    ///     1   AA = A A          BB = B B              CB = C B          DA = D A
    ///     2        BB            T = a24 E + BB       X5 = (CB + DA)^2   t = (CB - DA)^2      E = AA - BB, a24 = 121666
    ///     3   X4 = BB AA        Z4 = T E              X5                Z5 = t u
    ///
    /// Nothing is exchanged. A step leaves the double in the first two lanes and the sum in the others; the next one
    /// doubles the sum when its bit differs from the last. CB and DA do not notice: they only trade places. So the bit is
    /// in the indices of the permutation that brings the first multiplication's factors into place, which takes the
    /// same time for all indices.
    ///
    /// - Parameters:
    ///   - scalar: 4 words, least significant first, below 2^255.
    ///   - u: 4 words, below 2^255.
    ///   - result: receives X and then Z, each in 5 limbs of 51 bits that are below 2^52.
    @inline(never)
    public static func curve25519Ladder(
      scalar: UnsafePointer<UInt64>, u: UnsafePointer<UInt64>, result: UnsafeMutablePointer<UInt64>
    ) {
      typealias Vector = SIMD4<Int64>
      typealias Field = Field25519<Vector>
      let base = Limbs51(u)
      let factors = Field(
        Vector(0, 0, 1, base.l0), Vector(0, 0, 0, base.l1), Vector(0, 0, 0, base.l2), Vector(0, 0, 0, base.l3),
        Vector(0, 0, 0, base.l4))
      var state = Field(
        Vector(1, 0, base.l0, 1), Vector(0, 0, base.l1, 0), Vector(0, 0, base.l2, 0), Vector(0, 0, base.l3, 0),
        Vector(0, 0, base.l4, 0))
      let a24 = Field(small: Vector(0, 121666, 0, 0))
      let masks = LaneMasks()
      var last: UInt64 = 0
      var position = 254
      while position >= 0 {
        let bit = scalar[position &>> 6] &>> UInt64(truncatingIfNeeded: position & 63)
        let changed = Vector(repeating: 0 &- Int64(truncatingIfNeeded: (bit ^ last) & 1))
        last = bit
        let other = changed & Vector(2, 2, 0, 0)

        // A, B, C, D, from a product (limbs below 2^59.4): loose, then carried.
        let sums = sumAndDifference(state, masks, adding: masks.even).carried
        let squares = sums.permuted(Vector(0, 1, 2, 3) ^ other) * sums.permuted(Vector(0, 1, 1, 0) ^ other)
        // AA, E, CB + DA, CB - DA.
        let terms = sumAndDifference(squares, masks, adding: masks.third).carried
        // BB is below 2^59.4 and the product too, so that the sum is loose.
        let middle = Field.product(terms, lowLanes(masks, of: a24, else: terms), plus: oddLow(masks, squares)).carried
        state = middle * lowLanes(masks, of: terms, else: factors)
        position &-= 1
      }
      let side = Int64(truncatingIfNeeded: (last & 1) &<< 1)
      let point = state.carried.permuted(Vector(0, 1, 0, 1) ^ Vector(repeating: side))
      point.store(lane: 0, to: result)
      point.store(lane: 1, to: result + 5)
    }

    /// x0 + x1, x0 - x1, x2 + x3, x2 - x3 of loose numbers; instead of the sums x0 or x2 where `adding` has no lane.
    @inline(__always)
    private static func sumAndDifference(
      _ x: Field25519<SIMD4<Int64>>, _ lanes: LaneMasks, adding: UInt8
    ) -> Field25519<SIMD4<Int64>> {
      typealias Vector = SIMD4<Int64>
      // 512 p keeps the difference positive: it is below 2^59.4 + 2^60 < 2^61.
      let bias = Field25519<Vector>.bias
      @inline(__always) func limb(_ x: Vector, _ bias: Vector) -> Vector {
        let even = _mm256_unpacklo_epi64(x, x)
        let odd = _mm256_unpackhi_epi64(x, x)
        return _mm256_mask_sub_epi64(_mm256_mask_add_epi64(even, adding, even, odd), lanes.odd, even &+ bias, odd)
      }
      return Field25519(
        limb(x.l0, bias.l0), limb(x.l1, bias.l1), limb(x.l2, bias.l2), limb(x.l3, bias.l3), limb(x.l4, bias.l4))
    }

    /// Lane 1 of `x` in lanes 0 and 1, zero in the others.
    @inline(__always)
    private static func oddLow(_ lanes: LaneMasks, _ x: Field25519<SIMD4<Int64>>) -> Field25519<SIMD4<Int64>> {
      @inline(__always) func limb(_ x: SIMD4<Int64>) -> SIMD4<Int64> { _mm256_maskz_unpackhi_epi64(lanes.low, x, x) }
      return Field25519(limb(x.l0), limb(x.l1), limb(x.l2), limb(x.l3), limb(x.l4))
    }

    /// Lanes 0 and 1 of `x`, 2 and 3 of `y`.
    @inline(__always)
    private static func lowLanes(
      _ lanes: LaneMasks, of x: Field25519<SIMD4<Int64>>, else y: Field25519<SIMD4<Int64>>
    ) -> Field25519<SIMD4<Int64>> {
      @inline(__always) func limb(_ x: SIMD4<Int64>, _ y: SIMD4<Int64>) -> SIMD4<Int64> {
        _mm256_mask_mov_epi64(y, lanes.low, x)
      }
      return Field25519(limb(x.l0, y.l0), limb(x.l1, y.l1), limb(x.l2, y.l2), limb(x.l3, y.l3), limb(x.l4, y.l4))
    }
  }

  /// A number below 2^256 in five limbs, the lower four of 51 bits.
  struct Limbs51 {
    let l0: Int64
    let l1: Int64
    let l2: Int64
    let l3: Int64
    let l4: Int64

    @inline(__always)
    init(_ words: UnsafePointer<UInt64>) {
      let mask: UInt64 = (1 << 51) - 1
      l0 = Int64(bitPattern: words[0] & mask)
      l1 = Int64(bitPattern: (words[0] &>> 51 | words[1] &<< 13) & mask)
      l2 = Int64(bitPattern: (words[1] &>> 38 | words[2] &<< 26) & mask)
      l3 = Int64(bitPattern: (words[2] &>> 25 | words[3] &<< 39) & mask)
      l4 = Int64(bitPattern: words[3] &>> 12)
    }
  }
#endif
