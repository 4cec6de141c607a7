/// A key for a cipher, a MAC or a key derivation: secret bytes of a public length, wiped when it goes away.
public struct SymmetricKey: ~Copyable, Sendable {
  /// The key's bytes.
  public let bytes: SecretBytes

  /// Takes over `bytes`.
  public init(_ bytes: consuming SecretBytes) { self.bytes = bytes }

  /// A copy of `data`, whose owner stays responsible for wiping the original.
  public init(data: Span<UInt8>) { bytes = SecretBytes(copying: data) }

  /// The key's bytes, to be read.
  public var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get { bytes.span }
  }

  /// The key's length in bits.
  public var bitCount: Int { bytes.count * 8 }
}
