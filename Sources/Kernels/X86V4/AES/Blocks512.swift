#if arch(x86_64)
  import Builtin
  import _Builtin_intrinsics.intel

  /// Four blocks of 16 bytes in one register of 512 bits, and the instructions on them that AES and GHASH are made of.
  enum Blocks512 {
    typealias Vector = SIMD8<Int64>
    typealias Block = SIMD2<Int64>

    /// How many bytes a vector has.
    static let byteCount = 64

    @inline(__always)
    static func load(_ address: UnsafeRawPointer) -> Vector { address.loadUnaligned(as: Vector.self) }

    @inline(__always)
    static func store(_ vector: Vector, _ address: UnsafeMutableRawPointer) {
      address.storeBytes(of: vector, as: Vector.self)
    }

    /// The bytes that `mask` has bits for; zeros for the others, whose addresses are not touched.
    @inline(__always)
    static func load(_ address: UnsafeRawPointer, _ mask: UInt64) -> Vector { _mm512_maskz_loadu_epi8(mask, address) }

    @inline(__always)
    static func store(_ vector: Vector, _ address: UnsafeMutableRawPointer, _ mask: UInt64) {
      _mm512_mask_storeu_epi8(address, mask, vector)
    }

    /// A bit for each of the first `count` bytes: none for less than 1, all for more than 63.
    @inline(__always)
    static func mask(_ count: Int) -> UInt64 {
      count >= byteCount ? .max : count <= 0 ? 0 : (1 &<< UInt64(truncatingIfNeeded: count)) &- 1
    }

    /// The 16 bytes at an address, four times.
    @inline(__always)
    static func broadcast(_ address: UnsafeRawPointer) -> Vector {
      _mm512_broadcast_i32x4(address.loadUnaligned(as: Block.self))
    }

    /// One block at the first place, zeros behind it.
    @inline(__always)
    static func first(_ block: Block) -> Vector { _mm512_zextsi128_si512(block) }

    /// The block at the first place.
    @inline(__always)
    static func first(of a: Vector) -> Block { _mm512_castsi512_si128(a) }

    /// The sum of the four blocks. They are moved by instructions that LLVM does not look into: it would take apart the
    /// loops that lead here, word by word.
    @inline(__always)
    static func sum(_ a: Vector) -> Block {
      let (head, second) = (_mm512_maskz_compress_epi64(0b0000_0011, a), _mm512_maskz_compress_epi64(0b0000_1100, a))
      let (third, fourth) = (_mm512_maskz_compress_epi64(0b0011_0000, a), _mm512_maskz_compress_epi64(0b1100_0000, a))
      return first(of: head ^ second ^ third ^ fourth)
    }

    /// Each block's bytes from the last to the first.
    @inline(__always)
    static func turned(_ a: Vector) -> Vector {
      _mm512_shuffle_epi8(a, Vector(both: 0x0809_0a0b_0c0d_0e0f, 0x0001_0203_0405_0607))
    }

    /// Each block's words of 64 bits exchanged.
    @inline(__always)
    static func exchanged(_ a: Vector) -> Vector { _mm512_shuffle_epi8(a, exchangeIndices) }

    /// The indices for that.
    static var exchangeIndices: Vector {
      @inline(__always) get { Vector(both: 0x0f0e_0d0c_0b0a_0908, 0x0706_0504_0302_0100) }
    }

    /// Sums of 32-bit words, each modulo 2³².
    @inline(__always)
    static func add32(_ a: Vector, _ b: Vector) -> Vector {
      typealias Words = SIMD16<UInt32>
      return unsafeBitCast(
        unsafeBitCast(a, to: Words.self) &+ unsafeBitCast(b, to: Words.self), to: Vector.self)
    }

    /// The carry-less products of the low words of the blocks.
    @inline(__always)
    static func lowByLow(_ a: Vector, _ b: Vector) -> Vector {
      unsafeBitCast(Builtin.int_x86_pclmulqdq_512(raw(a), raw(b), (0x00 as Int8)._value), to: Vector.self)
    }

    /// The carry-less products of the high words of the blocks.
    @inline(__always)
    static func highByHigh(_ a: Vector, _ b: Vector) -> Vector {
      unsafeBitCast(Builtin.int_x86_pclmulqdq_512(raw(a), raw(b), (0x11 as Int8)._value), to: Vector.self)
    }

    @inline(__always)
    private static func raw(_ a: Vector) -> Builtin.Vec8xInt64 { unsafeBitCast(a, to: Builtin.Vec8xInt64.self) }
  }

  extension SIMD8<Int64> {
    /// The same two words, low and high, in each of the four blocks.
    @inline(__always)
    init(both low: UInt64, _ high: UInt64) {
      let (low, high) = (Int64(bitPattern: low), Int64(bitPattern: high))
      self.init(low, high, low, high, low, high, low, high)
    }
  }
#endif
