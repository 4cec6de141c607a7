/// Portable vectors are of four words.
typealias ChaCha20Words = SIMD4<UInt32>

/// Rotations of words.
struct ChaCha20Turns {
  @inline(__always)
  func turned(_ v: ChaCha20Words, _ bits: UInt32) -> ChaCha20Words {
    if bits == 16 {
      // It exchanges the halves of each word, which is a shuffle.
      let h = unsafeBitCast(v, to: SIMD8<UInt16>.self)
      return unsafeBitCast(SIMD8(h[1], h[0], h[3], h[2], h[5], h[4], h[7], h[6]), to: ChaCha20Words.self)
    }
    return (v &<< ChaCha20Words(repeating: bits)) | (v &>> ChaCha20Words(repeating: 32 &- bits))
  }
}
