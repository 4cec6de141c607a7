import ASN1
import Primitives

/// EncryptedPrivateKeyInfo (RFC 5958, 3) with PBES2 and PBKDF2 (RFC 8018, 6.2 and 5.2).
enum EncryptedPrivateKeyInfo {
  /// The most iterations that are accepted: a hostile file could ask for 2^63. Today's advice is 600,000 of
  /// HMAC-SHA-256; this is a few seconds' work.
  static let maximumIterationCount = 10_000_000

  /// The longest salt that is accepted, in bytes.
  static let maximumSaltByteCount = 1024

  /// The ciphers that a key may be encrypted with.
  enum Cipher: CaseIterable {
    case aes128CBC, aes192CBC, aes256CBC, desEDE3CBC

    var objectIdentifier: ObjectIdentifier {
      switch self {
      case .aes128CBC: AlgorithmOID.aes128CBC
      case .aes192CBC: AlgorithmOID.aes192CBC
      case .aes256CBC: AlgorithmOID.aes256CBC
      case .desEDE3CBC: AlgorithmOID.desEDE3CBC
      }
    }

    /// The name in the `DEK-Info` header of the traditional form.
    var dekInfoName: String {
      switch self {
      case .aes128CBC: "AES-128-CBC"
      case .aes192CBC: "AES-192-CBC"
      case .aes256CBC: "AES-256-CBC"
      case .desEDE3CBC: "DES-EDE3-CBC"
      }
    }

    var keyByteCount: Int {
      switch self {
      case .aes128CBC: 16
      case .aes192CBC, .desEDE3CBC: 24
      case .aes256CBC: 32
      }
    }

    var ivByteCount: Int { self == .desEDE3CBC ? 8 : 16 }

    func encrypt(_ plaintext: Span<UInt8>, key: Span<UInt8>, iv: Span<UInt8>) throws(CryptoError) -> [UInt8] {
      self == .desEDE3CBC
        ? try InsecureTripleDES.encryptCBCVarTime(plaintext, key: key, iv: iv)
        : try AES.CBC.encrypt(plaintext, key: key, iv: iv, padding: .pkcs7)
    }

    /// The plaintext, which the caller wipes.
    ///
    /// - Throws: `wrongPassphrase` when the ciphertext is no whole number of blocks or its padding is wrong.
    func decrypt(_ ciphertext: Span<UInt8>, key: Span<UInt8>, iv: Span<UInt8>) throws(KeyError) -> [UInt8] {
      do throws(CryptoError) {
        return self == .desEDE3CBC
          ? try InsecureTripleDES.decryptCBCVarTime(ciphertext, key: key, iv: iv)
          : try AES.CBC.decrypt(ciphertext, key: key, iv: iv, padding: .pkcs7)
      } catch {
        throw .wrongPassphrase
      }
    }
  }

  /// PBKDF2-params.
  struct KeyDerivation {
    let salt: [UInt8]
    let iterations: Int
    let digest: DigestAlgorithm
    let keyByteCount: Int?

    func deriveKey(passphrase: Span<UInt8>, byteCount: Int) throws(KeyError) -> SecretBytes {
      do throws(CryptoError) {
        return switch digest {
        case .sha1:
          try PBKDF2<SHA1>.deriveKey(
            password: passphrase, salt: salt.span, iterations: iterations, outputByteCount: byteCount)
        case .sha224:
          try PBKDF2<SHA224>.deriveKey(
            password: passphrase, salt: salt.span, iterations: iterations, outputByteCount: byteCount)
        case .sha256:
          try PBKDF2<SHA256>.deriveKey(
            password: passphrase, salt: salt.span, iterations: iterations, outputByteCount: byteCount)
        case .sha384:
          try PBKDF2<SHA384>.deriveKey(
            password: passphrase, salt: salt.span, iterations: iterations, outputByteCount: byteCount)
        case .sha512:
          try PBKDF2<SHA512>.deriveKey(
            password: passphrase, salt: salt.span, iterations: iterations, outputByteCount: byteCount)
        }
      } catch {
        throw .cryptographic(error)
      }
    }
  }

  private static let pseudoRandomFunctions: [(ObjectIdentifier, DigestAlgorithm)] = [
    (AlgorithmOID.hmacWithSHA1, .sha1), (AlgorithmOID.hmacWithSHA224, .sha224), (AlgorithmOID.hmacWithSHA256, .sha256),
    (AlgorithmOID.hmacWithSHA384, .sha384), (AlgorithmOID.hmacWithSHA512, .sha512),
  ]

  /// What a file says about its encryption.
  struct Parameters {
    let derivation: KeyDerivation
    let cipher: Cipher
    let iv: [UInt8]
  }

  // MARK: Reading

  /// The PKCS #8 key inside, which the caller wipes.
  static func decrypt(_ bytes: [UInt8], passphrase: Span<UInt8>) throws(KeyError) -> [UInt8] {
    let algorithm: AlgorithmIdentifier.Parsed
    let ciphertext: ArraySlice<UInt8>
    do throws(ASN1Error) {
      var fields = try DER.parse(bytes).sequence()
      algorithm = try AlgorithmIdentifier.Parsed(fields.next(.sequence))
      ciphertext = try fields.next(.octetString).octetString()
      try fields.end()
    } catch {
      throw .der(error)
    }
    let parameters = try Self.parameters(algorithm)
    let key = try parameters.derivation.deriveKey(passphrase: passphrase, byteCount: parameters.cipher.keyByteCount)
    return try parameters.cipher.decrypt(ciphertext.span, key: key.span, iv: parameters.iv.span)
  }

  private static func parameters(_ algorithm: AlgorithmIdentifier.Parsed) throws(KeyError) -> Parameters {
    guard algorithm.algorithm == AlgorithmOID.pbes2 else {
      throw .unsupported("encryption of a key by \(algorithm.algorithm) (only PBES2 is)")
    }
    let derivation: AlgorithmIdentifier.Parsed
    let encryption: AlgorithmIdentifier.Parsed
    do throws(ASN1Error) {
      guard let parameters = algorithm.parameters else {
        throw algorithm.node.invalid("RFC 8018 A.4: PBES2 has parameters")
      }
      var fields = try parameters.sequence()
      derivation = try AlgorithmIdentifier.Parsed(fields.next(.sequence))
      encryption = try AlgorithmIdentifier.Parsed(fields.next(.sequence))
      try fields.end()
    } catch {
      throw .der(error)
    }
    guard derivation.algorithm == AlgorithmOID.pbkdf2 else {
      throw .unsupported("key derivation by \(derivation.algorithm) (only PBKDF2 is)")
    }
    guard let cipher = Cipher.allCases.first(where: { $0.objectIdentifier == encryption.algorithm }) else {
      throw .unsupported("encryption of a key with the cipher \(encryption.algorithm)")
    }
    let iv: [UInt8]
    do throws(ASN1Error) {
      guard let node = encryption.parameters else {
        throw encryption.node.invalid("RFC 8018 B.2: the cipher has an IV as its parameter")
      }
      iv = Array(try node.octetString())
      guard iv.count == cipher.ivByteCount else {
        throw node.invalid("RFC 8018 B.2: the IV has \(cipher.ivByteCount) bytes, found \(iv.count)")
      }
    } catch {
      throw .der(error)
    }
    let keyDerivation = try pbkdf2(derivation)
    if let count = keyDerivation.keyByteCount, count != cipher.keyByteCount {
      throw .malformedEncryption(
        rule: "RFC 8018 A.2: keyLength is the cipher's, \(cipher.keyByteCount) bytes, found \(count)")
    }
    return Parameters(derivation: keyDerivation, cipher: cipher, iv: iv)
  }

  private static func pbkdf2(_ algorithm: AlgorithmIdentifier.Parsed) throws(KeyError) -> KeyDerivation {
    let salt: DER.Node
    let iterations: Int
    var keyByteCount: Int?
    var function = AlgorithmOID.hmacWithSHA1
    do throws(ASN1Error) {
      guard let parameters = algorithm.parameters else {
        throw algorithm.node.invalid("RFC 8018 A.2: PBKDF2 has parameters")
      }
      var fields = try parameters.sequence()
      salt = try fields.next()
      iterations = try fields.next(.integer).int()
      keyByteCount = try fields.nextIf(.integer)?.int()
      if let node = try fields.nextIf(.sequence) {
        // Some writers put the default, HMAC-SHA-1, down in full; they are read.
        let parsed = try AlgorithmIdentifier.Parsed(node)
        if let parameters = parsed.parameters { try parameters.null() }
        function = parsed.algorithm
      }
      try fields.end()
    } catch {
      throw .der(error)
    }
    guard salt.identifier == .octetString else { throw .unsupported("a PBKDF2 salt that is not given in the file") }
    guard salt.contentBytes.count <= maximumSaltByteCount else {
      throw .malformedEncryption(rule: "a PBKDF2 salt has at most \(maximumSaltByteCount) bytes")
    }
    guard (1...maximumIterationCount).contains(iterations) else {
      throw .iterationCountOutOfRange(found: iterations, limit: maximumIterationCount)
    }
    guard let digest = pseudoRandomFunctions.first(where: { $0.0 == function })?.1 else {
      throw .unsupported("PBKDF2 with the pseudorandom function \(function)")
    }
    return KeyDerivation(
      salt: Array(salt.contentBytes), iterations: iterations, digest: digest, keyByteCount: keyByteCount)
  }

  // MARK: Writing

  /// The encryption of a PKCS #8 key by PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC.
  static func encrypt(
    _ key: borrowing SecretBytes, passphrase: Span<UInt8>, iterations: Int
  ) throws(KeyError) -> [UInt8] {
    guard (1...maximumIterationCount).contains(iterations) else {
      throw .iterationCountOutOfRange(found: iterations, limit: maximumIterationCount)
    }
    let salt = SystemRandom.bytes(count: 16)
    let iv = SystemRandom.bytes(count: Cipher.aes256CBC.ivByteCount)
    let derivation = KeyDerivation(salt: salt, iterations: iterations, digest: .sha256, keyByteCount: nil)
    let encryptionKey = try derivation.deriveKey(passphrase: passphrase, byteCount: Cipher.aes256CBC.keyByteCount)
    let ciphertext: [UInt8]
    do throws(CryptoError) {
      ciphertext = try Cipher.aes256CBC.encrypt(key.span, key: encryptionKey.span, iv: iv.span)
    } catch {
      throw .cryptographic(error)
    }
    var serializer = DER.Serializer()
    serializer.appendSequence { info in
      info.appendSequence { algorithm in
        algorithm.append(AlgorithmOID.pbes2)
        algorithm.appendSequence { parameters in
          parameters.appendSequence { derivation in
            derivation.append(AlgorithmOID.pbkdf2)
            derivation.appendSequence { fields in
              fields.appendOctetString(salt)
              fields.appendInteger(iterations)
              fields.append(AlgorithmIdentifier.withNull(AlgorithmOID.hmacWithSHA256))
            }
          }
          parameters.append(
            AlgorithmIdentifier(
              algorithm: AlgorithmOID.aes256CBC, parameters: ASN1Any(ASN1OctetString(bytes: iv))))
        }
      }
      info.appendOctetString(ciphertext)
    }
    return serializer.bytes
  }
}
