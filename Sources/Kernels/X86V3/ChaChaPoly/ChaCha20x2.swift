#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Two blocks of ChaCha20 (RFC 8439, section 2.3): each vector has a row of four words of the state of either block.
  ///
  /// It takes as long as one step waits for the one before, for short messages about as long as `ChaCha20x8` for eight.
  struct ChaCha20x2 {
    typealias Words = SIMD8<UInt32>

    private var a, b, c, d: Words
    private let counters: Words
    private let turns: ByteTurns

    /// Starts with what `ChaCha20x8.writeState` has written; the blocks add so much to the counter.
    @inline(__always)
    init(state: UnsafeRawPointer, _ first: UInt32, _ second: UInt32) {
      turns = ByteTurns(state + ChaCha20State.byteCount)
      counters = Words(first, 0, 0, 0, second, 0, 0, 0)
      (a, b, c) = (Self.row(state, 0), Self.row(state, 1), Self.row(state, 2))
      d = Self.row(state, 3) &+ counters
    }

    /// A row of the state, twice.
    @inline(__always)
    private static func row(_ state: UnsafeRawPointer, _ place: Int) -> Words {
      let words = state.loadUnaligned(fromByteOffset: 16 &* place, as: SIMD4<UInt32>.self)
      return Words(lowHalf: words, highHalf: words)
    }

    @inline(__always)
    mutating func doubleRound() {
      quarterRounds()
      // The diagonals are columns of rows that are shifted.
      b = Self.shifted(b, 1)
      c = Self.shifted(c, 2)
      d = Self.shifted(d, 3)
      quarterRounds()
      b = Self.shifted(b, 3)
      c = Self.shifted(c, 2)
      d = Self.shifted(d, 1)
    }

    @inline(__always)
    private static func shifted(_ v: Words, _ n: Int) -> Words {
      switch n {
      case 1: Words(v[1], v[2], v[3], v[0], v[5], v[6], v[7], v[4])
      case 2: Words(v[2], v[3], v[0], v[1], v[6], v[7], v[4], v[5])
      default: Words(v[3], v[0], v[1], v[2], v[7], v[4], v[5], v[6])
      }
    }

    /// Four quarter rounds (RFC 8439, section 2.1).
    @inline(__always)
    private mutating func quarterRounds() {
      @inline(__always) func rotated(_ v: Words, _ bits: UInt32) -> Words {
        (v &<< Words(repeating: bits)) | (v &>> Words(repeating: 32 &- bits))
      }
      a &+= b
      d = ByteTurns.turned(d ^ a, turns.by16)
      c &+= d
      b = rotated(b ^ c, 12)
      a &+= b
      d = ByteTurns.turned(d ^ a, turns.by8)
      c &+= d
      b = rotated(b ^ c, 7)
    }

    /// Adds the state at the beginning and writes both blocks.
    @inline(__always)
    func finish(state: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer) {
      put(a &+ Self.row(state, 0), destination)
      put(b &+ Self.row(state, 1), destination + 16)
      put(c &+ Self.row(state, 2), destination + 32)
      put(d &+ Self.row(state, 3) &+ counters, destination + 48)
    }

    @inline(never)
    static func writeTwo(_ state: UnsafeRawPointer, next: UInt32, _ stream: UnsafeMutableRawPointer) {
      var blocks = ChaCha20x2(state: state, 0, next)
      for _ in 0..<10 { blocks.doubleRound() }
      blocks.finish(state: state, stream)
    }

    @inline(never)
    static func writeFour(_ state: UnsafeRawPointer, next: UInt32, _ stream: UnsafeMutableRawPointer) {
      var (first, second) = (
        ChaCha20x2(state: state, 0, next), ChaCha20x2(state: state, next &+ 1, next &+ 2)
      )
      for _ in 0..<10 {
        first.doubleRound()
        second.doubleRound()
      }
      first.finish(state: state, stream)
      second.finish(state: state, stream + 128)
    }

    @inline(__always)
    private func put(_ words: Words, _ destination: UnsafeMutableRawPointer) {
      destination.storeBytes(of: words.lowHalf, as: SIMD4<UInt32>.self)
      (destination + 64).storeBytes(of: words.highHalf, as: SIMD4<UInt32>.self)
    }
  }
#endif
