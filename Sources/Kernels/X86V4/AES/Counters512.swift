#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Four vectors of counter blocks on their way through the cipher's rounds: as many as hide the latency of a round.
  struct Counters512 {
    typealias Vector = Blocks512.Vector

    private(set) var a: Vector
    private(set) var b: Vector
    private(set) var c: Vector
    private(set) var d: Vector

    /// Four times `width` blocks from `counter` on; the others are not used. The counter wraps around at 2³².
    @inline(__always)
    init(_ counter: Vector, _ width: Int = 4) {
      a = Blocks512.turned(counter)
      b = width > 1 ? Blocks512.turned(Blocks512.add32(counter, Vector(both: 4, 0))) : .zero
      c = width > 2 ? Blocks512.turned(Blocks512.add32(counter, Vector(both: 8, 0))) : .zero
      d = width > 2 ? Blocks512.turned(Blocks512.add32(counter, Vector(both: 12, 0))) : .zero
    }

    /// The sixteen blocks that begin `start` blocks after `block`, where no carry leaves the last byte.
    @inline(__always)
    init(withoutCarry block: Vector, from start: UInt64) {
      @inline(__always) func after(_ count: UInt64) -> Vector {
        Blocks512.add32(block, Vector(both: 0, (start &+ count) &<< 56))
      }
      (a, b, c, d) = (after(0), after(4), after(8), after(12))
    }

    @inline(__always)
    mutating func addKey(_ address: UnsafeRawPointer) {
      let key = Blocks512.broadcast(address)
      a ^= key
      b ^= key
      c ^= key
      d ^= key
    }

    @inline(__always)
    mutating func round(_ address: UnsafeRawPointer, _ width: Int = 4) {
      let key = Blocks512.broadcast(address)
      a = _mm512_aesenc_epi128(a, key)
      if width > 1 { b = _mm512_aesenc_epi128(b, key) }
      if width > 2 {
        c = _mm512_aesenc_epi128(c, key)
        d = _mm512_aesenc_epi128(d, key)
      }
    }

    /// The last round, with 256 bytes of text added.
    @inline(__always)
    mutating func lastRound(_ address: UnsafeRawPointer, _ text: UnsafeRawPointer) {
      let key = Blocks512.broadcast(address)
      a = _mm512_aesenclast_epi128(a, key ^ Blocks512.load(text))
      b = _mm512_aesenclast_epi128(b, key ^ Blocks512.load(text + 64))
      c = _mm512_aesenclast_epi128(c, key ^ Blocks512.load(text + 128))
      d = _mm512_aesenclast_epi128(d, key ^ Blocks512.load(text + 192))
    }

    @inline(__always)
    func store(_ address: UnsafeMutableRawPointer) {
      Blocks512.store(a, address)
      Blocks512.store(b, address + 64)
      Blocks512.store(c, address + 128)
      Blocks512.store(d, address + 192)
    }
  }
#endif
