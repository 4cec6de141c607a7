#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Eight numbers modulo 2¹³⁰ - 5 side by side, in limbs of 44, 44 and 42 bits: Poly1305 (RFC 8439, section 2.5) on the
  /// multipliers of 52 bits (IFMA).
  struct Poly1305x8 {
    typealias Vector = Blocks512.Vector

    var limb0: Vector
    var limb1: Vector
    var limb2: Vector

    private static var mask44: Vector { @inline(__always) get { Vector(repeating: (1 << 44) - 1) } }
    private static var mask42: Vector { @inline(__always) get { Vector(repeating: (1 << 42) - 1) } }

    @inline(__always)
    init(_ limb0: Vector, _ limb1: Vector, _ limb2: Vector) {
      (self.limb0, self.limb1, self.limb2) = (limb0, limb1, limb2)
    }

    /// The numbers of 128 bits whose words are given.
    @inline(__always)
    init(low: Vector, high: Vector) {
      limb0 = low & Self.mask44
      limb1 = (Self.shiftedRight(low, 44) | Self.shiftedLeft(high, 20)) & Self.mask44
      limb2 = Self.shiftedRight(high, 24)
    }

    @inline(__always)
    private static func shiftedRight(_ v: Vector, _ bits: UInt64) -> Vector {
      typealias Words = SIMD8<UInt64>
      return unsafeBitCast(unsafeBitCast(v, to: Words.self) &>> Words(repeating: bits), to: Vector.self)
    }

    @inline(__always)
    private static func shiftedLeft(_ v: Vector, _ bits: Int64) -> Vector { v &<< Vector(repeating: bits) }

    /// Eight blocks of 16 bytes, the first in lane 0, with the bit above each.
    @inline(__always)
    init(blocks a: Vector, _ b: Vector, _ indices: ShuffleIndices512) {
      self.init(low: indices.low(a, b), high: indices.high(a, b))
      limb2 |= Vector(repeating: 1 << 40)
    }

    @inline(__always)
    static func &+ (a: Poly1305x8, b: Poly1305x8) -> Poly1305x8 {
      Poly1305x8(a.limb0 &+ b.limb0, a.limb1 &+ b.limb1, a.limb2 &+ b.limb2)
    }

    /// Eight multipliers: limbs below 2⁴⁴ + 2¹⁵, and 20 times the upper two, below 2⁴⁹. Products at 2¹³² wrap around to 4·5.
    struct Multiplier {
      var number: Poly1305x8
      var wrapped1: Vector
      var wrapped2: Vector

      @inline(__always)
      init(_ number: Poly1305x8) {
        self.number = number
        wrapped1 = number.limb1 &* 20
        wrapped2 = number.limb2 &* 20
      }
    }

    /// The sums of products before their carries: the low and the high 52 bits of each. The factors' limbs are below 2⁴⁶
    /// and 2⁴⁹, so that the high parts are below 2⁴³, and the sums of up to six products fit easily.
    struct Products {
      private var low0 = Vector.zero
      private var low1 = Vector.zero
      private var low2 = Vector.zero
      private var high0 = Vector.zero
      private var high1 = Vector.zero
      private var high2 = Vector.zero

      @inline(__always)
      init() {}

      @inline(__always)
      private static func low(_ sum: Vector, _ a: Vector, _ b: Vector) -> Vector { _mm512_madd52lo_epu64(sum, a, b) }
      @inline(__always)
      private static func high(_ sum: Vector, _ a: Vector, _ b: Vector) -> Vector { _mm512_madd52hi_epu64(sum, a, b) }

      @inline(__always)
      mutating func add(_ a: Poly1305x8, _ b: Multiplier) {
        low0 = Self.low(low0, a.limb0, b.number.limb0)
        high0 = Self.high(high0, a.limb0, b.number.limb0)
        low1 = Self.low(low1, a.limb0, b.number.limb1)
        high1 = Self.high(high1, a.limb0, b.number.limb1)
        low2 = Self.low(low2, a.limb0, b.number.limb2)
        high2 = Self.high(high2, a.limb0, b.number.limb2)
        low0 = Self.low(low0, a.limb1, b.wrapped2)
        high0 = Self.high(high0, a.limb1, b.wrapped2)
        low1 = Self.low(low1, a.limb1, b.number.limb0)
        high1 = Self.high(high1, a.limb1, b.number.limb0)
        low2 = Self.low(low2, a.limb1, b.number.limb1)
        high2 = Self.high(high2, a.limb1, b.number.limb1)
        low0 = Self.low(low0, a.limb2, b.wrapped1)
        high0 = Self.high(high0, a.limb2, b.wrapped1)
        low1 = Self.low(low1, a.limb2, b.wrapped2)
        high1 = Self.high(high1, a.limb2, b.wrapped2)
        low2 = Self.low(low2, a.limb2, b.number.limb0)
        high2 = Self.high(high2, a.limb2, b.number.limb0)
      }

      /// Limbs of 44, 44 and 42 bits, the middle one with a carry of less than 2¹⁵ on top. Carries are below 2⁵⁷ before
      /// they are multiplied by 5.
      @inline(__always)
      func reduced() -> Poly1305x8 {
        let carry0 = shiftedRight(low0, 44) &+ shiftedLeft(high0, 8)
        let sum1 = low1 &+ carry0
        let carry1 = shiftedRight(sum1, 44) &+ shiftedLeft(high1, 8)
        let sum2 = low2 &+ carry1
        let carry2 = shiftedRight(sum2, 42) &+ shiftedLeft(high2, 10)
        let sum0 = (low0 & mask44) &+ carry2 &+ shiftedLeft(carry2, 2)
        return Poly1305x8(sum0 & mask44, (sum1 & mask44) &+ shiftedRight(sum0, 44), sum2 & mask42)
      }
    }

    @inline(__always)
    static func product(_ a: Poly1305x8, _ b: Multiplier) -> Poly1305x8 {
      var products = Products()
      products.add(a, b)
      return products.reduced()
    }

    /// The sum of the eight numbers in lane 0, and nothing in the others. Limbs are below 2⁴⁷.
    @inline(__always)
    var sum: Poly1305x8 {
      @inline(__always) func sum(_ v: Vector) -> Vector {
        Blocks512.first(Blocks512.Block(_mm512_reduce_add_epi64(v), 0))
      }
      return Poly1305x8(sum(limb0), sum(limb1), sum(limb2))
    }
  }
#endif
