/// MD5 (RFC 1321): a digest of 128 bits, **broken**: anyone can make collisions.
///
/// It is here for one purpose: older PEM files derive their encryption key with it, and must be read.
public struct InsecureMD5: HashFunction {
  /// MD5's result: 16 bytes.
  public struct Digest: MessageDigest {
    private let storage: InlineArray<16, UInt8>

    fileprivate init(_ storage: InlineArray<16, UInt8>) { self.storage = storage }

    /// The digest's length in bytes: 16.
    public static var byteCount: Int { 16 }

    /// The digest's bytes.
    public var span: Span<UInt8> {
      @_lifetime(borrow self)
      borrowing get { storage.span }
    }
  }

  /// The length of a block in bytes: 64.
  public static var blockByteCount: Int { 64 }

  private var state = MerkleDamgard<64, MD5Compression>(MD5Compression())

  /// The state before any input.
  public init() {}

  /// Takes more input.
  public mutating func update(_ data: Span<UInt8>) { state.update(data) }

  /// The digest of everything taken so far and then of `data`; the state itself stays as it is.
  public func finalize(appending data: Span<UInt8>) -> Digest {
    Digest(state.digest(appending: data))
  }
}

/// The compression function of MD5 (RFC 1321, section 3.4).
package struct MD5Compression: CompressionFunction {
  /// The chaining value A, B, C, D, at first that of section 3.3.
  private var h: InlineArray<4, UInt32> = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476]

  package static var isBigEndian: Bool { false }

  /// T[i], the integer part of 2^32 times the absolute sine of i + 1 radians.
  private static let sines: InlineArray<64, UInt32> = [
    0xd76a_a478, 0xe8c7_b756, 0x2420_70db, 0xc1bd_ceee, 0xf57c_0faf, 0x4787_c62a, 0xa830_4613, 0xfd46_9501,
    0x6980_98d8, 0x8b44_f7af, 0xffff_5bb1, 0x895c_d7be, 0x6b90_1122, 0xfd98_7193, 0xa679_438e, 0x49b4_0821,
    0xf61e_2562, 0xc040_b340, 0x265e_5a51, 0xe9b6_c7aa, 0xd62f_105d, 0x0244_1453, 0xd8a1_e681, 0xe7d3_fbc8,
    0x21e1_cde6, 0xc337_07d6, 0xf4d5_0d87, 0x455a_14ed, 0xa9e3_e905, 0xfcef_a3f8, 0x676f_02d9, 0x8d2a_4c8a,
    0xfffa_3942, 0x8771_f681, 0x6d9d_6122, 0xfde5_380c, 0xa4be_ea44, 0x4bde_cfa9, 0xf6bb_4b60, 0xbebf_bc70,
    0x289b_7ec6, 0xeaa1_27fa, 0xd4ef_3085, 0x0488_1d05, 0xd9d4_d039, 0xe6db_99e5, 0x1fa2_7cf8, 0xc4ac_5665,
    0xf429_2244, 0x432a_ff97, 0xab94_23a7, 0xfc93_a039, 0x655b_59c3, 0x8f0c_cc92, 0xffef_f47d, 0x8584_5dd1,
    0x6fa8_7e4f, 0xfe2c_e6e0, 0xa301_4314, 0x4e08_11a1, 0xf753_7e82, 0xbd3a_f235, 0x2ad7_d2bb, 0xeb86_d391,
  ]

  /// How far each step turns, four lengths for each of the four rounds.
  private static let shifts: InlineArray<16, UInt32> = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]

  package mutating func compressPortable(_ blocks: Span<UInt8>) {
    precondition(blocks.count.isMultiple(of: 64))
    let input = blocks.bytes
    for offset in stride(from: 0, to: input.byteCount, by: 64) {
      var (a, b, c, d) = (h[0], h[1], h[2], h[3])
      for i in 0..<64 {
        let function: UInt32
        let word: Int
        switch i / 16 {
        case 0: (function, word) = ((b & c) | (~b & d), i)
        case 1: (function, word) = ((b & d) | (c & ~d), 5 * i + 1)
        case 2: (function, word) = (b ^ c ^ d, 3 * i + 5)
        default: (function, word) = (c ^ (b | ~d), 7 * i)
        }
        let x = UInt32(
          littleEndian: input.unsafeLoadUnaligned(fromByteOffset: offset + word % 16 * 4, as: UInt32.self))
        let turned = (a &+ function &+ x &+ Self.sines[i]).rotatedLeft(Self.shifts[i / 16 * 4 + i % 4])
        (a, b, c, d) = (d, b &+ turned, b, c)
      }
      h[0] &+= a
      h[1] &+= b
      h[2] &+= c
      h[3] &+= d
    }
  }

  package func encode(into output: UnsafeMutableRawBufferPointer) {
    for i in 0..<output.count / 4 { output.storeBytes(of: h[i].littleEndian, toByteOffset: i * 4, as: UInt32.self) }
  }
}
