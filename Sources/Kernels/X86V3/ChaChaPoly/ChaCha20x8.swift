#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Eight blocks of ChaCha20 (RFC 8439, section 2.3) in vectors of eight words.
  struct ChaCha20x8: ChaCha20Blocks {
    typealias Words = ChaCha20Words

    static var byteCount: Int { 512 }
    static var stateByteCount: Int { ChaCha20State.byteCount &+ ChaCha20Turns.byteCount }

    private var columns: ChaCha20Columns
    /// What the blocks add to the counter.
    private let counters: Words

    static func writeState(key: UnsafeRawPointer, nonce: UnsafeRawPointer, to state: UnsafeMutableRawPointer) {
      ChaCha20State.write(key: key, nonce: nonce, to: state)
      ChaCha20Turns.write(to: state + ChaCha20State.byteCount)
    }

    /// Two, four or eight blocks.
    static func writeFirst(
      _ byteCount: Int, next: UInt32, state: UnsafeRawPointer, to stream: UnsafeMutableRawPointer
    ) {
      if byteCount <= 128 {
        ChaCha20x2.writeTwo(state, next: next, stream)
      } else if byteCount <= 256 {
        ChaCha20x2.writeFour(state, next: next, stream)
      } else {
        writeEight(state, next: next, stream)
      }
    }

    @inline(never)
    private static func writeEight(_ state: UnsafeRawPointer, next: UInt32, _ stream: UnsafeMutableRawPointer) {
      for place in 0..<16 {
        stream.storeBytes(of: .zero, toByteOffset: 32 &* place, as: Words.self)
      }
      let counters = Words(0, next, next &+ 1, next &+ 2, next &+ 3, next &+ 4, next &+ 5, next &+ 6)
      var (blocks, alone) = (ChaCha20x8(state: state, counters), Poly1305Halves(none: state))
      for _ in 0..<10 { blocks.doubleRound(&alone) }
      blocks.finish(state: state, stream, stream)
    }

    @inline(__always)
    init(state: UnsafeRawPointer) { self.init(state: state, Words(0, 1, 2, 3, 4, 5, 6, 7)) }

    @inline(__always)
    private init(state: UnsafeRawPointer, _ counters: Words) {
      self.counters = counters
      columns = ChaCha20Columns(state: state, counters, ChaCha20Turns(state + ChaCha20State.byteCount))
    }

    /// With twenty steps of work in ten double rounds.
    @inline(__always)
    mutating func doubleRound(_ work: inout Poly1305Halves) {
      columns.columnRound()
      work.step()
      columns.diagonalRound()
      work.step()
    }

    @inline(__always)
    func finish(state: UnsafeRawPointer, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer) {
      var sum = columns
      sum.add(state: state, counters)
      Self.addTransposed(sum.a, sum.b, source, destination)
      Self.addTransposed(sum.c, sum.d, source + 32, destination + 32)
    }

    @inline(__always)
    private static func addTransposed(
      _ a: ChaCha20Columns.Row, _ b: ChaCha20Columns.Row, _ source: UnsafeRawPointer,
      _ destination: UnsafeMutableRawPointer
    ) {
      @inline(__always) func put(_ offset: Int, _ words: Words) {
        let sum = (source + offset).loadUnaligned(as: Words.self) ^ words
        (destination + offset).storeBytes(of: sum, as: Words.self)
      }
      let (p, q) = (Quarters(a), Quarters(b))
      @inline(__always) func halves(_ p: Quarters.Vector, _ q: Quarters.Vector, _ k: Int) {
        let low = Quarters.Vector(p.x, p.y, q.x, q.y)
        let high = Quarters.Vector(p.z, p.w, q.z, q.w)
        put(64 &* k, unsafeBitCast(low, to: Words.self))
        put(64 &* (k &+ 4), unsafeBitCast(high, to: Words.self))
      }
      halves(p.k0, q.k0, 0)
      halves(p.k1, q.k1, 1)
      halves(p.k2, q.k2, 2)
      halves(p.k3, q.k3, 3)
    }

    /// Four successive words of all blocks: `k0` has those of blocks 0 and 4, and so on.
    private struct Quarters {
      typealias Vector = SIMD4<Int64>
      let k0, k1, k2, k3: Vector

      @inline(__always)
      init(_ row: ChaCha20Columns.Row) {
        @inline(__always) func v(_ words: Words) -> Vector { unsafeBitCast(words, to: Vector.self) }
        let (ab0, ab1) = (_mm256_unpacklo_epi32(v(row.x), v(row.y)), _mm256_unpackhi_epi32(v(row.x), v(row.y)))
        let (cd0, cd1) = (_mm256_unpacklo_epi32(v(row.z), v(row.w)), _mm256_unpackhi_epi32(v(row.z), v(row.w)))
        (k0, k1) = (_mm256_unpacklo_epi64(ab0, cd0), _mm256_unpackhi_epi64(ab0, cd0))
        (k2, k3) = (_mm256_unpacklo_epi64(ab1, cd1), _mm256_unpackhi_epi64(ab1, cd1))
      }
    }
  }
#endif
