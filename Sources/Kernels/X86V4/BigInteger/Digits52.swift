#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Integers as digits of 52 bits, eight to a register: what the IFMA instructions multiply (`vpmadd52luq` and
  /// `vpmadd52huq` add the lower and the upper 52 bits of eight products of 52-bit digits to eight 64-bit sums).
  ///
  /// A block is one register. Sixteen digits are thirteen words, and eight digits are 52 bytes.
  enum Digits52 {
    typealias Block = SIMD8<Int64>
    typealias Words = UnsafePointer<UInt64>
    typealias MutableWords = UnsafeMutablePointer<UInt64>

    static let bits = 52
    static let perBlock = 8
    static let bytesPerBlock = 52

    /// How many blocks `words` words fill.
    @inline(__always)
    static func blocks(words: Int) -> Int { (words &* 8 &+ bytesPerBlock &- 1) / bytesPerBlock }

    /// Where a digit begins in the words of a block, and how much of it lies in the next word. Read through a pointer:
    /// given literals, LLVM rewrites the permutations into slower sequences.
    struct Unpacking {
      let lower: Block
      let upper: Block
      let down: Block
      let up: Block
      let mask: Block

      @inline(__always)
      init() {
        lower = Block(0, 0, 1, 2, 3, 4, 4, 5)
        upper = lower &+ 1
        down = Block(0, 52, 40, 28, 16, 4, 56, 44)
        // Where a digit begins a word, the shift by 64 gives zero.
        up = 64 &- down
        mask = Block(repeating: 1 &<< 52 &- 1)
      }
    }

    /// Writes the digits of `words[0..<count]`, leading zeros up to whole blocks included.
    @inline(__always)
    static func unpack(
      _ digits: UnsafeMutablePointer<Block>, _ words: Words, _ count: Int, _ k: UnsafePointer<Unpacking>
    ) {
      let bytes = UnsafeRawPointer(words)
      var left = count &* 8
      var i = 0
      let (lower, upper, down, up, mask) = (
        k.pointee.lower, k.pointee.upper, k.pointee.down, k.pointee.up, k.pointee.mask
      )
      while left > 0 {
        let part: Block
        if left >= 64 {
          part = bytes.loadUnaligned(fromByteOffset: i &* bytesPerBlock, as: Block.self)
        } else {
          let present = UInt64.max &>> UInt64(64 &- left)
          part = _mm512_maskz_loadu_epi8(present, bytes + i &* bytesPerBlock)
        }
        let low = _mm512_srlv_epi64(_mm512_permutexvar_epi64(lower, part), down)
        let high = _mm512_sllv_epi64(_mm512_permutexvar_epi64(upper, part), up)
        digits[i] = (low | high) & mask
        i &+= 1
        left &-= bytesPerBlock
      }
    }

    /// From which digits a word is made, and by how much they are shifted.
    struct Packing {
      let first: Block
      let down: Block
      let up: Block
      let farUp: Block
      let firstB: Block
      let downB: Block
      let upB: Block
      let farUpB: Block

      @inline(__always)
      init() {
        // Word o begins in digit 64·o / 52, at bit 64·o mod 52.
        first = Block(0, 1, 2, 3, 4, 6, 7, 8)
        down = Block(0, 12, 24, 36, 48, 8, 20, 32)
        up = 52 &- down
        farUp = 104 &- down
        firstB = Block(9, 11, 12, 13, 14, 0, 0, 0)
        downB = Block(44, 4, 16, 28, 40, 0, 0, 0)
        upB = 52 &- downB
        farUpB = 104 &- downB
      }
    }

    /// Writes the `count` words that the digits make; there are enough of those for an even number of blocks.
    @inline(__always)
    static func pack(_ words: MutableWords, _ count: Int, _ digits: UnsafePointer<Block>, _ k: UnsafePointer<Packing>) {
      var at = 0
      var i = 0
      let (first, down, up, farUp) = (k.pointee.first, k.pointee.down, k.pointee.up, k.pointee.farUp)
      let (firstB, downB, upB, farUpB) = (k.pointee.firstB, k.pointee.downB, k.pointee.upB, k.pointee.farUpB)
      while at < count {
        let a = digits[i]
        let b = digits[i &+ 1]
        let lower = word(a, b, first, down, up, farUp)
        let upper = word(a, b, firstB, downB, upB, farUpB)
        let left = count &- at
        store(words + at, lower, min(left, 8))
        if left > 8 { store(words + (at &+ 8), upper, min(left &- 8, 5)) }
        at &+= 13
        i &+= 2
      }
    }

    @inline(__always)
    private static func word(_ a: Block, _ b: Block, _ first: Block, _ down: Block, _ up: Block, _ farUp: Block)
      -> Block
    {
      let d0 = _mm512_permutex2var_epi64(a, first, b)
      let d1 = _mm512_permutex2var_epi64(a, first &+ 1, b)
      // The last word of all ends with its second digit: the index of a third wraps around, the shift by 64 gives zero.
      let d2 = _mm512_permutex2var_epi64(a, first &+ 2, b)
      return _mm512_srlv_epi64(d0, down) | _mm512_sllv_epi64(d1, up) | _mm512_sllv_epi64(d2, farUp)
    }

    /// Writes the lowest `count` words of a register, at most eight.
    @inline(__always)
    static func store(_ words: MutableWords, _ value: Block, _ count: Int) {
      _mm512_mask_storeu_epi64(words, UInt8(truncatingIfNeeded: (1 &<< count) &- 1), value)
    }
  }
#endif
