/// SHA-512/256 (FIPS 180-4): a digest of 256 bits.
public struct SHA512_256: HashFunction {
  /// SHA-512/256's result: 32 bytes.
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

  /// The length of a block in bytes: 128.
  public static var blockByteCount: Int { 128 }

  private typealias Frame = MerkleDamgard<128, SHA512Compression>

  private var state = Frame(initial)

  /// The chaining value before any input.
  private static var initial: SHA512Compression {
    // Section 5.3.6.2: the digest of the text `SHA-512/256` under SHA-512 with a changed start.
    SHA512Compression([
      0x22312194fc2bf72c, 0x9f555fa3c84c64c2, 0x2393b86b6f53b151, 0x963877195940eabd,
      0x96283ee2a88effe3, 0xbe5e1e2553863992, 0x2b0199fc2c85b8aa, 0x0eb72ddc81c52ca2,
    ])
  }

  /// The state before any input.
  public init() {}

  /// Takes more input.
  public mutating func update(_ data: Span<UInt8>) { state.update(data) }

  /// The digest of everything taken so far and then of `data`; the state itself stays as it is.
  public func finalize(appending data: Span<UInt8>) -> Digest {
    Digest(state.digest(appending: data))
  }

  /// The digest of `data`.
  public static func hash(data: Span<UInt8>) -> Digest { Digest(Frame(initial).digest(appending: data)) }
}
