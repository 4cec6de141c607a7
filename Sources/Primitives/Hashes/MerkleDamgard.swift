/// The part that differs between the hash functions of this family: a chaining value, and how a block changes it.
package protocol CompressionFunction: BitwiseCopyable, Sendable {
  /// Whether words, and the message's length in the padding, have their most significant byte first.
  static var isBigEndian: Bool { get }

  /// Takes `blocks`, a whole number of blocks, into the chaining value, by a processor's kernel where there is one.
  mutating func compress(_ blocks: Span<UInt8>)

  /// The same in portable Swift, to which kernels are held.
  mutating func compressPortable(_ blocks: Span<UInt8>)

  /// Writes the first `output.count` bytes of the chaining value; digests are multiples of four bytes.
  func encode(into output: UnsafeMutableRawBufferPointer)
}

extension CompressionFunction {
  package mutating func compress(_ blocks: Span<UInt8>) { compressPortable(blocks) }
}

/// The frame that MD5, SHA-1 and SHA-2 share (FIPS 180-4, section 5): collect input in blocks, compress each, and at the
/// end pad with a one bit, zeros and the message's length in bits.
struct MerkleDamgard<let blockByteCount: Int, Compression: CompressionFunction>: BitwiseCopyable, Sendable {
  private(set) var compression: Compression
  /// The message's length so far in bytes. SHA-512 allows 2^125 bytes; nobody will ever feed more than 2^64.
  private var byteCount: UInt64 = 0
  /// The beginning of the next block; `byteCount % blockByteCount` bytes of it are in use.
  private var block = InlineArray<blockByteCount, UInt8>(repeating: 0)

  /// The length's place in the padding is 64 bits for blocks of 64 bytes, and 128 bits for blocks of 128.
  private static var lengthByteCount: Int { blockByteCount / 8 }

  init(_ initial: Compression) { compression = initial }

  private var pendingByteCount: Int { Int(truncatingIfNeeded: byteCount % UInt64(blockByteCount)) }

  mutating func update(_ data: Span<UInt8>) {
    var rest = data
    let pending = pendingByteCount
    byteCount &+= UInt64(data.count)
    if pending > 0 {
      let taken = min(blockByteCount - pending, data.count)
      store(data.extracting(first: taken), at: pending)
      if pending + taken < blockByteCount { return }
      compression.compress(block.span)
      rest = data.extracting(droppingFirst: taken)
    }
    let whole = rest.count - rest.count % blockByteCount
    if whole > 0 { compression.compress(rest.extracting(first: whole)) }
    if whole < rest.count { store(rest.extracting(droppingFirst: whole), at: 0) }
  }

  /// The digest, the first `digestByteCount` bytes of the last chaining value, of the message so far and then of `data`. Who
  /// wants to go on takes a copy first: this state is wiped, since what was hashed may be a key.
  mutating func finish<let digestByteCount: Int>(appending data: Span<UInt8>) -> InlineArray<digestByteCount, UInt8> {
    if data.count > 0 { update(data) }
    pad()
    var digest = InlineArray<digestByteCount, UInt8>(repeating: 0)
    withUnsafeMutableBytes(of: &digest) { compression.encode(into: $0) }
    Wipe.zero(&self)
    return digest
  }

  /// The padding (section 5.1): a one bit, zeros, and the length.
  private mutating func pad() {
    let pending = pendingByteCount
    clear(from: pending)
    block[pending] = 0x80
    if pending + 1 + Self.lengthByteCount > blockByteCount {
      compression.compress(block.span)
      clear(from: 0)
    }
    let byteCount = byteCount
    withUnsafeMutableBytes(of: &block) { Self.storeLength(byteCount, at: blockByteCount, of: $0) }
    compression.compress(block.span)
  }

  /// The digest of `data`, from the chaining value `initial`, which is no secret.
  ///
  /// `data` is read where it lies, and what is left of it is padded on the stack, in one block or two that are compressed
  /// together: for a short message everything around its compression counts.
  static func digest<let digestByteCount: Int>(
    _ initial: Compression, of data: Span<UInt8>
  ) -> InlineArray<digestByteCount, UInt8> {
    let whole = data.count - data.count % blockByteCount
    var digest = InlineArray<digestByteCount, UInt8>(repeating: 0)
    // The chaining value, and behind it room for two blocks: all of it is wiped at once.
    let stateByteCount = MemoryLayout<Compression>.stride
    withUnsafeTemporaryAllocation(byteCount: stateByteCount + 2 * blockByteCount, alignment: 16) { memory in
      guard let base = memory.baseAddress else { return }
      let state = base.bindMemory(to: Compression.self, capacity: 1)
      state.initialize(to: initial)
      if whole > 0 { state.pointee.compress(data.extracting(first: whole)) }
      let blocks = UnsafeMutableRawBufferPointer(rebasing: memory[stateByteCount...])
      let rest = data.extracting(droppingFirst: whole)
      let zeros = InlineArray<blockByteCount, UInt8>(repeating: 0)
      var count = blockByteCount
      blocks.storeBytes(of: zeros, as: InlineArray<blockByteCount, UInt8>.self)
      if rest.count + 1 + lengthByteCount > blockByteCount {
        count = 2 * blockByteCount
        blocks.storeBytes(of: zeros, toByteOffset: blockByteCount, as: InlineArray<blockByteCount, UInt8>.self)
      }
      if rest.count > 0 { rest.withUnsafeBytes { blocks.copyMemory(from: $0) } }
      blocks[rest.count] = 0x80
      storeLength(UInt64(data.count), at: count, of: blocks)
      let padded = UnsafeRawBufferPointer(rebasing: blocks[..<count]).assumingMemoryBound(to: UInt8.self)
      state.pointee.compress(Span(_unsafeElements: padded))
      withUnsafeMutableBytes(of: &digest) { state.pointee.encode(into: $0) }
      Wipe.zero(UnsafeMutableRawBufferPointer(rebasing: memory[..<(stateByteCount + count)]))
    }
    return digest
  }

  /// Writes a message's length in bits so that it ends before `end`: the low 64 bits, and for long lengths the three bits that
  /// the shift pushes out.
  @inline(__always)
  private static func storeLength(_ byteCount: UInt64, at end: Int, of blocks: UnsafeMutableRawBufferPointer) {
    let low = byteCount << 3
    let high = byteCount >> 61
    if Compression.isBigEndian {
      blocks.storeBytes(of: low.bigEndian, toByteOffset: end - 8, as: UInt64.self)
      if lengthByteCount == 16 { blocks.storeBytes(of: high.bigEndian, toByteOffset: end - 16, as: UInt64.self) }
    } else {
      blocks.storeBytes(of: low.littleEndian, toByteOffset: end - 8, as: UInt64.self)
    }
  }

  /// Copies `bytes` into the block; they fit, since callers pass no more than the room left.
  private mutating func store(_ bytes: Span<UInt8>, at offset: Int) {
    precondition(offset + bytes.count <= blockByteCount)
    bytes.withUnsafeBytes { source in
      withUnsafeMutableBytes(of: &block) { target in
        UnsafeMutableRawBufferPointer(rebasing: target[offset...]).copyMemory(from: source)
      }
    }
  }

  private mutating func clear(from offset: Int) {
    withUnsafeMutableBytes(of: &block) { bytes in
      _ = UnsafeMutableRawBufferPointer(rebasing: bytes[offset...]).initializeMemory(as: UInt8.self, repeating: 0)
    }
  }
}
