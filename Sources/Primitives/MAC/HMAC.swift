import BigInt

/// HMAC (RFC 2104, FIPS 198-1): a hash function under a key, so that only who holds the key can make or check the code.
///
/// The key is prepared once, for any number of messages. What is prepared lives outside the stack, and is wiped with the
/// value. `authenticationCode(for:using:)` does without that memory.
public struct HMAC<H: HashFunction>: ~Copyable, @unchecked Sendable {
  // @unchecked: the memory is owned by this value alone, and is written only through `mutating` access.
  @usableFromInline let state: UnsafeMutablePointer<State>

  @usableFromInline
  struct State: BitwiseCopyable {
    @usableFromInline var key: HMACKey<H>
    /// The inner state with the message so far.
    @usableFromInline var message: H

    @inlinable
    init(key: HMACKey<H>, message: H) { (self.key, self.message) = (key, message) }
  }

  /// A code under `key`, which may have any length; longer than a block of `H` it is hashed first.
  @inlinable
  public init(key: Span<UInt8>) {
    state = .allocate(capacity: 1)
    var prepared = HMACKey<H>(key)
    state.initialize(to: State(key: prepared, message: prepared.inner))
    Wipe.zero(&prepared)
  }

  /// A second, independent code with the same key and the same input so far.
  public func copy() -> HMAC { HMAC(copying: self) }

  private init(copying other: borrowing HMAC) {
    state = .allocate(capacity: 1)
    state.initialize(from: other.state, count: 1)
  }

  deinit {
    Wipe.zero(UnsafeMutableRawBufferPointer(start: state, count: MemoryLayout<State>.size))
    state.deallocate()
  }

  /// Takes more of the message.
  @inlinable
  public mutating func update(_ data: Span<UInt8>) { state.pointee.message.update(data) }

  /// Takes more of the message.
  @inlinable
  public mutating func update(data: some Collection<UInt8>) { state.pointee.message.update(data: data) }

  /// The code of the message so far; more may follow.
  @inlinable
  public func finalize() -> H.Digest {
    state.pointee.key.code(of: &state.pointee.message)
  }

  /// Begins a new message under the same key.
  @inlinable
  public mutating func reset() { state.pointee.message = state.pointee.key.inner }

  /// Whether `code` is that of the message so far, in constant time; a code of another length never is.
  public func isValid(_ code: Span<UInt8>) -> Bool {
    var expected = finalize()
    let isValid = ConstantTime.equals(expected.span, code).declassified
    // The right code for a message that somebody else chose is worth as much as a forgery.
    Wipe.zero(&expected)
    return isValid
  }

  /// The code of `data` alone under this key: the shortest way for a message that is there as a whole. What was taken so far
  /// stays as it is and does not count.
  @inlinable
  public func authenticationCode(for data: Span<UInt8>) -> H.Digest { state.pointee.key.code(of: data) }

  /// The code of `data` under `key`.
  @inlinable
  public static func authenticationCode(for data: Span<UInt8>, using key: Span<UInt8>) -> H.Digest {
    var key = HMACKey<H>(key)
    let code = key.code(of: data)
    Wipe.zero(&key)
    return code
  }

  /// Whether `code` is that of `data` under `key`, in constant time; a code of another length, shortened ones included,
  /// never is.
  public static func isValidAuthenticationCode(
    _ code: Span<UInt8>, authenticating data: Span<UInt8>, using key: Span<UInt8>
  ) -> Bool {
    var expected = authenticationCode(for: data, using: key)
    let isValid = ConstantTime.equals(expected.span, code).declassified
    Wipe.zero(&expected)
    return isValid
  }
}
