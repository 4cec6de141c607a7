#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Vectors of AVX2.
  typealias ChaCha20Words = SIMD8<UInt32>

  /// Rotations of words and of rows. Words are rotated by 16 and by 8 bits with shuffles of bytes whose places are read from
  /// memory: where LLVM can see them, it moves the shuffles about, and there are twice as many.
  struct ChaCha20Turns {
    typealias Places = SIMD4<Int64>
    private let by16: Places
    private let by8: Places

    static var byteCount: Int { 64 }

    /// What `write` has written.
    @inline(__always)
    init(_ address: UnsafeRawPointer) {
      by16 = address.loadUnaligned(as: Places.self)
      by8 = address.loadUnaligned(fromByteOffset: 32, as: Places.self)
    }

    /// Writes the places. It is not inlined: they are not to be known where they are read.
    @inline(never)
    static func write(to address: UnsafeMutableRawPointer) {
      let (by16, by8): (SIMD4<UInt32>, SIMD4<UInt32>) = (
        SIMD4(0x0100_0302, 0x0504_0706, 0x0908_0b0a, 0x0d0c_0f0e),
        SIMD4(0x0201_0003, 0x0605_0407, 0x0a09_080b, 0x0e0d_0c0f)
      )
      address.storeBytes(of: SIMD8(lowHalf: by16, highHalf: by16), as: SIMD8<UInt32>.self)
      address.storeBytes(of: SIMD8(lowHalf: by8, highHalf: by8), toByteOffset: 32, as: SIMD8<UInt32>.self)
    }

    @inline(__always)
    func turned(_ words: ChaCha20Words, _ bits: UInt32) -> ChaCha20Words {
      switch bits {
      case 16: Self.shuffled(words, by16)
      case 8: Self.shuffled(words, by8)
      default: (words &<< ChaCha20Words(repeating: bits)) | (words &>> ChaCha20Words(repeating: 32 &- bits))
      }
    }

    @inline(__always)
    private static func shuffled(_ words: ChaCha20Words, _ places: Places) -> ChaCha20Words {
      unsafeBitCast(_mm256_shuffle_epi8(unsafeBitCast(words, to: Places.self), places), to: ChaCha20Words.self)
    }

    /// A row of every block.
    @inline(__always)
    static func repeated(_ row: SIMD4<UInt32>) -> ChaCha20Words { ChaCha20Words(lowHalf: row, highHalf: row) }

    /// Each block's words from number `n` of its row on, then those before.
    @inline(__always)
    static func shifted(_ v: ChaCha20Words, _ n: Int) -> ChaCha20Words {
      switch n {
      case 1: ChaCha20Words(v[1], v[2], v[3], v[0], v[5], v[6], v[7], v[4])
      case 2: ChaCha20Words(v[2], v[3], v[0], v[1], v[6], v[7], v[4], v[5])
      default: ChaCha20Words(v[3], v[0], v[1], v[2], v[7], v[4], v[5], v[6])
      }
    }
  }
#endif
