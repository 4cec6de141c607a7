#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Sixteen blocks of ChaCha20 (RFC 8439, section 2.3) side by side: a vector for each of the sixteen words, a lane for
  /// each block.
  struct ChaCha20Columns512 {
    typealias Words = SIMD16<UInt32>
    typealias Vector = Blocks512.Vector

    private var a, b, c, d: Row

    /// The bytes of sixteen blocks.
    static let byteCount = 1024

    /// Sixteen blocks, the first `place` behind the one for the state of sixteen words.
    @inline(__always)
    init(state: UnsafeRawPointer, _ place: UInt32) {
      (a, b, c, d) = (Row(words: state, 0), Row(words: state, 4), Row(words: state, 8), Row(words: state, 12))
      d.a &+= Words(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) &+ Words(repeating: place)
    }

    @inline(__always)
    mutating func doubleRound() {
      columnRound()
      diagonalRound()
    }

    @inline(__always)
    mutating func columnRound() { quarterRounds() }

    /// The diagonals are columns of rows that are shifted.
    @inline(__always)
    mutating func diagonalRound() {
      b = Row(b.b, b.c, b.d, b.a)
      c = Row(c.c, c.d, c.a, c.b)
      d = Row(d.d, d.a, d.b, d.c)
      quarterRounds()
      b = Row(b.d, b.a, b.b, b.c)
      c = Row(c.c, c.d, c.a, c.b)
      d = Row(d.b, d.c, d.d, d.a)
    }

    /// Four quarter rounds (RFC 8439, section 2.1) step by step.
    @inline(__always)
    private mutating func quarterRounds() {
      a.add(b)
      d.mix(a, 16)
      c.add(d)
      b.mix(c, 12)
      a.add(b)
      d.mix(a, 8)
      c.add(d)
      b.mix(c, 7)
    }

    /// Adds what the blocks began with.
    @inline(__always)
    mutating func add(_ start: ChaCha20Columns512) {
      a.add(start.a)
      b.add(start.b)
      c.add(start.c)
      d.add(start.d)
    }

    /// Writes the blocks one behind the other, each added (exclusive or) to one of `source` if there is such.
    ///
    /// `indices` is what `ShuffleIndices512` has written.
    @inline(__always)
    func store(_ destination: UnsafeMutableRawPointer, addedTo source: UnsafeRawPointer?, indices: UnsafeRawPointer) {
      let (a4, b4, c4, d4) = (Quarters(a), Quarters(b), Quarters(c), Quarters(d))
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

    /// Four words of the state.
    private struct Row {
      var a, b, c, d: Words

      @inline(__always)
      init(_ a: Words, _ b: Words, _ c: Words, _ d: Words) { (self.a, self.b, self.c, self.d) = (a, b, c, d) }

      /// Four words of memory, the same in all lanes.
      @inline(__always)
      init(words address: UnsafeRawPointer, _ place: Int) {
        @inline(__always) func word(_ place: Int) -> Words {
          Words(repeating: address.loadUnaligned(fromByteOffset: 4 &* place, as: UInt32.self))
        }
        self.init(word(place), word(place &+ 1), word(place &+ 2), word(place &+ 3))
      }

      @inline(__always)
      mutating func add(_ x: Row) {
        a &+= x.a
        b &+= x.b
        c &+= x.c
        d &+= x.d
      }

      /// Adds (exclusive or) and rotates.
      @inline(__always)
      mutating func mix(_ x: Row, _ bits: UInt32) {
        @inline(__always) func rotated(_ v: Words) -> Words {
          (v &<< Words(repeating: bits)) | (v &>> Words(repeating: 32 &- bits))
        }
        a = rotated(a ^ x.a)
        b = rotated(b ^ x.b)
        c = rotated(c ^ x.c)
        d = rotated(d ^ x.d)
      }
    }

    /// Four successive words of all blocks: `k0` has those of blocks 0, 4, 8 and 12, and so on.
    private struct Quarters {
      let k0, k1, k2, k3: Vector

      @inline(__always)
      init(_ row: Row) {
        @inline(__always) func v(_ words: Words) -> Vector { unsafeBitCast(words, to: Vector.self) }
        let (ab0, ab1) = (_mm512_unpacklo_epi32(v(row.a), v(row.b)), _mm512_unpackhi_epi32(v(row.a), v(row.b)))
        let (cd0, cd1) = (_mm512_unpacklo_epi32(v(row.c), v(row.d)), _mm512_unpackhi_epi32(v(row.c), v(row.d)))
        (k0, k1) = (_mm512_unpacklo_epi64(ab0, cd0), _mm512_unpackhi_epi64(ab0, cd0))
        (k2, k3) = (_mm512_unpacklo_epi64(ab1, cd1), _mm512_unpackhi_epi64(ab1, cd1))
      }
    }
  }
#endif
