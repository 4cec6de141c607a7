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
  @inline(__always)
  func digest<let digestByteCount: Int>(appending data: Span<UInt8>) -> InlineArray<digestByteCount, UInt8> {
    if pendingByteCount == 0 { return digest(ofRest: data) }
    var last = self
    let pending = last.updateUpToRest(data)
    defer { Wipe.zero(&last) }
    return last.digest(ofRest: last.block.span.extracting(first: pending))
  }

  /// The digest of the message that `outer` has taken, whole blocks, and then of `digest(appending: data)`: HMAC's nesting.
  @inline(__always)
  func digest<let digestByteCount: Int>(
    appending data: Span<UInt8>, in outer: MerkleDamgard
  ) -> InlineArray<digestByteCount, UInt8> {
    if pendingByteCount == 0 { return digest(ofRest: data, in: outer) }
    var last = self
    let pending = last.updateUpToRest(data)
    defer { Wipe.zero(&last) }
    return last.digest(ofRest: last.block.span.extracting(first: pending), in: outer)
  }

  /// Takes `data`, but counts whole blocks only; the result is how many bytes of the block are left.
  private mutating func updateUpToRest(_ data: Span<UInt8>) -> Int {
    update(data)
    let pending = pendingByteCount
    byteCount &-= UInt64(pending)
    return pending
  }

  @inline(__always)
  private func digest<let digestByteCount: Int>(ofRest data: Span<UInt8>) -> InlineArray<digestByteCount, UInt8> {
    var digest = InlineArray<digestByteCount, UInt8>(repeating: 0)
    withLastValue(ofRest: data) { value in
      withUnsafeMutableBytes(of: &digest) { value.pointee.encode(into: $0) }
    }
    return digest
  }

  @inline(__always)
  private func digest<let digestByteCount: Int>(
    ofRest data: Span<UInt8>, in outer: MerkleDamgard
  ) -> InlineArray<digestByteCount, UInt8> {
    precondition(outer.pendingByteCount == 0 && digestByteCount + 1 + Self.lengthByteCount <= blockByteCount)
    var digest = InlineArray<digestByteCount, UInt8>(repeating: 0)
    withUnsafeTemporaryAllocation(byteCount: blockByteCount, alignment: 16) { block in
      // Padded before the inner digest is there: what was written in small pieces has reached the cache when the kernel reads it
      // in large ones.
      Self.pad(block, after: digestByteCount, messageByteCount: outer.byteCount &+ UInt64(digestByteCount))
      withLastValue(ofRest: data) { value in
        value.pointee.encode(into: UnsafeMutableRawBufferPointer(rebasing: block[..<digestByteCount]))
        value.pointee = outer.compression
        value.pointee.compress(Span(_unsafeElements: UnsafeRawBufferPointer(block).assumingMemoryBound(to: UInt8.self)))
        withUnsafeMutableBytes(of: &digest) { value.pointee.encode(into: $0) }
      }
      Wipe.zero(block)
    }
    return digest
  }

  /// Calls `body` with the chaining value at the end of the message: blocks taken so far, then `data` and the padding. It is wiped
  /// afterwards with whatever was copied, since what was hashed may be a key.
  ///
  /// `data` is read where it lies, and what is left of it is padded on the stack, in one block or two that are compressed
  /// together. For a short message everything around its compression counts: where two blocks hold all of it, it is copied there
  /// as a whole.
  @inline(__always)
  private func withLastValue(ofRest data: Span<UInt8>, _ body: (UnsafeMutablePointer<Compression>) -> Void) {
    let isShort = data.count < 2 * blockByteCount - Self.lengthByteCount
    let whole = isShort ? 0 : data.count - data.count % blockByteCount
    // The chaining value, and behind it room for two blocks: all of it is wiped at once.
    let valueByteCount = MemoryLayout<Compression>.stride
    withUnsafeTemporaryAllocation(byteCount: valueByteCount + 2 * blockByteCount, alignment: 16) { memory in
      guard let base = memory.baseAddress else { return }
      let value = base.bindMemory(to: Compression.self, capacity: 1)
      value.initialize(to: compression)
      let rest = data.extracting(droppingFirst: whole)
      let count = rest.count < blockByteCount - Self.lengthByteCount ? blockByteCount : 2 * blockByteCount
      let blocks = UnsafeMutableRawBufferPointer(rebasing: memory[valueByteCount..<(valueByteCount + count)])
      Self.pad(blocks, after: rest.count, messageByteCount: byteCount &+ UInt64(data.count))
      if rest.count > 0 { rest.withUnsafeBytes { blocks.copyMemory(from: $0) } }
      // After the padding, which has then reached the cache when the kernel reads it.
      if whole > 0 { value.pointee.compress(data.extracting(first: whole)) }
      value.pointee.compress(Span(_unsafeElements: UnsafeRawBufferPointer(blocks).assumingMemoryBound(to: UInt8.self)))
      body(value)
      Wipe.zero(UnsafeMutableRawBufferPointer(rebasing: memory[..<(valueByteCount + count)]))
    }
  }

  /// Writes the padding (section 5.1) to `blocks`, one block or two, of which the message's end takes the first `count` bytes: a one
  /// bit, zeros, and the message's length.
  @inline(__always)
  private static func pad(_ blocks: UnsafeMutableRawBufferPointer, after count: Int, messageByteCount: UInt64) {
    let zeros = InlineArray<blockByteCount, UInt8>(repeating: 0)
    blocks.storeBytes(of: zeros, as: InlineArray<blockByteCount, UInt8>.self)
    if blocks.count > blockByteCount {
      blocks.storeBytes(of: zeros, toByteOffset: blockByteCount, as: InlineArray<blockByteCount, UInt8>.self)
    }
    blocks[count] = 0x80
    storeLength(messageByteCount, at: blocks.count, of: blocks)
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
}
