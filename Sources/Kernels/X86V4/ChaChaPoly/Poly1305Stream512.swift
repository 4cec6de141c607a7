#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Poly1305 over one message: sixteen blocks at a time, each with a polynomial in r¹⁶ of its own.
  ///
  /// Lane l of `even` has the sum of every sixteenth block from block l on, each times a power of r¹⁶, `odd` of those from
  /// block l + 8 on: two chains, as one would wait for its own products. In the end they are put together, the lanes are
  /// multiplied with r⁸ down to r and added up. (Goll and Gueron, "Vectorization of Poly1305 Message Authentication
  /// Code", 2015.)
  struct Poly1305Stream512 {
    typealias Vector = Blocks512.Vector

    private var even: Poly1305x8
    private var odd: Poly1305x8
    /// The hash of what came before, in lane 0, to be added to the next block.
    private var pending: Poly1305x8
    private let r8: Poly1305x8.Multiplier
    private let r16: Poly1305x8.Multiplier
    /// r⁸ down to r, and zeros behind them, for each limb.
    private let powers: UnsafeMutableRawPointer
    private let indices: ShuffleIndices512

    /// The bytes of the table of powers.
    static let powersByteCount = 3 * 128

    /// The bytes of a group of sixteen blocks.
    static let groupByteCount = 256

    /// Starts with r, which has not been clamped, and room for the powers.
    @inline(__always)
    init(rLow: UInt64, rHigh: UInt64, powers: UnsafeMutableRawPointer, indices: ShuffleIndices512) {
      self.indices = indices
      let (low, high) = (rLow & 0x0fff_fffc_0fff_ffff, rHigh & 0x0fff_fffc_0fff_fffc)
      let r = Poly1305x8(
        low: Vector(repeating: Int64(bitPattern: low)), high: Vector(repeating: Int64(bitPattern: high)))
      typealias Number = Poly1305x8
      let r2 = Number.product(r, Number.Multiplier(r))
      // r² and r in turns, then r⁴ down to r twice, then r⁸ down to r.
      let r21 = Self.blend(0b1010_1010, r2, r)
      let r43 = Number.product(r21, Number.Multiplier(r2))
      let r4321 = Self.blend(0b1100_1100, r43, r21)
      let r4 = Self.broadcast(r4321)
      let descending = Self.blend(0b1111_0000, Number.product(r4321, Number.Multiplier(r4)), r4321)
      r8 = Number.Multiplier(Self.broadcast(descending))
      r16 = Number.Multiplier(Number.product(r8.number, r8))
      Blocks512.store(descending.limb0, powers)
      Blocks512.store(.zero, powers + 64)
      Blocks512.store(descending.limb1, powers + 128)
      Blocks512.store(.zero, powers + 192)
      Blocks512.store(descending.limb2, powers + 256)
      Blocks512.store(.zero, powers + 320)
      self.powers = powers
      (even, odd) = (Number(.zero, .zero, .zero), Number(.zero, .zero, .zero))
      pending = even
    }

    @inline(__always)
    private static func blend(_ mask: UInt8, _ a: Poly1305x8, _ b: Poly1305x8) -> Poly1305x8 {
      Poly1305x8(
        _mm512_mask_blend_epi64(mask, a.limb0, b.limb0), _mm512_mask_blend_epi64(mask, a.limb1, b.limb1),
        _mm512_mask_blend_epi64(mask, a.limb2, b.limb2))
    }

    /// Lane 0 in all lanes.
    @inline(__always)
    private static func broadcast(_ a: Poly1305x8) -> Poly1305x8 {
      @inline(__always) func all(_ v: Vector) -> Vector { _mm512_broadcastq_epi64(Blocks512.first(of: v)) }
      return Poly1305x8(all(a.limb0), all(a.limb1), all(a.limb2))
    }

    /// Takes `count` bytes, whole groups.
    @inline(__always)
    mutating func absorbGroups(_ bytes: UnsafeRawPointer, _ count: Int) {
      var bytes = bytes
      let end = bytes + count
      while bytes < end {
        let first = Poly1305x8(blocks: Blocks512.load(bytes), Blocks512.load(bytes + 64), indices)
        let second = Poly1305x8(blocks: Blocks512.load(bytes + 128), Blocks512.load(bytes + 192), indices)
        even = Poly1305x8.product(even, r16) &+ first &+ pending
        odd = Poly1305x8.product(odd, r16) &+ second
        pending = Poly1305x8(.zero, .zero, .zero)
        bytes += Self.groupByteCount
      }
    }

    /// Ends the groups and takes eight blocks of what follows, when there are as many: what they amount to is pending.
    ///
    /// - Returns: How many bytes of these `count` have been taken: 128 or none.
    @inline(__always)
    mutating func endGroups(_ bytes: UnsafeRawPointer, _ count: Int) -> Int {
      var lanes = Poly1305x8.product(even, r8) &+ odd
      let takesMore = count >= 128
      if takesMore {
        let blocks = Poly1305x8(blocks: Blocks512.load(bytes), Blocks512.load(bytes + 64), indices)
        lanes = Poly1305x8.product(lanes, r8) &+ blocks &+ pending
      }
      pending = Poly1305x8.product(lanes, power(blocks: 8)).sum
      return takesMore ? 128 : 0
    }

    /// Takes up to eight blocks: `count` bytes, filled up with zeros to whole blocks, and behind them when there is one,
    /// another block.
    @inline(__always)
    mutating func absorbLast(_ bytes: UnsafeRawPointer, _ count: Int, block: Blocks512.Block? = nil) {
      var a = Blocks512.load(bytes, Blocks512.mask(count))
      var b = Blocks512.load(bytes + 64, Blocks512.mask(count &- 64))
      var blocks = (count &+ 15) &>> 4
      if let block {
        // A bit for each word of 64 bits.
        let place = UInt32(3) &<< UInt32(truncatingIfNeeded: 2 &* blocks)
        let all = _mm512_broadcast_i32x4(block)
        a = _mm512_mask_blend_epi64(UInt8(truncatingIfNeeded: place), a, all)
        b = _mm512_mask_blend_epi64(UInt8(truncatingIfNeeded: place &>> 8), b, all)
        blocks &+= 1
      }
      guard blocks > 0 else { return }
      var numbers = Poly1305x8(blocks: a, b, indices)
      // No bit above what is not a block.
      let lanes = UInt8(truncatingIfNeeded: (UInt32(1) &<< UInt32(truncatingIfNeeded: blocks)) &- 1)
      numbers.limb2 = _mm512_maskz_mov_epi64(lanes, numbers.limb2)
      pending = Poly1305x8.product(numbers &+ pending, power(blocks: blocks)).sum
    }

    /// rⁿ down to r, and zeros behind them.
    @inline(__always)
    private func power(blocks count: Int) -> Poly1305x8.Multiplier {
      let address = powers + 8 &* (8 &- count)
      return Poly1305x8.Multiplier(
        Poly1305x8(Blocks512.load(address), Blocks512.load(address + 128), Blocks512.load(address + 256)))
    }

    /// The tag, with the pad s.
    @inline(__always)
    func tag(padLow: UInt64, padHigh: UInt64) -> UInt128 {
      @inline(__always) func limb(_ v: Vector) -> UInt64 { UInt64(bitPattern: Blocks512.first(of: v).x) }
      var (h0, h1, h2) = (limb(pending.limb0), limb(pending.limb1), limb(pending.limb2))
      let (mask44, mask42): (UInt64, UInt64) = ((1 << 44) - 1, (1 << 42) - 1)
      // Two rounds of carries leave limbs of 44, 44 and 42 bits, but for a carry of the first.
      for _ in 0..<2 {
        h1 &+= h0 &>> 44
        h0 &= mask44
        h2 &+= h1 &>> 44
        h1 &= mask44
        h0 &+= (h2 &>> 42) &* 5
        h2 &= mask42
      }
      h1 &+= h0 &>> 44
      h0 &= mask44
      // h - (2¹³⁰ - 5), whose borrow says whether h is reduced already.
      let g0 = h0 &+ 5
      let g1 = h1 &+ (g0 &>> 44)
      let g2 = h2 &+ (g1 &>> 44) &- (1 << 42)
      let keep = 0 &- (g2 &>> 63)
      h0 = (h0 & keep) | (g0 & mask44 & ~keep)
      h1 = (h1 & keep) | (g1 & mask44 & ~keep)
      h2 = (h2 & keep) | (g2 & ~keep)
      let number = UInt128(h0) &+ (UInt128(h1) &<< 44) &+ (UInt128(h2) &<< 88)
      return number &+ (UInt128(padHigh) &<< 64 | UInt128(padLow))
    }
  }
#endif
