/// The portable inner loops of AES: eight blocks at a time on pointers and counts.
enum AESPortable {
  /// How many blocks one pass takes.
  static let batch = 8

  /// The cipher's rounds (FIPS 197, section 5.1).
  @inline(__always)
  static func encrypt(_ state: inout SlicedState, _ key: borrowing AES.KeySchedule) {
    let rounds = key.rounds
    var planes = key.planes
    state.addRoundKey(planes)
    for round in 1..<rounds {
      planes += 8
      state.subBytesWithoutConstant()
      state.mixColumns(round: round)
      state.addRoundKey(planes)
    }
    state.subBytesWithoutConstant()
    state.addRoundKey(planes + 8)
    state.undoShift(rounds: rounds)
    state.transposeBits()
  }

  /// The inverse cipher's rounds (FIPS 197, section 5.3).
  @inline(__always)
  static func decrypt(_ state: inout SlicedState, _ key: borrowing AES.KeySchedule) {
    let rounds = key.rounds
    var planes = key.planes + 8 * rounds
    state.undoShift(rounds: rounds)  // The shift by two columns is its own inverse.
    state.addRoundKey(planes)
    state.invSubBytesWithoutConstant()
    for round in (1..<rounds).reversed() {
      planes -= 8
      state.addRoundKey(planes)
      state.invMixColumns(round: round)
      state.invSubBytesWithoutConstant()
    }
    state.addRoundKey(planes - 8)
    state.transposeBits()
  }

  /// Adds the key stream to `count` batches of 128 bytes in place. The first block's counter is the big-endian number
  /// in the last four bytes of `block`, whose other bytes stay fixed; counters wrap around at 2³² (the inc₃₂ of
  /// SP 800-38D).
  @inline(never)
  static func addKeyStream(
    _ bytes: UnsafeMutableRawPointer, batches: Int, block: UnsafeRawPointer, counter: UInt32,
    key: borrowing AES.KeySchedule
  ) {
    // Byte 3 of each row is the counter's place: 12 bytes of nonce fill columns 0 to 2.
    let fixed = AESBlock.rows(block) & SIMD4(repeating: 0x00ff_ffff)
    var counter = counter
    var bytes = bytes
    for _ in 0..<batches {
      var state = SlicedState(
        rows: rows(fixed, counter), rows(fixed, counter &+ 1), rows(fixed, counter &+ 2), rows(fixed, counter &+ 3),
        rows(fixed, counter &+ 4), rows(fixed, counter &+ 5), rows(fixed, counter &+ 6), rows(fixed, counter &+ 7))
      encrypt(&state, key)
      add(state.p0, bytes)
      add(state.p1, bytes + 16)
      add(state.p2, bytes + 32)
      add(state.p3, bytes + 48)
      add(state.p4, bytes + 64)
      add(state.p5, bytes + 80)
      add(state.p6, bytes + 96)
      add(state.p7, bytes + 112)
      counter &+= 8
      bytes += 128
    }
  }

  /// The counter's bytes, most significant first, at the end of each row.
  @inline(__always)
  private static func rows(_ fixed: SIMD4<UInt32>, _ counter: UInt32) -> SIMD4<UInt32> {
    fixed | (SIMD4(counter, counter << 8, counter << 16, counter << 24) & SIMD4(repeating: 0xff00_0000))
  }

  @inline(__always)
  private static func add(_ rows: SIMD4<UInt32>, _ bytes: UnsafeMutableRawPointer) {
    let sum = bytes.loadUnaligned(as: SIMD16<UInt8>.self) ^ AESBlock.bytes(rows: rows)
    bytes.storeBytes(of: sum, as: SIMD16<UInt8>.self)
  }

  /// Encrypts up to eight blocks in place, each for itself.
  @inline(never)
  static func encryptBlocks(_ bytes: UnsafeMutableRawPointer, count: Int, key: borrowing AES.KeySchedule) {
    var state = load(bytes, count: count)
    encrypt(&state, key)
    store(state, bytes, count: count)
  }

  /// Decrypts up to eight blocks in place, each for itself.
  @inline(never)
  static func decryptBlocks(_ bytes: UnsafeMutableRawPointer, count: Int, key: borrowing AES.KeySchedule) {
    var state = load(bytes, count: count)
    decrypt(&state, key)
    store(state, bytes, count: count)
  }

  /// `count` blocks, and zeros for the rest of the batch.
  @inline(__always)
  private static func load(_ bytes: UnsafeMutableRawPointer, count: Int) -> SlicedState {
    @inline(__always) func rows(_ i: Int) -> SIMD4<UInt32> { i < count ? AESBlock.rows(bytes + 16 * i) : .zero }
    return SlicedState(rows: rows(0), rows(1), rows(2), rows(3), rows(4), rows(5), rows(6), rows(7))
  }

  @inline(__always)
  private static func store(_ state: SlicedState, _ bytes: UnsafeMutableRawPointer, count: Int) {
    @inline(__always) func store(_ i: Int, _ rows: SIMD4<UInt32>) {
      guard i < count else { return }
      (bytes + 16 * i).storeBytes(of: AESBlock.bytes(rows: rows), as: SIMD16<UInt8>.self)
    }
    store(0, state.p0)
    store(1, state.p1)
    store(2, state.p2)
    store(3, state.p3)
    store(4, state.p4)
    store(5, state.p5)
    store(6, state.p6)
    store(7, state.p7)
  }
}
