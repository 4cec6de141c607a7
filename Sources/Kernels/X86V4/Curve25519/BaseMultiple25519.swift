#if arch(x86_64)
  import _Builtin_intrinsics.intel

  extension KernelsX86V4 {
    /// A secret multiple of the Edwards curve's base point B in eight lanes of IFMA, in constant time.
    ///
    /// The scalar's 64 signed digits in base 16 are dealt to eight lanes: in step s lane i adds the digit of place 8 s + i
    /// times 16^(8 s + i) B, which stands in a table. Eight steps of additions with the complete formulas of Hisil, Wong,
    /// Carter and Dawson (2008) leave eight points, of which three more rounds make one.
    ///
    /// - Parameters:
    ///   - scalar: 4 words, least significant first, below 2^255.
    ///   - table: for each step the multiples 1 to 8 of its eight points: 15 vectors a multiple, the limbs of y + x, of
    ///     y - x and of 2dxy, each below 2^51.
    ///   - result: receives X, Y, Z and T, each in 5 limbs of 51 bits that are below 2^52.
    @inline(never)
    public static func curve25519MultiplyBase(
      scalar: UnsafePointer<UInt64>, table: UnsafePointer<SIMD8<Int64>>, result: UnsafeMutablePointer<UInt64>
    ) {
      typealias Vector = SIMD8<Int64>
      typealias Field = Field25519<Vector>
      let digits = SignedDigits(scalar)
      var sum = Point25519<Vector>(BaseAddend25519(digits[0], from: table))
      var step = 1
      while step < 8 {
        sum.add(BaseAddend25519(digits[step], from: table + step &* 8 &* 15))
        step &+= 1
      }
      // Lanes 4 to 7 are added to lanes 0 to 3, then 2 and 3 to 0 and 1, then 1 to 0.
      let wide = Point25519<Vector>.Addend(sum)
      var half = Point25519<SIMD4<Int64>>(wide.lowHalf, wide.highHalf)
      var other = SIMD4<Int64>(2, 3, 0, 1)
      var round = 0
      while round < 2 {
        let addend = Point25519<SIMD4<Int64>>.Addend(half)
        half = Point25519(addend, addend.permuted(other))
        other = SIMD4<Int64>(1, 0, 3, 2)
        round &+= 1
      }
      half.x.carried.store(lane: 0, to: result)
      half.y.carried.store(lane: 0, to: result + 5)
      half.z.carried.store(lane: 0, to: result + 10)
      half.t.carried.store(lane: 0, to: result + 15)
    }
  }

  /// The digits from -8 to 8 of a scalar in base 16.
  private struct SignedDigits {
    /// The scalar plus 8 in every place but the highest: so that the nibbles less 8 are the digits.
    private let words: InlineArray<4, UInt64>

    @inline(__always)
    init(_ scalar: UnsafePointer<UInt64>) {
      // The scalar is below 2^255, so the highest nibble is at most 7 and takes a carry.
      let eights: UInt64 = 0x8888_8888_8888_8888
      var sum = UInt128(scalar[0]) &+ UInt128(eights)
      let w0 = UInt64(truncatingIfNeeded: sum)
      sum = sum &>> 64 &+ UInt128(scalar[1]) &+ UInt128(eights)
      let w1 = UInt64(truncatingIfNeeded: sum)
      sum = sum &>> 64 &+ UInt128(scalar[2]) &+ UInt128(eights)
      let w2 = UInt64(truncatingIfNeeded: sum)
      let w3 = UInt64(truncatingIfNeeded: sum &>> 64) &+ scalar[3] &+ eights &>> 4
      words = [w0, w1, w2, w3]
    }

    /// The digits of places 8 `step` to 8 `step` + 7.
    @inline(__always)
    subscript(step: Int) -> SIMD8<Int64> {
      let chunk = words[step &>> 1] &>> UInt64(truncatingIfNeeded: 32 &* (step & 1))
      let nibbles =
        SIMD8<UInt64>(repeating: chunk) &>> SIMD8(0, 4, 8, 12, 16, 20, 24, 28) & SIMD8(repeating: 15)
      let isLast = (step &+ 1) &>> 3
      let bias = SIMD8<Int64>(8, 8, 8, 8, 8, 8, 8, Int64(truncatingIfNeeded: 8 &- 8 &* isLast))
      return SIMD8(truncatingIfNeeded: nibbles) &- bias
    }
  }

  /// A point of the table in each lane: y + x, y - x and 2dxy.
  struct BaseAddend25519 {
    let yPlusX: Field25519<SIMD8<Int64>>
    let yMinusX: Field25519<SIMD8<Int64>>
    let twiceDXY: Field25519<SIMD8<Int64>>

    /// `digits`, from -8 to 8, times the points of a step. All eight multiples of all are read.
    @inline(__always)
    fileprivate init(_ digits: SIMD8<Int64>, from table: UnsafePointer<SIMD8<Int64>>) {
      typealias Field = Field25519<SIMD8<Int64>>
      let sign = digits &>> 63
      let magnitude = (digits ^ sign) &- sign
      // For the digit 0 the neutral element: y + x = y - x = 1.
      let one = Self.mask(magnitude) & .one
      var plus = Field(small: one)
      var minus = plus
      var product = Field.zero
      var entry = table
      var multiple: Int64 = 1
      while multiple <= 8 {
        let mask = Self.mask(magnitude ^ SIMD8(repeating: multiple))
        plus.insert(entry, mask)
        minus.insert(entry + 5, mask)
        product.insert(entry + 10, mask)
        entry += 15
        multiple &+= 1
      }
      // -(x, y) = (-x, y): y + x and y - x change places, and 2dxy its sign, by 512 p - 2dxy.
      yPlusX = Field.select(sign, minus, plus)
      yMinusX = Field.select(sign, plus, minus)
      twiceDXY = Field.select(sign, (Field.bias &- product).carried, product)
    }

    /// All ones where `difference`, from 0 to 15, is 0.
    @inline(__always)
    private static func mask(_ difference: SIMD8<Int64>) -> SIMD8<Int64> { (difference &- .one) &>> 63 }
  }

  /// A point of the twisted Edwards curve in each lane, in extended coordinates with loose limbs.
  struct Point25519<Lanes: Field25519Lanes> {
    typealias Field = Field25519<Lanes>

    var x: Field
    var y: Field
    var z: Field
    var t: Field

    /// A point as it is added: with carried limbs.
    struct Addend {
      let yPlusX: Field
      let yMinusX: Field
      let z: Field
      let t: Field

      @inline(__always)
      init(yPlusX: Field, yMinusX: Field, z: Field, t: Field) {
        self.yPlusX = yPlusX
        self.yMinusX = yMinusX
        self.z = z
        self.t = t
      }

      /// Of a point whose limbs are below 2^59.4.
      @inline(__always)
      init(_ point: Point25519) {
        yPlusX = (point.y &+ point.x).carried
        yMinusX = ((point.y &+ Field.bias) &- point.x).carried
        z = point.z.carried
        t = point.t.carried
      }
    }

    /// P + Q in every lane, of any two points.
    @inline(__always)
    init(_ p: Addend, _ q: Addend) {
      let a = p.yMinusX * q.yMinusX
      let b = p.yPlusX * q.yPlusX
      let c = (p.t * q.t).carried * Field.twiceD
      let d = p.z * q.z
      self.init(a, b, c, d &+ d)
    }

    /// The end of an addition; limbs of `a`, `b` and `c` below 2^59.4, of `d` below 2^60.4.
    @inline(__always)
    private init(_ a: Field, _ b: Field, _ c: Field, _ d: Field) {
      let e = ((b &+ Field.bias) &- a).carried
      let f = ((d &+ Field.bias) &- c).carried
      let g = (d &+ c).carried
      let h = (b &+ a).carried
      x = e * f
      y = g * h
      z = f * g
      t = e * h
    }
  }

  extension Point25519<SIMD8<Int64>> {
    /// The point of the table, as the sum of itself and the neutral element.
    @inline(__always)
    fileprivate init(_ addend: BaseAddend25519) {
      let e = ((addend.yPlusX &+ Field.bias) &- addend.yMinusX).carried
      let h = (addend.yPlusX &+ addend.yMinusX).carried
      x = e &+ e
      y = h &+ h
      z = Field(small: SIMD8(repeating: 4))
      t = e * h
    }

    /// Adds a point of the table in each lane.
    @inline(__always)
    fileprivate mutating func add(_ addend: BaseAddend25519) {
      let a = ((y &+ Field.bias) &- x).carried * addend.yMinusX
      let b = (y &+ x).carried * addend.yPlusX
      let c = t.carried * addend.twiceDXY
      self = Self(a, b, c, z &+ z)
    }
  }

  extension Point25519<SIMD8<Int64>>.Addend {
    @inline(__always)
    fileprivate var lowHalf: Point25519<SIMD4<Int64>>.Addend {
      .init(yPlusX: yPlusX.lowHalf, yMinusX: yMinusX.lowHalf, z: z.lowHalf, t: t.lowHalf)
    }

    @inline(__always)
    fileprivate var highHalf: Point25519<SIMD4<Int64>>.Addend {
      .init(yPlusX: yPlusX.highHalf, yMinusX: yMinusX.highHalf, z: z.highHalf, t: t.highHalf)
    }
  }

  extension Point25519<SIMD4<Int64>>.Addend {
    @inline(__always)
    fileprivate func permuted(_ index: SIMD4<Int64>) -> Self {
      Self(
        yPlusX: yPlusX.permuted(index), yMinusX: yMinusX.permuted(index), z: z.permuted(index), t: t.permuted(index))
    }
  }

  extension Field25519 {
    /// 2d = -2 121665/121666 in every lane.
    @inline(__always)
    fileprivate static var twiceD: Self {
      Self(
        Lanes(repeating: 0x6_9b94_26b2_f159), Lanes(repeating: 0x3_5050_762a_dd7a),
        Lanes(repeating: 0x3_cf44_c003_8052), Lanes(repeating: 0x6_738c_c740_7977),
        Lanes(repeating: 0x2_406d_9dc5_6dff))
    }

    /// Adds the five vectors at `entry` where `mask` is all ones, nothing where it is zero.
    @inline(__always)
    fileprivate mutating func insert(_ entry: UnsafePointer<Lanes>, _ mask: Lanes) {
      l0 |= entry[0] & mask
      l1 |= entry[1] & mask
      l2 |= entry[2] & mask
      l3 |= entry[3] & mask
      l4 |= entry[4] & mask
    }

    /// `a` where `mask` is all ones, `b` where it is zero.
    @inline(__always)
    fileprivate static func select(_ mask: Lanes, _ a: Self, _ b: Self) -> Self {
      Self(
        b.l0 ^ (a.l0 ^ b.l0) & mask, b.l1 ^ (a.l1 ^ b.l1) & mask, b.l2 ^ (a.l2 ^ b.l2) & mask,
        b.l3 ^ (a.l3 ^ b.l3) & mask, b.l4 ^ (a.l4 ^ b.l4) & mask)
    }
  }

  extension Field25519<SIMD8<Int64>> {
    @inline(__always)
    fileprivate var lowHalf: Field25519<SIMD4<Int64>> {
      Field25519<SIMD4<Int64>>(l0.lowHalf, l1.lowHalf, l2.lowHalf, l3.lowHalf, l4.lowHalf)
    }

    @inline(__always)
    fileprivate var highHalf: Field25519<SIMD4<Int64>> {
      Field25519<SIMD4<Int64>>(l0.highHalf, l1.highHalf, l2.highHalf, l3.highHalf, l4.highHalf)
    }
  }
#endif
