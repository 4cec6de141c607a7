#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Eight blocks of ChaCha20 (RFC 8439, section 2.3) side by side: a vector for each of the sixteen words of the state, a
  /// lane for each block.
  struct ChaCha20x8: ChaCha20Blocks {
    typealias Words = SIMD8<UInt32>

    static var byteCount: Int { 512 }
    static var stateByteCount: Int { ChaCha20State.byteCount &+ ByteTurns.byteCount }

    private var a, b, c, d: Row
    private let turns: ByteTurns
    /// What the blocks have added to the counter.
    private let counters: Words

    static func writeState(key: UnsafeRawPointer, nonce: UnsafeRawPointer, to state: UnsafeMutableRawPointer) {
      ChaCha20State.write(key: key, nonce: nonce, to: state)
      ByteTurns.write(to: state + ChaCha20State.byteCount)
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
      let counters = Words(
        0, next, next &+ 1, next &+ 2, next &+ 3, next &+ 4, next &+ 5, next &+ 6)
      var (blocks, alone) = (ChaCha20x8(state: state, counters), Poly1305Halves(none: state))
      for _ in 0..<10 { blocks.doubleRound(&alone) }
      blocks.finish(state: state, stream, stream)
    }

    @inline(__always)
    init(state: UnsafeRawPointer) { self.init(state: state, Words(0, 1, 2, 3, 4, 5, 6, 7)) }

    @inline(__always)
    private init(state: UnsafeRawPointer, _ counters: Words) {
      self.counters = counters
      turns = ByteTurns(state + ChaCha20State.byteCount)
      (a, b, c, d) = (Row(words: state, 0), Row(words: state, 4), Row(words: state, 8), Row(words: state, 12))
      d.x &+= counters
    }

    /// With twenty steps of work in ten double rounds.
    @inline(__always)
    mutating func doubleRound(_ work: inout Poly1305Halves) {
      quarterRounds()
      work.step()
      // The diagonals are columns of rows that are shifted.
      b = Row(b.y, b.z, b.w, b.x)
      c = Row(c.z, c.w, c.x, c.y)
      d = Row(d.w, d.x, d.y, d.z)
      quarterRounds()
      b = Row(b.w, b.x, b.y, b.z)
      c = Row(c.z, c.w, c.x, c.y)
      d = Row(d.y, d.z, d.w, d.x)
      work.step()
    }

    /// Four quarter rounds (RFC 8439, section 2.1) step by step.
    @inline(__always)
    private mutating func quarterRounds() {
      a.add(b)
      d.mix(a, turns.by16)
      c.add(d)
      b.mix(c, 12)
      a.add(b)
      d.mix(a, turns.by8)
      c.add(d)
      b.mix(c, 7)
    }

    @inline(__always)
    func finish(state: UnsafeRawPointer, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer) {
      var (a, b, c, d) = (a, b, c, d)
      a.add(Row(words: state, 0))
      b.add(Row(words: state, 4))
      Self.addTransposed(a, b, source, destination)
      c.add(Row(words: state, 8))
      d.x &+= counters
      d.add(Row(words: state, 12))
      Self.addTransposed(c, d, source + 32, destination + 32)
    }

    @inline(__always)
    private static func addTransposed(
      _ a: Row, _ b: Row, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer
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

    /// Four words of the state.
    private struct Row {
      var x, y, z, w: Words

      @inline(__always)
      init(_ x: Words, _ y: Words, _ z: Words, _ w: Words) { (self.x, self.y, self.z, self.w) = (x, y, z, w) }

      @inline(__always)
      init(words address: UnsafeRawPointer, _ place: Int) {
        @inline(__always) func word(_ place: Int) -> Words {
          Words(repeating: address.loadUnaligned(fromByteOffset: 4 &* place, as: UInt32.self))
        }
        self.init(word(place), word(place &+ 1), word(place &+ 2), word(place &+ 3))
      }

      @inline(__always)
      mutating func add(_ o: Row) {
        x &+= o.x
        y &+= o.y
        z &+= o.z
        w &+= o.w
      }

      @inline(__always)
      mutating func mix(_ o: Row, _ places: SIMD4<Int64>) {
        @inline(__always) func rotated(_ v: Words) -> Words {
          unsafeBitCast(_mm256_shuffle_epi8(unsafeBitCast(v, to: SIMD4<Int64>.self), places), to: Words.self)
        }
        x = rotated(x ^ o.x)
        y = rotated(y ^ o.y)
        z = rotated(z ^ o.z)
        w = rotated(w ^ o.w)
      }

      /// Adds (exclusive or) and rotates.
      @inline(__always)
      mutating func mix(_ o: Row, _ bits: UInt32) {
        @inline(__always) func rotated(_ v: Words) -> Words {
          (v &<< Words(repeating: bits)) | (v &>> Words(repeating: 32 &- bits))
        }
        x = rotated(x ^ o.x)
        y = rotated(y ^ o.y)
        z = rotated(z ^ o.z)
        w = rotated(w ^ o.w)
      }
    }

    /// Four successive words of all blocks: `k0` has those of blocks 0 and 4, and so on.
    private struct Quarters {
      typealias Vector = SIMD4<Int64>
      let k0, k1, k2, k3: Vector

      @inline(__always)
      init(_ row: Row) {
        @inline(__always) func v(_ words: Words) -> Vector { unsafeBitCast(words, to: Vector.self) }
        let (ab0, ab1) = (_mm256_unpacklo_epi32(v(row.x), v(row.y)), _mm256_unpackhi_epi32(v(row.x), v(row.y)))
        let (cd0, cd1) = (_mm256_unpacklo_epi32(v(row.z), v(row.w)), _mm256_unpackhi_epi32(v(row.z), v(row.w)))
        (k0, k1) = (_mm256_unpacklo_epi64(ab0, cd0), _mm256_unpackhi_epi64(ab0, cd0))
        (k2, k3) = (_mm256_unpacklo_epi64(ab1, cd1), _mm256_unpackhi_epi64(ab1, cd1))
      }
    }
  }
#endif
