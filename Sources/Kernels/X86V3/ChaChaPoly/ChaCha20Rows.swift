#if arch(x86_64)
  /// Blocks of ChaCha20 (RFC 8439, section 2.3) in rows: each vector has four successive words of every block. Few blocks
  /// are made sooner so, as nothing is transposed in the end, though each double round has six shuffles.
  ///
  /// The diagonals are made columns by turning the first, third and fourth row: the second is the last to be known. The same
  /// source is compiled in the modules of both levels (a symbolic link), with vectors of their widths.
  struct ChaCha20Rows {
    typealias Words = ChaCha20Words

    private(set) var a, b, c, d: Words
    private let turns: ChaCha20Turns

    /// Starts with the state of sixteen words, to the last row of which is added what is each block's own.
    @inline(__always)
    init(state: UnsafeRawPointer, _ counters: Words, _ turns: ChaCha20Turns) {
      @inline(__always) func row(_ place: Int) -> Words {
        ChaCha20Turns.repeated((state + 16 &* place).loadUnaligned(as: SIMD4<UInt32>.self))
      }
      (a, b, c, d) = (row(0), row(1), row(2), row(3) &+ counters)
      self.turns = turns
    }

    @inline(__always)
    mutating func doubleRound() {
      quarterRounds()
      a = ChaCha20Turns.shifted(a, 3)
      d = ChaCha20Turns.shifted(d, 2)
      c = ChaCha20Turns.shifted(c, 1)
      quarterRounds()
      a = ChaCha20Turns.shifted(a, 1)
      d = ChaCha20Turns.shifted(d, 2)
      c = ChaCha20Turns.shifted(c, 3)
    }

    /// Four quarter rounds (RFC 8439, section 2.1).
    @inline(__always)
    private mutating func quarterRounds() {
      a &+= b
      d = turns.turned(d ^ a, 16)
      c &+= d
      b = turns.turned(b ^ c, 12)
      a &+= b
      d = turns.turned(d ^ a, 8)
      c &+= d
      b = turns.turned(b ^ c, 7)
    }

    /// Adds what the blocks began with.
    @inline(__always)
    mutating func add(_ start: ChaCha20Rows) {
      a &+= start.a
      b &+= start.b
      c &+= start.c
      d &+= start.d
    }
  }
#endif
