#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// ChaCha20-Poly1305 (RFC 8439, section 2.8) over one message.
  struct ChaChaPoly512 {
    private let stream: ChaCha20Stream512
    private var authenticator: Poly1305Hash512

    /// The bytes of the caller's memory that are written beside the blocks.
    static let scratchByteCount = ChaCha20Stream512.scratchByteCount + Poly1305Hash512.powersByteCount

    /// How many groups of sixteen blocks are encrypted and hashed in turns, that they be at hand.
    private static let chunkGroupCount = 16
    private static let groupByteCount = ChaCha20x16.byteCount

    @inline(__always)
    init(
      key: UnsafeRawPointer, nonce: UnsafeRawPointer, additionalData: UnsafeRawBufferPointer, count: Int,
      blocks: UnsafeMutableRawPointer, scratch: UnsafeMutableRawPointer
    ) {
      stream = ChaCha20Stream512(key: key, nonce: nonce, count: count, blocks: blocks, scratch: scratch)
      authenticator = Poly1305Hash512(
        key: stream.keyBlock, powers: scratch + ChaCha20Stream512.scratchByteCount,
        count: count < additionalData.count ? additionalData.count : count)
      if let bytes = additionalData.baseAddress { authenticator.absorbPadded(bytes, additionalData.count) }
    }

    /// Encrypts or decrypts and hashes the ciphertext, which is in `source` before or in `destination` afterwards.
    @inline(__always)
    mutating func process(
      isSealing: Bool, _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, _ count: Int
    ) {
      var (source, destination, left) = (source, destination, count)
      var first = stream.firstByteCount < count ? stream.firstByteCount : count
      while left > 0 {
        let most = (left &- first) &>> 10
        let groups = most < Self.chunkGroupCount ? most : Self.chunkGroupCount
        let whole = first &+ groups &* Self.groupByteCount
        if isSealing {
          seal(source, destination, first: first, groups: groups)
        } else {
          open(source, destination, first: first, groups: groups)
        }
        source += whole
        destination += whole
        left &-= whole
        first = 0
        if left > 0, left < Self.groupByteCount {
          if !isSealing { authenticator.absorbPadded(source, left) }
          stream.addLast(source, to: destination, left)
          if isSealing { authenticator.absorbPadded(destination, left) }
          left = 0
        }
      }
    }

    /// What has been encrypted before is hashed while sixteen blocks are: not quite as much. The rest is hashed in lanes.
    @inline(__always)
    private mutating func seal(
      _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, first: Int, groups: Int
    ) {
      var (position, hashed) = (first, 0)
      if first > 0 { stream.addFirst(source, to: destination, first) }
      for _ in 0..<groups {
        let (source, target) = (source + position, destination + position)
        if position &- hashed >= ChaCha20Stream512.hashedByteCount {
          authenticator.hash = stream.addGroup(
            source, to: target, hashing: destination + hashed, authenticator.hash, authenticator.r)
          hashed &+= ChaCha20Stream512.hashedByteCount
        } else {
          stream.addGroup(source, to: target)
        }
        position &+= Self.groupByteCount
      }
      authenticator.absorbPadded(destination + hashed, position &- hashed)
    }

    /// So much is hashed in lanes first that the rest can be while the blocks are decrypted: what is overwritten has been
    /// hashed.
    @inline(__always)
    private mutating func open(
      _ source: UnsafeRawPointer, _ destination: UnsafeMutableRawPointer, first: Int, groups: Int
    ) {
      var position = first
      var hashed = first &+ groups &* (Self.groupByteCount &- ChaCha20Stream512.hashedByteCount)
      authenticator.absorbPadded(source, hashed)
      if first > 0 { stream.addFirst(source, to: destination, first) }
      for _ in 0..<groups {
        authenticator.hash = stream.addGroup(
          source + position, to: destination + position, hashing: source + hashed, authenticator.hash,
          authenticator.r)
        hashed &+= ChaCha20Stream512.hashedByteCount
        position &+= Self.groupByteCount
      }
    }

    /// Hashes the lengths, writes the tag and wipes the memory that has been used.
    @inline(__always)
    mutating func finish(_ count: Int, additionalDataCount: Int, tag: UnsafeMutableRawPointer) {
      authenticator.absorb(UInt64(truncatingIfNeeded: additionalDataCount), UInt64(truncatingIfNeeded: count))
      tag.storeBytes(of: authenticator.tag, as: UInt128.self)
      authenticator.wipe()
      stream.wipe()
    }
  }

  extension KernelsX86V4 {
    /// The bytes of memory that the kernels of ChaCha20-Poly1305 work with; they wipe it. It comes in two parts, as more
    /// than 1,024 bytes may not find a place on the stack.
    public static var chaChaPolyScratchByteCount: Int { ChaChaPoly512.scratchByteCount }

    /// The bytes of the other part, for blocks of key stream.
    public static var chaChaPolyBlocksByteCount: Int { ChaCha20Stream512.blocksByteCount }

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
    ///   - blocks: `chaChaPolyBlocksByteCount` bytes.
    ///   - scratch: `chaChaPolyScratchByteCount` bytes.
    @inline(never)
    public static func chaChaPolySeal(
      key: UnsafeRawPointer, nonce: UnsafeRawPointer, additionalData: UnsafeRawBufferPointer, source: UnsafeRawPointer,
      destination: UnsafeMutableRawPointer, count: Int, tag: UnsafeMutableRawPointer, blocks: UnsafeMutableRawPointer,
      scratch: UnsafeMutableRawPointer
    ) {
      var message = ChaChaPoly512(
        key: key, nonce: nonce, additionalData: additionalData, count: count, blocks: blocks,
        scratch: scratch)
      message.process(isSealing: true, source, destination, count)
      message.finish(count, additionalDataCount: additionalData.count, tag: tag)
    }

    /// Decrypts a message, whether or not its tag will be right, and writes the tag that it should have; otherwise as
    /// `chaChaPolySeal`.
    @inline(never)
    public static func chaChaPolyOpen(
      key: UnsafeRawPointer, nonce: UnsafeRawPointer, additionalData: UnsafeRawBufferPointer, source: UnsafeRawPointer,
      destination: UnsafeMutableRawPointer, count: Int, tag: UnsafeMutableRawPointer, blocks: UnsafeMutableRawPointer,
      scratch: UnsafeMutableRawPointer
    ) {
      var message = ChaChaPoly512(
        key: key, nonce: nonce, additionalData: additionalData, count: count, blocks: blocks,
        scratch: scratch)
      message.process(isSealing: false, source, destination, count)
      message.finish(count, additionalDataCount: additionalData.count, tag: tag)
    }
  }
#endif
