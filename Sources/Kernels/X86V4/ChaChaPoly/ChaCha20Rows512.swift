#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Four blocks of ChaCha20 in rows.
  struct ChaCha20Rows512 {
    private var rows: ChaCha20Rows
    private let start: ChaCha20Rows

    /// The bytes of four blocks.
    static let byteCount = 256

    /// Four blocks, the first `place` behind the one for the state of sixteen words.
    @inline(__always)
    init(state: UnsafeRawPointer, _ place: UInt32) {
      let counters = ChaCha20Words(
        place, 0, 0, 0, place &+ 1, 0, 0, 0, place &+ 2, 0, 0, 0, place &+ 3, 0, 0, 0)
      start = ChaCha20Rows(state: state, counters, ChaCha20Turns())
      rows = start
    }

    @inline(__always)
    mutating func doubleRound() { rows.doubleRound() }

    /// Writes the four blocks, to which is added what they began with.
    @inline(__always)
    func store(_ destination: UnsafeMutableRawPointer) {
      var sum = rows
      sum.add(start)
      @inline(__always) func v(_ row: ChaCha20Words) -> Blocks512.Vector {
        unsafeBitCast(row, to: Blocks512.Vector.self)
      }
      let (a, b, c, d) = (v(sum.a), v(sum.b), v(sum.c), v(sum.d))
      let (ab02, ab13) = (ShuffleIndices512.even(a, b), ShuffleIndices512.odd(a, b))
      let (cd02, cd13) = (ShuffleIndices512.even(c, d), ShuffleIndices512.odd(c, d))
      Blocks512.store(ShuffleIndices512.even(ab02, cd02), destination)
      Blocks512.store(ShuffleIndices512.even(ab13, cd13), destination + 64)
      Blocks512.store(ShuffleIndices512.odd(ab02, cd02), destination + 128)
      Blocks512.store(ShuffleIndices512.odd(ab13, cd13), destination + 192)
    }
  }

  /// One block in rows.
  struct ChaCha20Row128 {
    typealias Words = SIMD4<UInt32>

    private var a, b, c, d: Words

    @inline(__always)
    init(state: UnsafeRawPointer) {
      @inline(__always) func row(_ offset: Int) -> Words {
        state.loadUnaligned(fromByteOffset: offset, as: Words.self)
      }
      (a, b, c, d) = (row(0), row(16), row(32), row(48))
    }

    @inline(__always)
    mutating func doubleRound() {
      quarterRounds()
      a = Words(a.w, a.x, a.y, a.z)
      d = Words(d.z, d.w, d.x, d.y)
      c = Words(c.y, c.z, c.w, c.x)
      quarterRounds()
      a = Words(a.y, a.z, a.w, a.x)
      d = Words(d.z, d.w, d.x, d.y)
      c = Words(c.w, c.x, c.y, c.z)
    }

    @inline(__always)
    private mutating func quarterRounds() {
      a &+= b
      d = Self.rotated(d ^ a, 16)
      c &+= d
      b = Self.rotated(b ^ c, 12)
      a &+= b
      d = Self.rotated(d ^ a, 8)
      c &+= d
      b = Self.rotated(b ^ c, 7)
    }

    @inline(__always)
    private static func rotated(_ v: Words, _ bits: UInt32) -> Words {
      (v &<< Words(repeating: bits)) | (v &>> Words(repeating: 32 &- bits))
    }

    /// Writes the block, to which is added what it began with.
    @inline(__always)
    func store(_ destination: UnsafeMutableRawPointer, start: ChaCha20Row128) {
      destination.storeBytes(of: a &+ start.a, as: Words.self)
      destination.storeBytes(of: b &+ start.b, toByteOffset: 16, as: Words.self)
      destination.storeBytes(of: c &+ start.c, toByteOffset: 32, as: Words.self)
      destination.storeBytes(of: d &+ start.d, toByteOffset: 48, as: Words.self)
    }
  }
#endif
