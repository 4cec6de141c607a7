#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Rotations of words of 32 bits by 16 and by 8 bits, as shuffles of bytes whose places are read from memory: where LLVM can
  /// see them, it moves the shuffles about, and there are twice as many.
  struct ByteTurns {
    typealias Places = SIMD4<Int64>
    let by16: Places
    let by8: Places

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
    static func turned(_ words: SIMD8<UInt32>, _ places: Places) -> SIMD8<UInt32> {
      unsafeBitCast(_mm256_shuffle_epi8(unsafeBitCast(words, to: Places.self), places), to: SIMD8<UInt32>.self)
    }
  }
#endif
