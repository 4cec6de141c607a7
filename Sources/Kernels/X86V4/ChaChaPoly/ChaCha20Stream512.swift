#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// The key stream of one message: block 0, whose first half is the one-time key (RFC 8439, section 2.6), together with the
  /// odd blocks of the message that whole groups of sixteen leave over, then those groups.
  struct ChaCha20Stream512 {
    /// The state of sixteen words for the next block that has not been made.
    private let state: UnsafeMutableRawPointer
    private let indices: UnsafeMutableRawPointer
    /// Block 0.
    let keyBlock: UnsafeMutableRawPointer
    /// Room for sixteen blocks of key stream.
    private let blocks: UnsafeMutableRawPointer
    /// The message's first blocks among them.
    private let firstBlocks: UnsafeMutableRawPointer
    /// The bytes of these, or more of them than the message has.
    let firstByteCount: Int
    /// Whether the first four blocks are all.
    private let isShort: Bool

    /// The bytes of the caller's memory for blocks.
    static let blocksByteCount = ChaCha20x16.byteCount

    /// The bytes of the caller's memory for the rest: block 0, the state, the indices and a number of bytes.
    static let scratchByteCount = indicesOffset + ShuffleIndices512.byteCount + 64
    private static let indicesOffset = 128

    /// Makes the first blocks for a message of `count` bytes.
    @inline(__always)
    init(
      key: UnsafeRawPointer, nonce: UnsafeRawPointer, count: Int, blocks: UnsafeMutableRawPointer,
      scratch: UnsafeMutableRawPointer
    ) {
      self.blocks = blocks
      (state, indices) = (scratch + 64, scratch + Self.indicesOffset)
      // "expand 32-byte k", the key, counter 0 and the nonce.
      state.storeBytes(of: SIMD4(0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574), as: SIMD4<UInt32>.self)
      (state + 16).storeBytes(of: key.loadUnaligned(as: SIMD8<UInt32>.self), as: SIMD8<UInt32>.self)
      state.storeBytes(of: 0, toByteOffset: 48, as: UInt32.self)
      state.storeBytes(of: nonce.loadUnaligned(as: UInt64.self), toByteOffset: 52, as: UInt64.self)
      state.storeBytes(of: nonce.loadUnaligned(fromByteOffset: 8, as: UInt32.self), toByteOffset: 60, as: UInt32.self)
      isShort = count <= ChaCha20Rows512.byteCount &- 64
      let odd = isShort ? 3 : ((count &+ 63) &>> 6) & 15
      if !isShort {
        ShuffleIndices512.write(to: indices)
        (indices + ShuffleIndices512.byteCount).storeBytes(of: Self.hashedByteCountARound, as: Int.self)
      }
      if odd == 0 {
        (keyBlock, firstBlocks, firstByteCount) = (scratch, blocks, ChaCha20x16.byteCount)
        Self.make17(keyBlock, blocks, state: state, indices: indices)
        advance(17)
        return
      }
      (keyBlock, firstBlocks, firstByteCount) = (blocks, blocks + 64, 64 &* odd)
      if odd <= 3 {
        Self.make4(blocks, state: state)
      } else if odd <= 7 {
        Self.make8(blocks, state: state)
      } else {
        Self.make16(blocks, state: state, indices: indices)
      }
      advance(UInt32(truncatingIfNeeded: odd &+ 1))
    }

    @inline(__always)
    private func advance(_ count: UInt32) {
      state.storeBytes(
        of: state.load(fromByteOffset: 48, as: UInt32.self) &+ count, toByteOffset: 48, as: UInt32.self)
    }

    /// Adds the first blocks to as many bytes as there are of them or of the message.
    @inline(__always)
    func addFirst(_ source: UnsafeRawPointer, to destination: UnsafeMutableRawPointer, _ count: Int) {
      Self.add(firstBlocks, source, destination, count)
    }

    /// Adds sixteen blocks.
    @inline(__always)
    func addGroup(_ source: UnsafeRawPointer, to destination: UnsafeMutableRawPointer) {
      Self.add16(source, to: destination, state: state, indices: indices)
      advance(16)
    }

    /// Adds sixteen blocks, between whose rounds a hash takes `hashedByteCount` bytes.
    @inline(__always)
    func addGroup(
      _ source: UnsafeRawPointer, to destination: UnsafeMutableRawPointer, hashing bytes: UnsafeRawPointer,
      _ hash: Poly1305Number, _ r: Poly1305Number.Key
    ) -> Poly1305Number {
      defer { advance(16) }
      return Self.add16(source, to: destination, state: state, indices: indices, hashing: bytes, hash, r)
    }

    /// Adds sixteen blocks, the last of which is not whole.
    @inline(__always)
    func addLast(_ source: UnsafeRawPointer, to destination: UnsafeMutableRawPointer, _ count: Int) {
      Self.make16(blocks, state: state, indices: indices)
      Self.add(blocks, source, destination, count)
    }

    /// Adds key stream from memory.
    @inline(__always)
    private static func add(
      _ stream: UnsafeRawPointer, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, _ count: Int
    ) {
      var offset = 0
      while offset &+ 64 <= count {
        Blocks512.store(Blocks512.load(source + offset) ^ Blocks512.load(stream + offset), destination + offset)
        offset &+= 64
      }
      guard offset < count else { return }
      let mask = Blocks512.mask(count &- offset)
      Blocks512.store(
        Blocks512.load(source + offset, mask) ^ Blocks512.load(stream + offset), destination + offset, mask)
    }

    /// Overwrites the state and the blocks that have been made.
    @inline(__always)
    func wipe() {
      Blocks512.wipe(keyBlock, 64)
      Blocks512.wipe(state, 64)
      Blocks512.wipe(blocks, isShort ? ChaCha20Rows512.byteCount : Self.blocksByteCount)
    }

    /// The bytes that are hashed between the rounds of sixteen blocks.
    static let hashedByteCount = 20 * hashedByteCountARound + hashedByteCountAfterwards
    private static let hashedByteCountARound = 32
    private static let hashedByteCountAfterwards = 96

    /// Adds sixteen blocks and hashes meanwhile: the additions and rotations leave the multipliers for words of 64 bits
    /// idle. Both have to be near one another in the code: LLVM would separate them if it could, but not parts of loops
    /// whose number of turns it does not know.
    @inline(never)
    private static func add16(
      _ source: UnsafeRawPointer, to destination: UnsafeMutableRawPointer, state: UnsafeRawPointer,
      indices: UnsafeRawPointer, hashing bytes: UnsafeRawPointer, _ hash: Poly1305Number, _ r: Poly1305Number.Key
    ) -> Poly1305Number {
      var columns = ChaCha20x16(state: state, 0)
      var number = hash
      let step = indices.load(fromByteOffset: ShuffleIndices512.byteCount, as: Int.self)
      var bytes = bytes
      for _ in 0..<10 {
        columns.columnRound()
        number.absorb(&bytes, step, r)
        columns.diagonalRound()
        number.absorb(&bytes, step, r)
      }
      number.absorb(&bytes, hashedByteCountAfterwards, r)
      columns.add(state: state)
      columns.store(destination, addedTo: source, indices: indices)
      return number
    }

    // MARK: Numbers of blocks

    @inline(never)
    private static func make4(_ destination: UnsafeMutableRawPointer, state: UnsafeRawPointer) {
      var rows = ChaCha20Rows512(state: state, 0)
      for _ in 0..<10 { rows.doubleRound() }
      rows.store(destination)
    }

    @inline(never)
    private static func make8(_ destination: UnsafeMutableRawPointer, state: UnsafeRawPointer) {
      var (rows, second) = (ChaCha20Rows512(state: state, 0), ChaCha20Rows512(state: state, 4))
      for _ in 0..<10 {
        rows.doubleRound()
        second.doubleRound()
      }
      rows.store(destination)
      second.store(destination + ChaCha20Rows512.byteCount)
    }

    @inline(never)
    private static func make16(
      _ destination: UnsafeMutableRawPointer, state: UnsafeRawPointer, indices: UnsafeRawPointer
    ) {
      var columns = ChaCha20x16(state: state, 0)
      for _ in 0..<10 { columns.doubleRound() }
      columns.add(state: state)
      columns.store(destination, addedTo: nil, indices: indices)
    }

    /// Sixteen blocks and, in rows beside them, the one before.
    @inline(never)
    private static func make17(
      _ keyBlock: UnsafeMutableRawPointer, _ destination: UnsafeMutableRawPointer, state: UnsafeRawPointer,
      indices: UnsafeRawPointer
    ) {
      let start = ChaCha20Row128(state: state)
      var row = start
      var columns = ChaCha20x16(state: state, 1)
      for _ in 0..<10 {
        columns.doubleRound()
        row.doubleRound()
      }
      row.store(keyBlock, start: start)
      columns.add(state: state)
      columns.store(destination, addedTo: nil, indices: indices)
    }

    @inline(never)
    private static func add16(
      _ source: UnsafeRawPointer, to destination: UnsafeMutableRawPointer, state: UnsafeRawPointer,
      indices: UnsafeRawPointer
    ) {
      var columns = ChaCha20x16(state: state, 0)
      for _ in 0..<10 { columns.doubleRound() }
      columns.add(state: state)
      columns.store(destination, addedTo: source, indices: indices)
    }
  }
#endif
