/// The secret number of each signature, derived from the private key and the message (RFC 6979, section 3.2): no
/// randomness that could fail and reveal the key. The generator is HMAC_DRBG of SP 800-90A.
struct DeterministicNonces<Order: ScalarOrder, H: HashFunction>: ~Copyable {
  typealias Scalar = CurveScalar<Order>

  /// K, prepared, outside the stack.
  private let key: UnsafeMutablePointer<HMACKey<H>>
  /// V.
  private var value: SecretBytes
  /// Whether a number was taken from this state, which must then move on before the next.
  private var isUsed = false

  /// Steps a to f: `hash` is the digest's leftmost bits modulo n (bits2octets).
  @_specialize(where Order == P256.GroupOrder, H == SHA256)
  @_specialize(where Order == P384.GroupOrder, H == SHA384)
  @_specialize(where Order == P521.GroupOrder, H == SHA512)
  init(privateKey: Span<UInt8>, hash: Scalar) {
    key = .allocate(capacity: 1)
    key.initialize(to: HMACKey([UInt8](repeating: 0, count: H.digestByteCount).span))
    value = SecretBytes(count: H.digestByteCount)
    var span = value.mutableSpan
    for i in span.indices { span[i] = 1 }
    var encodedHash = SecretBytes(count: Scalar.byteCount)
    var hashSpan = encodedHash.mutableSpan
    hash.store(to: &hashSpan)
    for separator: UInt8 in [0, 1] {
      updateKey(separator: separator, privateKey: privateKey, hash: encodedHash.span)
      updateValue()
    }
  }

  deinit {
    Wipe.zero(&key.pointee)
    key.deallocate()
  }

  /// Steps g and h: the next number from 1 to n - 1. What is rejected is never used, so that the branch tells nothing.
  @_specialize(where Order == P256.GroupOrder, H == SHA256)
  @_specialize(where Order == P384.GroupOrder, H == SHA384)
  @_specialize(where Order == P521.GroupOrder, H == SHA512)
  mutating func next() -> Scalar {
    while true {
      if isUsed {
        updateKey(separator: 0, privateKey: Span(), hash: Span())
        updateValue()
      }
      isUsed = true
      var candidate = SecretBytes(count: Scalar.byteCount)
      var span = candidate.mutableSpan
      var filled = 0
      while filled < Scalar.byteCount {
        updateValue()
        let count = min(H.digestByteCount, Scalar.byteCount - filled)
        for i in 0..<count { span[filled + i] = value.span[i] }
        filled += count
      }
      if let scalar = Scalar(candidate: candidate.span) { return scalar }
    }
  }

  /// K = HMAC_K(V || separator || private key || hash), the last two empty in step h.
  private mutating func updateKey(separator: UInt8, privateKey: Span<UInt8>, hash: Span<UInt8>) {
    var message = key.pointee.inner
    message.update(value.span)
    message.update(CollectionOfOne(separator).span)
    message.update(privateKey)
    message.update(hash)
    var digest = key.pointee.code(of: &message)
    key.pointee = HMACKey(digest.span)
    Wipe.zero(&message)
    Wipe.zero(&digest)
  }

  /// V = HMAC_K(V).
  private mutating func updateValue() {
    var digest = key.pointee.code(of: value.span)
    var span = value.mutableSpan
    for i in span.indices { span[i] = digest.span[i] }
    Wipe.zero(&digest)
  }
}
