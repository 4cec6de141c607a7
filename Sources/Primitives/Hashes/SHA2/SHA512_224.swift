/// SHA-512/224 (FIPS 180-4): a digest of 224 bits.
public struct SHA512_224: HashFunction {
  /// SHA-512/224's result: 28 bytes.
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

  /// The length of a block in bytes: 128.
  public static var blockByteCount: Int { 128 }

  private typealias Frame = MerkleDamgard<128, SHA512Compression>

  private var state = Frame(initial)

  /// The chaining value before any input.
  private static var initial: SHA512Compression {
    // Section 5.3.6.1: the digest of the text `SHA-512/224` under SHA-512 with a changed start.
    SHA512Compression([
      0x8c3d37c819544da2, 0x73e1996689dcd4d6, 0x1dfab7ae32ff9c82, 0x679dd514582f9fcf,
      0x0f6d2b697bd44da8, 0x77e36f7304c48942, 0x3f9d85a86a1d36c8, 0x1112e6ad91d692a1,
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
