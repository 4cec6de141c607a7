/// A key of HMAC, prepared: the hash states that follow the two padded keys (FIPS 198-1, section 6). Each code under the
/// same key then costs two compressions less.
///
/// Everything is inlinable, that it may be compiled for the hash function in question: a short message's code takes three
/// compressions, and generic calls would cost as much again. It is as good as the key, and being a value without references it can live on the stack: who holds one wipes it.
@usableFromInline
struct HMACKey<H: HashFunction>: BitwiseCopyable, Sendable {
  /// After the inner padded key: a message begins with a copy of this.
  @usableFromInline var inner = H()
  @usableFromInline var outer = H()

  /// `key` may have any length; longer than a block of `H` it is hashed first.
  @inlinable
  init(_ key: Span<UInt8>) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: H.blockByteCount) { block in
      block.update(repeating: 0)
      let bytes = UnsafeMutableRawBufferPointer(block)
      if key.count > H.blockByteCount {
        var digest = H.hash(data: key)
        digest.span.withUnsafeBytes { bytes.copyMemory(from: $0) }
        Wipe.zero(&digest)
      } else {
        key.withUnsafeBytes { bytes.copyMemory(from: $0) }
      }
      for i in block.indices { block[i] ^= 0x36 }
      inner.update(Span(_unsafeElements: UnsafeBufferPointer(block)))
      for i in block.indices { block[i] ^= 0x36 ^ 0x5c }
      outer.update(Span(_unsafeElements: UnsafeBufferPointer(block)))
      Wipe.zero(bytes)
    }
  }

  /// The code of the message that `message`, once a copy of `inner`, has taken. It stays as it is, and is passed in place
  /// because a copy would have to be wiped.
  @inlinable
  func code(of message: inout H) -> H.Digest { message.finalize(appending: Span(), in: outer) }

  /// The code of `data`.
  @inlinable
  func code(of data: Span<UInt8>) -> H.Digest { inner.finalize(appending: data, in: outer) }

  /// The code of two parts, one after the other.
  @inlinable
  func code(of first: Span<UInt8>, _ second: Span<UInt8>) -> H.Digest {
    var message = inner
    message.update(first)
    let code = message.finalize(appending: second, in: outer)
    Wipe.zero(&message)
    return code
  }
}
