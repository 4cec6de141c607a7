/// SHA-384 (FIPS 180-4): a digest of 384 bits.
public struct SHA384: HashFunction {
  /// SHA-384's result: 48 bytes.
  public struct Digest: MessageDigest {
    private let storage: InlineArray<48, UInt8>

    fileprivate init(_ storage: InlineArray<48, UInt8>) { self.storage = storage }

    /// The digest's length in bytes: 48.
    public static var byteCount: Int { 48 }

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
    // Section 5.3.4: the first 64 bits of the fractional parts of the square roots of the 9th to 16th primes.
    SHA512Compression([
      0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
      0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4,
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

  /// The digest of everything that `outer` has taken and then of this digest: the nesting of HMAC.
  public func finalize(appending data: Span<UInt8>, in outer: Self) -> Digest {
    Digest(state.digest(appending: data, in: outer.state))
  }

  /// The digest of `data`.
  public static func hash(data: Span<UInt8>) -> Digest { Digest(Frame(initial).digest(appending: data)) }
}
