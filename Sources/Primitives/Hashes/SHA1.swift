#if arch(x86_64)
  import KernelsX86V3
  import Processor
#endif

/// SHA-1 (FIPS 180-4): a digest of 160 bits.
///
/// Collisions have been made since 2017, so it signs nothing here. It remains in key identifiers (RFC 5280, section
/// 4.2.1.2), in HMAC and in PBKDF2 as older files use it, where collisions do not matter.
public struct SHA1: HashFunction {
  /// SHA-1's result: 20 bytes.
  public struct Digest: MessageDigest {
    private let storage: InlineArray<20, UInt8>

    fileprivate init(_ storage: InlineArray<20, UInt8>) { self.storage = storage }

    /// The digest's length in bytes: 20.
    public static var byteCount: Int { 20 }

    /// The digest's bytes.
    public var span: Span<UInt8> {
      @_lifetime(borrow self)
      borrowing get { storage.span }
    }
  }

  /// The length of a block in bytes: 64.
  public static var blockByteCount: Int { 64 }

  private var state = MerkleDamgard<64, SHA1Compression>(SHA1Compression())

  /// The state before any input.
  public init() {}

  /// Takes more input.
  public mutating func update(_ data: Span<UInt8>) { state.update(data) }

  /// The digest of everything taken so far and then of `data`; the state itself stays as it is.
  public func finalize(appending data: Span<UInt8>) -> Digest {
    Digest(state.digest(appending: data))
  }

  /// The digest of everything that `outer` has taken and then of this digest: the nesting of HMAC.
  public func finalize(appending data: Span<UInt8>, in outer: Self) -> Digest {
    Digest(state.digest(appending: data, in: outer.state))
  }

  /// The digest of `data`.
  public static func hash(data: Span<UInt8>) -> Digest {
    Digest(MerkleDamgard<64, SHA1Compression>(SHA1Compression()).digest(appending: data))
  }
}

/// The compression function of SHA-1 (FIPS 180-4, section 6.1.2).
package struct SHA1Compression: CompressionFunction {
  /// The chaining value, H0 to H4, at first that of section 5.3.1.
  private var h: InlineArray<5, UInt32> = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]

  package init() {}

  package static var isBigEndian: Bool { true }

  package mutating func compress(_ blocks: Span<UInt8>) {
    #if arch(x86_64)
      if Processor.hasV3 {
        precondition(blocks.count.isMultiple(of: 64))
        return withKernelArguments(&h, blocks) { KernelsX86V3.sha1Compress($0, $1, count: $2 / 64) }
      }
    #endif
    compressPortable(blocks)
  }

  package mutating func compressPortable(_ blocks: Span<UInt8>) {
    precondition(blocks.count.isMultiple(of: 64))
    let input = blocks.bytes
    for offset in stride(from: 0, to: input.byteCount, by: 64) {
      var w = InlineArray<80, UInt32>(repeating: 0)
      for t in 0..<16 {
        w[t] = UInt32(bigEndian: input.unsafeLoadUnaligned(fromByteOffset: offset + t * 4, as: UInt32.self))
      }
      for t in 16..<80 { w[t] = (w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16]).rotatedLeft(1) }

      var round = Variables(a: h[0], b: h[1], c: h[2], d: h[3], e: h[4])
      for t in 0..<20 { round.step(round.choose, 0x5a82_7999 &+ w[t]) }
      for t in 20..<40 { round.step(round.parity, 0x6ed9_eba1 &+ w[t]) }
      for t in 40..<60 { round.step(round.majority, 0x8f1b_bcdc &+ w[t]) }
      for t in 60..<80 { round.step(round.parity, 0xca62_c1d6 &+ w[t]) }
      h[0] &+= round.a
      h[1] &+= round.b
      h[2] &+= round.c
      h[3] &+= round.d
      h[4] &+= round.e
    }
  }

  package func encode(into output: UnsafeMutableRawBufferPointer) {
    for i in 0..<output.count / 4 { output.storeBytes(of: h[i].bigEndian, toByteOffset: i * 4, as: UInt32.self) }
  }

  /// The five working variables, and the functions of section 4.1.1 on them.
  private struct Variables {
    var a: UInt32, b: UInt32, c: UInt32, d: UInt32, e: UInt32

    var choose: UInt32 { ((c ^ d) & b) ^ d }
    var parity: UInt32 { b ^ c ^ d }
    var majority: UInt32 { ((b ^ c) & (c ^ d)) ^ c }

    @inline(__always)
    mutating func step(_ function: UInt32, _ constantAndWord: UInt32) {
      let next = a.rotatedLeft(5) &+ function &+ e &+ constantAndWord
      (a, b, c, d, e) = (next, a, b.rotatedLeft(30), c, d)
    }
  }
}
