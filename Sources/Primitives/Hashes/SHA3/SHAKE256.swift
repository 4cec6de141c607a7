/// SHAKE256 (FIPS 202): output of any length, with the strength of 256 bits.
public struct SHAKE256: ExtendableOutputFunction {
  /// The length of a block in bytes, the sponge's rate: 136. Output comes fastest in its multiples.
  public static var blockByteCount: Int { 136 }

  private var sponge = KeccakSponge<136>()
  private var isSqueezing = false

  /// The state before any input.
  public init() {}

  /// Takes more input, before the first output only.
  public mutating func update(_ data: Span<UInt8>) {
    precondition(!isSqueezing, "SHAKE256 takes no more input once it has given output")
    sponge.absorb(data)
  }

  /// Fills `output` with the bytes that follow those given so far.
  public mutating func squeeze(into output: inout MutableSpan<UInt8>) {
    if !isSqueezing {
      // The suffix 1111 of section 6.2 and the padding's first bit.
      sponge.pad(0b1_1111)
      isSqueezing = true
    }
    output.withUnsafeMutableBytes { sponge.squeeze(into: $0) }
  }
}
