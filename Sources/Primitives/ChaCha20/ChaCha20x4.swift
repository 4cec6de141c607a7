/// Four blocks of ChaCha20 (RFC 8439, section 2.3) in portable code: in vectors of four words.
struct ChaCha20x4: ChaCha20Blocks {
  private typealias Words = ChaCha20Words

  static var byteCount: Int { 256 }
  static var stateByteCount: Int { ChaCha20State.byteCount }

  private var columns: ChaCha20Columns
  /// What the blocks add to the counter.
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

  @inline(__always)
  init(state: UnsafeRawPointer) { self.init(state: state, Words(0, 1, 2, 3)) }

  @inline(__always)
  private init(state: UnsafeRawPointer, _ counters: Words) {
    self.counters = counters
    columns = ChaCha20Columns(state: state, counters, ChaCha20Turns())
  }

  @inline(__always)
  mutating func doubleRound(_ work: inout Poly1305Halves) {
    columns.columnRound()
    work.step()
    columns.diagonalRound()
  }

  @inline(__always)
  func finish(state: UnsafeRawPointer, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer) {
    var sum = columns
    sum.add(state: state, counters)
    Self.addTransposed(sum.a, source, destination)
    Self.addTransposed(sum.b, source + 16, destination + 16)
    Self.addTransposed(sum.c, source + 32, destination + 32)
    Self.addTransposed(sum.d, source + 48, destination + 48)
  }

  /// Adds four successive words of each of the four blocks, which lie 64 bytes apart.
  @inline(__always)
  private static func addTransposed(
    _ row: ChaCha20Columns.Row, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer
  ) {
    let (a, b, c, d) = (row.x, row.y, row.z, row.w)
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
