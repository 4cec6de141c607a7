import BigInt

/// The encodings of a digest as a number to be signed (RFC 8017, section 9).
enum EncodedMessage {
  /// EMSA-PKCS1-v1_5 (section 9.2): `00 01 FF … FF 00 DigestInfo`, `byteCount` bytes, which is the modulus' length. Nil
  /// where that is too short for the hash function.
  static func pkcs1v15<H: RSAHashFunction>(digest: H.Digest, byteCount: Int, using: H.Type) -> [UInt8]? {
    let info = H.digestInfoPrefix + digest.bytes
    let padding = byteCount - info.count - 3
    guard padding >= 8 else { return nil }
    return [0x00, 0x01] + [UInt8](repeating: 0xff, count: padding) + [0x00] + info
  }

  /// EMSA-PSS-ENCODE (section 9.1.1) with MGF1 on hash function `M`: a number of at most `bitCount` bits in as many bytes
  /// as those need. Nil where that is too short for digest and salt.
  static func pss<H: HashFunction, M: HashFunction>(
    digest: H.Digest, salt: Span<UInt8>, bitCount: Int, using: H.Type, mask: M.Type
  ) -> [UInt8]? {
    let byteCount = (bitCount + 7) / 8
    let blockCount = byteCount - H.digestByteCount - 1
    guard blockCount > salt.count else { return nil }
    let hash = pssHash(digest: digest, salt: salt, using: H.self)
    // DB = 00 … 00 01 salt, under the mask that the hash gives.
    var block = [UInt8](repeating: 0, count: blockCount)
    block[blockCount - salt.count - 1] = 0x01
    for i in salt.indices { block[blockCount - salt.count + i] = salt[i] }
    applyMGF1(seed: hash.span, to: &block, using: M.self)
    block[0] &= 0xff >> UInt8(8 * byteCount - bitCount)
    return block + hash.bytes + [0xbc]
  }

  /// EMSA-PSS-VERIFY (section 9.1.2): whether `message`, of as many bytes as `bitCount` bits need, encodes that digest
  /// with a salt of exactly that length. For public values.
  static func isPSS<H: HashFunction, M: HashFunction>(
    _ message: Span<UInt8>, digest: H.Digest, saltByteCount: Int, bitCount: Int, using: H.Type, mask: M.Type
  ) -> Bool {
    let byteCount = (bitCount + 7) / 8
    let blockCount = byteCount - H.digestByteCount - 1
    guard saltByteCount >= 0, blockCount > saltByteCount, message.count == byteCount else { return false }
    guard message[byteCount - 1] == 0xbc else { return false }
    let topBits = 0xff >> UInt8(8 * byteCount - bitCount)
    guard message[0] & ~UInt8(topBits) == 0 else { return false }
    let hash = message.extracting(blockCount..<byteCount - 1)
    var block = [UInt8](repeating: 0, count: blockCount)
    for i in 0..<blockCount { block[i] = message[i] }
    applyMGF1(seed: hash, to: &block, using: M.self)
    block[0] &= UInt8(topBits)
    let separator = blockCount - saltByteCount - 1
    guard block[..<separator].allSatisfy({ $0 == 0 }), block[separator] == 0x01 else { return false }
    let salt = block.span.extracting(last: saltByteCount)
    return ConstantTime.equals(pssHash(digest: digest, salt: salt, using: H.self).span, hash).declassified
  }

  /// `Hash(00 00 00 00 00 00 00 00 || digest || salt)`.
  private static func pssHash<H: HashFunction>(digest: H.Digest, salt: Span<UInt8>, using: H.Type) -> H.Digest {
    var hash = H()
    hash.update(data: [0, 0, 0, 0, 0, 0, 0, 0])
    hash.update(digest.span)
    hash.update(salt)
    return hash.finalize()
  }

  /// Adds (exclusive or) MGF1's mask for `seed` to `block` (RFC 8017, appendix B.2.1).
  static func applyMGF1<H: HashFunction>(seed: Span<UInt8>, to block: inout [UInt8], using: H.Type) {
    var seeded = H()
    seeded.update(seed)
    var counter: UInt32 = 0
    var at = 0
    while at < block.count {
      var hash = seeded
      hash.update(data: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: counter >> $0) })
      let mask = hash.finalize()
      let bytes = mask.span
      var i = 0
      while i < bytes.count, at < block.count {
        block[at] ^= bytes[i]
        i += 1
        at += 1
      }
      counter += 1
    }
  }
}
