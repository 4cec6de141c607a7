/// Four blocks of ChaCha20 (RFC 8439, section 2.3) in portable code: a vector for each of the sixteen words of the state, a
/// lane for each block.
struct ChaCha20x4: ChaCha20Blocks {
  private typealias Words = SIMD4<UInt32>

  static var byteCount: Int { 256 }
  static var stateByteCount: Int { ChaCha20State.byteCount }

  private var x0, x1, x2, x3: Words
  private var x4, x5, x6, x7: Words
  private var x8, x9, x10, x11: Words
  private var x12, x13, x14, x15: Words
  /// What the blocks have added to the counter.
  private let counters: Words

  static func writeState(key: UnsafeRawPointer, nonce: UnsafeRawPointer, to state: UnsafeMutableRawPointer) {
    ChaCha20State.write(key: key, nonce: nonce, to: state)
  }

  /// Four blocks, however many are needed.
  @inline(never)
  static func writeFirst(_: Int, next: UInt32, state: UnsafeRawPointer, to stream: UnsafeMutableRawPointer) {
    stream.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    let counters = Words(0, next, next &+ 1, next &+ 2)
    var (blocks, alone) = (ChaCha20x4(state: state, counters), Poly1305Halves(none: state))
    for _ in 0..<10 { blocks.doubleRound(&alone) }
    blocks.finish(state: state, stream, stream)
  }

  /// A word of the state for all blocks.
  @inline(__always)
  private static func word(_ state: UnsafeRawPointer, _ place: Int) -> Words {
    Words(repeating: state.loadUnaligned(fromByteOffset: 4 &* place, as: UInt32.self))
  }

  @inline(__always)
  init(state: UnsafeRawPointer) { self.init(state: state, Words(0, 1, 2, 3)) }

  @inline(__always)
  private init(state: UnsafeRawPointer, _ counters: Words) {
    self.counters = counters
    @inline(__always) func word(_ place: Int) -> Words { Self.word(state, place) }
    (x0, x1, x2, x3) = (word(0), word(1), word(2), word(3))
    (x4, x5, x6, x7) = (word(4), word(5), word(6), word(7))
    (x8, x9, x10, x11) = (word(8), word(9), word(10), word(11))
    (x12, x13, x14, x15) = (word(12) &+ counters, word(13), word(14), word(15))
  }

  @inline(__always)
  mutating func doubleRound(_ work: inout Poly1305Halves) {
    Self.quarterRound(&x0, &x4, &x8, &x12)
    Self.quarterRound(&x1, &x5, &x9, &x13)
    Self.quarterRound(&x2, &x6, &x10, &x14)
    Self.quarterRound(&x3, &x7, &x11, &x15)
    work.step()
    Self.quarterRound(&x0, &x5, &x10, &x15)
    Self.quarterRound(&x1, &x6, &x11, &x12)
    Self.quarterRound(&x2, &x7, &x8, &x13)
    Self.quarterRound(&x3, &x4, &x9, &x14)
  }

  /// RFC 8439, section 2.1, in every lane.
  @inline(__always)
  private static func quarterRound(_ a: inout Words, _ b: inout Words, _ c: inout Words, _ d: inout Words) {
    a &+= b
    d = rotateLeft16(d ^ a)
    c &+= d
    b = rotateLeft(b ^ c, 12)
    a &+= b
    d = rotateLeft(d ^ a, 8)
    c &+= d
    b = rotateLeft(b ^ c, 7)
  }

  @inline(__always)
  private static func rotateLeft(_ v: Words, _ bits: UInt32) -> Words {
    (v &<< Words(repeating: bits)) | (v &>> Words(repeating: 32 - bits))
  }

  /// A rotation by 16 bits exchanges the halves of each word, which is a shuffle.
  @inline(__always)
  private static func rotateLeft16(_ v: Words) -> Words {
    let h = unsafeBitCast(v, to: SIMD8<UInt16>.self)
    return unsafeBitCast(SIMD8(h[1], h[0], h[3], h[2], h[5], h[4], h[7], h[6]), to: Words.self)
  }

  @inline(__always)
  func finish(state: UnsafeRawPointer, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer) {
    @inline(__always) func put(_ place: Int, _ a: Words, _ b: Words, _ c: Words, _ d: Words) {
      let (a, b) = (a &+ Self.word(state, place), b &+ Self.word(state, place &+ 1))
      let (c, d) = (c &+ Self.word(state, place &+ 2), d &+ Self.word(state, place &+ 3))
      Self.addTransposed(a, b, c, d, source + 4 &* place, destination + 4 &* place)
    }
    put(0, x0, x1, x2, x3)
    put(4, x4, x5, x6, x7)
    put(8, x8, x9, x10, x11)
    put(12, x12 &+ counters, x13, x14, x15)
  }

  /// Adds four successive words of each of the four blocks, which lie 64 bytes apart.
  @inline(__always)
  private static func addTransposed(
    _ a: Words, _ b: Words, _ c: Words, _ d: Words, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer
  ) {
    @inline(__always) func put(_ place: Int, _ words: Words) {
      let sum = source.loadUnaligned(fromByteOffset: place, as: Words.self) ^ words
      destination.storeBytes(of: sum, toByteOffset: place, as: Words.self)
    }
    put(0, Words(a.x, b.x, c.x, d.x))
    put(64, Words(a.y, b.y, c.y, d.y))
    put(128, Words(a.z, b.z, c.z, d.z))
    put(192, Words(a.w, b.w, c.w, d.w))
  }
}
