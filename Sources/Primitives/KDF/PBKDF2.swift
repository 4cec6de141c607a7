#if arch(x86_64)
  import Processor
#endif

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
    precondition(digestByteCount <= 64)
    guard outputByteCount >= 1, (outputByteCount - 1) / digestByteCount < Int(UInt32.max) else {
      throw .outOfRange(
        parameter: "PBKDF2 output length", rule: "\(outputByteCount) bytes found, 1 to 2^32 - 1 digests expected")
    }
    var output = SecretBytes(count: outputByteCount)
    var target = output.mutableSpan
    var key = HMACKey<H>(password)
    #if arch(x86_64)
      if H.self == SHA256.self, Processor.hasV3 {
        var prepared = unsafeBitCast(key, to: HMACKey<SHA256>.self)
        PBKDF2<SHA256>.deriveKeyByKernel(&prepared, salt: salt, iterations: iterations, into: &target)
        Wipe.zero(&prepared)
        Wipe.zero(&key)
        return output
      }
    #endif
    var index: UInt32 = 1
    var offset = 0
    while offset < outputByteCount {
      var code = key.code(of: salt, bigEndian(index).span)
      var sum = InlineArray<64, UInt8>(repeating: 0)  // No hash function here has a longer digest.
      var sumSpan = sum.mutableSpan
      add(code.span, to: &sumSpan)
      for _ in 1..<iterations {
        code = key.code(of: code.span)
        add(code.span, to: &sumSpan)
      }
      for i in 0..<min(digestByteCount, outputByteCount - offset) { target[offset + i] = sum[i] }
      Wipe.zero(&code)
      Wipe.zero(&sum)
      offset += digestByteCount
      index += 1
    }
    Wipe.zero(&key)
    return output
  }

  static func bigEndian(_ index: UInt32) -> InlineArray<4, UInt8> {
    InlineArray { UInt8(truncatingIfNeeded: index >> (24 - 8 * UInt32($0))) }
  }

  @inline(__always)
  private static func add(_ code: Span<UInt8>, to sum: inout MutableSpan<UInt8>) {
    for i in code.indices { sum[i] ^= code[i] }
  }
}
