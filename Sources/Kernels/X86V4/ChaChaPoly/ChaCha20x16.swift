#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Sixteen blocks of ChaCha20 (RFC 8439, section 2.3) side by side: a vector for each of the sixteen words, a lane for
  /// each block.
  enum ChaCha20x16 {
    typealias Words = SIMD16<UInt32>
    typealias Vector = Blocks512.Vector

    /// The bytes of sixteen blocks.
    static let byteCount = 1024

    /// Writes sixteen blocks, the first for the state of sixteen words at `state`. `indices` is what `ShuffleIndices512` has
    /// written.
    @inline(never)
    static func store(
      state: UnsafeRawPointer, to destination: UnsafeMutableRawPointer, indices: UnsafeRawPointer
    ) {
      let (first, second, third) = (Row(words: state, 0), Row(words: state, 4), Row(words: state, 8))
      var last = Row(words: state, 12)
      last.a &+= Words(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
      var (a, b, c, d) = (first, second, third, last)
      for _ in 0..<10 {
        quarterRounds(&a, &b, &c, &d)
        // The diagonals are columns of rows that are shifted.
        b = Row(b.b, b.c, b.d, b.a)
        c = Row(c.c, c.d, c.a, c.b)
        d = Row(d.d, d.a, d.b, d.c)
        quarterRounds(&a, &b, &c, &d)
        b = Row(b.d, b.a, b.b, b.c)
        c = Row(c.c, c.d, c.a, c.b)
        d = Row(d.b, d.c, d.d, d.a)
      }
      a.add(first)
      b.add(second)
      c.add(third)
      d.add(last)
      let (a4, b4, c4, d4) = (Quarters(a), Quarters(b), Quarters(c), Quarters(d))
      let indices = ShuffleIndices512(indices)
      @inline(__always) func put(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector, _ k: Int) {
        // Of blocks k and k + 8, and of blocks k + 4 and k + 12.
        let (ab02, ab13) = (ShuffleIndices512.even(a, b), ShuffleIndices512.odd(a, b))
        let (cd02, cd13) = (ShuffleIndices512.even(c, d), ShuffleIndices512.odd(c, d))
        Blocks512.store(indices.even(ab02, cd02), destination + 64 &* k)
        Blocks512.store(indices.even(ab13, cd13), destination + 64 &* (k &+ 4))
        Blocks512.store(indices.odd(ab02, cd02), destination + 64 &* (k &+ 8))
        Blocks512.store(indices.odd(ab13, cd13), destination + 64 &* (k &+ 12))
      }
      put(a4.k0, b4.k0, c4.k0, d4.k0, 0)
      put(a4.k1, b4.k1, c4.k1, d4.k1, 1)
      put(a4.k2, b4.k2, c4.k2, d4.k2, 2)
      put(a4.k3, b4.k3, c4.k3, d4.k3, 3)
    }

    /// Four quarter rounds (RFC 8439, section 2.1) step by step.
    @inline(__always)
    private static func quarterRounds(_ a: inout Row, _ b: inout Row, _ c: inout Row, _ d: inout Row) {
      a.add(b)
      d.mix(a, 16)
      c.add(d)
      b.mix(c, 12)
      a.add(b)
      d.mix(a, 8)
      c.add(d)
      b.mix(c, 7)
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
