/// Blocks of ChaCha20 (RFC 8439, section 2.3) side by side: a vector for each of the sixteen words of the state, a lane for
/// each block.
///
/// The same source is compiled for any processor and in the modules of kernels (symbolic links). Each of these has vectors of
/// its own width, `ChaCha20Words`, and its own way to rotate them, `ChaCha20Turns`.
struct ChaCha20Columns {
  typealias Words = ChaCha20Words

  private(set) var a, b, c, d: Row
  private let turns: ChaCha20Turns

  /// Starts with the state of sixteen words; each block adds its own to the counter.
  @inline(__always)
  init(state: UnsafeRawPointer, _ counters: Words, _ turns: ChaCha20Turns) {
    (a, b, c, d) = (Row(words: state, 0), Row(words: state, 4), Row(words: state, 8), Row(words: state, 12))
    d.x &+= counters
    self.turns = turns
  }

  @inline(__always)
  mutating func columnRound() { quarterRounds() }

  /// The diagonals are columns of rows that are shifted.
  @inline(__always)
  mutating func diagonalRound() {
    b = Row(b.y, b.z, b.w, b.x)
    c = Row(c.z, c.w, c.x, c.y)
    d = Row(d.w, d.x, d.y, d.z)
    quarterRounds()
    b = Row(b.w, b.x, b.y, b.z)
    c = Row(c.z, c.w, c.x, c.y)
    d = Row(d.y, d.z, d.w, d.x)
  }

  /// Four quarter rounds (RFC 8439, section 2.1) step by step.
  @inline(__always)
  private mutating func quarterRounds() {
    a.add(b)
    d.mix(a, 16, turns)
    c.add(d)
    b.mix(c, 12, turns)
    a.add(b)
    d.mix(a, 8, turns)
    c.add(d)
    b.mix(c, 7, turns)
  }

  /// Adds what the blocks began with.
  @inline(__always)
  mutating func add(state: UnsafeRawPointer, _ counters: Words) {
    a.add(Row(words: state, 0))
    b.add(Row(words: state, 4))
    c.add(Row(words: state, 8))
    d.x &+= counters
    d.add(Row(words: state, 12))
  }

  /// Four words of the state.
  struct Row {
    fileprivate(set) var x, y, z, w: Words

    @inline(__always)
    fileprivate init(_ x: Words, _ y: Words, _ z: Words, _ w: Words) {
      (self.x, self.y, self.z, self.w) = (x, y, z, w)
    }

    /// Four words of memory, the same in all lanes.
    @inline(__always)
    fileprivate init(words address: UnsafeRawPointer, _ place: Int) {
      @inline(__always) func word(_ place: Int) -> Words {
        Words(repeating: address.loadUnaligned(fromByteOffset: 4 &* place, as: UInt32.self))
      }
      self.init(word(place), word(place &+ 1), word(place &+ 2), word(place &+ 3))
    }

    @inline(__always)
    fileprivate mutating func add(_ o: Row) {
      x &+= o.x
      y &+= o.y
      z &+= o.z
      w &+= o.w
    }

    /// Adds (exclusive or) and rotates to the left.
    @inline(__always)
    fileprivate mutating func mix(_ o: Row, _ bits: UInt32, _ turns: ChaCha20Turns) {
      x = turns.turned(x ^ o.x, bits)
      y = turns.turned(y ^ o.y, bits)
      z = turns.turned(z ^ o.z, bits)
      w = turns.turned(w ^ o.w, bits)
    }
  }
}
