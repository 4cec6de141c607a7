#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Eight counter blocks on their way through the cipher's rounds: as many as hide the latency of a round.
  struct Counters128 {
    typealias Block = Blocks128.Block

    private(set) var a: Block
    private(set) var b: Block
    private(set) var c: Block
    private(set) var d: Block
    private(set) var e: Block
    private(set) var f: Block
    private(set) var g: Block
    private(set) var h: Block

    /// The first `width` blocks, 4 or 8, from `counter` on, the first round key added; the others are not used. The counter
    /// wraps around at 2³².
    @inline(__always)
    init(_ counter: Block, _ keys: UnsafeRawPointer, _ width: Int = 8) {
      let key = Blocks128.load(keys)
      @inline(__always) func block(_ i: Int64) -> Block {
        i < width ? Blocks128.turned(Blocks128.add32(counter, Block(i, 0))) ^ key : .zero
      }
      (a, b, c, d) = (block(0), block(1), block(2), block(3))
      (e, f, g, h) = (block(4), block(5), block(6), block(7))
    }

    /// A round on the first four.
    @inline(__always)
    mutating func firstHalfRound(_ address: UnsafeRawPointer) {
      let key = Blocks128.load(address)
      a = _mm_aesenc_si128(a, key)
      b = _mm_aesenc_si128(b, key)
      c = _mm_aesenc_si128(c, key)
      d = _mm_aesenc_si128(d, key)
    }

    /// A round on the last four.
    @inline(__always)
    mutating func secondHalfRound(_ address: UnsafeRawPointer) {
      let key = Blocks128.load(address)
      e = _mm_aesenc_si128(e, key)
      f = _mm_aesenc_si128(f, key)
      g = _mm_aesenc_si128(g, key)
      h = _mm_aesenc_si128(h, key)
    }

    /// The last round, without text.
    @inline(__always)
    mutating func lastRound(_ address: UnsafeRawPointer, _ width: Int) {
      let key = Blocks128.load(address)
      a = _mm_aesenclast_si128(a, key)
      b = _mm_aesenclast_si128(b, key)
      c = _mm_aesenclast_si128(c, key)
      d = _mm_aesenclast_si128(d, key)
      guard width > 4 else { return }
      e = _mm_aesenclast_si128(e, key)
      f = _mm_aesenclast_si128(f, key)
      g = _mm_aesenclast_si128(g, key)
      h = _mm_aesenclast_si128(h, key)
    }

    /// The last round, with 128 bytes of text added, to `destination`.
    @inline(__always)
    func lastRound(_ address: UnsafeRawPointer, _ text: UnsafeRawPointer, to destination: UnsafeMutableRawPointer) {
      let key = Blocks128.load(address)
      @inline(__always) func last(_ block: Block, _ place: Int) -> Block {
        _mm_aesenclast_si128(block, key ^ Blocks128.load(text + 16 &* place))
      }
      let (a, b, c, d) = (last(a, 0), last(b, 1), last(c, 2), last(d, 3))
      let (e, f, g, h) = (last(e, 4), last(f, 5), last(g, 6), last(h, 7))
      Blocks128.store(a, destination)
      Blocks128.store(b, destination + 16)
      Blocks128.store(c, destination + 32)
      Blocks128.store(d, destination + 48)
      Blocks128.store(e, destination + 64)
      Blocks128.store(f, destination + 80)
      Blocks128.store(g, destination + 96)
      Blocks128.store(h, destination + 112)
    }
  }
#endif
