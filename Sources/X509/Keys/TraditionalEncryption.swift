import ASN1
import Primitives

/// The encryption of PKCS #1 and SEC 1 keys in PEM that OpenSSL made common: RFC 1421 headers, and a key derived from the
/// passphrase by one round of MD5. It stops nobody who tries passphrases; it is here because files are.
enum TraditionalEncryption {
  /// Whether a document is encrypted in this way.
  static func isEncrypted(_ document: PEMDocument) -> Bool {
    document.header("Proc-Type") != nil || document.header("DEK-Info") != nil
  }

  /// The key inside, which the caller wipes.
  static func decrypt(_ document: PEMDocument, passphrase: Span<UInt8>) throws(KeyError) -> [UInt8] {
    let fields = (document.header("DEK-Info") ?? "").split(separator: ",", omittingEmptySubsequences: false)
    guard document.header("Proc-Type") == "4,ENCRYPTED" else {
      throw .malformedEncryption(rule: "RFC 1421 4.6.1.1: an encrypted key has the header Proc-Type: 4,ENCRYPTED")
    }
    guard fields.count == 2 else {
      throw .malformedEncryption(rule: "RFC 1421 4.6.1.3: an encrypted key has the header DEK-Info: CIPHER,IV")
    }
    guard let cipher = EncryptedPrivateKeyInfo.Cipher.allCases.first(where: { $0.dekInfoName == fields[0] }) else {
      throw .unsupported("encryption of a key with the cipher \(fields[0])")
    }
    guard let iv = bytes(hexadecimal: fields[1]), iv.count == cipher.ivByteCount else {
      throw .malformedEncryption(rule: "the IV in DEK-Info is \(cipher.ivByteCount) bytes in hexadecimal")
    }
    let key = deriveKey(passphrase: passphrase, salt: iv.span.extracting(0..<8), byteCount: cipher.keyByteCount)
    return try cipher.decrypt(document.derBytes.span, key: key.span, iv: iv.span)
  }

  /// The document for a key, encrypted with AES-256-CBC.
  static func encrypt(
    _ key: borrowing SecretBytes, type: String, passphrase: Span<UInt8>
  ) throws(KeyError) -> PEMDocument {
    let cipher = EncryptedPrivateKeyInfo.Cipher.aes256CBC
    let iv = SystemRandom.bytes(count: cipher.ivByteCount)
    let encryptionKey = deriveKey(
      passphrase: passphrase, salt: iv.span.extracting(0..<8), byteCount: cipher.keyByteCount)
    let ciphertext: [UInt8]
    do throws(CryptoError) {
      ciphertext = try cipher.encrypt(key.span, key: encryptionKey.span, iv: iv.span)
    } catch {
      throw .cryptographic(error)
    }
    return PEMDocument(
      type: type,
      headers: [
        PEMDocument.Header(name: "Proc-Type", value: "4,ENCRYPTED"),
        PEMDocument.Header(
          name: "DEK-Info", value: "\(cipher.dekInfoName),\(iv.map(hexadecimal).joined().uppercased())"),
      ],
      derBytes: ciphertext)
  }

  /// OpenSSL's EVP_BytesToKey with MD5 and one iteration: D1 = MD5(passphrase, salt), Dn = MD5(Dn-1, passphrase, salt).
  private static func deriveKey(passphrase: Span<UInt8>, salt: Span<UInt8>, byteCount: Int) -> SecretBytes {
    var key = SecretBytes(count: byteCount)
    var output = key.mutableSpan
    var digest = InsecureMD5().finalize()
    // The digests are the key, and the state holds the passphrase.
    defer { Wipe.zero(&digest) }
    var count = 0
    while count < byteCount {
      var hash = InsecureMD5()
      if count > 0 { hash.update(digest.span) }
      hash.update(passphrase)
      hash.update(salt)
      digest = hash.finalize()
      Wipe.zero(&hash)
      let bytes = digest.span
      for index in 0..<min(bytes.count, byteCount - count) { output[count + index] = bytes[index] }
      count += bytes.count
    }
    return key
  }

  private static func bytes(hexadecimal text: Substring) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count % 2 == 0, digits.count <= 64 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      let pair = digits[index..<index + 2]
      guard pair.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
        let byte = UInt8(String(decoding: pair, as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
