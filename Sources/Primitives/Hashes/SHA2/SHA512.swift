/// SHA-512 (FIPS 180-4): a digest of 512 bits.
public struct SHA512: HashFunction {
  /// SHA-512's result: 64 bytes.
  public struct Digest: MessageDigest {
    private let storage: InlineArray<64, UInt8>

    fileprivate init(_ storage: InlineArray<64, UInt8>) { self.storage = storage }

    /// The digest's length in bytes: 64.
    public static var byteCount: Int { 64 }

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
    // Section 5.3.5: the first 64 bits of the fractional parts of the square roots of the first eight primes.
    SHA512Compression([
      0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
      0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
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
