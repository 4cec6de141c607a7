extension ChaChaPoly {
  /// One message under way: the first four blocks of key stream.
  struct Message {
    /// Four blocks: the first begins with the one-time key and later with the tag, the others are the message's first.
    let blocks: UnsafeMutableRawBufferPointer
    private let key: UnsafeRawPointer
    private let nonce: ChaCha20Portable.Nonce

    /// The bytes of `blocks` that belong to the message.
    private static let firstByteCount = ChaCha20Portable.batchByteCount - 64

    /// The address of `blocks`.
    var base: UnsafeMutableRawPointer { blocks.baseAddress.unsafelyUnwrapped }

    /// Makes the first blocks, counter 0 being the one-time key's (RFC 8439, section 2.6), and wipes them after `body`.
    /// The key has 32 and the nonce 12 bytes.
    @inline(__always)
    static func withFirstBlocks<Result>(
      key: UnsafeRawBufferPointer, nonce: UnsafeRawBufferPointer, _ body: (Message) -> Result
    ) -> Result {
      withUnsafeTemporaryAllocation(byteCount: ChaCha20Portable.batchByteCount, alignment: 16) { blocks in
        blocks.initializeMemory(as: UInt8.self, repeating: 0)
        // Buffers of a positive size have an address.
        let message = Message(
          blocks: blocks, key: key.baseAddress.unsafelyUnwrapped,
          nonce: ChaCha20Portable.Nonce(nonce.baseAddress.unsafelyUnwrapped))
        ChaCha20Portable.addKeyStream(message.base, batches: 1, key: message.key, nonce: message.nonce, counter: 0)
        defer { Wipe.zero(blocks) }
        return body(message)
      }
    }

    /// Adds the message's key stream, which begins with block 1.
    func addKeyStream(_ bytes: UnsafeMutableRawBufferPointer) {
      guard let position = bytes.baseAddress else { return }
      let first = min(bytes.count, Self.firstByteCount)
      ByteOperations.add(base + 64, to: position, count: first)
      ChaCha20Portable.addKeyStream(
        position + first, byteCount: bytes.count - first, key: key, nonce: nonce, counter: 4)
    }

    /// Puts the tag over the additional data and the ciphertext in place of the one-time key.
    func authenticate(_ additionalData: UnsafeRawBufferPointer, _ ciphertext: UnsafeRawBufferPointer) {
      var authenticator = Poly1305(key: base)
      authenticator.updatePadded(additionalData)
      authenticator.updatePadded(ciphertext)
      authenticator.updateLengths(additionalData.count, ciphertext.count)
      authenticator.finish(into: base)
      Wipe.zero(&authenticator)
    }
  }
}

extension Poly1305 {
  /// Takes any number of bytes, filled up with zeros to whole blocks.
  mutating func updatePadded(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
    let blocks = bytes.count / 16
    if blocks > 0 { update(base, blocks: blocks) }
    guard bytes.count % 16 > 0 else { return }
    withUnsafeTemporaryAllocation(byteCount: 16, alignment: 16) { block in
      block.initializeMemory(as: UInt8.self, repeating: 0)
      block.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[(blocks * 16)...]))
      update(block.baseAddress.unsafelyUnwrapped, blocks: 1)
    }
  }

  /// Takes the block of the two lengths in bytes.
  mutating func updateLengths(_ first: Int, _ second: Int) {
    withUnsafeTemporaryAllocation(byteCount: 16, alignment: 16) { block in
      block.storeBytes(of: UInt64(first), as: UInt64.self)
      block.storeBytes(of: UInt64(second), toByteOffset: 8, as: UInt64.self)
      update(block.baseAddress.unsafelyUnwrapped, blocks: 1)
    }
  }
}
