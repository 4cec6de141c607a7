import ASN1
import Foundation
import Primitives
import TestSupport
import X509

/// Keys, requests and certificates to start from: those of the vectors, and some made here.
enum X509Corpus {
  /// The passphrase of most encrypted keys among the vectors.
  static let passphrase = "123456"

  /// The DER in the files of a folder of vectors, PEM or not, up to `maximum` bytes each.
  static func files(_ folder: String, maximum: Int = 3000) throws -> [[UInt8]] {
    let path = VectorFile.root.appending(path: "Vectors/x509/\(folder)")
    let names = try FileManager.default.subpathsOfDirectory(atPath: path.path).sorted()
    return try names.flatMap { name -> [[UInt8]] in
      let file = path.appending(path: name)
      guard name.hasSuffix(".pem") || name.hasSuffix(".der") else { return [] }
      let bytes = Array(try Data(contentsOf: file))
      let found = name.hasSuffix(".der") ? [bytes] : ((try? PEMDocument.parse(bytes)) ?? []).map(\.derBytes)
      return found.filter { $0.count <= maximum }
    }
  }

  /// The PEM in the files of a folder of vectors.
  static func texts(_ folder: String) throws -> [[UInt8]] {
    let path = VectorFile.root.appending(path: "Vectors/x509/\(folder)")
    let names = try FileManager.default.subpathsOfDirectory(atPath: path.path).sorted()
    return try names.filter { $0.hasSuffix(".pem") }.map { Array(try Data(contentsOf: path.appending(path: $0))) }
      .filter { $0.count <= 4000 }
  }

  enum Kind: CaseIterable { case rsa, p256, p384, p521, ed25519 }

  /// One key of each kind, the same in every run, so that a case can be made again.
  static func key(_ kind: Kind) throws -> PrivateKey {
    func scalar(_ count: Int) -> [UInt8] { (0..<count).map { $0 == 0 ? 0 : UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) } }
    switch kind {
    case .rsa:
      let path = VectorFile.root.appending(path: "Vectors/x509/keys/pem/rsa_private_key.pem")
      return try PrivateKey(pem: String(contentsOf: path, encoding: .utf8), passphrase: passphrase)
    case .p256: return .p256(try P256.Signing.PrivateKey(rawRepresentation: scalar(32).span))
    case .p384: return .p384(try P384.Signing.PrivateKey(rawRepresentation: scalar(48).span))
    case .p521: return .p521(try P521.Signing.PrivateKey(rawRepresentation: scalar(66).span))
    case .ed25519: return .ed25519(try Curve25519.Signing.PrivateKey(rawRepresentation: scalar(32).span))
    }
  }

  static func keys(_ format: PrivateKey.PEMFormat) throws -> [[UInt8]] {
    try Kind.allCases.filter { format == .pkcs8 || $0 != .ed25519 }.map { kind in
      Array(try key(kind).pemRepresentation(format: format).utf8)
    }
  }

  private static let salt = [UInt8](1...8)
  private static let iv = [UInt8](1...16)

  /// The key of the encrypted keys.
  private static func encryptionKey() throws -> [UInt8] {
    let derived = try PBKDF2<SHA256>.deriveKey(
      password: Array(passphrase.utf8).span, salt: salt.span, iterations: 2, outputByteCount: 32)
    var bytes: [UInt8] = []
    for index in derived.span.indices { bytes.append(derived.span[index]) }
    return bytes
  }

  /// Keys encrypted by PBES2, with two iterations, and a salt and an IV that are always the same.
  static func encryptedKeys() throws -> [[UInt8]] {
    let key = try encryptionKey()
    var all: [[UInt8]] = []
    for pem in try keys(.pkcs8) {
      let plaintext = try der(pem)
      let ciphertext = try AES.CBC.encrypt(plaintext.span, key: key.span, iv: iv.span, padding: .pkcs7)
      all.append(encryptedKeyInfo(ciphertext))
    }
    return all
  }

  private static func encryptedKeyInfo(_ ciphertext: [UInt8]) -> [UInt8] {
    var serializer = DER.Serializer()
    serializer.appendSequence { info in
      info.appendSequence { algorithm in
        algorithm.append([1, 2, 840, 113549, 1, 5, 13] as ObjectIdentifier)
        algorithm.appendSequence { parameters in
          parameters.appendSequence { derivation in
            derivation.append([1, 2, 840, 113549, 1, 5, 12] as ObjectIdentifier)
            derivation.appendSequence { settings in
              settings.appendOctetString(salt)
              settings.appendInteger(2)
              settings.appendInteger(32)
              settings.appendSequence { function in
                function.append([1, 2, 840, 113549, 2, 9] as ObjectIdentifier)
                function.appendNull()
              }
            }
          }
          parameters.appendSequence { cipher in
            cipher.append([2, 16, 840, 1, 101, 3, 4, 1, 42] as ObjectIdentifier)
            cipher.appendOctetString(iv)
          }
        }
      }
      info.appendOctetString(ciphertext)
    }
    return serializer.bytes
  }

  /// The DER inside PEM.
  static func der(_ pem: [UInt8]) throws -> [UInt8] { try PEMDocument.parse(pem).first?.derBytes ?? [] }

  static let name = try? DistinguishedName(
    parsing: "/C=CH/ST=Zurich/O=Fuzz+OU=Bench/CN=host.example/emailAddress=a@b.example")

  static func requests() throws -> [[UInt8]] {
    try Kind.allCases.map { kind in
      try CertificateSigningRequest(
        subject: name ?? DistinguishedName(),
        extensions: Certificate.Extensions {
          SubjectAlternativeNames([.dnsName("*.host.example"), .ipAddress([127, 0, 0, 1]), .dnsName("host.example")])
        }, privateKey: key(kind)
      ).derBytes
    }
  }

  static func certificates() throws -> [[UInt8]] {
    let validity = CertificateAuthority.Validity(days: 30, from: 1_800_000_000)
    guard let serialNumber = Certificate.SerialNumber(magnitude: [1, 2, 3, 4, 5, 6, 7, 8]) else { return [] }
    var all: [[UInt8]] = []
    for kind in Kind.allCases {
      let authority = try CertificateAuthority.selfSigned(
        subject: name ?? DistinguishedName(), privateKey: key(kind), validity: validity, maxPathLength: 1,
        serialNumber: serialNumber)
      all.append(authority.derBytes)
      for request in try requests().prefix(2) {
        all.append(
          try CertificateAuthority.issue(
            CertificateSigningRequest(derEncoded: request), issuer: authority, issuerPrivateKey: key(kind),
            validity: validity, serialNumber: serialNumber
          ).derBytes)
      }
    }
    return all
  }
}
