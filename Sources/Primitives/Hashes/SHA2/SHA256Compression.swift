#if arch(x86_64)
  import KernelsX86V3
  import Processor
#endif

/// The compression function of SHA-256 (FIPS 180-4, section 6.2.2).
package struct SHA256Compression: CompressionFunction {
  /// The chaining value, H0 to H7.
  private(set) var h: InlineArray<8, UInt32>

  package init(_ initial: InlineArray<8, UInt32>) { h = initial }

  package static var isBigEndian: Bool { true }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let k: InlineArray<64, UInt32> = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
  ]

  package mutating func compress(_ blocks: Span<UInt8>) {
    #if arch(x86_64)
      if Processor.hasV3 {
        precondition(blocks.count.isMultiple(of: 64))
        return withKernelArguments(&h, blocks) { KernelsX86V3.sha256Compress($0, $1, count: $2 / 64) }
      }
    #endif
    compressPortable(blocks)
  }

  package mutating func compressPortable(_ blocks: Span<UInt8>) {
    precondition(blocks.count.isMultiple(of: 64))
    let input = blocks.bytes
    var offset = 0
    // The state lives in locals, and every index into `w` is a constant: the sixteen words of the schedule and the
    // eight of the state are registers or fixed stack slots throughout.
    let k = Self.k
    while offset < input.byteCount {
      var w = InlineArray<16, UInt32> { i in
        // In range: `offset` is a multiple of 64 below `byteCount`, which is one too.
        UInt32(bigEndian: input.unsafeLoadUnaligned(fromUncheckedByteOffset: offset + i * 4, as: UInt32.self))
      }
      var (a, b, c, d) = (h[0], h[1], h[2], h[3])
      var (e, f, g, h7) = (h[4], h[5], h[6], h[7])
      var t = 0
      while true {
        Self.round(a, b, c, &d, e, f, g, &h7, k[t] &+ w[0])
        Self.round(h7, a, b, &c, d, e, f, &g, k[t + 1] &+ w[1])
        Self.round(g, h7, a, &b, c, d, e, &f, k[t + 2] &+ w[2])
        Self.round(f, g, h7, &a, b, c, d, &e, k[t + 3] &+ w[3])
        Self.round(e, f, g, &h7, a, b, c, &d, k[t + 4] &+ w[4])
        Self.round(d, e, f, &g, h7, a, b, &c, k[t + 5] &+ w[5])
        Self.round(c, d, e, &f, g, h7, a, &b, k[t + 6] &+ w[6])
        Self.round(b, c, d, &e, f, g, h7, &a, k[t + 7] &+ w[7])
        Self.round(a, b, c, &d, e, f, g, &h7, k[t + 8] &+ w[8])
        Self.round(h7, a, b, &c, d, e, f, &g, k[t + 9] &+ w[9])
        Self.round(g, h7, a, &b, c, d, e, &f, k[t + 10] &+ w[10])
        Self.round(f, g, h7, &a, b, c, d, &e, k[t + 11] &+ w[11])
        Self.round(e, f, g, &h7, a, b, c, &d, k[t + 12] &+ w[12])
        Self.round(d, e, f, &g, h7, a, b, &c, k[t + 13] &+ w[13])
        Self.round(c, d, e, &f, g, h7, a, &b, k[t + 14] &+ w[14])
        Self.round(b, c, d, &e, f, g, h7, &a, k[t + 15] &+ w[15])
        t += 16
        if t == 64 { break }
        // The next sixteen words, in place: w[i] is W(t-16) until it becomes W(t).
        w[0] &+= Self.smallSigma1(w[14]) &+ w[9] &+ Self.smallSigma0(w[1])
        w[1] &+= Self.smallSigma1(w[15]) &+ w[10] &+ Self.smallSigma0(w[2])
        w[2] &+= Self.smallSigma1(w[0]) &+ w[11] &+ Self.smallSigma0(w[3])
        w[3] &+= Self.smallSigma1(w[1]) &+ w[12] &+ Self.smallSigma0(w[4])
        w[4] &+= Self.smallSigma1(w[2]) &+ w[13] &+ Self.smallSigma0(w[5])
        w[5] &+= Self.smallSigma1(w[3]) &+ w[14] &+ Self.smallSigma0(w[6])
        w[6] &+= Self.smallSigma1(w[4]) &+ w[15] &+ Self.smallSigma0(w[7])
        w[7] &+= Self.smallSigma1(w[5]) &+ w[0] &+ Self.smallSigma0(w[8])
        w[8] &+= Self.smallSigma1(w[6]) &+ w[1] &+ Self.smallSigma0(w[9])
        w[9] &+= Self.smallSigma1(w[7]) &+ w[2] &+ Self.smallSigma0(w[10])
        w[10] &+= Self.smallSigma1(w[8]) &+ w[3] &+ Self.smallSigma0(w[11])
        w[11] &+= Self.smallSigma1(w[9]) &+ w[4] &+ Self.smallSigma0(w[12])
        w[12] &+= Self.smallSigma1(w[10]) &+ w[5] &+ Self.smallSigma0(w[13])
        w[13] &+= Self.smallSigma1(w[11]) &+ w[6] &+ Self.smallSigma0(w[14])
        w[14] &+= Self.smallSigma1(w[12]) &+ w[7] &+ Self.smallSigma0(w[15])
        w[15] &+= Self.smallSigma1(w[13]) &+ w[8] &+ Self.smallSigma0(w[0])
      }
      h[0] &+= a
      h[1] &+= b
      h[2] &+= c
      h[3] &+= d
      h[4] &+= e
      h[5] &+= f
      h[6] &+= g
      h[7] &+= h7
      offset += 64
    }
  }

  @inline(__always)
  package func encode(into output: UnsafeMutableRawBufferPointer) {
    // As a vector: HMAC's outer hash reads the inner digest in pieces of 16 bytes right away, and would have to wait for pieces of
    // four to reach the cache.
    var words = SIMD8<UInt32>()
    for i in 0..<8 { words[i] = h[i].bigEndian }
    withUnsafeBytes(of: words) { output.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<output.count])) }
  }

  /// One round, with the roles of the eight variables turned by the caller instead of moved.
  @inline(__always)
  private static func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32,
    _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32, _ constantAndWord: UInt32
  ) {
    // Ch(e, f, g) picks f or g by e's bits. Maj in this form shares a ^ b with the next round, where it is b ^ c.
    let choose = ((f ^ g) & e) ^ g
    let majority = ((a ^ b) & (b ^ c)) ^ b
    let t1 = h &+ bigSigma1(e) &+ choose &+ constantAndWord
    d &+= t1
    h = t1 &+ bigSigma0(a) &+ majority
  }

  @inline(__always)
  private static func bigSigma0(_ x: UInt32) -> UInt32 {
    x.rotatedRight(2) ^ x.rotatedRight(13) ^ x.rotatedRight(22)
  }

  @inline(__always)
  private static func bigSigma1(_ x: UInt32) -> UInt32 {
    x.rotatedRight(6) ^ x.rotatedRight(11) ^ x.rotatedRight(25)
  }

  @inline(__always)
  private static func smallSigma0(_ x: UInt32) -> UInt32 {
    x.rotatedRight(7) ^ x.rotatedRight(18) ^ (x &>> 3)
  }

  @inline(__always)
  private static func smallSigma1(_ x: UInt32) -> UInt32 {
    x.rotatedRight(17) ^ x.rotatedRight(19) ^ (x &>> 10)
  }
}
