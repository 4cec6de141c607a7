#if arch(x86_64)
  /// A number modulo p = 2^255 - 19 in each lane of five vectors, in radix 2^51.
  ///
  /// A number is *carried* when its limbs are below 2^51 + 2^17, as the 52-bit multiplication wants them, and *loose* when
  /// they are anything below 2^61. Products come out loose, sums and differences are taken of loose numbers, and only then
  /// are the limbs carried, once, so that each multiplication costs one pass of carries.
  struct Field25519<Lanes: Field25519Lanes> {
    var l0: Lanes
    var l1: Lanes
    var l2: Lanes
    var l3: Lanes
    var l4: Lanes

    @inline(__always)
    init(_ l0: Lanes, _ l1: Lanes, _ l2: Lanes, _ l3: Lanes, _ l4: Lanes) {
      self.l0 = l0
      self.l1 = l1
      self.l2 = l2
      self.l3 = l3
      self.l4 = l4
    }

    /// A number below 2^52 in each lane.
    @inline(__always)
    init(small: Lanes) { self.init(small, .zero, .zero, .zero, .zero) }

    @inline(__always)
    static var zero: Self { Self(small: .zero) }

    /// 512 p, which makes the difference of products positive: its limbs are at least 2^60 - 9728, and those of a product
    /// below 2^59.4.
    @inline(__always)
    static var bias: Self {
      let limb = Lanes(repeating: 512 * ((1 << 51) - 1))
      return Self(Lanes(repeating: 512 * ((1 << 51) - 19)), limb, limb, limb, limb)
    }

    /// The same number with limbs below 2^51 + 2^17, given loose limbs.
    @inline(__always)
    var carried: Self {
      // What leaves a limb below 2^61 is below 2^10, and 2^255 = 19 (mod p); even 64 full bits leave 19 * 2^13 < 2^17.5,
      // and limbs still below 2^52.
      let mask = Lanes(repeating: (1 << 51) - 1)
      let top = Lanes.above51(l4)
      return Self(
        ((l0 & mask) &+ top) &+ ((top &<< 4) &+ (top &+ top)), (l1 & mask) &+ Lanes.above51(l0),
        (l2 & mask) &+ Lanes.above51(l1), (l3 & mask) &+ Lanes.above51(l2), (l4 & mask) &+ Lanes.above51(l3))
    }

    /// The sum; not carried.
    @inline(__always)
    static func &+ (a: Self, b: Self) -> Self {
      Self(a.l0 &+ b.l0, a.l1 &+ b.l1, a.l2 &+ b.l2, a.l3 &+ b.l3, a.l4 &+ b.l4)
    }

    /// The difference; positive limbs only when those of `a` are at least those of `b`.
    @inline(__always)
    static func &- (a: Self, b: Self) -> Self {
      Self(a.l0 &- b.l0, a.l1 &- b.l1, a.l2 &- b.l2, a.l3 &- b.l3, a.l4 &- b.l4)
    }

    /// The loose product of carried numbers: limbs below 2^59.4.
    @inline(__always)
    static func * (x: Self, y: Self) -> Self { product(x, y, plus: zero) }

    /// The loose square of a carried number: limbs below 2^59.4.
    ///
    /// Like the product, with each product of two different limbs counted twice.
    @inline(__always)
    var squared: Self {
      typealias L = Lanes
      // Columns of products of different limbs, to be doubled once, the high halves twice; and of squares.
      let low1 = L.addingLow(.zero, l0, l1)
      let high1 = L.addingHigh(.zero, l0, l1)
      let low2 = L.addingLow(.zero, l0, l2)
      let high2 = L.addingHigh(.zero, l0, l2)
      let low3 = L.addingLow(L.addingLow(.zero, l0, l3), l1, l2)
      let high3 = L.addingHigh(L.addingHigh(.zero, l0, l3), l1, l2)
      let low4 = L.addingLow(L.addingLow(.zero, l0, l4), l1, l3)
      let high4 = L.addingHigh(L.addingHigh(.zero, l0, l4), l1, l3)
      let low5 = L.addingLow(L.addingLow(.zero, l1, l4), l2, l3)
      let high5 = L.addingHigh(L.addingHigh(.zero, l1, l4), l2, l3)
      let low6 = L.addingLow(.zero, l2, l4)
      let high6 = L.addingHigh(.zero, l2, l4)
      let low7 = L.addingLow(.zero, l3, l4)
      let high7 = L.addingHigh(.zero, l3, l4)
      // Twice each column's share of what is above: 2 low + 4 high of the column below, and low + 2 high of a square.
      let double5 = (low5 &+ high4) &+ high4
      let double6 = (low6 &+ high5) &+ high5
      let double7 = (low7 &+ high6) &+ high6
      let double8 = high7 &+ high7
      let square4 = L.addingHigh(.zero, l2, l2)
      let square6 = L.addingHigh(.zero, l3, l3)
      let square8 = L.addingHigh(.zero, l4, l4)
      let column5 = (double5 &+ square4) &+ (double5 &+ square4)
      let column6 = L.addingLow(double6 &+ double6, l3, l3)
      let column7 = (double7 &+ square6) &+ (double7 &+ square6)
      let column8 = L.addingLow(double8 &+ double8, l4, l4)
      let column9 = square8 &+ square8
      let nineteen = L(repeating: 19)
      let fold0 = L.product(column5, nineteen)
      let fold1 = L.product(column6, nineteen)
      let fold2 = L.product(column7, nineteen)
      let fold3 = L.product(column8, nineteen)
      let fold4 = L.product(column9, nineteen)
      let double1 = low1 &+ L.addingHigh(.zero, l0, l0)
      let double2 = (low2 &+ high1) &+ high1
      let double3 = ((low3 &+ high2) &+ high2) &+ L.addingHigh(.zero, l1, l1)
      let double4 = (low4 &+ high3) &+ high3
      return Self(
        L.addingLow(fold0, l0, l0), (double1 &+ double1) &+ fold1, L.addingLow(fold2, l1, l1) &+ (double2 &+ double2),
        (double3 &+ double3) &+ fold3, L.addingLow(fold4, l2, l2) &+ (double4 &+ double4))
    }

    /// The loose `x * y + z` of carried `x` and `y` and loose `z`.
    ///
    /// The product of limbs i and j is low + 2^52 high, and 2^52 2^(51(i + j)) = 2 2^(51(i + j + 1)): `low` belongs to
    /// column i + j, twice `high` to the next. Column k + 5 counts 19 times in column k. It is computed first, so that its
    /// last steps are hidden behind the multiplications of the lower columns; `low` and `high` are summed apart because
    /// each sum is a chain of instructions that wait for each other.
    @inline(__always)
    static func product(_ x: Self, _ y: Self, plus z: Self) -> Self {
      typealias L = Lanes
      var high4 = L.addingHigh(.zero, x.l4, y.l0)
      high4 = L.addingHigh(high4, x.l3, y.l1)
      high4 = L.addingHigh(high4, x.l2, y.l2)
      high4 = L.addingHigh(high4, x.l1, y.l3)
      high4 = L.addingHigh(high4, x.l0, y.l4)
      var low5 = L.addingLow(.zero, x.l4, y.l1)
      low5 = L.addingLow(low5, x.l3, y.l2)
      low5 = L.addingLow(low5, x.l2, y.l3)
      low5 = L.addingLow(low5, x.l1, y.l4)
      var high5 = L.addingHigh(.zero, x.l4, y.l1)
      high5 = L.addingHigh(high5, x.l3, y.l2)
      high5 = L.addingHigh(high5, x.l2, y.l3)
      high5 = L.addingHigh(high5, x.l1, y.l4)
      var low6 = L.addingLow(.zero, x.l4, y.l2)
      low6 = L.addingLow(low6, x.l3, y.l3)
      low6 = L.addingLow(low6, x.l2, y.l4)
      var high6 = L.addingHigh(.zero, x.l4, y.l2)
      high6 = L.addingHigh(high6, x.l3, y.l3)
      high6 = L.addingHigh(high6, x.l2, y.l4)
      var low7 = L.addingLow(.zero, x.l4, y.l3)
      low7 = L.addingLow(low7, x.l3, y.l4)
      var high7 = L.addingHigh(.zero, x.l4, y.l3)
      high7 = L.addingHigh(high7, x.l3, y.l4)
      let low8 = L.addingLow(.zero, x.l4, y.l4)
      let high8 = L.addingHigh(.zero, x.l4, y.l4)

      var low4 = L.addingLow(z.l4, x.l4, y.l0)
      low4 = L.addingLow(low4, x.l3, y.l1)
      low4 = L.addingLow(low4, x.l2, y.l2)
      low4 = L.addingLow(low4, x.l1, y.l3)
      low4 = L.addingLow(low4, x.l0, y.l4)
      var low3 = L.addingLow(z.l3, x.l3, y.l0)
      low3 = L.addingLow(low3, x.l2, y.l1)
      low3 = L.addingLow(low3, x.l1, y.l2)
      low3 = L.addingLow(low3, x.l0, y.l3)
      var high3 = L.addingHigh(.zero, x.l3, y.l0)
      high3 = L.addingHigh(high3, x.l2, y.l1)
      high3 = L.addingHigh(high3, x.l1, y.l2)
      high3 = L.addingHigh(high3, x.l0, y.l3)
      var low2 = L.addingLow(z.l2, x.l2, y.l0)
      low2 = L.addingLow(low2, x.l1, y.l1)
      low2 = L.addingLow(low2, x.l0, y.l2)
      var high2 = L.addingHigh(.zero, x.l2, y.l0)
      high2 = L.addingHigh(high2, x.l1, y.l1)
      high2 = L.addingHigh(high2, x.l0, y.l2)
      var low1 = L.addingLow(z.l1, x.l1, y.l0)
      low1 = L.addingLow(low1, x.l0, y.l1)
      var high1 = L.addingHigh(.zero, x.l1, y.l0)
      high1 = L.addingHigh(high1, x.l0, y.l1)
      let low0 = L.addingLow(z.l0, x.l0, y.l0)
      let high0 = L.addingHigh(.zero, x.l0, y.l0)

      // For limbs below 2^51 + 2^17, low < 2^52 and high < 2^50 + 2^18. The longest column from 5 on has 4 of low and 5 of
      // high: 4 2^52 + 10 (2^50 + 2^18) < 2^54.8, and 19 times that is below 2^59.1; column 4 has 5 low and 4 high.
      let nineteen = L(repeating: 19)
      let fold0 = L.product(low5 &+ (high4 &+ high4), nineteen)
      let fold1 = L.product(low6 &+ (high5 &+ high5), nineteen)
      let fold2 = L.product(low7 &+ (high6 &+ high6), nineteen)
      let fold3 = L.product(low8 &+ (high7 &+ high7), nineteen)
      let fold4 = L.product(high8 &+ high8, nineteen)
      return Self(
        low0 &+ fold0, (low1 &+ fold1) &+ (high0 &+ high0), (low2 &+ fold2) &+ (high1 &+ high1),
        (low3 &+ fold3) &+ (high2 &+ high2), (low4 &+ fold4) &+ (high3 &+ high3))
    }
  }
#endif
