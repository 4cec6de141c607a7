/// SHA-224 (FIPS 180-4): a digest of 224 bits.
public struct SHA224: HashFunction {
  /// SHA-224's result: 28 bytes.
  public struct Digest: MessageDigest {
    private let storage: InlineArray<28, UInt8>

    fileprivate init(_ storage: InlineArray<28, UInt8>) { self.storage = storage }

    /// The digest's length in bytes: 28.
    public static var byteCount: Int { 28 }

    /// The digest's bytes.
    public var span: Span<UInt8> {
      @_lifetime(borrow self)
      borrowing get { storage.span }
    }
  }

  /// The length of a block in bytes: 64.
  public static var blockByteCount: Int { 64 }

  private typealias Frame = MerkleDamgard<64, SHA256Compression>

  private var state = Frame(initial)

  /// The chaining value before any input.
  private static var initial: SHA256Compression {
    // Section 5.3.2: the second 32 bits of the fractional parts of the square roots of the 9th to 16th primes.
    SHA256Compression([
      0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939,
      0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
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
