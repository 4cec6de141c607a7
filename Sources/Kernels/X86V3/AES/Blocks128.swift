#if arch(x86_64)
  import Builtin
  import _Builtin_intrinsics.intel

  /// A block of 16 bytes in a register of 128 bits, and the instructions on it that AES and GHASH are made of.
  enum Blocks128 {
    typealias Block = SIMD2<Int64>

    @inline(__always)
    static func load(_ address: UnsafeRawPointer) -> Block { address.loadUnaligned(as: Block.self) }

    @inline(__always)
    static func store(_ block: Block, _ address: UnsafeMutableRawPointer) {
      address.storeBytes(of: block, as: Block.self)
    }

    /// The bytes from the last to the first.
    @inline(__always)
    static func turned(_ a: Block) -> Block {
      _mm_shuffle_epi8(a, Block(0x0809_0a0b_0c0d_0e0f, 0x0001_0203_0405_0607))
    }

    /// The words of 64 bits exchanged. (Written as `Block(a.y, a.x)`, LLVM takes what leads here apart, word by word, as a
    /// product needs only one of two words; the way through the general registers is long.)
    @inline(__always)
    static func exchanged(_ a: Block) -> Block {
      _mm_shuffle_epi8(a, Block(0x0f0e_0d0c_0b0a_0908, 0x0706_0504_0302_0100))
    }

    /// Sums of 32-bit words, each modulo 2³².
    @inline(__always)
    static func add32(_ a: Block, _ b: Block) -> Block {
      typealias Words = SIMD4<UInt32>
      return unsafeBitCast(unsafeBitCast(a, to: Words.self) &+ unsafeBitCast(b, to: Words.self), to: Block.self)
    }

    /// The carry-less product of the low words.
    @inline(__always)
    static func lowByLow(_ a: Block, _ b: Block) -> Block {
      unsafeBitCast(Builtin.int_x86_pclmulqdq(raw(a), raw(b), (0x00 as Int8)._value), to: Block.self)
    }

    /// The carry-less product of the high words.
    @inline(__always)
    static func highByHigh(_ a: Block, _ b: Block) -> Block {
      unsafeBitCast(Builtin.int_x86_pclmulqdq(raw(a), raw(b), (0x11 as Int8)._value), to: Block.self)
    }

    @inline(__always)
    private static func raw(_ a: Block) -> Builtin.Vec2xInt64 { unsafeBitCast(a, to: Builtin.Vec2xInt64.self) }
  }
#endif
