#if arch(x86_64)
  import KernelsX86V3Ordered
  import KernelsX86V4Ordered
  import Processor
#endif

/// The compression function of SHA-512 (FIPS 180-4, section 6.4.2).
package struct SHA512Compression: CompressionFunction {
  /// The chaining value, H0 to H7.
  private var h: InlineArray<8, UInt64>

  package init(_ initial: InlineArray<8, UInt64>) { h = initial }

  package static var isBigEndian: Bool { true }

  /// The first 64 bits of the fractional parts of the cube roots of the first 80 primes.
  package static let k: InlineArray<80, UInt64> = [
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc,
    0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
    0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
    0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
    0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
    0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
    0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
    0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
    0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30,
    0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
    0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8,
    0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
    0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
    0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178,
    0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
    0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c,
    0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
  ]

  package mutating func compress(_ blocks: Span<UInt8>) {
    #if arch(x86_64)
      if Processor.hasV3 {
        precondition(blocks.count.isMultiple(of: 128))
        return withKernelArguments(&h, blocks) { Self.compressKernel($0, $1, count: $2 / 128) }
      }
    #endif
    compressPortable(blocks)
  }

  #if arch(x86_64)
    // unsafe: nobody writes there.
    private nonisolated(unsafe) static let kernelConstants = permanentCopy(of: k)

    @inline(__always)
    private static func compressKernel(_ h: UnsafeMutableRawPointer, _ blocks: UnsafeRawPointer, count: Int) {
      // Vectors of 32 bytes that lie across two cache lines do not reach the rounds' loads directly. An allocation on the
      // stack is aligned to no more than 16.
      withUnsafeTemporaryAllocation(byteCount: 128 + 16, alignment: 16) { scratch in
        guard let base = scratch.baseAddress?.alignedUp(toMultipleOf: 32) else { return }
        if Processor.hasV4 {
          KernelsX86V4Ordered.sha512Compress(h, blocks, count: count, constants: kernelConstants, scratch: base)
        } else {
          KernelsX86V3Ordered.sha512Compress(h, blocks, count: count, constants: kernelConstants, scratch: base)
        }
      }
    }
  #endif

  package mutating func compressPortable(_ blocks: Span<UInt8>) {
    precondition(blocks.count.isMultiple(of: 128))
    let input = blocks.bytes
    var offset = 0
    // The state lives in locals, and every index into `w` is a constant: the sixteen words of the schedule and the
    // eight of the state are registers or fixed stack slots throughout.
    let k = Self.k
    while offset < input.byteCount {
      var w = InlineArray<16, UInt64> { i in
        // In range: `offset` is a multiple of 128 below `byteCount`, which is one too.
        UInt64(bigEndian: input.unsafeLoadUnaligned(fromUncheckedByteOffset: offset + i * 8, as: UInt64.self))
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
        if t == 80 { break }
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
      offset += 128
    }
  }

  package func encode(into output: UnsafeMutableRawBufferPointer) {
    let whole = output.count / 8
    for i in 0..<whole { output.storeBytes(of: h[i].bigEndian, toByteOffset: i * 8, as: UInt64.self) }
    // SHA-512/224 ends in the middle of a word.
    if output.count % 8 == 4 {
      output.storeBytes(of: UInt32(h[whole] >> 32).bigEndian, toByteOffset: whole * 8, as: UInt32.self)
    }
  }

  /// One round, with the roles of the eight variables turned by the caller instead of moved.
  @inline(__always)
  private static func round(
    _ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: inout UInt64,
    _ e: UInt64, _ f: UInt64, _ g: UInt64, _ h: inout UInt64, _ constantAndWord: UInt64
  ) {
    // Ch(e, f, g) picks f or g by e's bits. Maj in this form shares a ^ b with the next round, where it is b ^ c.
    let choose = ((f ^ g) & e) ^ g
    let majority = ((a ^ b) & (b ^ c)) ^ b
    let t1 = h &+ bigSigma1(e) &+ choose &+ constantAndWord
    d &+= t1
    h = t1 &+ bigSigma0(a) &+ majority
  }

  @inline(__always)
  private static func bigSigma0(_ x: UInt64) -> UInt64 {
    x.rotatedRight(28) ^ x.rotatedRight(34) ^ x.rotatedRight(39)
  }

  @inline(__always)
  private static func bigSigma1(_ x: UInt64) -> UInt64 {
    x.rotatedRight(14) ^ x.rotatedRight(18) ^ x.rotatedRight(41)
  }

  @inline(__always)
  private static func smallSigma0(_ x: UInt64) -> UInt64 {
    x.rotatedRight(1) ^ x.rotatedRight(8) ^ (x &>> 7)
  }

  @inline(__always)
  private static func smallSigma1(_ x: UInt64) -> UInt64 {
    x.rotatedRight(19) ^ x.rotatedRight(61) ^ (x &>> 6)
  }
}
