/// The secret number of each signature, derived from the private key and the message (RFC 6979, section 3.2): no
/// randomness that could fail and reveal the key. The generator is HMAC_DRBG of SP 800-90A.
struct DeterministicNonces<Order: ScalarOrder, H: HashFunction>: ~Copyable {
  typealias Scalar = CurveScalar<Order>

  private var key: SecretBytes
  private var value: SecretBytes

  /// Steps a to f: `hash` is the digest's leftmost bits modulo n (bits2octets).
  @_specialize(where Order == P256.GroupOrder, H == SHA256)
  @_specialize(where Order == P384.GroupOrder, H == SHA384)
  @_specialize(where Order == P521.GroupOrder, H == SHA512)
  init(privateKey: Span<UInt8>, hash: Scalar) {
    key = SecretBytes(count: H.digestByteCount)
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

  /// Steps g and h: the next number from 1 to n - 1. What is rejected is never used, so that the branch tells nothing.
  @_specialize(where Order == P256.GroupOrder, H == SHA256)
  @_specialize(where Order == P384.GroupOrder, H == SHA384)
  @_specialize(where Order == P521.GroupOrder, H == SHA512)
  mutating func next() -> Scalar {
    while true {
      var candidate = SecretBytes(count: Scalar.byteCount)
      var span = candidate.mutableSpan
      var filled = 0
      while filled < Scalar.byteCount {
        updateValue()
        let count = min(H.digestByteCount, Scalar.byteCount - filled)
        for i in 0..<count { span[filled + i] = value.span[i] }
        filled += count
      }
      // The state moves on in any case, for the next number if this one is not wanted.
      updateKey(separator: 0)
      updateValue()
      if let scalar = Scalar(candidate: candidate.span) { return scalar }
    }
  }

  /// K = HMAC_K(V || separator || private key || hash).
  private mutating func updateKey(separator: UInt8, privateKey: Span<UInt8>, hash: Span<UInt8>) {
    var hmac = HMAC<H>(key: key.span)
    hmac.update(value.span)
    hmac.update(data: CollectionOfOne(separator))
    hmac.update(privateKey)
    hmac.update(hash)
    Self.replace(&key, with: hmac)
  }

  /// K = HMAC_K(V || separator).
  private mutating func updateKey(separator: UInt8) {
    var hmac = HMAC<H>(key: key.span)
    hmac.update(value.span)
    hmac.update(data: CollectionOfOne(separator))
    Self.replace(&key, with: hmac)
  }

  /// V = HMAC_K(V).
  private mutating func updateValue() {
    var hmac = HMAC<H>(key: key.span)
    hmac.update(value.span)
    Self.replace(&value, with: hmac)
  }

  private static func replace(_ bytes: inout SecretBytes, with hmac: borrowing HMAC<H>) {
    var digest = hmac.finalize()
    var span = bytes.mutableSpan
    for i in span.indices { span[i] = digest.span[i] }
    Wipe.zero(&digest)
  }
}
