import ASN1
import Primitives
import TestSupport
import Testing
import X509

/// From a key to a certificate, and what is refused on the way.
@Suite struct IssuingTests {
  static let validity = CertificateAuthority.Validity(days: 30, from: 1_795_000_000)

  struct Authority: ~Copyable {
    let key: PrivateKey
    let certificate: Certificate

    init(_ kind: PrivateKey.Kind = .ed25519) throws {
      let key = try PrivateKey.generate(kind)
      certificate = try CertificateAuthority.selfSigned(
        subject: DistinguishedName(parsing: "/C=CH/O=Test/CN=Test CA"), privateKey: key, validity: validity)
      self.key = key
    }
  }

  static func request(
    _ key: borrowing PrivateKey, subject: String = "/CN=localhost", names: [GeneralName] = [.dnsName("localhost")]
  ) throws -> CertificateSigningRequest {
    try CertificateSigningRequest(
      subject: DistinguishedName(parsing: subject),
      extensions: names.isEmpty
        ? Certificate.Extensions() : Certificate.Extensions { SubjectAlternativeNames(names) },
      privateKey: key)
  }

  @Test("An authority's certificate says all that one must say (RFC 5280, 4.2)")
  func authority() throws {
    let authority = try Authority()
    let certificate = authority.certificate
    #expect(certificate.version == .v3)
    #expect(certificate.subject == certificate.issuer)
    #expect(certificate.isSignatureValid(by: authority.key.publicKey))
    #expect(certificate.extensions.elements.map(\.isCritical) == [true, true, false, false])
    #expect(certificate.extensions.basicConstraints == .isCertificateAuthority(maxPathLength: nil))
    #expect(certificate.extensions.keyUsage == [.keyCertSign, .cRLSign])
    let identifier = SHA1.hash(data: certificate.subjectPublicKeyInfo.keyBytes.span).bytes
    #expect(certificate.extensions.subjectKeyIdentifier?.bytes == identifier)
    #expect(certificate.extensions.authorityKeyIdentifier?.keyIdentifier == identifier)
    #expect(certificate.notValidBefore.secondsSince1970 == 1_795_000_000)
    #expect(certificate.notValidAfter.secondsSince1970 == 1_795_000_000 + 30 * 86400 - 1)
    #expect(certificate.isValid(at: certificate.notValidAfter))
    #expect(!certificate.isValid(at: ASN1Time(secondsSince1970: 1_794_999_999)))
  }

  @Test("A server's certificate has the request's names and the authority's rules")
  func server() throws {
    let authority = try Authority()
    let key = try PrivateKey.generate(.p256)
    let names: [GeneralName] = [.dnsName("localhost"), .dnsName("example.test"), .ipAddress([127, 0, 0, 1])]
    let request = try Self.request(key, subject: "/O=Owner/CN=localhost", names: names)
    #expect(request.isSignatureValid)
    let certificate = try CertificateAuthority.issue(
      request, issuer: authority.certificate, issuerPrivateKey: authority.key, validity: Self.validity)
    #expect(certificate.isSignatureValid(by: authority.key.publicKey))
    #expect(!certificate.isSignatureValid(by: key.publicKey))
    #expect(certificate.subject == request.subject)
    #expect(certificate.issuer == authority.certificate.subject)
    #expect(certificate.publicKey == key.publicKey)
    #expect(certificate.extensions.subjectAlternativeNames?.names == names)
    #expect(certificate.extensions.basicConstraints == .notCertificateAuthority)
    #expect(certificate.extensions[BasicConstraints.objectIdentifier]?.isCritical == true)
    #expect(certificate.extensions[KeyUsage.objectIdentifier]?.isCritical == true)
    #expect(certificate.extensions.keyUsage == [.digitalSignature])
    #expect(certificate.extensions.extendedKeyUsage?.usages == [.serverAuth])
    #expect(
      certificate.extensions.authorityKeyIdentifier?.keyIdentifier
        == authority.certificate.extensions.subjectKeyIdentifier?.bytes)
    #expect(certificate.isValid(forHostname: "example.test"))
    #expect(try Certificate(pem: certificate.pemRepresentation) == certificate)
  }

  @Test("What a request asks for beyond names is not granted")
  func greed() throws {
    let authority = try Authority()
    let key = try PrivateKey.generate(.ed25519)
    let request = try CertificateSigningRequest(
      subject: DistinguishedName(parsing: "/CN=x"),
      extensions: Certificate.Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
        KeyUsage([.keyCertSign])
        ExtendedKeyUsage([.any])
      }, privateKey: key)
    let certificate = try CertificateAuthority.issue(
      request, issuer: authority.certificate, issuerPrivateKey: authority.key, validity: Self.validity)
    #expect(certificate.extensions.basicConstraints == .notCertificateAuthority)
    #expect(certificate.extensions.keyUsage == [.digitalSignature])
    #expect(certificate.extensions.extendedKeyUsage?.usages == [.serverAuth])
  }

  @Test("Without a subject the names are critical; without names too, nothing is issued")
  func emptySubject() throws {
    let authority = try Authority()
    let key = try PrivateKey.generate(.ed25519)
    let certificate = try CertificateAuthority.issue(
      Self.request(key, subject: ""), issuer: authority.certificate, issuerPrivateKey: authority.key,
      validity: Self.validity)
    #expect(certificate.extensions[SubjectAlternativeNames.objectIdentifier]?.isCritical == true)
    let nameless = try Self.request(key, subject: "", names: [])
    let error = #expect(throws: CertificateError.self) {
      try CertificateAuthority.issue(
        nameless, issuer: authority.certificate, issuerPrivateKey: authority.key, validity: Self.validity)
    }
    #expect(error?.description.contains("RFC 5280 4.1.2.6") == true)
  }

  @Test("A request that does not prove possession of its key is not signed")
  func forgedRequest() throws {
    let authority = try Authority()
    let key = try PrivateKey.generate(.p256)
    var bytes = try Self.request(key).derBytes
    bytes[bytes.count - 1] ^= 1
    let request = try CertificateSigningRequest(derEncoded: bytes)
    #expect(!request.isSignatureValid)
    #expect(throws: CertificateError.requestSignatureInvalid) {
      try CertificateAuthority.issue(
        request, issuer: authority.certificate, issuerPrivateKey: authority.key, validity: Self.validity)
    }
  }

  @Test("Only an authority with its own key issues")
  func noAuthority() throws {
    let authority = try Authority()
    let key = try PrivateKey.generate(.ed25519)
    let request = try Self.request(key)
    #expect(throws: CertificateError.issuerKeyMismatch) {
      try CertificateAuthority.issue(
        request, issuer: authority.certificate, issuerPrivateKey: key, validity: Self.validity)
    }
    let server = try CertificateAuthority.issue(
      request, issuer: authority.certificate, issuerPrivateKey: authority.key, validity: Self.validity)
    let error = #expect(throws: CertificateError.self) {
      try CertificateAuthority.issue(request, issuer: server, issuerPrivateKey: key, validity: Self.validity)
    }
    guard case .issuerIsNoAuthority = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("A certificate does not end before it begins, and has no empty issuer")
  func refusedCertificates() throws {
    let key = try PrivateKey.generate(.ed25519)
    let name = try DistinguishedName(parsing: "/CN=x")
    #expect(throws: CertificateError.self) {
      try CertificateAuthority.selfSigned(
        subject: name, privateKey: key, validity: .init(notBefore: .latest, notAfter: .earliest))
    }
    #expect(throws: CertificateError.self) {
      try CertificateAuthority.selfSigned(subject: DistinguishedName(), privateKey: key, validity: Self.validity)
    }
  }

  @Test("Every type of key signs certificates with every algorithm that suits it, and with no other")
  func algorithms() throws {
    let all: [SignatureAlgorithm] = [
      .rsaPKCS1(.sha1), .rsaPKCS1(.sha224), .sha256WithRSAEncryption, .sha384WithRSAEncryption,
      .sha512WithRSAEncryption,
      .rsaPSSWithSHA256, .rsaPSSWithSHA384, .rsaPSSWithSHA512, .rsaPSS(.sha256, saltByteCount: 20), .rsaPSS(.sha1),
      .ecdsa(.sha1), .ecdsaWithSHA256, .ecdsaWithSHA384, .ecdsaWithSHA512, .ed25519,
    ]
    let rsa = try PrivateKey(pem: CertificateVectorTests.bytes("keys/traditional/testrsa.pem"))
    try check(rsa, all, suitable: Array(all[2...8]))
    for kind in [PrivateKey.Kind.p256, .p384, .p521] {
      try check(try .generate(kind), all, suitable: Array(all[11...13]))
    }
    try check(try .generate(.ed25519), all, suitable: [.ed25519])
  }

  private func check(
    _ key: borrowing PrivateKey, _ all: [SignatureAlgorithm], suitable: [SignatureAlgorithm]
  ) throws {
    let name = try DistinguishedName(parsing: "/CN=x")
    for algorithm in all {
      guard suitable.contains(algorithm) else {
        do {
          _ = try key.sign([UInt8]().span, algorithm: algorithm)
          Issue.record("\(key.kind) signed with \(algorithm)")
        } catch {
          #expect(error == .unsuitableAlgorithm(algorithm, key: key.kind.description))
        }
        continue
      }
      let certificate = try CertificateAuthority.selfSigned(
        subject: name, privateKey: key, validity: Self.validity, signatureAlgorithm: algorithm)
      #expect(certificate.signatureAlgorithm == algorithm)
      #expect(certificate.isSignatureValid(by: key.publicKey), "\(algorithm)")
      let request = try CertificateSigningRequest(subject: name, privateKey: key, signatureAlgorithm: algorithm)
      #expect(request.isSignatureValid, "\(algorithm)")
    }
  }

  @Test("Serial numbers are positive, of the wished-for length, and never the same")
  func serialNumbers() {
    var seen: Set<Certificate.SerialNumber> = []
    for bitCount in 64...159 {
      for _ in 0..<20 {
        let serial = Certificate.SerialNumber.random(bitCount: bitCount)
        let magnitude = serial.bytes.drop { $0 == 0 }
        #expect((serial.bytes.first ?? 0x80) < 0x80 && serial.bytes.count <= 20)
        #expect(magnitude.count * 8 - (magnitude.first?.leadingZeroBitCount ?? 0) == bitCount)
        #expect(seen.insert(serial).inserted)
      }
    }
    #expect(Certificate.SerialNumber(magnitude: [0, 0]) == nil)
    #expect(Certificate.SerialNumber(magnitude: [0x80] + [UInt8](repeating: 0, count: 19)) == nil)
    #expect(Certificate.SerialNumber(magnitude: [0x7f] + [UInt8](repeating: 0, count: 19)) != nil)
  }

  @Test("A validity of any number of days stays within what can be written")
  func validityBounds() {
    #expect(CertificateAuthority.Validity(days: .max, from: 0).notAfter == .latest)
    #expect(CertificateAuthority.Validity(days: 1, from: 0).notAfter.secondsSince1970 == 86399)
  }
}
