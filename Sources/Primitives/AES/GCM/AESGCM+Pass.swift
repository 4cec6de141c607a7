import Processor

#if arch(x86_64)
  import KernelsX86V3
  import KernelsX86V4
#endif

extension AES.GCM {
  /// What a kernel is told about a message, or a part of one, and what it gives back: the layout that `GCMState` in the
  /// kernels' modules describes.
  struct Pass {
    typealias Block = SIMD16<UInt8>

    /// The counter block before the first that encrypts.
    var counterBlock = Block()
    /// The hash so far, as a field element (`GHASH.Element`), low word first.
    var hash = SIMD2<UInt64>()
    /// The pre-counter block J₀ (SP 800-38D, section 7.1, step 2).
    var firstBlock = Block()
    /// The numbers of bits of additional data and ciphertext, big-endian.
    var lengths = SIMD2<UInt64>()
    /// The tag, when the message has ended.
    var tag = Block()

    /// A message with this nonce, before its first block.
    @inline(__always)
    init(nonce: UnsafeRawBufferPointer, _ schedule: borrowing AES.KeySchedule, _ hashKey: borrowing GHASH.Key) {
      if nonce.count == 12, let base = nonce.baseAddress {
        let low = base.loadUnaligned(as: UInt64.self)
        let high = UInt64(base.loadUnaligned(fromByteOffset: 8, as: UInt32.self)) | 1 << 56
        firstBlock = unsafeBitCast(SIMD2(low, high), to: Block.self)
      } else {
        firstBlock = Self.hash(nonce: nonce, schedule, hashKey)
      }
      counterBlock = firstBlock
    }

    /// J₀ from a nonce that has not 12 bytes.
    private static func hash(
      nonce: UnsafeRawBufferPointer, _ schedule: borrowing AES.KeySchedule, _ hashKey: borrowing GHASH.Key
    ) -> Block {
      var pass = Pass()
      pass.absorb(nonce, schedule, hashKey)
      pass.setLengths(additionalData: 0, text: nonce.count)
      withUnsafeBytes(of: pass.lengths) { pass.absorb($0, schedule, hashKey) }
      return unsafeBitCast(SIMD2(pass.hash.y.bigEndian, pass.hash.x.bigEndian), to: Block.self)
    }

    private init() {}

    /// The lengths, given in bytes.
    @inline(__always)
    mutating func setLengths(additionalData: Int, text: Int) {
      lengths = SIMD2((UInt64(additionalData) &* 8).bigEndian, (UInt64(text) &* 8).bigEndian)
    }

    /// Counts up after `count` blocks.
    mutating func count(blocks count: Int) {
      withUnsafeMutableBytes(of: &counterBlock) { block in
        let counter = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        let next = counter &+ UInt32(truncatingIfNeeded: count)
        block.storeBytes(of: next.bigEndian, toByteOffset: 12, as: UInt32.self)
      }
    }

    /// Where the tag is.
    static var tagOffset: Int { MemoryLayout<Pass>.offset(of: \.tag).unsafelyUnwrapped }

    /// Hashes bytes, filled up with zeros to whole blocks.
    mutating func absorb(
      _ bytes: UnsafeRawBufferPointer, _ schedule: borrowing AES.KeySchedule, _ hashKey: borrowing GHASH.Key
    ) {
      withUnsafeMutableBytes(of: &self) { state in
        let base = state.baseAddress.unsafelyUnwrapped
        Self.run(
          isSealing: true, schedule, hashKey, base, additionalData: bytes, source: base, destination: base, count: 0,
          finishes: false)
      }
    }

    /// Hashes additional data, encrypts or decrypts from `source` to `destination`, which are the same or apart, and when
    /// the message ends, leaves its tag.
    @inline(__always)
    static func run(
      isSealing: Bool, _ schedule: borrowing AES.KeySchedule, _ hashKey: borrowing GHASH.Key,
      _ state: UnsafeMutableRawPointer, additionalData: UnsafeRawBufferPointer, source: UnsafeRawPointer,
      destination: UnsafeMutableRawPointer, count: Int, finishes: Bool
    ) {
      #if arch(x86_64)
        let (keys, rounds, powers) = (schedule.roundKeys, schedule.rounds, hashKey.table)
        switch (schedule.level, isSealing) {
        case (.v4, true):
          return KernelsX86V4.gcmSeal(
            keys: keys, rounds: rounds, powers: powers, state: state, additionalData: additionalData, source: source,
            destination: destination, count: count, finishes: finishes)
        case (.v4, false):
          return KernelsX86V4.gcmOpen(
            keys: keys, rounds: rounds, powers: powers, state: state, additionalData: additionalData, source: source,
            destination: destination, count: count, finishes: finishes)
        case (.v3, true):
          return KernelsX86V3.gcmSeal(
            keys: keys, rounds: rounds, powers: powers, state: state, additionalData: additionalData, source: source,
            destination: destination, count: count, finishes: finishes)
        case (.v3, false):
          return KernelsX86V3.gcmOpen(
            keys: keys, rounds: rounds, powers: powers, state: state, additionalData: additionalData, source: source,
            destination: destination, count: count, finishes: finishes)
        case (.portable, _): break
        }
      #endif
      if source != UnsafeRawPointer(destination) { destination.copyMemory(from: source, byteCount: count) }
      state.assumingMemoryBound(to: Pass.self).pointee.runPortable(
        isSealing: isSealing, schedule, hashKey, additionalData: additionalData,
        UnsafeMutableRawBufferPointer(start: destination, count: count), finishes: finishes)
    }

    /// The same in place, by the portable code.
    private mutating func runPortable(
      isSealing: Bool, _ schedule: borrowing AES.KeySchedule, _ hashKey: borrowing GHASH.Key,
      additionalData: UnsafeRawBufferPointer, _ bytes: UnsafeMutableRawBufferPointer, finishes: Bool
    ) {
      var element = GHASH.Element(low: hash.x, high: hash.y)
      GHASHPortable.updatePadded(&element, additionalData, key: hashKey.pieces)
      if !isSealing { GHASHPortable.updatePadded(&element, UnsafeRawBufferPointer(bytes), key: hashKey.pieces) }
      if let base = bytes.baseAddress, !bytes.isEmpty {
        var first = self
        first.count(blocks: 1)
        let counterBlock = first.counterBlock
        withUnsafeBytes(of: counterBlock) { block in
          AES.Blocks.addKeyStream(
            base, byteCount: bytes.count, block: block.baseAddress.unsafelyUnwrapped, key: schedule)
        }
      }
      if isSealing { GHASHPortable.updatePadded(&element, UnsafeRawBufferPointer(bytes), key: hashKey.pieces) }
      if finishes {
        let lengths = lengths
        withUnsafeBytes(of: lengths) { GHASHPortable.updatePadded(&element, $0, key: hashKey.pieces) }
        var block = firstBlock
        withUnsafeMutableBytes(of: &block) { tag in
          let base = tag.baseAddress.unsafelyUnwrapped
          AES.Blocks.encrypt(base, count: 1, key: schedule)
          let mask = GHASH.Element(base)
          GHASH.Element(low: element.low ^ mask.low, high: element.high ^ mask.high).store(to: base)
        }
        tag = block
      } else {
        hash = SIMD2(element.low, element.high)
      }
    }
  }
}
