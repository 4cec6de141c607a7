#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Shuffles of the blocks of two vectors by indices that are read from memory: where LLVM can see them, it turns single
  /// instructions into many, and shuffled loads even into gathers.
  struct ShuffleIndices512 {
    typealias Vector = Blocks512.Vector

    private let evenBlocks: Vector
    private let oddBlocks: Vector

    /// What `write` has written.
    @inline(__always)
    init(_ address: UnsafeRawPointer) {
      (evenBlocks, oddBlocks) = (Blocks512.load(address), Blocks512.load(address + 64))
    }

    static let byteCount = 128

    /// Writes the indices. It is not inlined: they are not to be known where they are read.
    @inline(never)
    static func write(to address: UnsafeMutableRawPointer) {
      Blocks512.store(even, address)
      Blocks512.store(odd, address + 64)
    }

    private static var even: Vector { @inline(__always) get { Vector(0, 1, 4, 5, 8, 9, 12, 13) } }
    private static var odd: Vector { @inline(__always) get { Vector(2, 3, 6, 7, 10, 11, 14, 15) } }

    /// The blocks of 128 bits at even places: a₀ a₂ b₀ b₂. (Here LLVM may see.)
    @inline(__always)
    static func even(_ a: Vector, _ b: Vector) -> Vector { _mm512_permutex2var_epi64(a, even, b) }

    /// The blocks at odd places: a₁ a₃ b₁ b₃.
    @inline(__always)
    static func odd(_ a: Vector, _ b: Vector) -> Vector { _mm512_permutex2var_epi64(a, odd, b) }

    @inline(__always)
    func even(_ a: Vector, _ b: Vector) -> Vector { _mm512_permutex2var_epi64(a, evenBlocks, b) }

    @inline(__always)
    func odd(_ a: Vector, _ b: Vector) -> Vector { _mm512_permutex2var_epi64(a, oddBlocks, b) }
  }

  extension Blocks512 {
    /// Overwrites memory, a multiple of 64 bytes.
    @inline(__always)
    static func wipe(_ address: UnsafeMutableRawPointer, _ count: Int) {
      var offset = 0
      while offset < count {
        store(.zero, address + offset)
        offset &+= byteCount
      }
    }
  }
#endif
