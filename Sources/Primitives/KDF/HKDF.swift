/// HKDF (RFC 5869): from a secret that is good but not uniform, such as a Diffie-Hellman result, to keys.
public enum HKDF<H: HashFunction> {
  /// The most that one `expand` gives: 255 digests, in bytes.
  public static var maximumOutputByteCount: Int { 255 * H.digestByteCount }

  /// HKDF-Extract (section 2.2): the secret in `inputKeyMaterial` condensed into a pseudorandom key of one digest.
  /// An empty `salt` is the same as one of zeros.
  @_specialize(where H == SHA256)
  @_specialize(where H == SHA384)
  public static func extract(inputKeyMaterial: Span<UInt8>, salt: Span<UInt8>) -> SecretBytes {
    var key = HMAC<H>.authenticationCode(for: inputKeyMaterial, using: salt)
    let secret = SecretBytes(copying: key.span)
    Wipe.zero(&key)
    return secret
  }

  /// HKDF-Expand (section 2.3): `outputByteCount` bytes (at most `maximumOutputByteCount`) from a pseudorandom key, for
  /// the purpose that `info` names.
  public static func expand(
    pseudoRandomKey: Span<UInt8>, info: Span<UInt8>, outputByteCount: Int
  ) -> SecretBytes {
    precondition(
      0...maximumOutputByteCount ~= outputByteCount,
      "HKDF gives 0 to \(maximumOutputByteCount) bytes, not \(outputByteCount)")
    var output = SecretBytes(count: outputByteCount)
    var target = output.mutableSpan
    expand(pseudoRandomKey: pseudoRandomKey, info: info, into: &target)
    return output
  }

  /// The same into `output`, at most `maximumOutputByteCount` bytes that the caller wipes. Nothing is allocated.
  @_specialize(where H == SHA256)
  @_specialize(where H == SHA384)
  public static func expand(
    pseudoRandomKey: Span<UInt8>, info: Span<UInt8>, into output: inout MutableSpan<UInt8>
  ) {
    precondition(output.count <= maximumOutputByteCount, "HKDF gives no more than \(maximumOutputByteCount) bytes")
    let digestByteCount = H.digestByteCount
    var key = HMACKey<H>(pseudoRandomKey)
    var message = key.inner
    var offset = 0
    var counter: UInt8 = 1
    while offset < output.count {
      message.update(info)
      message.update(CollectionOfOne(counter).span)
      var block = key.code(of: &message)
      let taken = min(digestByteCount, output.count - offset)
      for i in 0..<taken { output[offset + i] = block.span[i] }
      offset += taken
      // T(n + 1) begins with T(n). The counter wraps only after the 255th block, which is the last.
      message = key.inner
      message.update(block.span)
      counter &+= 1
      Wipe.zero(&block)
    }
    Wipe.zero(&message)
    Wipe.zero(&key)
  }

  /// Extract, then expand.
  public static func deriveKey(
    inputKeyMaterial: Span<UInt8>, salt: Span<UInt8>, info: Span<UInt8>, outputByteCount: Int
  ) -> SecretBytes {
    let key = extract(inputKeyMaterial: inputKeyMaterial, salt: salt)
    return expand(pseudoRandomKey: key.span, info: info, outputByteCount: outputByteCount)
  }
}
