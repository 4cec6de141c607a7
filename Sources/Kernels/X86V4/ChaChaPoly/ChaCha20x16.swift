#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Sixteen blocks of ChaCha20 (RFC 8439, section 2.3) in vectors of sixteen words.
  struct ChaCha20x16 {
    typealias Vector = Blocks512.Vector

    private var columns: ChaCha20Columns
    /// What the blocks add to the counter.
    private let counters: ChaCha20Words

    /// The bytes of sixteen blocks.
    static let byteCount = 1024

    /// Sixteen blocks, the first `place` behind the one for the state of sixteen words.
    @inline(__always)
    init(state: UnsafeRawPointer, _ place: UInt32) {
      counters =
        ChaCha20Words(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) &+ ChaCha20Words(repeating: place)
      columns = ChaCha20Columns(state: state, counters, ChaCha20Turns())
    }

    @inline(__always)
    mutating func doubleRound() {
      columns.columnRound()
      columns.diagonalRound()
    }

    @inline(__always)
    mutating func columnRound() { columns.columnRound() }

    @inline(__always)
    mutating func diagonalRound() { columns.diagonalRound() }

    /// Adds what the blocks began with.
    @inline(__always)
    mutating func add(state: UnsafeRawPointer) { columns.add(state: state, counters) }

    /// Writes the blocks one behind the other, each added (exclusive or) to one of `source` if there is such.
    ///
    /// `indices` is what `ShuffleIndices512` has written.
    @inline(__always)
    func store(_ destination: UnsafeMutableRawPointer, addedTo source: UnsafeRawPointer?, indices: UnsafeRawPointer) {
      let (a4, b4, c4, d4) = (Quarters(columns.a), Quarters(columns.b), Quarters(columns.c), Quarters(columns.d))
      let indices = ShuffleIndices512(indices)
      @inline(__always) func put(_ block: Vector, _ k: Int) {
        let block = if let source { block ^ Blocks512.load(source + 64 &* k) } else { block }
        Blocks512.store(block, destination + 64 &* k)
      }
      @inline(__always) func put(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector, _ k: Int) {
        // Of blocks k and k + 8, and of blocks k + 4 and k + 12.
        let (ab02, ab13) = (ShuffleIndices512.even(a, b), ShuffleIndices512.odd(a, b))
        let (cd02, cd13) = (ShuffleIndices512.even(c, d), ShuffleIndices512.odd(c, d))
        put(indices.even(ab02, cd02), k)
        put(indices.even(ab13, cd13), k &+ 4)
        put(indices.odd(ab02, cd02), k &+ 8)
        put(indices.odd(ab13, cd13), k &+ 12)
      }
      put(a4.k0, b4.k0, c4.k0, d4.k0, 0)
      put(a4.k1, b4.k1, c4.k1, d4.k1, 1)
      put(a4.k2, b4.k2, c4.k2, d4.k2, 2)
      put(a4.k3, b4.k3, c4.k3, d4.k3, 3)
    }

    /// Four successive words of all blocks: `k0` has those of blocks 0, 4, 8 and 12, and so on.
    private struct Quarters {
      let k0, k1, k2, k3: Vector

      @inline(__always)
      init(_ row: ChaCha20Columns.Row) {
        @inline(__always) func v(_ words: ChaCha20Words) -> Vector { unsafeBitCast(words, to: Vector.self) }
        let (ab0, ab1) = (_mm512_unpacklo_epi32(v(row.x), v(row.y)), _mm512_unpackhi_epi32(v(row.x), v(row.y)))
        let (cd0, cd1) = (_mm512_unpacklo_epi32(v(row.z), v(row.w)), _mm512_unpackhi_epi32(v(row.z), v(row.w)))
        (k0, k1) = (_mm512_unpacklo_epi64(ab0, cd0), _mm512_unpackhi_epi64(ab0, cd0))
        (k2, k3) = (_mm512_unpacklo_epi64(ab1, cd1), _mm512_unpackhi_epi64(ab1, cd1))
      }
    }
  }
#endif
