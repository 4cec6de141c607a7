#if arch(x86_64)
  /// Two blocks of ChaCha20 in rows.
  ///
  /// It takes as long as one step waits for the one before, for short messages about as long as `ChaCha20x8` for eight.
  struct ChaCha20x2 {
    private var rows: ChaCha20Rows
    private let start: ChaCha20Rows

    /// Starts with what `ChaCha20x8.writeState` has written; the blocks add so much to the counter.
    @inline(__always)
    init(state: UnsafeRawPointer, _ first: UInt32, _ second: UInt32) {
      start = ChaCha20Rows(
        state: state, ChaCha20Words(first, 0, 0, 0, second, 0, 0, 0), ChaCha20Turns(state + ChaCha20State.byteCount))
      rows = start
    }

    @inline(__always)
    mutating func doubleRound() { rows.doubleRound() }

    /// Adds the state at the beginning and writes both blocks.
    @inline(__always)
    func finish(_ destination: UnsafeMutableRawPointer) {
      var sum = rows
      sum.add(start)
      @inline(__always) func put(_ words: ChaCha20Words, _ place: Int) {
        destination.storeBytes(of: words.lowHalf, toByteOffset: place, as: SIMD4<UInt32>.self)
        destination.storeBytes(of: words.highHalf, toByteOffset: place &+ 64, as: SIMD4<UInt32>.self)
      }
      put(sum.a, 0)
      put(sum.b, 16)
      put(sum.c, 32)
      put(sum.d, 48)
    }

    /// Writes the state's block and the one `next` blocks further on.
    @inline(never)
    static func writeTwo(_ state: UnsafeRawPointer, next: UInt32, _ stream: UnsafeMutableRawPointer) {
      var blocks = ChaCha20x2(state: state, 0, next)
      for _ in 0..<10 { blocks.doubleRound() }
      blocks.finish(stream)
    }

    /// Writes the state's block and the three from `next` blocks further on.
    @inline(never)
    static func writeFour(_ state: UnsafeRawPointer, next: UInt32, _ stream: UnsafeMutableRawPointer) {
      var (first, second) = (ChaCha20x2(state: state, 0, next), ChaCha20x2(state: state, next &+ 1, next &+ 2))
      for _ in 0..<10 {
        first.doubleRound()
        second.doubleRound()
      }
      first.finish(stream)
      second.finish(stream + 128)
    }
  }
#endif
