/// PBKDF2 (RFC 8018, section 5.2) with HMAC: a key from a password, made slow on purpose.
public enum PBKDF2<H: HashFunction> {
  /// `outputByteCount` bytes from `password`.
  ///
  /// The time is `iterations` times two compressions of `H` for each digest's worth of output.
  /// - Throws: `outOfRange` when `iterations` or `outputByteCount` is less than 1, or the output is longer than 2^32 - 1
  ///   digests.
  @_specialize(where H == SHA1)
  @_specialize(where H == SHA256)
  @_specialize(where H == SHA384)
  @_specialize(where H == SHA512)
  public static func deriveKey(
    password: Span<UInt8>, salt: Span<UInt8>, iterations: Int, outputByteCount: Int
  ) throws(CryptoError) -> SecretBytes {
    guard iterations >= 1 else {
      throw .outOfRange(parameter: "PBKDF2 iterations", rule: "\(iterations) found, at least 1 expected")
    }
    let digestByteCount = H.digestByteCount
    guard outputByteCount >= 1, (outputByteCount - 1) / digestByteCount < Int(UInt32.max) else {
      throw .outOfRange(
        parameter: "PBKDF2 output length", rule: "\(outputByteCount) bytes found, 1 to 2^32 - 1 digests expected")
    }
    var output = SecretBytes(count: outputByteCount)
    var target = output.mutableSpan
    var hmac = HMAC<H>(key: password)
    var accumulator = SecretBytes(count: digestByteCount)
    var index: UInt32 = 1
    var offset = 0
    while offset < outputByteCount {
      hmac.reset()
      hmac.update(salt)
      hmac.update(bigEndian: index)
      var sum = accumulator.mutableSpan
      sum.update(repeating: 0)
      hmac.addIterations(iterations, into: &sum)
      for i in 0..<min(digestByteCount, outputByteCount - offset) { target[offset + i] = sum[i] }
      offset += digestByteCount
      index += 1
    }
    return output
  }
}

extension HMAC {
  fileprivate mutating func update(bigEndian word: UInt32) {
    let bytes = InlineArray<4, UInt8> { UInt8(truncatingIfNeeded: word >> (24 - 8 * UInt32($0))) }
    update(bytes.span)
  }

  /// U1, the code of the message so far, and `count - 1` times the code of the one before, all added up in `sum`.
  fileprivate mutating func addIterations(_ count: Int, into sum: inout MutableSpan<UInt8>) {
    var code = finalize()
    var iteration = 1
    while true {
      for i in sum.indices { sum[i] ^= code.span[i] }
      if iteration == count { break }
      reset()
      update(code.span)
      code = finalize()
      iteration += 1
    }
    Wipe.zero(&code)
  }
}
