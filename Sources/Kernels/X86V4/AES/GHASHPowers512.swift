#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// The table of the powers of a hash key, as the kernels of this level read it.
  ///
  /// | offset | bytes | |
  /// |---:|---:|---|
  /// | 0 | 512 | H³², H²⁸ to H⁴, each four times: what a step of 32 blocks in the middle of a message multiplies with |
  /// | 560 | 16 | H³³ |
  /// | 576 | 512 | H³² down to H |
  /// | 1088 | 64 | zeros, for lanes without a block |
  /// | 1152 | 1152 | the same, each power with the sum of its two words in both of them |
  /// | 2304 | 64 | the indices that exchange the words of a block |
  enum GHASHPowers512 {
    typealias Vector = Blocks512.Vector

    static let byteCount = 2368
    static let descendingOffset = 576
    static let halvesOffset = 1152
    static let exchangeOffset = 2304

    /// The offset of the powers for the last `count` blocks, at most 33: Hⁿ down to H.
    @inline(__always)
    static func offset(blocks count: Int) -> Int { descendingOffset &+ (32 &- count) &* 16 }

    @inline(__always)
    static func fill(_ table: UnsafeMutableRawPointer, _ h: Blocks512.Block) {
      var offset = 0
      while offset < byteCount {
        Blocks512.store(.zero, table + offset, Blocks512.mask(byteCount &- offset))
        offset &+= Blocks512.byteCount
      }
      let one = _mm512_broadcast_i32x4(h)
      let two = GHASHSum512.product(one, one)
      let twoOne = _mm512_mask_blend_epi64(0b1100_1100, two, one)
      let fourThree = GHASHSum512.product(twoOne, two)
      // H⁴ to H, and H⁴ alone.
      let lowest = _mm512_mask_blend_epi64(0b1111_0000, fourThree, twoOne)
      let step = _mm512_broadcast_i32x4(Blocks512.first(of: lowest))
      var powers = lowest
      for i in 0..<8 {
        put(_mm512_broadcast_i32x4(Blocks512.first(of: powers)), table + 64 &* (7 &- i))
        put(powers, table + (descendingOffset &+ 64 &* (7 &- i)))
        if i < 7 { powers = GHASHSum512.product(powers, step) }
      }
      let next = GHASHSum512.product(powers, one)
      put(Blocks512.first(Blocks512.first(of: next)), table + (descendingOffset &- 16), mask: 0xffff)
      Blocks512.store(Blocks512.exchangeIndices, table + exchangeOffset)
    }

    @inline(__always)
    private static func put(_ powers: Vector, _ address: UnsafeMutableRawPointer, mask: UInt64 = .max) {
      Blocks512.store(powers, address, mask)
      Blocks512.store(powers ^ Blocks512.exchanged(powers), address + halvesOffset, mask)
    }
  }

  extension KernelsX86V4 {
    /// How many bytes `ghashPowers` writes.
    public static var ghashPowersByteCount: Int { GHASHPowers512.byteCount }

    /// Writes the table of the powers of a hash key, given as the two words of the element times x, to memory that is
    /// aligned to 64 bytes.
    @inline(never)
    public static func ghashPowers(_ table: UnsafeMutableRawPointer, low: UInt64, high: UInt64) {
      GHASHPowers512.fill(table, Blocks512.Block(Int64(bitPattern: low), Int64(bitPattern: high)))
    }
  }
#endif
