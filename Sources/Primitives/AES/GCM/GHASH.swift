import Processor

#if arch(x86_64)
  import KernelsX86V3
  import KernelsX86V4
#endif

/// The universal hash of GCM (SP 800-38D, section 6.4), in constant time.
///
/// The bits of a block are turned round, as RFC 8452, appendix A does: GHASH is POLYVAL of byte-reversed blocks with the
/// key times x. A block is then the big-endian number that its bytes spell, products need no shift, and the reduction is
/// Montgomery's: `dot(a, b) = a·b·x⁻¹²⁸` modulo x¹²⁸ + x¹²⁷ + x¹²⁶ + x¹²¹ + 1.
enum GHASH {
  /// A field element as two words.
  struct Element: Equatable {
    var low: UInt64 = 0
    var high: UInt64 = 0

    init() {}
    init(low: UInt64, high: UInt64) { (self.low, self.high) = (low, high) }

    /// The element that 16 bytes stand for.
    @inline(__always)
    init(_ bytes: UnsafeRawPointer) {
      high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
      low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    /// Writes the element's 16 bytes.
    @inline(__always)
    func store(to bytes: UnsafeMutableRawPointer) {
      bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
      bytes.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
    }

    /// The element times x: the bit that leaves comes back as x¹²⁷ + x¹²⁶ + x¹²¹ + 1.
    var timesX: Element {
      let carry = 0 &- (high >> 63)
      return Element(low: (low << 1) ^ (carry & 1), high: ((high << 1) | (low >> 63)) ^ (carry & 0xc200_0000_0000_0000))
    }
  }

  /// The hash key's powers, wiped when they go away.
  struct Key: ~Copyable, @unchecked Sendable {
    // @unchecked: the memory is owned by this value alone and is not written after `init`.
    private let storage: UnsafeMutableRawPointer
    private let byteCount: Int
    private static let piecesByteCount = GHASHPortable.pieces * GHASHPortable.batch * 8

    /// H⁸ down to H in the form that `GHASHPortable.update` reads: on the portable level only.
    var pieces: UnsafePointer<SIMD2<UInt64>> { UnsafePointer(storage.assumingMemoryBound(to: SIMD2<UInt64>.self)) }

    /// The powers in the form that the kernels of the key's level read.
    var table: UnsafeRawPointer { UnsafeRawPointer(storage) }

    /// The powers of the hash key that belongs to a key: the encryption of a zero block.
    init(_ schedule: borrowing AES.KeySchedule) {
      self = withUnsafeTemporaryAllocation(byteCount: 16, alignment: 16) { block in
        // A temporary allocation of a positive size has an address.
        let base = block.baseAddress.unsafelyUnwrapped
        block.initializeMemory(as: UInt8.self, repeating: 0)
        AES.Blocks.encrypt(base, count: 1, key: schedule)
        defer { Wipe.zero(block) }
        return GHASH.Key(h: base, level: schedule.level)
      }
    }

    /// The powers of the 16 bytes at `h`.
    init(h: UnsafeRawPointer, level: Processor.Level) {
      let first = Element(h).timesX
      #if arch(x86_64)
        switch level {
        case .v4:
          byteCount = KernelsX86V4.ghashPowersByteCount
          storage = .allocate(byteCount: byteCount, alignment: 64)
          KernelsX86V4.ghashPowers(storage, low: first.low, high: first.high)
          return
        case .v3:
          byteCount = KernelsX86V3.ghashPowersByteCount
          storage = .allocate(byteCount: byteCount, alignment: 64)
          KernelsX86V3.ghashPowers(storage, low: first.low, high: first.high)
          return
        case .portable: break
        }
      #endif
      byteCount = Self.piecesByteCount
      storage = .allocate(byteCount: byteCount, alignment: 64)
      storage.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
      fillPieces(first)
    }

    /// The powers one after the other, in memory that is zero.
    private func fillPieces(_ first: Element) {
      let words = storage.assumingMemoryBound(to: UInt64.self)
      var power = first
      for exponent in 1...GHASHPortable.batch {
        // Each power is the product of the one before, as a single block, and H, the last power that `update` uses.
        if exponent > 1 {
          withUnsafeTemporaryAllocation(byteCount: 16, alignment: 16) { block in
            guard let base = block.baseAddress else { return }
            power.store(to: base)
            var next = Element()
            GHASHPortable.update(&next, base, blocks: 1, key: pieces)
            power = next
            Wipe.zero(block)
          }
        }
        let place = GHASHPortable.batch - exponent
        GHASHPortable.split(low: power.low, high: power.high) { piece, word in
          words[piece * GHASHPortable.batch + place] = word
        }
      }
    }

    deinit {
      Wipe.zero(UnsafeMutableRawBufferPointer(start: storage, count: byteCount))
      storage.deallocate()
    }
  }
}
