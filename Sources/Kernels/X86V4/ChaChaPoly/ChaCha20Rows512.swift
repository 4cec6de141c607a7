#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Blocks of ChaCha20 (RFC 8439, section 2.3) in rows: each vector has four successive words of every block. Few blocks
  /// are made sooner so, as nothing is transposed in the end, though each double round has six shuffles.
  ///
  /// The diagonals are made columns by turning the first, third and fourth row: the second is the last to be known.
  struct ChaCha20Rows512 {
    typealias Words = SIMD16<UInt32>
    typealias Vector = Blocks512.Vector

    private var a, b, c, d: Words

    /// The bytes of four blocks.
    static let byteCount = 256

    /// Four blocks, the first `place` behind the one for the state of sixteen words.
    @inline(__always)
    init(state: UnsafeRawPointer, _ place: UInt32) {
      @inline(__always) func row(_ offset: Int) -> Words {
        unsafeBitCast(Blocks512.broadcast(state + offset), to: Words.self)
      }
      (a, b, c) = (row(0), row(16), row(32))
      d = row(48) &+ Words(place, 0, 0, 0, place &+ 1, 0, 0, 0, place &+ 2, 0, 0, 0, place &+ 3, 0, 0, 0)
    }

    @inline(__always)
    mutating func doubleRound() {
      quarterRounds()
      a = Self.turned3(a)
      d = Self.turned2(d)
      c = Self.turned1(c)
      quarterRounds()
      a = Self.turned1(a)
      d = Self.turned2(d)
      c = Self.turned3(c)
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

    /// Each block's words from the second on, then the first.
    @inline(__always)
    private static func turned1(_ v: Words) -> Words { shuffled(v, 0x0706_0504, 0x0b0a_0908, 0x0f0e_0d0c, 0x0302_0100) }

    @inline(__always)
    private static func turned2(_ v: Words) -> Words { shuffled(v, 0x0b0a_0908, 0x0f0e_0d0c, 0x0302_0100, 0x0706_0504) }

    @inline(__always)
    private static func turned3(_ v: Words) -> Words { shuffled(v, 0x0f0e_0d0c, 0x0302_0100, 0x0706_0504, 0x0b0a_0908) }

    /// The words of each block at the given places: four numbers of bytes. LLVM makes it a shuffle of words.
    @inline(__always)
    private static func shuffled(_ v: Words, _ i: UInt32, _ j: UInt32, _ k: UInt32, _ l: UInt32) -> Words {
      let places = Words(i, j, k, l, i, j, k, l, i, j, k, l, i, j, k, l)
      return unsafeBitCast(
        _mm512_shuffle_epi8(unsafeBitCast(v, to: Vector.self), unsafeBitCast(places, to: Vector.self)), to: Words.self)
    }

    /// Writes the four blocks, to which is added what they began with.
    @inline(__always)
    func store(_ destination: UnsafeMutableRawPointer, start: ChaCha20Rows512) {
      @inline(__always) func v(_ a: Words, _ b: Words) -> Vector { unsafeBitCast(a &+ b, to: Vector.self) }
      let (a, b, c, d) = (v(a, start.a), v(b, start.b), v(c, start.c), v(d, start.d))
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
