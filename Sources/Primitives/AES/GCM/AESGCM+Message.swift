extension AES.GCM {
  /// One message under way: the pre-counter block and the first eight blocks of key stream.
  struct Message {
    /// Eight blocks of key stream: the first is the tag's mask and later the tag, the others are the message's first.
    let blocks: UnsafeMutableRawBufferPointer
    private let counter: UInt32
    private let preCounterBlock: UnsafeRawPointer

    private static let byteCount = AESPortable.batch * 16

    /// The address of `blocks`.
    var base: UnsafeMutableRawPointer { blocks.baseAddress.unsafelyUnwrapped }

    /// Derives J₀ from the nonce (SP 800-38D, section 7.1, step 2), encrypts it with the seven blocks after it, and wipes
    /// them after `body`.
    @inline(__always)
    static func withFirstBlocks<Result>(
      nonce: UnsafeRawBufferPointer, _ schedule: borrowing AES.KeySchedule, _ hashKey: borrowing GHASH.Key,
      _ body: (Message) -> Result
    ) -> Result {
      withUnsafeTemporaryAllocation(byteCount: byteCount + 16, alignment: 16) { buffer in
        buffer.initializeMemory(as: UInt8.self, repeating: 0)
        let preCounterBlock = UnsafeMutableRawBufferPointer(rebasing: buffer[byteCount...])
        let counter = preCounter(nonce: nonce, hashKey, into: preCounterBlock)
        // A temporary allocation of a positive size has an address.
        let address = UnsafeRawPointer(preCounterBlock.baseAddress.unsafelyUnwrapped)
        let message = Message(
          blocks: UnsafeMutableRawBufferPointer(rebasing: buffer[..<byteCount]), counter: counter,
          preCounterBlock: address)
        AESPortable.addKeyStream(message.base, batches: 1, block: address, counter: counter, key: schedule)
        defer { Wipe.zero(buffer) }
        return body(message)
      }
    }

    /// J₀ into `block`; its last four bytes as a number.
    private static func preCounter(
      nonce: UnsafeRawBufferPointer, _ hashKey: borrowing GHASH.Key, into block: UnsafeMutableRawBufferPointer
    ) -> UInt32 {
      if nonce.count == 12 {
        block.copyMemory(from: nonce)
        return 1
      }
      var hash = GHASH.Element()
      GHASHPortable.updatePadded(&hash, nonce, key: hashKey.pieces)
      GHASHPortable.updateLengths(&hash, 0, nonce.count, key: hashKey.pieces)
      hash.store(to: block.baseAddress.unsafelyUnwrapped)
      return UInt32(truncatingIfNeeded: hash.low)
    }

    /// Adds the message's key stream, whose counter begins one after J₀'s.
    func addKeyStream(_ bytes: UnsafeMutableRawBufferPointer, _ schedule: borrowing AES.KeySchedule) {
      guard var position = bytes.baseAddress else { return }
      let first = min(bytes.count, Self.byteCount - 16)
      ByteOperations.add(base + 16, to: position, count: first)
      position += first
      let left = bytes.count - first
      AESPortable.addKeyStream(
        position, byteCount: left, block: preCounterBlock, counter: counter &+ UInt32(AESPortable.batch), key: schedule)
    }

    /// Adds the hash of the additional data and the ciphertext to the tag's mask: the tag.
    func authenticate(
      _ additionalData: UnsafeRawBufferPointer, _ ciphertext: UnsafeRawBufferPointer, _ hashKey: borrowing GHASH.Key
    ) {
      var hash = GHASH.Element()
      GHASHPortable.updatePadded(&hash, additionalData, key: hashKey.pieces)
      GHASHPortable.updatePadded(&hash, ciphertext, key: hashKey.pieces)
      GHASHPortable.updateLengths(&hash, additionalData.count, ciphertext.count, key: hashKey.pieces)
      let mask = GHASH.Element(base)
      GHASH.Element(low: hash.low ^ mask.low, high: hash.high ^ mask.high).store(to: base)
    }
  }
}

extension AESPortable {
  /// Adds the key stream to any number of bytes; see the batch version.
  static func addKeyStream(
    _ bytes: UnsafeMutableRawPointer, byteCount: Int, block: UnsafeRawPointer, counter: UInt32,
    key: borrowing AES.KeySchedule
  ) {
    let batches = byteCount / (batch * 16)
    if batches > 0 { addKeyStream(bytes, batches: batches, block: block, counter: counter, key: key) }
    let done = batches * batch * 16
    guard done < byteCount else { return }
    withUnsafeTemporaryAllocation(byteCount: batch * 16, alignment: 16) { buffer in
      let base = buffer.baseAddress.unsafelyUnwrapped
      buffer.initializeMemory(as: UInt8.self, repeating: 0)
      let next = counter &+ UInt32(truncatingIfNeeded: batches * batch)
      addKeyStream(base, batches: 1, block: block, counter: next, key: key)
      ByteOperations.add(base, to: bytes + done, count: byteCount - done)
      Wipe.zero(buffer)
    }
  }
}

extension GHASHPortable {
  /// Takes any number of bytes, filled up with zeros to whole blocks.
  static func updatePadded(
    _ hash: inout GHASH.Element, _ bytes: UnsafeRawBufferPointer, key: UnsafePointer<SIMD2<UInt64>>
  ) {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
    let blocks = bytes.count / 16
    if blocks > 0 { update(&hash, base, blocks: blocks, key: key) }
    guard bytes.count % 16 > 0 else { return }
    withUnsafeTemporaryAllocation(byteCount: 16, alignment: 16) { block in
      block.initializeMemory(as: UInt8.self, repeating: 0)
      block.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[(blocks * 16)...]))
      update(&hash, block.baseAddress.unsafelyUnwrapped, blocks: 1, key: key)
    }
  }

  /// Takes the block of the two lengths, given in bytes.
  static func updateLengths(
    _ hash: inout GHASH.Element, _ first: Int, _ second: Int, key: UnsafePointer<SIMD2<UInt64>>
  ) {
    withUnsafeTemporaryAllocation(byteCount: 16, alignment: 16) { block in
      let base = block.baseAddress.unsafelyUnwrapped
      GHASH.Element(low: UInt64(second) &* 8, high: UInt64(first) &* 8).store(to: base)
      update(&hash, base, blocks: 1, key: key)
    }
  }
}
