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

  /// The digest, the first `digestByteCount` bytes of the last chaining value. Who wants to go on takes a copy first: this
  /// state is wiped, since what was hashed may be a key.
  mutating func finish<let digestByteCount: Int>() -> InlineArray<digestByteCount, UInt8> {
    pad()
    var digest = InlineArray<digestByteCount, UInt8>(repeating: 0)
    withUnsafeMutableBytes(of: &digest) { compression.encode(into: $0) }
    Wipe.zero(&self)
    return digest
  }

  private mutating func pad() {
    let pending = pendingByteCount
    // The length in bits: the low 64 bits, and for long lengths the three bits that the shift pushes out.
    let low = byteCount << 3
    let high = byteCount >> 61
    clear(from: pending)
    block[pending] = 0x80
    if pending + 1 + Self.lengthByteCount > blockByteCount {
      compression.compress(block.span)
      clear(from: 0)
    }
    withUnsafeMutableBytes(of: &block) { bytes in
      if Compression.isBigEndian {
        bytes.storeBytes(of: low.bigEndian, toByteOffset: blockByteCount - 8, as: UInt64.self)
        if Self.lengthByteCount == 16 {
          bytes.storeBytes(of: high.bigEndian, toByteOffset: blockByteCount - 16, as: UInt64.self)
        }
      } else {
        bytes.storeBytes(of: low.littleEndian, toByteOffset: blockByteCount - 8, as: UInt64.self)
      }
    }
    compression.compress(block.span)
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
