#if arch(x86_64)
  /// Indices and masks of lanes that LLVM does not know.
  ///
  /// Of those it knows it draws conclusions: that some lanes of what came before are not needed, so that vectors may be taken
  /// apart and computed in single words, which takes longer than the four lanes at once.
  struct P256QuadLanes {
    typealias Vector = P256Quad.Vector

    /// One lane in all.
    let first = opaque(Vector(0, 0, 0, 0))
    let second = opaque(Vector(1, 1, 1, 1))
    let third = opaque(Vector(2, 2, 2, 2))
    let fourth = opaque(Vector(3, 3, 3, 3))
    /// Of a doubling: see there.
    let factors = opaque(Vector(2, 0, 6, 0))
    /// Of a multiple's entry.
    let coordinates = opaque(Vector(0, 2, 3, 0))
    let powers = opaque(Vector(1, 0, 0, 6))
    let point = opaque(Vector(1, 0, 5, 6))
    /// Of an addition.
    let squares = opaque(Vector(0, 0, 2, 1))
    let differences = opaque(Vector(1, 0, 0, 3))

    let lane0 = opaque(UInt8(0b0001))
    let lane1 = opaque(UInt8(0b0010))
    let lane2 = opaque(UInt8(0b0100))
    let lane3 = opaque(UInt8(0b1000))
    let lanes02 = opaque(UInt8(0b0101))
    let only2 = opaque(Vector(0, 0, -1, 0))

    @inline(never)
    @_optimize(none)
    private static func opaque(_ lanes: Vector) -> Vector { lanes }

    @inline(never)
    @_optimize(none)
    private static func opaque(_ mask: UInt8) -> UInt8 { mask }
  }

  /// A point of P-256, other than infinity, in Jacobian coordinates, x = X/Z^2 and y = Y/Z^3, in the lanes X, Z^2, Z, 2Y.
  ///
  /// They are carried: X is from 0.99p to 5.01p, Z and Z^2 are below 1.01p, 2Y is below 7p.
  struct P256QuadPoint {
    typealias Field = P256Quad
    typealias Vector = P256Quad.Vector

    var lanes: Field

    @inline(__always)
    init(_ lanes: Field) { self.lanes = lanes }

    /// The point (x, y), four words each, below p and times 2^256.
    @inline(__always)
    init(affine words: UnsafePointer<UInt64>) {
      // In the other lanes 2^256, which stands for 1.
      @inline(__always)
      func limb(_ i: Int, _ one: UInt64) -> Vector {
        let x = Self.limb(words, i)
        let y = Self.limb(words + 4, i)
        return Vector(truncatingIfNeeded: SIMD4<UInt64>(x, one, one, y))
      }
      let numbers = Field(limb(0, 0), limb(1, 0), limb(2, 0), limb(3, 0), limb(4, 1 &<< 48))
      // 2^368 modulo p, which makes 2^312 of 2^256, and twice as much for y; and p more for X, which is to be 0.99p at least.
      let factor = Field(
        Vector(0xf_ffff_fffe_ffff, 0xf_ffff_fffe_ffff, 0xf_ffff_fffe_ffff, 0xf_ffff_fffd_ffff),
        Vector(0x1_0000_fff_ffff, 0x1_0000_fff_ffff, 0x1_0000_fff_ffff, 0x1_0001_fff_ffff),
        Vector(0x200, 0x200, 0x200, 0x400), Vector(0xf_fff0_0000, 0xf_fff0_0000, 0xf_fff0_0000, 0xf_ffe0_0000),
        Vector(0xfffe_ffff_0000, 0xfffe_ffff_0000, 0xfffe_ffff_0000, 0xfffd_ffff_0000))
      lanes = (numbers * factor &+ Field.prime(1) & Vector(-1, 0, 0, 0)).carried
    }

    /// 52 bits of a number of four words.
    @inline(__always)
    private static func limb(_ words: UnsafePointer<UInt64>, _ i: Int) -> UInt64 {
      let position = 52 &* i
      let (index, shift) = (position &>> 6, UInt64(position & 63))
      var limb = words[index] &>> shift
      if shift > 12, index < 3 { limb |= words[index &+ 1] &<< (64 &- shift) }
      return limb & (1 &<< 52 &- 1)
    }

    /// Writes X, Y and Z, four words each, below 2^256 and times 2^256; Z is 0 where `isInfinity` has ones.
    @inline(__always)
    func store(to words: UnsafeMutablePointer<UInt64>, isInfinity: Vector) {
      // 2^256 and half of it, below p + 2^208 < 2^256 when multiplied.
      let none = Field.all(0)
      let half: Int64 = 1 &<< 47
      let factor = Field(none, none, none, none, Vector(2 &* half, 2 &* half, 2 &* half, half))
      let numbers = (lanes * factor).carried
      numbers.store(lane: 0, to: words)
      numbers.store(lane: 3, to: words + 4)
      (numbers & ~isInfinity).store(lane: 2, to: words + 8)
    }

    /// This point plus the entry's, or less it where `isNegative` has ones; neither equal nor opposite. ("add-2007-bl" of the
    /// Explicit-Formulas Database, after Bernstein and Lange, on 2Y instead of Y.)
    ///
    /// In four multiplications of four lanes each, with H = U2 - U1, h = 2H, r = s2 - s1:
    ///
    ///     1   U1 = X1 Z2^2     U2 = X2 Z1^2     Z1^3             s1 = 2Y1 Z2^3
    ///     2   I = h^2          Z1 Z2            s2 = 2Y2 Z1^3
    ///     3   J = H I          V = U1 I         r^2              Z = Z1 Z2 h
    ///     4   s1 J                              r (V - X)        Z^2
    ///
    /// and X = r^2 - J - 2V, 2Y = 2(r (V - X) - s1 J). Bounds are of multiples of p.
    @inline(never)
    mutating func add(_ entry: P256QuadEntry, isNegative: Vector, _ order: P256QuadLanes) {
      let first = lanes * entry.powers.replacing(order.lane2, with: lanes.permuted(order.second))
      let firstCarried = first.carried
      // From 1 to 3, and twice that.
      let h = first.permuted(order.second) &- first.permuted(order.first) &+ Field.prime(2)
      let hs = h.replacing(order.lane3, with: h &+ h).replacing(order.lane0, with: h &+ h).carried
      let second =
        hs.replacing(order.lane1, with: lanes.permuted(order.third)).replacing(order.lane2, with: firstCarried)
        * entry.coordinates.replacing(order.lane0, with: hs)

      // I, I, r, Z1 Z2; r is from 1 to 4.
      let s1 = firstCarried.permuted(order.fourth)
      let subtrahend = (s1 &- Field.prime(3)) & order.only2
      let left = (second.permuted(order.squares).negated(where: isNegative) &- subtrahend).carried
      let right = hs.permuted(order.differences).replacing(order.lane1, with: firstCarried.permuted(order.first))
        .replacing(order.lane2, with: left)
      let third = left * right

      // X is from 1 to 5, V - X from 1 to 6, 2Y from 2 to 6.
      let v = third.permuted(order.second)
      let x = third.permuted(order.third) &- third.permuted(order.first) &- (v &+ v) &+ Field.prime(4)
      let last = third.replacing(order.lane2, with: v &- x &+ Field.prime(6)).carried
      let fourth = s1.replacing(order.lane2, with: left).replacing(order.lane3, with: last) * last
      let y = fourth.permuted(order.third) &- fourth.permuted(order.first) &+ Field.prime(2)
      lanes =
        (y &+ y).replacing(order.lane0, with: x).replacing(order.lane1, with: fourth.permuted(order.fourth))
        .replacing(order.lane2, with: last.permuted(order.fourth)).carried
    }
  }

  /// A point to be added, with what the addition needs of it.
  struct P256QuadEntry {
    typealias Field = P256Quad
    typealias Vector = P256Quad.Vector

    /// Z^2, X, anything, Z^3.
    var powers: Field
    /// Anything, Z, 2Y, anything.
    var coordinates: Field

    static var vectorCount: Int { 10 }

    @inline(__always)
    init(_ point: P256QuadPoint, _ order: P256QuadLanes) {
      let cube = (point.lanes * point.lanes.permuted(order.second)).carried
      powers = point.lanes.permuted(with: cube, order.powers)
      coordinates = point.lanes.permuted(order.coordinates)
    }

    @inline(__always)
    init(from vectors: UnsafePointer<Vector>) {
      powers = Field(from: vectors)
      coordinates = Field(from: vectors + 5)
    }

    @inline(__always)
    func store(to vectors: UnsafeMutablePointer<Vector>) {
      powers.store(to: vectors)
      coordinates.store(to: vectors + 5)
    }

    /// The point itself, or its negative where `isNegative` has ones.
    @inline(__always)
    func point(isNegative: Vector, _ order: P256QuadLanes) -> P256QuadPoint {
      // 2Y is from 0 to 6.01p, or from 0.99p to 7p.
      let isNegative = isNegative & Vector(0, 0, 0, -1)
      return P256QuadPoint(
        (powers.permuted(with: coordinates, order.point).negated(where: isNegative) &+ Field.prime(7) & isNegative)
          .carried)
    }
  }
#endif
