/// SHA3-256 (FIPS 202): a digest of 256 bits.
public struct SHA3_256: HashFunction {
  /// SHA3-256's result: 32 bytes.
  public struct Digest: MessageDigest {
    private let storage: InlineArray<32, UInt8>

    fileprivate init(_ storage: InlineArray<32, UInt8>) { self.storage = storage }

    /// The digest's length in bytes: 32.
    public static var byteCount: Int { 32 }

    /// The digest's bytes.
    public var span: Span<UInt8> {
      @_lifetime(borrow self)
      borrowing get { storage.span }
    }
  }

  /// The length of a block in bytes, the sponge's rate: 136.
  public static var blockByteCount: Int { 136 }

  private var sponge = KeccakSponge<136>()

  /// The state before any input.
  public init() {}

  /// Takes more input.
  public mutating func update(_ data: Span<UInt8>) { sponge.absorb(data) }

  /// The digest of everything taken so far and then of `data`; the state itself stays as it is.
  public func finalize(appending data: Span<UInt8>) -> Digest {
    var last = sponge
    last.absorb(data)
    // The suffix 01 of section 6.1 and the padding's first bit.
    return Digest(last.finish(suffix: 0b110))
  }
}
