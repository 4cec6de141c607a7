import ASN1
import Primitives

extension PrivateKey {
  /// The forms of a private key in PEM.
  public enum PEMFormat: Hashable, Sendable {
    /// PKCS #8: `PRIVATE KEY`, and `ENCRYPTED PRIVATE KEY` with PBES2.
    case pkcs8
    /// PKCS #1 or SEC 1: `RSA PRIVATE KEY` or `EC PRIVATE KEY`, encrypted with RFC 1421 headers.
    case traditional
  }

  /// The number of PBKDF2 iterations that keys are encrypted with where nothing else is said (OWASP, 2023).
  public static let defaultIterationCount = 600_000

  /// Whether the first private key of a PEM text is encrypted, so that a passphrase must be had.
  ///
  /// - Throws: `pem` or `notFound`.
  public static func isEncrypted(pem: [UInt8]) throws(KeyError) -> Bool {
    var document = try document(in: pem)
    defer { Wipe.zero(&document.derBytes) }
    return document.type == "ENCRYPTED PRIVATE KEY" || TraditionalEncryption.isEncrypted(document)
  }

  /// Reads the first private key of a PEM text: PKCS #8, PKCS #1 or SEC 1, encrypted or not.
  ///
  /// - Parameters:
  ///   - pem: the text, which the caller may wipe afterwards.
  ///   - passphrase: what an encrypted key is decrypted with; it is not looked at when the key is not encrypted.
  /// - Throws: a `KeyError`: `pem`, `notFound`, `passphraseNeeded`, `wrongPassphrase`, `unsupported`, ...
  public init(pem: [UInt8], passphrase: Span<UInt8>? = nil) throws(KeyError) {
    var document = try Self.document(in: pem)
    defer { Wipe.zero(&document.derBytes) }
    switch document.type {
    case "ENCRYPTED PRIVATE KEY":
      guard let passphrase else { throw .passphraseNeeded }
      self = try Self.decrypt(document.derBytes, passphrase: passphrase)
    case "PRIVATE KEY": self = try Self.parse(document.derBytes, as: .pkcs8)
    default:
      let form: Form = document.type == "RSA PRIVATE KEY" ? .pkcs1 : .sec1
      guard TraditionalEncryption.isEncrypted(document) else {
        self = try Self.parse(document.derBytes, as: form)
        return
      }
      guard let passphrase else { throw .passphraseNeeded }
      var bytes = try TraditionalEncryption.decrypt(document, passphrase: passphrase)
      defer { Wipe.zero(&bytes) }
      self = try Self.parseDecrypted(bytes, as: form)
    }
  }

  /// Reads the first private key of a PEM text: PKCS #8, PKCS #1 or SEC 1, encrypted or not.
  ///
  /// Strings cannot be wiped: where that matters, use bytes.
  /// - Throws: a `KeyError`: `pem`, `notFound`, `passphraseNeeded`, `wrongPassphrase`, `unsupported`, ...
  public init(pem: String, passphrase: String? = nil) throws(KeyError) {
    if let passphrase {
      let bytes = SecretBytes(copying: Array(passphrase.utf8).span)
      try self.init(pem: Array(pem.utf8), passphrase: bytes.span)
    } else {
      try self.init(pem: Array(pem.utf8), passphrase: nil as Span<UInt8>?)
    }
  }

  /// The key as PEM, encrypted when there is a passphrase.
  ///
  /// - Parameters:
  ///   - format: PKCS #8, or the older forms of each algorithm.
  ///   - passphrase: what the key is encrypted with: by PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC as PKCS #8, by
  ///     AES-256-CBC and one round of MD5 in the traditional form.
  ///   - iterations: PBKDF2's iterations, of PKCS #8 only.
  /// - Returns: the text, which the caller may wipe.
  /// - Throws: `unsupported` for the traditional form of an Ed25519 key, `iterationCountOutOfRange`.
  public borrowing func pemBytes(
    format: PEMFormat = .pkcs8, passphrase: Span<UInt8>? = nil, iterations: Int = defaultIterationCount
  ) throws(KeyError) -> [UInt8] {
    switch format {
    case .pkcs8:
      let bytes = pkcs8Bytes
      guard let passphrase else { return Self.pem(type: "PRIVATE KEY", bytes) }
      let encrypted = try EncryptedPrivateKeyInfo.encrypt(bytes, passphrase: passphrase, iterations: iterations)
      return PEMDocument(type: "ENCRYPTED PRIVATE KEY", derBytes: encrypted).pemBytes
    case .traditional:
      let bytes = try traditionalBytes()
      let type = if case .rsa = kind { "RSA PRIVATE KEY" } else { "EC PRIVATE KEY" }
      guard let passphrase else { return Self.pem(type: type, bytes) }
      return try TraditionalEncryption.encrypt(bytes, type: type, passphrase: passphrase).pemBytes
    }
  }

  /// The key as PEM text; as `pemBytes`, but strings cannot be wiped.
  public borrowing func pemRepresentation(
    format: PEMFormat = .pkcs8, passphrase: String? = nil, iterations: Int = defaultIterationCount
  ) throws(KeyError) -> String {
    var text: [UInt8]
    if let passphrase {
      let bytes = SecretBytes(copying: Array(passphrase.utf8).span)
      text = try pemBytes(format: format, passphrase: bytes.span, iterations: iterations)
    } else {
      text = try pemBytes(format: format)
    }
    defer { Wipe.zero(&text) }
    return String(decoding: text, as: UTF8.self)
  }

  private static func pem(type: String, _ bytes: borrowing SecretBytes) -> [UInt8] {
    var document = PEMDocument(type: type, derBytes: bytes.span.array)
    defer { Wipe.zero(&document.derBytes) }
    return document.pemBytes
  }

  /// The labels of private keys.
  private static let labels = ["PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"]

  private static func document(in pem: [UInt8]) throws(KeyError) -> PEMDocument {
    var documents: [PEMDocument]
    do throws(PEMError) { documents = try PEMDocument.parse(pem) } catch { throw .pem(error) }
    guard let index = documents.firstIndex(where: { labels.contains($0.type) }) else {
      throw .notFound(expected: "PRIVATE KEY", labels: documents.map(\.type))
    }
    let document = documents.remove(at: index)
    for other in documents.indices { Wipe.zero(&documents[other].derBytes) }
    return document
  }

  static func decrypt(_ bytes: [UInt8], passphrase: Span<UInt8>) throws(KeyError) -> PrivateKey {
    var key = try EncryptedPrivateKeyInfo.decrypt(bytes, passphrase: passphrase)
    defer { Wipe.zero(&key) }
    return try parseDecrypted(key, as: .pkcs8)
  }

  /// Padding lets 1 wrong passphrase in 256 through; what is then no DER is no damaged key but a wrong passphrase.
  private static func parseDecrypted(_ bytes: [UInt8], as form: Form) throws(KeyError) -> PrivateKey {
    do throws(ASN1Error) { _ = try DER.parse(bytes).sequence() } catch { throw .wrongPassphrase }
    return try parse(bytes, as: form)
  }
}

extension Span<UInt8> {
  /// The bytes in an array.
  var array: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for index in indices { bytes.append(self[index]) }
    return bytes
  }
}
