/// Triple DES (FIPS 46-3, ANSI X9.52) in CBC mode, **only** to read and write traditional PEM (`DES-EDE3-CBC`), which
/// older tools encrypt their keys with.
///
/// Insecure: blocks of 64 bits repeat too soon, and this implementation looks up tables by secret values, so that its
/// time depends on the key and the data. It follows the standard's tables literally, since files are small.
public enum InsecureTripleDES {
  /// The length of a key in bytes: three DES keys, with their unused parity bits.
  public static var keyByteCount: Int { 24 }

  /// The length of a block, and of an initialisation vector, in bytes.
  public static var blockByteCount: Int { 8 }

  /// The ciphertext of `plaintext` with PKCS #7 padding (1 to 8 bytes longer), variable time.
  /// - Throws: `incorrectKeySize` or `incorrectParameterSize` when `key` is not 24 bytes or `iv` not 8.
  public static func encryptCBCVarTime(
    _ plaintext: Span<UInt8>, key: Span<UInt8>, iv: Span<UInt8>
  ) throws(CryptoError) -> [UInt8] {
    let padCount = blockByteCount - plaintext.count % blockByteCount
    var output = [UInt8](repeating: UInt8(padCount), count: plaintext.count + padCount)
    for i in plaintext.indices { output[i] = plaintext[i] }
    try transformBlocks(&output, key: key, iv: iv, encrypting: true)
    return output
  }

  /// The plaintext of `ciphertext`, its PKCS #7 padding checked and removed, variable time.
  ///
  /// The caller wipes the result. Nothing here is authenticated: a wrong key is noticed by its padding only 255 times in
  /// 256.
  /// - Throws: `incorrectKeySize` or `incorrectParameterSize` for wrong lengths, `invalidPadding`.
  public static func decryptCBCVarTime(
    _ ciphertext: Span<UInt8>, key: Span<UInt8>, iv: Span<UInt8>
  ) throws(CryptoError) -> [UInt8] {
    guard ciphertext.count > 0, ciphertext.count.isMultiple(of: blockByteCount) else {
      throw .incorrectParameterSize(
        parameter: "DES-EDE3-CBC ciphertext", found: ciphertext.count, expected: "a positive multiple of 8 bytes")
    }
    var output = [UInt8](repeating: 0, count: ciphertext.count)
    for i in ciphertext.indices { output[i] = ciphertext[i] }
    try transformBlocks(&output, key: key, iv: iv, encrypting: false)
    let padCount = Int(output[output.count - 1])
    guard 1...blockByteCount ~= padCount, output.suffix(padCount).allSatisfy({ $0 == UInt8(padCount) }) else {
      Wipe.zero(&output)
      throw .invalidPadding
    }
    // Shortened in place: the array keeps its storage, and the caller can wipe all of it that held plaintext.
    output.removeLast(padCount)
    return output
  }

  /// CBC over whole blocks, in place.
  static func transformBlocks(
    _ data: inout [UInt8], key: Span<UInt8>, iv: Span<UInt8>, encrypting: Bool
  ) throws(CryptoError) {
    guard key.count == keyByteCount else { throw .incorrectKeySize(found: key.count, expected: "24 bytes") }
    guard iv.count == blockByteCount else {
      throw .incorrectParameterSize(parameter: "DES-EDE3-CBC IV", found: iv.count, expected: "8 bytes")
    }
    precondition(data.count.isMultiple(of: blockByteCount))
    var first = DESKeySchedule(key: word(key, at: 0))
    var second = DESKeySchedule(key: word(key, at: 8))
    var third = DESKeySchedule(key: word(key, at: 16))
    defer {
      Wipe.zero(&first)
      Wipe.zero(&second)
      Wipe.zero(&third)
    }
    var previous = word(iv, at: 0)
    for offset in stride(from: 0, to: data.count, by: blockByteCount) {
      let input = word(data.span, at: offset)
      let output: UInt64
      if encrypting {
        let middle = second.transform(first.transform(input ^ previous, encrypting: true), encrypting: false)
        output = third.transform(middle, encrypting: true)
        previous = output
      } else {
        let middle = second.transform(third.transform(input, encrypting: false), encrypting: true)
        output = first.transform(middle, encrypting: false) ^ previous
        previous = input
      }
      for i in 0..<blockByteCount {
        data[offset + i] = UInt8(truncatingIfNeeded: output >> UInt64(56 - 8 * i))
      }
    }
  }

  private static func word(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
    var word: UInt64 = 0
    for i in 0..<8 { word = word << 8 | UInt64(bytes[offset + i]) }
    return word
  }
}
