#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// ChaCha20-Poly1305 (RFC 8439, section 2.8): sixteen blocks of key stream at a time, the first of which is the one-time
  /// key's, and eight blocks of hash.
  struct ChaChaPoly512 {
    typealias Vector = Blocks512.Vector

    /// ChaCha20's state for the next block.
    private let state: UnsafeMutableRawPointer
    private var authenticator: Poly1305Stream512
    private let padLow: UInt64
    private let padHigh: UInt64
    /// 1,024 bytes of key stream.
    private let stream: UnsafeMutableRawPointer
    /// The bytes of the message that have been hashed.
    private var hashed = 0

    /// The bytes of the caller's memory that are written.
    static let scratchByteCount = stateOffset + 64

    private static let powersOffset = ChaCha20x16.byteCount
    private static let indicesOffset = powersOffset + Poly1305Stream512.powersByteCount
    private static let stateOffset = indicesOffset + ShuffleIndices512.byteCount

    @inline(__always)
    init(key: UnsafeRawPointer, nonce: UnsafeRawPointer, scratch: UnsafeMutableRawPointer) {
      (stream, state) = (scratch, scratch + Self.stateOffset)
      // "expand 32-byte k", the key, counter 0 and the nonce.
      state.storeBytes(of: SIMD4(0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574), as: SIMD4<UInt32>.self)
      (state + 16).storeBytes(of: key.loadUnaligned(as: SIMD8<UInt32>.self), as: SIMD8<UInt32>.self)
      state.storeBytes(of: 0, toByteOffset: 48, as: UInt32.self)
      state.storeBytes(of: nonce.loadUnaligned(as: UInt64.self), toByteOffset: 52, as: UInt64.self)
      state.storeBytes(of: nonce.loadUnaligned(fromByteOffset: 8, as: UInt32.self), toByteOffset: 60, as: UInt32.self)
      ShuffleIndices512.write(to: scratch + Self.indicesOffset)
      ChaCha20x16.store(state: state, to: scratch, indices: scratch + Self.indicesOffset)
      padLow = scratch.load(fromByteOffset: 16, as: UInt64.self)
      padHigh = scratch.load(fromByteOffset: 24, as: UInt64.self)
      authenticator = Poly1305Stream512(
        rLow: scratch.load(as: UInt64.self), rHigh: scratch.load(fromByteOffset: 8, as: UInt64.self),
        powers: scratch + Self.powersOffset,
        indices: ShuffleIndices512(scratch + Self.indicesOffset))
    }

    /// Hashes additional data, filled up with zeros to whole blocks.
    @inline(__always)
    mutating func absorb(_ additionalData: UnsafeRawPointer, _ count: Int) {
      var (bytes, left) = (additionalData, count)
      while left > 0 {
        let count = left < 128 ? left : 128
        authenticator.absorbLast(bytes, count)
        bytes += count
        left &-= count
      }
    }

    /// Hashes whole groups of ciphertext until less than one is left before `end`.
    @inline(__always)
    private mutating func hash(_ ciphertext: UnsafeRawPointer, until end: Int) {
      let count = (end &- hashed) & ~(Poly1305Stream512.groupByteCount &- 1)
      authenticator.absorbGroups(ciphertext + hashed, count)
      hashed &+= count
    }

    /// Hashes what is left of the ciphertext and the lengths.
    @inline(__always)
    private mutating func finish(_ ciphertext: UnsafeRawPointer, _ count: Int, additionalDataCount: Int) {
      var (rest, left) = (ciphertext + hashed, count &- hashed)
      if count >= 128 {
        let taken = authenticator.endGroups(rest, left)
        rest += taken
        left &-= taken
      }
      if left > 112 {
        // Eight blocks: there is no place for a ninth.
        authenticator.absorbLast(rest, left)
        left = 0
      }
      authenticator.absorbLast(
        rest, left,
        block: Blocks512.Block(Int64(truncatingIfNeeded: additionalDataCount), Int64(truncatingIfNeeded: count)))
    }

    /// Encrypts or decrypts `count` bytes and hashes the ciphertext and the lengths.
    @inline(__always)
    mutating func process(
      isSealing: Bool, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, _ count: Int,
      additionalDataCount: Int
    ) {
      var position = 0
      var hasFinished = false
      while position < count {
        // The first block of key stream is not the message's.
        let room = position == 0 ? ChaCha20x16.byteCount &- 64 : ChaCha20x16.byteCount
        let size = count &- position < room ? count &- position : room
        let end = position &+ size
        if !isSealing {
          // What is going to be overwritten has been hashed: one group beyond, if it is there.
          let limit = end &+ Poly1305Stream512.groupByteCount &- 1
          hash(source, until: limit < count ? limit : count)
          // The last group is not whole: it is hashed before its first byte changes.
          if !hasFinished, count & ~(Poly1305Stream512.groupByteCount &- 1) < end {
            hasFinished = true
            finish(source, count, additionalDataCount: additionalDataCount)
          }
        }
        if position > 0 {
          let counter = state.load(fromByteOffset: 48, as: UInt32.self)
          state.storeBytes(of: counter &+ 16, toByteOffset: 48, as: UInt32.self)
          ChaCha20x16.store(state: state, to: stream, indices: stream + Self.indicesOffset)
        }
        add(stream + (ChaCha20x16.byteCount &- room), source + position, destination + position, size)
        if isSealing { hash(destination, until: end) }
        position = end
      }
      if !hasFinished {
        finish(
          isSealing ? UnsafeRawPointer(destination) : source, count, additionalDataCount: additionalDataCount)
      }
    }

    /// Adds key stream from memory.
    @inline(__always)
    private func add(
      _ stream: UnsafeRawPointer, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, _ count: Int
    ) {
      var offset = 0
      while offset &+ 64 <= count {
        Blocks512.store(
          Blocks512.load(source + offset) ^ Blocks512.load(stream + offset), destination + offset)
        offset &+= 64
      }
      guard offset < count else { return }
      let mask = Blocks512.mask(count &- offset)
      Blocks512.store(
        Blocks512.load(source + offset, mask) ^ Blocks512.load(stream + offset), destination + offset, mask)
    }

    /// Writes the tag.
    @inline(__always)
    func storeTag(_ tag: UnsafeMutableRawPointer) {
      tag.storeBytes(of: authenticator.tag(padLow: padLow, padHigh: padHigh), as: UInt128.self)
    }
  }

  extension KernelsX86V4 {
    /// The bytes of memory that the kernels of ChaCha20-Poly1305 work with; secret afterwards.
    public static var chaChaPolyScratchByteCount: Int { ChaChaPoly512.scratchByteCount }

    /// Encrypts a message and writes its tag.
    ///
    /// - Parameters:
    ///   - key: 32 bytes.
    ///   - nonce: 12 bytes.
    ///   - additionalData: Bytes that are authenticated only.
    ///   - source: The plaintext.
    ///   - destination: Room for as many bytes: the same place, or apart from `source`.
    ///   - count: The number of bytes.
    ///   - tag: Room for 16 bytes.
    ///   - scratch: `chaChaPolyScratchByteCount` bytes.
    @inline(never)
    public static func chaChaPolySeal(
      key: UnsafeRawPointer, nonce: UnsafeRawPointer, additionalData: UnsafeRawBufferPointer, source: UnsafeRawPointer,
      destination: UnsafeMutableRawPointer, count: Int, tag: UnsafeMutableRawPointer, scratch: UnsafeMutableRawPointer
    ) {
      var message = ChaChaPoly512(key: key, nonce: nonce, scratch: scratch)
      if let bytes = additionalData.baseAddress { message.absorb(bytes, additionalData.count) }
      message.process(
        isSealing: true, source, destination, count, additionalDataCount: additionalData.count)
      message.storeTag(tag)
    }

    /// Decrypts a message, whether or not its tag will be right, and writes the tag that it should have; otherwise as
    /// `chaChaPolySeal`.
    @inline(never)
    public static func chaChaPolyOpen(
      key: UnsafeRawPointer, nonce: UnsafeRawPointer, additionalData: UnsafeRawBufferPointer, source: UnsafeRawPointer,
      destination: UnsafeMutableRawPointer, count: Int, tag: UnsafeMutableRawPointer, scratch: UnsafeMutableRawPointer
    ) {
      var message = ChaChaPoly512(key: key, nonce: nonce, scratch: scratch)
      if let bytes = additionalData.baseAddress { message.absorb(bytes, additionalData.count) }
      message.process(
        isSealing: false, source, destination, count, additionalDataCount: additionalData.count)
      message.storeTag(tag)
    }
  }
#endif
