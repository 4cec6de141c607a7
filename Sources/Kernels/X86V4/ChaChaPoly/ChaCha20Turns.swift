#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Vectors of AVX-512.
  typealias ChaCha20Words = SIMD16<UInt32>

  /// Rotations of words, for which there is an instruction, and of rows.
  struct ChaCha20Turns {
    @inline(__always)
    func turned(_ words: ChaCha20Words, _ bits: UInt32) -> ChaCha20Words {
      (words &<< ChaCha20Words(repeating: bits)) | (words &>> ChaCha20Words(repeating: 32 &- bits))
    }

    /// A row of every block.
    @inline(__always)
    static func repeated(_ row: SIMD4<UInt32>) -> ChaCha20Words {
      let rows = SIMD8(lowHalf: row, highHalf: row)
      return ChaCha20Words(lowHalf: rows, highHalf: rows)
    }

    /// Each block's words from number `n` of its row on, then those before.
    @inline(__always)
    static func shifted(_ v: ChaCha20Words, _ n: Int) -> ChaCha20Words {
      switch n {
      case 1: shuffled(v, 0x0706_0504, 0x0b0a_0908, 0x0f0e_0d0c, 0x0302_0100)
      case 2: shuffled(v, 0x0b0a_0908, 0x0f0e_0d0c, 0x0302_0100, 0x0706_0504)
      default: shuffled(v, 0x0f0e_0d0c, 0x0302_0100, 0x0706_0504, 0x0b0a_0908)
      }
    }

    /// The words of each block at the given places: four numbers of bytes. LLVM makes it a shuffle of words.
    @inline(__always)
    private static func shuffled(
      _ v: ChaCha20Words, _ i: UInt32, _ j: UInt32, _ k: UInt32, _ l: UInt32
    ) -> ChaCha20Words {
      typealias Vector = Blocks512.Vector
      let places = repeated(SIMD4(i, j, k, l))
      return unsafeBitCast(
        _mm512_shuffle_epi8(unsafeBitCast(v, to: Vector.self), unsafeBitCast(places, to: Vector.self)),
        to: ChaCha20Words.self)
    }
  }
#endif
