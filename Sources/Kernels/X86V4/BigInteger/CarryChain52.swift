#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Turns sums by weight into digits, block by block from the lowest.
  struct CarryChain52 {
    typealias Block = Digits52.Block
    private var carries = Block(repeating: 0)
    private var carry: UInt32 = 0

    @inline(__always)
    init() {}

    /// The digits of a block of sums, each below 2^63, and what is carried from those before.
    @inline(__always)
    mutating func digits(_ sums: Block, _ previous: Block, _ mask: Block) -> Block {
      let up = _mm512_srli_epi64(sums, 52)
      // Below 2^52 + 2^11.
      let value = (sums & mask) &+ _mm512_permutex2var_epi64(carries, previous, up)
      carries = up
      // What is carried still is one bit a digit: where a digit is 2^52 or more, and through those that are 2^52 - 1.
      let bit = Block(repeating: 1 &<< 52)
      let generated = UInt32(_mm512_test_epi64_mask(value, bit))
      let propagated = UInt32(_mm512_test_epi64_mask(value &+ 1, bit)) & ~generated
      let incremented = (propagated &+ (generated &<< 1 | carry)) ^ propagated
      carry = incremented &>> 8
      return _mm512_mask_sub_epi64(value, UInt8(truncatingIfNeeded: incremented), value, Block(repeating: -1)) & mask
    }
  }
#endif
