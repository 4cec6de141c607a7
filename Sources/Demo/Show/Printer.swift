import ASN1
import Primitives
import X509

/// Prints keys, requests and certificates field by field.
struct Printer {
  let path: String
  let showsTree: Bool
  let passphrases: PassphraseSource

  /// A file that is DER without PEM around it: it says what it is only by what it can be read as.
  func show(der bytes: [UInt8]) throws(DemoError) {
    if let certificate = try? Certificate(derEncoded: bytes) {
      show(certificate)
    } else if let request = try? CertificateSigningRequest(derEncoded: bytes) {
      show(request)
    } else if let key = try? PublicKey(derEncoded: bytes) {
      show(key, title: "Public key")
    } else {
      return try showPrivateKey(der: bytes)
    }
    try tree(of: bytes, hidesValues: false)
  }

  func show(_ document: PEMDocument) throws(DemoError) {
    do {
      switch document.type {
      case "CERTIFICATE": show(try Certificate(derEncoded: document.derBytes))
      case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST":
        show(try CertificateSigningRequest(derEncoded: document.derBytes))
      case "PUBLIC KEY": show(try PublicKey(derEncoded: document.derBytes), title: "Public key")
      case "PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY":
        var text = document.pemBytes
        defer { Wipe.zero(&text) }
        return try showPrivateKey(pem: text, document: document)
      default: heading("\(document.type.escapingControls) (a kind of block that is shown as DER only)")
      }
    } catch let error as DemoError {
      throw error
    } catch {
      throw .failed("\(path), line \(document.line): this \(document.type) is malformed", "\(error)".escapingControls)
    }
    try tree(of: document.derBytes, hidesValues: false)
  }

  // MARK: - Certificates and requests

  private func show(_ certificate: Certificate) {
    heading("Certificate (version \(certificate.version.rawValue + 1))")
    field("Subject", "\(certificate.subject)")
    field("Issuer", "\(certificate.issuer)" + (certificate.issuer == certificate.subject ? "  (itself)" : ""))
    field("Serial number", "\(certificate.serialNumber)")
    field("Valid from", "\(certificate.notValidBefore)")
    field("Valid until", "\(certificate.notValidAfter)\(remark(on: certificate))")
    describe(certificate.publicKey, certificate.subjectPublicKeyInfo)
    describe(certificate.extensions)
    field("Signed with", signatureName(certificate.signatureAlgorithm, certificate.signatureAlgorithmIdentifier))
    field("SHA-256", Hex.string(SHA256.hash(data: certificate.derBytes.span).bytes, separator: ":"))
  }

  private func remark(on certificate: Certificate) -> String {
    let now = ASN1Time(secondsSince1970: Clock.now())
    if certificate.notValidAfter < now { return "  (expired)" }
    return certificate.notValidBefore > now ? "  (not valid yet)" : ""
  }

  private func show(_ request: CertificateSigningRequest) {
    heading("Certificate signing request")
    field("Subject", "\(request.subject)")
    describe(request.publicKey, request.subjectPublicKeyInfo)
    describe(request.extensions)
    field("Signed with", signatureName(request.signatureAlgorithm, request.signatureAlgorithmIdentifier))
    field("Signature", request.isSignatureValid ? "right: the asker holds the key" : "WRONG: do not sign this request")
  }

  private func describe(_ extensions: Certificate.Extensions) {
    for element in extensions.elements {
      let value: String
      switch element.objectIdentifier {
      case BasicConstraints.objectIdentifier:
        value = extensions.basicConstraints.map(Self.describe) ?? ""
      case KeyUsage.objectIdentifier:
        value = extensions.keyUsage?.useNames.joined(separator: ", ") ?? ""
      case ExtendedKeyUsage.objectIdentifier:
        value = extensions.extendedKeyUsage?.usages.map { "\($0)" }.joined(separator: ", ") ?? ""
      case SubjectAlternativeNames.objectIdentifier:
        value = Subject.describe(extensions.subjectAlternativeNames?.names ?? [])
      case SubjectKeyIdentifier.objectIdentifier:
        value = Hex.string(extensions.subjectKeyIdentifier?.bytes ?? [], separator: ":")
      case AuthorityKeyIdentifier.objectIdentifier:
        value = Hex.string(extensions.authorityKeyIdentifier?.keyIdentifier ?? [], separator: ":")
      default: value = Hex.string(element.value.prefix(32)) + (element.value.count > 32 ? "..." : "")
      }
      let name = OIDNames.name(of: element.objectIdentifier)
      field(name, value + (element.isCritical ? "  (critical)" : ""))
    }
  }

  private static func describe(_ constraints: BasicConstraints) -> String {
    switch constraints {
    case .notCertificateAuthority: "CA:FALSE"
    case .isCertificateAuthority(let length): "CA:TRUE" + (length.map { ", path length \($0)" } ?? "")
    }
  }

  private func signatureName(_ known: SignatureAlgorithm?, _ encoded: AlgorithmIdentifier) -> String {
    known.map { "\($0)" } ?? "\(OIDNames.describe(encoded.algorithm)), which is not supported"
  }

  // MARK: - Keys

  private func show(_ key: PublicKey, title: String) {
    heading(title)
    describe(key, key.subjectPublicKeyInfo)
    field("SHA-1 of the key", Hex.string(key.subjectPublicKeyInfo.keyIdentifier, separator: ":"))
  }

  private func describe(_ key: PublicKey?, _ encoded: SubjectPublicKeyInfo) {
    guard let key else {
      return field("Public key", "\(OIDNames.describe(encoded.algorithm.algorithm)), which is not supported")
    }
    field("Public key", key.kindDescription)
    switch key {
    case .rsa(let rsa), .rsaPSS(let rsa, _):
      field("Modulus", Hex.string(rsa.modulus))
      field("Exponent", Hex.string(rsa.publicExponent))
    default: field("Point", Hex.string(encoded.keyBytes))
    }
  }

  private func showPrivateKey(pem: [UInt8], document: PEMDocument) throws(DemoError) {
    let key = try KeyFiles.read(pem: pem, path: path, passphrases: passphrases)
    let isEncrypted = (try? PrivateKey.isEncrypted(pem: pem)) == true
    show(key.publicKey, title: "Private key, \(isEncrypted ? "encrypted" : "not encrypted") (\(document.type))")
    // The traditional encrypted form has no DER outside the encryption.
    if document.headers.isEmpty { try tree(of: document.derBytes, hidesValues: !isEncrypted) }
  }

  private func showPrivateKey(der bytes: [UInt8]) throws(DemoError) {
    do {
      let key = try PrivateKey(derEncoded: bytes)
      show(key.publicKey, title: "Private key, not encrypted")
    } catch KeyError.passphraseNeeded {
      let passphrase = try passphrases.existing(for: path)
      do {
        let key = try PrivateKey(derEncoded: bytes, passphrase: passphrase.span)
        show(key.publicKey, title: "Private key, encrypted")
      } catch {
        throw .failed("\(path) does not open", "\(error)".escapingControls)
      }
      return try tree(of: bytes, hidesValues: false)
    } catch {
      throw .failed("\(path) is no key, request or certificate", "\(error)".escapingControls)
    }
    try tree(of: bytes, hidesValues: true)
  }

  // MARK: - Lines

  private func tree(of bytes: [UInt8], hidesValues: Bool) throws(DemoError) {
    guard showsTree else { return }
    do {
      let lines = DERTree.lines(of: try DER.parse(bytes), hidesValues: hidesValues)
      Terminal.say("\n   at  len  element\n" + lines.joined(separator: "\n"))
    } catch {
      throw .failed("\(path) is not DER", "\(error)".escapingControls)
    }
  }

  private func heading(_ text: String) { Terminal.say(text) }

  private static let labelWidth = 24
  private static let lineWidth = 110

  /// A label and its value; long values go on under themselves.
  private func field(_ label: String, _ value: String) {
    var rest = value.escapingControls[...]
    var lines: [Substring] = []
    while rest.count > Self.lineWidth - Self.labelWidth {
      let piece = rest.prefix(Self.lineWidth - Self.labelWidth)
      // Colons and commas are good places to break; digits without either break anywhere.
      let end = piece.lastIndex { $0 == ":" || $0 == " " }.map(rest.index(after:)) ?? piece.endIndex
      lines.append(rest[..<end])
      rest = rest[end...]
    }
    lines.append(rest)
    let indent = "\n" + String(repeating: " ", count: Self.labelWidth + 2)
    Terminal.say("  \(label.padded(to: Self.labelWidth))\(lines.joined(separator: indent))")
  }
}
