/// Bytes that are overwritten when they go away.
///
/// The length is public; the content is not. The storage is never reallocated and never copied behind the owner's back,
/// because the type cannot be copied: `copy()` says so where a second holder is meant.
public struct SecretBytes: ~Copyable, @unchecked Sendable {
  // @unchecked: the buffer is owned by this value alone, and is written only through `mutating` access.
  private let storage: UnsafeMutableBufferPointer<UInt8>

  /// `count` zero bytes.
  public init(count: Int) {
    storage = .allocate(capacity: count)
    storage.initialize(repeating: 0)
  }

  /// A copy of `bytes`, whose owner stays responsible for wiping the original.
  public init(copying bytes: Span<UInt8>) {
    self.init(count: bytes.count)
    for i in bytes.indices { storage[i] = bytes[i] }
  }

  deinit {
    Wipe.zero(UnsafeMutableRawBufferPointer(storage))
    storage.deallocate()
  }

  /// The number of bytes.
  public var count: Int { storage.count }

  /// The bytes, for as long as this value is not changed or consumed.
  public var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get {
      let span = Span<UInt8>(_unsafeElements: UnsafeBufferPointer(storage))
      return _overrideLifetime(span, borrowing: self)
    }
  }

  /// The bytes, to be written.
  public var mutableSpan: MutableSpan<UInt8> {
    @_lifetime(&self)
    mutating get {
      let span = MutableSpan<UInt8>(_unsafeElements: storage)
      return _overrideLifetime(span, mutating: &self)
    }
  }

  /// A second, independent holder of the same bytes.
  public func copy() -> SecretBytes { SecretBytes(copying: span) }
}
