/// SHA-256 (FIPS 180-4): a digest of 256 bits.
public struct SHA256: HashFunction {
  /// SHA-256's result: 32 bytes.
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

  /// The length of a block in bytes: 64.
  public static var blockByteCount: Int { 64 }

  private typealias Frame = MerkleDamgard<64, SHA256Compression>

  private var state = Frame(initial)

  /// The chaining value before any input.
  private static var initial: SHA256Compression {
    // Section 5.3.3: the first 32 bits of the fractional parts of the square roots of the first eight primes.
    SHA256Compression([
      0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    ])
  }

  /// The state before any input.
  public init() {}

  /// H0 to H7 after the whole blocks taken so far.
  var chainingValue: InlineArray<8, UInt32> { state.compression.h }

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
