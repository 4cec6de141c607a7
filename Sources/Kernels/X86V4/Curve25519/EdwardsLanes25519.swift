#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// A point of the twisted Edwards curve in extended coordinates, in the four lanes of one `Field25519`: X, Y, T, Z, with
  /// loose limbs. The formulas are those of `Curve25519.EdwardsPoint` (Hisil, Wong, Carter, Dawson 2008), which they give
  /// for four processors in section 4: a sum or a double is two multiplications of four products each.
  struct EdwardsLanes25519 {
    typealias Vector = SIMD4<Int64>
    typealias Field = Field25519<Vector>

    var coordinates: Field

    @inline(__always)
    init(_ coordinates: Field) { self.coordinates = coordinates }

    /// (0, 1).
    @inline(__always)
    static var identity: Self { Self(Field(small: Vector(0, 1, 0, 1))) }

    /// The point with Z = 1 and T = XY, of 4 words of x and 4 of y below 2^255.
    @inline(__always)
    init(x: UnsafePointer<UInt64>, y: UnsafePointer<UInt64>) {
      let x = Limbs51(x)
      let y = Limbs51(y)
      let left = Field(
        Vector(x.l0, y.l0, x.l0, 1), Vector(x.l1, y.l1, x.l1, 0), Vector(x.l2, y.l2, x.l2, 0),
        Vector(x.l3, y.l3, x.l3, 0), Vector(x.l4, y.l4, x.l4, 0))
      let right = Field(
        Vector(1, 1, y.l0, 1), Vector(0, 0, y.l1, 0), Vector(0, 0, y.l2, 0), Vector(0, 0, y.l3, 0),
        Vector(0, 0, y.l4, 0))
      self.init(left * right)
    }

    /// 2P. T is not used.
    @inline(__always)
    func doubled(_ masks: LaneMasks) -> Self {
      // X, Y, X + Y, Z.
      let bases = coordinates.map { x in
        _mm256_mask_permutexvar_epi64(x, masks.third, Vector(repeating: 0), x)
          &+ _mm256_maskz_permutexvar_epi64(masks.third, Vector(repeating: 1), x)
      }.carried
      // A, B, W, C: their squares.
      let squares = bases.squared
      // H = A + B, G = A - B, E = H - W, F = G + 2C. Limbs of squares are below 2^59.4, bias is at least 2^60 - 9728: all
      // stay below 2^60.4 + 2^61 < 2^62.
      let terms = squares.map(Field.bias) { x, bias in
        let a = _mm256_permutexvar_epi64(Vector(repeating: 0), x)
        let b = _mm256_permutexvar_epi64(Vector(repeating: 1), x)
        let sum = _mm256_mask_sub_epi64(a &+ b, masks.odd, a &+ bias, b)
        let withoutW = _mm256_mask_sub_epi64(sum, masks.third, sum &+ bias, x)
        return _mm256_mask_add_epi64(withoutW, masks.fourth, sum, x &+ x)
      }.carried
      // X = E F, Y = G H, T = E H, Z = F G.
      return Self(terms.permuted(Vector(2, 1, 2, 3)) * terms.permuted(Vector(3, 0, 0, 1)))
    }

    /// P + Q.
    @inline(__always)
    func adding(_ addend: Addend, _ masks: LaneMasks) -> Self {
      // A = (Y - X)(y - x), B = (Y + X)(y + x), C = T 2d t, D = Z 2z.
      let products = mixed(masks).carried * addend.coordinates
      // E = B - A, H = B + A, F = D - C, G = D + C.
      let terms = products.map(Field.bias) { x, bias in
        let even = _mm256_unpacklo_epi64(x, x)
        let odd = _mm256_unpackhi_epi64(x, x)
        return _mm256_mask_sub_epi64(odd &+ even, masks.even, odd &+ bias, even)
      }.carried
      // X = E F, Y = G H, T = E H, Z = F G.
      return Self(terms.permuted(Vector(0, 3, 0, 2)) * terms.permuted(Vector(2, 1, 1, 3)))
    }

    /// Y - X, Y + X, T, Z.
    @inline(__always)
    private func mixed(_ masks: LaneMasks) -> Field {
      coordinates.map(Field.bias) { x, bias in
        let even = _mm256_unpacklo_epi64(x, x)
        let odd = _mm256_unpackhi_epi64(x, x)
        let sum = _mm256_mask_add_epi64(x, masks.second, even, odd)
        return _mm256_mask_sub_epi64(sum, masks.first, odd &+ bias, even)
      }
    }

    /// A point as it is added: Y - X, Y + X, 2dT, 2Z, with carried limbs.
    struct Addend {
      let coordinates: Field

      @inline(__always)
      init(_ coordinates: Field) { self.coordinates = coordinates }

      @inline(__always)
      init(_ entry: UnsafePointer<Vector>) { self.init(Field(entry[0], entry[1], entry[2], entry[3], entry[4])) }

      @inline(__always)
      init(_ point: EdwardsLanes25519, _ masks: LaneMasks) {
        // 1, 1, 2d, 2.
        let factors = Field(
          Vector(1, 1, 0x6_9b94_26b2_f159, 2), Vector(0, 0, 0x3_5050_762a_dd7a, 0),
          Vector(0, 0, 0x3_cf44_c003_8052, 0), Vector(0, 0, 0x6_738c_c740_7977, 0),
          Vector(0, 0, 0x2_406d_9dc5_6dff, 0))
        self.init((point.mixed(masks).carried * factors).carried)
      }

      /// Of the point's negative: y - x and y + x change places, and 2dT its sign.
      @inline(__always)
      func negated(_ masks: LaneMasks) -> Self {
        Self(
          coordinates.map(Field.bias) { x, bias in
            let exchanged = _mm256_permutexvar_epi64(Vector(1, 0, 2, 3), x)
            return _mm256_mask_sub_epi64(exchanged, masks.third, bias, x)
          }.carried)
      }

      @inline(__always)
      func store(to entry: UnsafeMutablePointer<Vector>) {
        coordinates.store(to: entry)
      }
    }
  }

  extension Field25519<SIMD4<Int64>> {
    @inline(__always)
    fileprivate func map(_ body: (SIMD4<Int64>) -> SIMD4<Int64>) -> Self {
      Self(body(l0), body(l1), body(l2), body(l3), body(l4))
    }

    @inline(__always)
    fileprivate func map(_ y: Self, _ body: (SIMD4<Int64>, SIMD4<Int64>) -> SIMD4<Int64>) -> Self {
      Self(body(l0, y.l0), body(l1, y.l1), body(l2, y.l2), body(l3, y.l3), body(l4, y.l4))
    }
  }
#endif
