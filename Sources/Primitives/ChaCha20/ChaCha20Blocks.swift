/// Several blocks of ChaCha20 (RFC 8439, section 2.3) side by side, from the state at the beginning to the key stream.
///
/// Portable code and kernels have implementations of their own; the messages around them (`ChaChaPolyMessage`) are the same
/// source.
protocol ChaCha20Blocks {
  /// The bytes of the blocks.
  static var byteCount: Int { get }

  /// The room that `writeState` needs.
  static var stateByteCount: Int { get }

  /// Writes the state of sixteen words, with counter 0, and what else is needed behind it.
  static func writeState(key: UnsafeRawPointer, nonce: UnsafeRawPointer, to state: UnsafeMutableRawPointer)

  /// Writes the state's block and behind it those from `next` blocks further on, at least `byteCount` bytes in all.
  static func writeFirst(_ byteCount: Int, next: UInt32, state: UnsafeRawPointer, to stream: UnsafeMutableRawPointer)

  /// Starts with a state.
  init(state: UnsafeRawPointer)

  /// A round over the columns and one over the diagonals, and between them steps of Poly1305, which leaves the vector units
  /// alone and keeps the multipliers of words busy: in ten double rounds, one for every 32 bytes at least.
  ///
  /// The type of that work is not a parameter: IRGen makes metadata of it then, whose weak copying functions, compiled for AVX2,
  /// the linker may choose for the whole program (`Tests/ConstantTime/symbols.py`).
  mutating func doubleRound(_ work: inout Poly1305Halves)

  /// Adds the state at the beginning and writes the blocks, one after the other, added to what is at `source`.
  func finish(state: UnsafeRawPointer, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer)
}

/// ChaCha20's state of sixteen words of 32 bits, and behind it the number of double rounds.
///
/// That is where loops read it: where LLVM knows it, it unrolls them, and then moves the steps of other work together.
enum ChaCha20State {
  static var byteCount: Int { 80 }

  /// Writes "expand 32-byte k", the key of 32 bytes, counter 0 and the nonce of 12 bytes.
  @inline(__always)
  static func write(key: UnsafeRawPointer, nonce: UnsafeRawPointer, to state: UnsafeMutableRawPointer) {
    typealias Row = SIMD4<UInt32>
    state.storeBytes(of: Row(0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574), as: Row.self)
    state.storeBytes(of: key.loadUnaligned(as: Row.self), toByteOffset: 16, as: Row.self)
    state.storeBytes(of: key.loadUnaligned(fromByteOffset: 16, as: Row.self), toByteOffset: 32, as: Row.self)
    state.storeBytes(of: 0, toByteOffset: 48, as: UInt32.self)
    state.storeBytes(of: nonce.loadUnaligned(as: UInt64.self), toByteOffset: 52, as: UInt64.self)
    state.storeBytes(of: nonce.loadUnaligned(fromByteOffset: 8, as: UInt32.self), toByteOffset: 60, as: UInt32.self)
    state.storeBytes(of: 10, toByteOffset: 64, as: Int.self)
  }

  /// 10.
  @inline(__always)
  static func doubleRounds(_ state: UnsafeRawPointer) -> Int { state.load(fromByteOffset: 64, as: Int.self) }

  /// Counts on.
  @inline(__always)
  static func advance(_ state: UnsafeMutableRawPointer, blocks: Int) {
    let counter = state.load(fromByteOffset: 48, as: UInt32.self)
    state.storeBytes(of: counter &+ UInt32(truncatingIfNeeded: blocks), toByteOffset: 48, as: UInt32.self)
  }
}
