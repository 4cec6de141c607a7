#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Eight numbers modulo 2¹³⁰ - 5 side by side, in limbs of 44, 44 and 42 bits: Poly1305 (RFC 8439, section 2.5) on the
  /// multipliers of 52 bits (IFMA).
  struct Poly1305Lanes {
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

    /// Eight blocks of 16 bytes with the bit above each, in the order 0, 4, 1, 5, 2, 6, 3, 7.
    @inline(__always)
    init(blocks address: UnsafeRawPointer) {
      let (a, b) = (Blocks512.load(address), Blocks512.load(address + 64))
      let (low, high) = (_mm512_unpacklo_epi64(a, b), _mm512_unpackhi_epi64(a, b))
      limb0 = low & Self.mask44
      limb1 = (Self.shiftedRight(low, 44) | Self.shiftedLeft(high, 20)) & Self.mask44
      limb2 = Self.shiftedRight(high, 24) | Vector(repeating: 1 << 40)
    }

    /// The lane of one of eight blocks.
    @inline(__always)
    static func lane(block: Int) -> Int { block < 4 ? 2 &* block : 2 &* block &- 7 }

    /// A number in the first lane and nothing in the others.
    @inline(__always)
    init(first number: Poly1305Number) {
      let limbs = number.limbs
      @inline(__always) func first(_ limb: UInt64) -> Vector {
        Blocks512.first(Blocks512.Block(Int64(bitPattern: limb), 0))
      }
      self.init(first(limbs.0), first(limbs.1), first(limbs.2))
    }

    /// A number in all lanes.
    @inline(__always)
    init(repeating number: Poly1305Number) {
      let limbs = number.limbs
      @inline(__always) func all(_ limb: UInt64) -> Vector { Vector(repeating: Int64(bitPattern: limb)) }
      self.init(all(limbs.0), all(limbs.1), all(limbs.2))
    }

    @inline(__always)
    private static func shiftedRight(_ v: Vector, _ bits: UInt64) -> Vector {
      typealias Words = SIMD8<UInt64>
      return unsafeBitCast(unsafeBitCast(v, to: Words.self) &>> Words(repeating: bits), to: Vector.self)
    }

    @inline(__always)
    private static func shiftedLeft(_ v: Vector, _ bits: Int64) -> Vector { v &<< Vector(repeating: bits) }

    @inline(__always)
    static func &+ (a: Poly1305Lanes, b: Poly1305Lanes) -> Poly1305Lanes {
      Poly1305Lanes(a.limb0 &+ b.limb0, a.limb1 &+ b.limb1, a.limb2 &+ b.limb2)
    }

    /// The lanes of `b` where `mask` has bits.
    @inline(__always)
    static func blend(_ mask: UInt8, _ a: Poly1305Lanes, _ b: Poly1305Lanes) -> Poly1305Lanes {
      Poly1305Lanes(
        _mm512_mask_blend_epi64(mask, a.limb0, b.limb0), _mm512_mask_blend_epi64(mask, a.limb1, b.limb1),
        _mm512_mask_blend_epi64(mask, a.limb2, b.limb2))
    }

    /// One lane in all lanes.
    @inline(__always)
    func broadcast(lane: Int) -> Poly1305Lanes {
      let place = Vector(repeating: Int64(lane))
      return Poly1305Lanes(
        _mm512_permutexvar_epi64(place, limb0), _mm512_permutexvar_epi64(place, limb1),
        _mm512_permutexvar_epi64(place, limb2))
    }

    /// The sum of all lanes, whose limbs are below 2⁴⁷.
    @inline(__always)
    var sum: Poly1305Number {
      @inline(__always) func sum(_ v: Vector) -> UInt64 { UInt64(bitPattern: _mm512_reduce_add_epi64(v)) }
      return Poly1305Number(limbs: sum(limb0), sum(limb1), sum(limb2))
    }

    /// Eight multipliers: limbs below 2⁴⁴ + 2¹⁵, and 20 times the upper two, below 2⁴⁹. Products at 2¹³² wrap around to 4·5.
    struct Multiplier {
      let limb0, limb1, limb2: Vector
      let wrapped1, wrapped2: Vector

      /// The bytes of eight multipliers in memory, one vector behind the other.
      static let byteCount = 5 * 64

      @inline(__always)
      init(_ number: Poly1305Lanes) {
        (limb0, limb1, limb2) = (number.limb0, number.limb1, number.limb2)
        (wrapped1, wrapped2) = (number.limb1 &* 20, number.limb2 &* 20)
      }

      /// Eight multipliers.
      @inline(__always)
      init(_ address: UnsafeRawPointer) {
        (limb0, limb1) = (Blocks512.load(address), Blocks512.load(address + 64))
        (limb2, wrapped1) = (Blocks512.load(address + 128), Blocks512.load(address + 192))
        wrapped2 = Blocks512.load(address + 256)
      }

      /// One of eight multipliers, whose address is given, in all lanes.
      @inline(__always)
      init(repeating address: UnsafeRawPointer) {
        @inline(__always) func all(_ offset: Int) -> Vector {
          Vector(repeating: address.loadUnaligned(fromByteOffset: offset, as: Int64.self))
        }
        (limb0, limb1, limb2) = (all(0), all(64), all(128))
        (wrapped1, wrapped2) = (all(192), all(256))
      }

      @inline(__always)
      func store(_ address: UnsafeMutableRawPointer) {
        Blocks512.store(limb0, address)
        Blocks512.store(limb1, address + 64)
        Blocks512.store(limb2, address + 128)
        Blocks512.store(wrapped1, address + 192)
        Blocks512.store(wrapped2, address + 256)
      }
    }

    /// The sums of products before their carries: the low and the high 52 bits of each. The factors' limbs are below 2⁴⁶
    /// and 2⁴⁹, so that the high parts are below 2⁴³: the sums of 24 products, those of eight numbers, stay below 2⁵⁷
    /// and 2⁴⁸.
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
      mutating func add(_ a: Poly1305Lanes, _ b: Multiplier) {
        low0 = Self.low(low0, a.limb0, b.limb0)
        high0 = Self.high(high0, a.limb0, b.limb0)
        low1 = Self.low(low1, a.limb0, b.limb1)
        high1 = Self.high(high1, a.limb0, b.limb1)
        low2 = Self.low(low2, a.limb0, b.limb2)
        high2 = Self.high(high2, a.limb0, b.limb2)
        low0 = Self.low(low0, a.limb1, b.wrapped2)
        high0 = Self.high(high0, a.limb1, b.wrapped2)
        low1 = Self.low(low1, a.limb1, b.limb0)
        high1 = Self.high(high1, a.limb1, b.limb0)
        low2 = Self.low(low2, a.limb1, b.limb1)
        high2 = Self.high(high2, a.limb1, b.limb1)
        low0 = Self.low(low0, a.limb2, b.wrapped1)
        high0 = Self.high(high0, a.limb2, b.wrapped1)
        low1 = Self.low(low1, a.limb2, b.wrapped2)
        high1 = Self.high(high1, a.limb2, b.wrapped2)
        low2 = Self.low(low2, a.limb2, b.limb0)
        high2 = Self.high(high2, a.limb2, b.limb0)
      }

      /// Limbs of 44, 44 and 42 bits, the middle one with a carry of less than 2¹⁷ on top. Carries are below 2⁵⁹ before
      /// they are multiplied by 5.
      @inline(__always)
      func reduced() -> Poly1305Lanes {
        let carry0 = shiftedRight(low0, 44) &+ shiftedLeft(high0, 8)
        let sum1 = low1 &+ carry0
        let carry1 = shiftedRight(sum1, 44) &+ shiftedLeft(high1, 8)
        let sum2 = low2 &+ carry1
        let carry2 = shiftedRight(sum2, 42) &+ shiftedLeft(high2, 10)
        let sum0 = (low0 & mask44) &+ carry2 &+ shiftedLeft(carry2, 2)
        return Poly1305Lanes(sum0 & mask44, (sum1 & mask44) &+ shiftedRight(sum0, 44), sum2 & mask42)
      }
    }

    @inline(__always)
    static func product(_ a: Poly1305Lanes, _ b: Multiplier) -> Poly1305Lanes {
      var products = Products()
      products.add(a, b)
      return products.reduced()
    }
  }

  extension Poly1305Number {
    /// A number of limbs of 44 bits and more: below 2⁶³, 2⁶³ and 2⁶². It comes out below 2¹³⁰ + 2⁶⁷.
    @inline(__always)
    fileprivate init(limbs limb0: UInt64, _ limb1: UInt64, _ limb2: UInt64) {
      let sum1 = limb1 &+ (limb0 &>> 44)
      let sum2 = limb2 &+ (sum1 &>> 44)
      let number = Poly1305Number(
        low: (limb0 & ((1 << 44) - 1)) | (sum1 &<< 44), high: ((sum1 & ((1 << 44) - 1)) &>> 20) | (sum2 &<< 24),
        top: (sum2 &>> 40) & 3)
      self = number &+ Poly1305Number(low: (sum2 &>> 42) &* 5)
    }
  }
#endif
