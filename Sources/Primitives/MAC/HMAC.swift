import BigInt

/// HMAC (RFC 2104, FIPS 198-1): a hash function under a key, so that only who holds the key can make or check the code.
///
/// The hash states that follow the two padded keys are computed once: each further message under the same key costs two
/// compressions less. They are as good as the key, live outside the stack, and are wiped with the value.
public struct HMAC<H: HashFunction>: ~Copyable, @unchecked Sendable {
  // @unchecked: the memory is owned by this value alone, and is written only through `mutating` access.
  /// Three hash states: after the inner padded key, after the outer one, and the inner one with the message so far.
  private let states: UnsafeMutablePointer<H>

  private static var stateCount: Int { 3 }

  /// A code under `key`, which may have any length; longer than a block of `H` it is hashed first.
  @_specialize(where H == SHA256)
  @_specialize(where H == SHA384)
  @_specialize(where H == SHA512)
  public init(key: Span<UInt8>) {
    states = .allocate(capacity: Self.stateCount)
    states.initialize(repeating: H(), count: Self.stateCount)
    let states = states
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: H.blockByteCount) { block in
      block.initialize(repeating: 0)
      if key.count > H.blockByteCount {
        var digest = H.hash(data: key)
        for i in 0..<H.digestByteCount { block[i] = digest.span[i] }
        Wipe.zero(&digest)
      } else {
        for i in key.indices { block[i] = key[i] }
      }
      for i in block.indices { block[i] ^= 0x36 }
      states[0].update(Span(_unsafeElements: UnsafeBufferPointer(block)))
      for i in block.indices { block[i] ^= 0x36 ^ 0x5c }
      states[1].update(Span(_unsafeElements: UnsafeBufferPointer(block)))
      Wipe.zero(UnsafeMutableRawBufferPointer(block))
    }
    states[2] = states[0]
  }

  /// A second, independent code with the same key and the same input so far.
  public func copy() -> HMAC { HMAC(copying: self) }

  private init(copying other: borrowing HMAC) {
    states = .allocate(capacity: Self.stateCount)
    states.initialize(from: other.states, count: Self.stateCount)
  }

  deinit {
    Wipe.zero(UnsafeMutableRawBufferPointer(start: states, count: Self.stateCount * MemoryLayout<H>.stride))
    states.deallocate()
  }

  /// Takes more of the message.
  public mutating func update(_ data: Span<UInt8>) { states[2].update(data) }

  /// Takes more of the message.
  public mutating func update(data: some Collection<UInt8>) { states[2].update(data: data) }

  /// The code of the message so far; more may follow.
  @_specialize(where H == SHA256)
  @_specialize(where H == SHA384)
  @_specialize(where H == SHA512)
  public func finalize() -> H.Digest {
    var inner = states[2].finalize()
    var outer = states[1]
    outer.update(inner.span)
    let code = outer.finalize()
    Wipe.zero(&inner)
    Wipe.zero(&outer)
    return code
  }

  /// Begins a new message under the same key.
  public mutating func reset() { states[2] = states[0] }

  /// Whether `code` is that of the message so far, in constant time; a code of another length never is.
  public func isValid(_ code: Span<UInt8>) -> Bool {
    var expected = finalize()
    let isValid = ConstantTime.equals(expected.span, code).declassified
    // The right code for a message that somebody else chose is worth as much as a forgery.
    Wipe.zero(&expected)
    return isValid
  }

  /// The code of `data` under `key`.
  @_specialize(where H == SHA256)
  @_specialize(where H == SHA384)
  @_specialize(where H == SHA512)
  public static func authenticationCode(for data: Span<UInt8>, using key: Span<UInt8>) -> H.Digest {
    var hmac = HMAC(key: key)
    hmac.update(data)
    return hmac.finalize()
  }

  /// Whether `code` is that of `data` under `key`, in constant time; a code of another length, shortened ones included,
  /// never is.
  public static func isValidAuthenticationCode(
    _ code: Span<UInt8>, authenticating data: Span<UInt8>, using key: Span<UInt8>
  ) -> Bool {
    var hmac = HMAC(key: key)
    hmac.update(data)
    return hmac.isValid(code)
  }
}
