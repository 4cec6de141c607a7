import ASN1
import Primitives
import X509

/// Certificates, requests, keys and names.
enum X509Targets {
  static let all = [
    certificate, certificatePEM, request, privateKeys, encryptedKeys, keyPEM, publicKeys, name, nameText, hostname,
    addressText, signatures,
  ]

  // MARK: Certificates and requests

  static let certificate = Target(
    "x509-certificate", .der,
    corpus: { try X509Corpus.files("certificates") + X509Corpus.certificates() }, kind: ASN1Targets.kind
  ) { (input: [UInt8]) throws(ASN1Error) -> String? in try check(Certificate(derEncoded: input), input) }

  /// Everything that one can ask an accepted certificate.
  private static func check(_ certificate: Certificate, _ input: [UInt8]) -> String? {
    guard certificate.derBytes == input else { return "other bytes are kept than were read" }
    var serializer = DER.Serializer()
    certificate.serialize(into: &serializer)
    guard serializer.bytes == input else { return "it is written in another way than it was read" }
    guard certificate.subject.derBytes.count < input.count, certificate.signedBytes.count < input.count else {
      return "a part is longer than the whole"
    }
    guard certificate.subjectPublicKeyInfo.derBytes.count < input.count else { return "a key longer than the whole" }
    _ = certificate.issuer.description + certificate.subject.description + certificate.serialNumber.description
    _ = certificate.signatureAlgorithm?.description
    _ = certificate.publicKey?.kindDescription
    _ = certificate.isValid(at: certificate.notValidAfter)
    return check(certificate.extensions)
      ?? (["host.example", "a.host.example", "127.0.0.1", "::1", "", ".", "*.host.example"]
        .contains { certificate.isValid(forHostname: $0) && certificate.extensions.subjectAlternativeNames == nil }
        ? "a host's name matches without any name in the certificate" : nil)
  }

  private static func check(_ extensions: Certificate.Extensions) -> String? {
    for element in extensions.elements {
      guard extensions[element.objectIdentifier] == element else { return "an extension cannot be found again" }
    }
    _ = extensions.unknownCriticalTypes
    _ = extensions.subjectAlternativeNames?.names.map(\.description)
    _ = extensions.subjectAlternativeNames?.dnsNames
    _ = extensions.subjectAlternativeNames?.ipAddresses.map(\.description)
    _ = extensions.nameConstraints.map { ($0.permittedSubtrees + $0.excludedSubtrees).map(\.description) }
    _ = extensions.extendedKeyUsage?.usages.map(\.description)
    _ = extensions.keyUsage?.useNames
    _ = extensions.authorityKeyIdentifier?.issuer?.map(\.description)
    var serializer = DER.Serializer()
    serializer.append(extensions)
    guard let again = try? Certificate.Extensions(derEncoded: DER.parse(serializer.bytes)), again == extensions else {
      return extensions.isEmpty ? nil : "extensions change when they are written and read"
    }
    return nil
  }

  static let certificatePEM = Target(
    "x509-certificate-pem", .text,
    dictionary: ["-----BEGIN CERTIFICATE-----\n", "-----END CERTIFICATE-----\n", "\n", "="],
    corpus: {
      let all = try X509Corpus.certificates().map {
        Array(PEMDocument(type: "CERTIFICATE", derBytes: $0).pemString.utf8)
      }
      return all + [all[0] + all[1]]
    }, kind: { (error: CertificateError) in caseNames(error) }
  ) { (input: [UInt8]) throws(CertificateError) -> String? in
    let text = String(decoding: input, as: UTF8.self)
    let all = try Certificate.certificates(pem: text)
    for certificate in all {
      let again = try Certificate(pem: certificate.pemRepresentation)
      guard again == certificate else { return "it changes when it is written and read" }
    }
    return nil
  }

  static let request = Target(
    "x509-request", .der, corpus: { try X509Corpus.files("requests") + X509Corpus.requests() }, kind: ASN1Targets.kind
  ) { (input: [UInt8]) throws(ASN1Error) -> String? in
    let request = try CertificateSigningRequest(derEncoded: input)
    var serializer = DER.Serializer()
    request.serialize(into: &serializer)
    guard request.derBytes == input, serializer.bytes == input else {
      return "it is written in another way than it was read"
    }
    _ = request.subject.description
    _ = request.signatureAlgorithm?.description
    return check(request.extensions)
  }

  /// Signatures of accepted certificates are checked in a campaign of their own, which keeps the others quick.
  static let signatures = Target(
    "x509-signature", .der,
    corpus: { try X509Corpus.certificates() + X509Corpus.requests() + X509Corpus.files("certificates", maximum: 1000) },
    kind: ASN1Targets.kind
  ) { (input: [UInt8]) throws(ASN1Error) -> String? in
    if let request = try? CertificateSigningRequest(derEncoded: input) {
      _ = request.isSignatureValid
      return nil
    }
    let certificate = try Certificate(derEncoded: input)
    if let key = certificate.publicKey { _ = certificate.isSignatureValid(by: key) }
    return nil
  }

  // MARK: Keys

  static let privateKeys = Target(
    "x509-private-key", .der,
    corpus: {
      let made = try (X509Corpus.keys(.pkcs8) + X509Corpus.keys(.traditional)).map { try X509Corpus.der($0) }
      return try (0..<8).flatMap { _ in made } + X509Corpus.files("keys", maximum: 1300)
    }, kind: caseNames
  ) { (input: [UInt8]) throws(KeyError) -> String? in
    try check(PrivateKey(derEncoded: input))
  }

  /// Encrypted with a cheap derivation; the damage is before, in and behind the ciphertext.
  static let encryptedKeys = Target(
    "x509-encrypted-key", .der,
    corpus: {
      let made = try X509Corpus.encryptedKeys()
      return try (0..<12).flatMap { _ in made } + X509Corpus.files("keys", maximum: 2000)
    }, kind: caseNames
  ) { (input: [UInt8]) throws(KeyError) -> String? in
    // Up to ten million iterations are honest work, of seconds: not for a campaign.
    if let count = iterations(input), count > 64 { throw KeyError.unsupported("(not run: costly)") }
    return try check(PrivateKey(derEncoded: input, passphrase: Array(X509Corpus.passphrase.utf8).span))
  }

  /// The largest number of iterations that PBES2 parameters may be read to ask for, and that would be done.
  private static func iterations(_ input: [UInt8]) -> Int? {
    guard let node = try? DER.parse(input), var fields = try? node.sequence(),
      let algorithm = try? fields.next(.sequence), var parts = try? algorithm.sequence(),
      (try? parts.next()) != nil, let parameters = try? parts.next(.sequence), var schemes = try? parameters.sequence(),
      let derivation = try? schemes.next(.sequence), var inner = try? derivation.sequence(),
      (try? inner.next()) != nil, let settings = try? inner.next(.sequence), var values = try? settings.sequence(),
      (try? values.next()) != nil, let count = try? values.next(.integer)
    else { return nil }
    return try? count.int()
  }

  static let keyPEM = Target(
    "x509-key-pem", .text,
    dictionary: [
      "Proc-Type: 4,ENCRYPTED\n", "DEK-Info: ", "AES-128-CBC,", "AES-256-CBC,", "DES-EDE3-CBC,", "00112233", "\n\n",
      ",",
      "-----BEGIN RSA PRIVATE KEY-----\n", "-----BEGIN EC PRIVATE KEY-----\n", "-----BEGIN PRIVATE KEY-----\n",
      "-----BEGIN ENCRYPTED PRIVATE KEY-----\n", "=", "\r\n",
    ],
    corpus: {
      try X509Corpus.keys(.traditional)
        + X509Corpus.keys(.pkcs8) + X509Corpus.texts("keys")
    }, kind: caseNames
  ) { (input: [UInt8]) throws(KeyError) -> String? in
    let documents: [PEMDocument]
    do throws(PEMError) { documents = try PEMDocument.parse(input) } catch { throw .pem(error) }
    if let document = documents.first(where: { $0.type == "ENCRYPTED PRIVATE KEY" }),
      let count = iterations(document.derBytes), count > 64
    {
      throw KeyError.unsupported("(not run: costly)")
    }
    _ = try PrivateKey.isEncrypted(pem: input)
    return try check(PrivateKey(pem: input, passphrase: Array(X509Corpus.passphrase.utf8).span))
  }

  /// What is read is written and read again as the same key.
  private static func check(_ key: borrowing PrivateKey) throws(KeyError) -> String? {
    let written = key.pkcs8Bytes
    var bytes: [UInt8] = []
    for index in written.span.indices { bytes.append(written.span[index]) }
    return try PrivateKey(derEncoded: bytes).publicKey == key.publicKey ? nil : "it changes when it is written and read"
  }

  static let publicKeys = Target(
    "x509-public-key", .der,
    corpus: { try X509Corpus.Kind.allCases.map { try X509Corpus.key($0).publicKey.derBytes } }, kind: caseNames
  ) { (input: [UInt8]) throws(KeyError) -> String? in
    let key = try PublicKey(derEncoded: input)
    _ = key.kindDescription
    let again = try PublicKey(derEncoded: key.derBytes)
    return again == key ? nil : "it changes when it is written and read"
  }

  // MARK: Names

  static let name = Target(
    "x509-name", .der,
    corpus: {
      let made = [X509Corpus.name ?? DistinguishedName()].map(\.derBytes)
      return try made
        + X509Corpus.files("certificates").compactMap { try? Certificate(derEncoded: $0).subject.derBytes }
    }, kind: ASN1Targets.kind
  ) { (input: [UInt8]) throws(ASN1Error) -> String? in
    let name = try DistinguishedName(derEncoded: DER.parse(input))
    _ = name.commonName
    let text = name.description
    guard name.derBytes == input else { return "\(text) is written in another way than it was read" }
    guard let again = try? DistinguishedName(parsing: text) else { return nil }
    return again.relativeNames.count == name.relativeNames.count
      ? nil : "\(text) has \(name.relativeNames.count) parts, and \(again.relativeNames.count) when read again"
  }

  static let nameText = Target(
    "x509-name-text", .text,
    dictionary: [
      "/", ",", "+", "=", "\\", "\\,", "\\2c", "\\C3\\A9", "#", "#0c0141", "\"", " ", "CN", "1.2.3=", ";", "\u{e9}",
    ],
    corpus: {
      [
        "/C=CH/ST=Zurich/O=Fuzz+OU=Bench/CN=host.example", "CN=host\\, example,O=Fuzz+OU=a\\+b,C=CH", "2.5.4.3=#0c0141",
        "CN=\\20a\\20,DC=example,UID=x", "/emailAddress=a@b.example", "", "/", "CN=\u{e9}t\u{e9}",
      ].map { Array($0.utf8) }
    },
    kind: { (error: NameError) in
      _ = error.description
      return Target.caseName(error)
    }
  ) { (input: [UInt8]) throws(NameError) -> String? in
    let name = try DistinguishedName(parsing: String(decoding: input, as: UTF8.self))
    let text = name.description
    let der = name.derBytes
    guard let parsed = try? DER.parse(der), let again = try? DistinguishedName(derEncoded: parsed), again == name else {
      return "\(text) does not survive DER"
    }
    // A string of another type than this attribute's usual one is read again as the usual one, if it can be.
    guard let reread = try? DistinguishedName(parsing: text), reread.description != text else { return nil }
    return "\(text) does not survive its own text"
  }

  static let hostname = Target(
    name: "x509-hostname", shape: .text,
    corpus: {
      _ = hostCertificate
      return
        [
          "host.example", "*.host.example", "a.b.host.example", "127.0.0.1", "[::1]", "xn--bcher-kva.example",
          "host.example.",
        ]
        .map { Array($0.utf8) }
    },
    dictionary: [".", "*", "*.", "..", "-", "[", "]", ":", "\u{0}", "\u{e9}", "xn--", "HOST", "_"]
  ) { input, random in
    let text = String(decoding: input, as: UTF8.self)
    guard let certificate = hostCertificate else { return .broken("no certificate") }
    _ = GeneralName(hostname: text).description
    return certificate.isValid(forHostname: text) ? .accepted : .refused("no match")
  }

  private static let hostCertificate: Certificate? = {
    guard let der = try? X509Corpus.certificates().dropFirst().first else { return nil }
    return try? Certificate(derEncoded: der)
  }()

  static let addressText = Target(
    name: "x509-address-text", shape: .text,
    corpus: {
      ["127.0.0.1", "::1", "2001:db8::7:1", "[fe80::1]", "::ffff:192.0.2.1", "1:2:3:4:5:6:7:8", "::", "1::"]
        .map { Array($0.utf8) }
    },
    dictionary: [":", "::", ":::", ".", "[", "]", "0", "00", "ffff", "255", "256", "%1", "/8", "\u{661}"]
  ) { input, _ in
    let text = String(decoding: input, as: UTF8.self)
    guard let address = IPAddress(text) else { return .refused("nil") }
    let again = IPAddress(address.description)
    return again == address ? .accepted : .broken("\(text) is shown as \(address)")
  }

  /// The case of an error, and of the error inside it.
  private static func caseNames(_ error: KeyError) -> String {
    _ = error.description
    return switch error {
    case .der(let inner): "der." + Target.caseName(inner.reason)
    case .pem(let inner): "pem." + Target.caseName(inner.reason)
    case .cryptographic(let inner): "cryptographic." + Target.caseName(inner)
    case .unsupported(let what) where what.hasPrefix("("): what
    default: Target.caseName(error)
    }
  }

  private static func caseNames(_ error: CertificateError) -> String {
    _ = error.description
    return switch error {
    case .der(let inner): "der." + Target.caseName(inner.reason)
    default: Target.caseName(error)
    }
  }
}
