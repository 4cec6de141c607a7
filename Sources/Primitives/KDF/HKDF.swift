/// HKDF (RFC 5869): from a secret that is good but not uniform, such as a Diffie-Hellman result, to keys.
public enum HKDF<H: HashFunction> {
  /// The most that one `expand` gives: 255 digests, in bytes.
  public static var maximumOutputByteCount: Int { 255 * H.digestByteCount }

  /// HKDF-Extract (section 2.2): the secret in `inputKeyMaterial` condensed into a pseudorandom key of one digest.
  /// An empty `salt` is the same as one of zeros.
  @_specialize(where H == SHA256)
  @_specialize(where H == SHA384)
  public static func extract(inputKeyMaterial: Span<UInt8>, salt: Span<UInt8>) -> SecretBytes {
    var hmac = HMAC<H>(key: salt)
    hmac.update(inputKeyMaterial)
    var key = hmac.finalize()
    let secret = SecretBytes(copying: key.span)
    Wipe.zero(&key)
    return secret
  }

  /// HKDF-Expand (section 2.3): `outputByteCount` bytes (at most `maximumOutputByteCount`) from a pseudorandom key, for
  /// the purpose that `info` names.
  @_specialize(where H == SHA256)
  @_specialize(where H == SHA384)
  public static func expand(
    pseudoRandomKey: Span<UInt8>, info: Span<UInt8>, outputByteCount: Int
  ) -> SecretBytes {
    precondition(
      0...maximumOutputByteCount ~= outputByteCount,
      "HKDF gives 0 to \(maximumOutputByteCount) bytes, not \(outputByteCount)")
    var output = SecretBytes(count: outputByteCount)
    var target = output.mutableSpan
    var hmac = HMAC<H>(key: pseudoRandomKey)
    var offset = 0
    var counter: UInt8 = 1
    while offset < outputByteCount {
      hmac.update(info)
      hmac.update(CollectionOfOne(counter).span)
      var block = hmac.finalize()
      let taken = min(H.digestByteCount, outputByteCount - offset)
      for i in 0..<taken { target[offset + i] = block.span[i] }
      offset += taken
      // T(n + 1) begins with T(n). The counter wraps only after the 255th block, which is the last.
      hmac.reset()
      hmac.update(block.span)
      counter &+= 1
      Wipe.zero(&block)
    }
    return output
  }

  /// Extract, then expand.
  public static func deriveKey(
    inputKeyMaterial: Span<UInt8>, salt: Span<UInt8>, info: Span<UInt8>, outputByteCount: Int
  ) -> SecretBytes {
    let key = extract(inputKeyMaterial: inputKeyMaterial, salt: salt)
    return expand(pseudoRandomKey: key.span, info: info, outputByteCount: outputByteCount)
  }
}
