extension ChaChaPoly {
  /// The parts on their own, for the campaign of comparisons.
  package enum Campaign {
    /// Poly1305's tag over a message alone (RFC 8439, section 2.5).
    package static func poly1305(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
      var tag = [UInt8](repeating: 0, count: 16)
      key.withUnsafeBytes { key in
        message.withUnsafeBytes { message in
          tag.withUnsafeMutableBytes { tag in
            guard let key = key.baseAddress, let tag = tag.baseAddress else { return }
            var authenticator = Poly1305(key: key)
            if let base = message.baseAddress {
              let (blocks, rest) = message.count.quotientAndRemainder(dividingBy: 16)
              authenticator.update(base, blocks: blocks)
              if rest > 0 { authenticator.updateLast(base + 16 * blocks, byteCount: rest) }
            }
            tag.storeBytes(of: authenticator.tag, as: UInt128.self)
          }
        }
      }
      return tag
    }

    /// The key stream from a block on, as many bytes of it as are asked for.
    package static func keyStream(key: [UInt8], nonce: [UInt8], counter: UInt32, byteCount: Int) -> [UInt8] {
      typealias Blocks = ChaCha20x4
      let batches = (byteCount + Blocks.byteCount - 1) / Blocks.byteCount
      var stream = [UInt8](repeating: 0, count: batches * Blocks.byteCount)
      var state = [UInt8](repeating: 0, count: Blocks.stateByteCount)
      stream.withUnsafeMutableBytes { stream in
        state.withUnsafeMutableBytes { state in
          guard let stream = stream.baseAddress, let state = state.baseAddress else { return }
          key.withUnsafeBytes { key in
            nonce.withUnsafeBytes { nonce in
              guard let key = key.baseAddress, let nonce = nonce.baseAddress else { return }
              Blocks.writeState(key: key, nonce: nonce, to: state)
            }
          }
          state.storeBytes(of: counter, toByteOffset: 48, as: UInt32.self)
          for batch in 0..<batches {
            Blocks.writeFirst(Blocks.byteCount, next: 1, state: state, to: stream + batch * Blocks.byteCount)
            ChaCha20State.advance(state, blocks: Blocks.byteCount / 64)
          }
        }
      }
      return Array(stream.prefix(byteCount))
    }
  }
}
