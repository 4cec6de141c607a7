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

  /// The digest, the first `digestByteCount` bytes of the last chaining value, of the message so far and then of `data`. This
  /// state stays as it is.
  func digest<let digestByteCount: Int>(appending data: Span<UInt8>) -> InlineArray<digestByteCount, UInt8> {
    Self.digest(compression, block.span.extracting(first: pendingByteCount), byteCount, appending: data)
  }

  /// The digest of `data` from the chaining value `initial`.
  static func digest<let digestByteCount: Int>(
    _ initial: Compression, of data: Span<UInt8>
  ) -> InlineArray<digestByteCount, UInt8> {
    digest(initial, Span(), 0, appending: data)
  }

  /// The digest of a message whose first `byteCount` bytes are in the chaining value `compression`, all but `begun`, the
  /// beginning of a block; then comes `data`.
  ///
  /// `data` is read where it lies, and what is left of it is padded on the stack, in one block or two that are compressed
  /// together: for a short message everything around its compression counts.
  private static func digest<let digestByteCount: Int>(
    _ compression: Compression, _ begun: Span<UInt8>, _ byteCount: UInt64, appending data: Span<UInt8>
  ) -> InlineArray<digestByteCount, UInt8> {
    var compression = compression
    var begun = begun
    var rest = data
    withUnsafeTemporaryAllocation(byteCount: 2 * blockByteCount, alignment: 16) { blocks in
      if begun.count > 0, begun.count + rest.count >= blockByteCount {
        let room = blockByteCount - begun.count
        copy(begun, to: blocks, at: 0)
        copy(rest.extracting(first: room), to: blocks, at: begun.count)
        compress(blocks, count: blockByteCount, into: &compression)
        rest = rest.extracting(droppingFirst: room)
        begun = Span()
      }
      if rest.count >= blockByteCount {
        let whole = rest.count - rest.count % blockByteCount
        compression.compress(rest.extracting(first: whole))
        rest = rest.extracting(droppingFirst: whole)
      }
      // The padding (section 5.1): a one bit, zeros, and the length.
      let end = begun.count + rest.count
      let zeros = InlineArray<blockByteCount, UInt8>(repeating: 0)
      var count = blockByteCount
      blocks.storeBytes(of: zeros, as: InlineArray<blockByteCount, UInt8>.self)
      if end + 1 + lengthByteCount > blockByteCount {
        count = 2 * blockByteCount
        blocks.storeBytes(of: zeros, toByteOffset: blockByteCount, as: InlineArray<blockByteCount, UInt8>.self)
      }
      if begun.count > 0 { copy(begun, to: blocks, at: 0) }
      if rest.count > 0 { copy(rest, to: blocks, at: begun.count) }
      blocks[end] = 0x80
      storeLength(byteCount &+ UInt64(data.count), at: count, of: blocks)
      compress(blocks, count: count, into: &compression)
      // What was hashed may be a key.
      Wipe.zero(UnsafeMutableRawBufferPointer(rebasing: blocks[..<count]))
    }
    var digest = InlineArray<digestByteCount, UInt8>(repeating: 0)
    withUnsafeMutableBytes(of: &digest) { compression.encode(into: $0) }
    Wipe.zero(&compression)
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

  @inline(__always)
  private static func copy(_ bytes: Span<UInt8>, to blocks: UnsafeMutableRawBufferPointer, at offset: Int) {
    bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: blocks[offset...]).copyMemory(from: $0) }
  }

  /// Takes the first `count` bytes of `blocks`.
  @inline(__always)
  private static func compress(
    _ blocks: UnsafeMutableRawBufferPointer, count: Int, into compression: inout Compression
  ) {
    let bytes = UnsafeRawBufferPointer(rebasing: blocks[..<count]).assumingMemoryBound(to: UInt8.self)
    compression.compress(Span(_unsafeElements: bytes))
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
}
