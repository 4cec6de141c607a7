import ASN1
import Primitives
import Testing
import X509

@testable import TLS13

@Suite("Identities with real keys")
struct IdentityTests {
  static let kinds: [PrivateKey.Kind] = [.rsa(bitCount: 2048), .p256, .p384, .p521, .ed25519]

  private func certificate(
    _ key: borrowing PrivateKey, _ names: [String], usage: KeyUsage? = [.digitalSignature]
  ) throws -> Certificate {
    var elements = [Self.element(SubjectAlternativeNames(names.map { .dnsName($0) }))]
    if let usage { elements.append(Self.element(usage)) }
    return try Certificate(
      issuer: DistinguishedName(parsing: "CN=test"), notValidBefore: ASN1Time(secondsSince1970: 0),
      notValidAfter: ASN1Time(secondsSince1970: 1 << 32), subject: DistinguishedName(parsing: "CN=test"),
      publicKey: key.publicKey, extensions: Certificate.Extensions(elements), issuerPrivateKey: key)
  }

  private static func element(_ value: some CertificateExtensionValue) -> Certificate.Extension {
    Certificate.Extension(
      objectIdentifier: type(of: value).objectIdentifier, isCritical: false, value: value.derBytes)
  }

  @Test("Every type of key signs the handshake, with each of its schemes", arguments: kinds)
  func handshake(_ kind: PrivateKey.Kind) throws {
    let key = try PrivateKey.generate(kind)
    let publicKey = key.publicKey
    let certificate = try certificate(key, ["a.test", "*.b.test"])
    let identity = try ServerIdentity(certificateChain: [certificate.derBytes], privateKey: key)
    #expect(identity.names == ["a.test", "*.b.test"])
    for scheme in identity.signer.schemes {
      var options = TestClient.Options()
      options.serverName = "x.b.test"
      options.schemes = [scheme]
      let client = TestClient.connected(.test([identity]), options)
      let verify = try #require(try client.message(.certificateVerify, as: CertificateVerify.self))
      #expect(verify.algorithm == scheme)
      let algorithm = try #require(Self.algorithms[scheme])
      let isValid = publicKey.isValidSignature(
        verify.signature.span, for: client.signedContent.span, algorithm: algorithm)
      #expect(isValid, "\(scheme)")
    }
  }

  private static let algorithms: [SignatureScheme: SignatureAlgorithm] = [
    .ecdsaSecp256r1SHA256: .ecdsaWithSHA256, .ecdsaSecp384r1SHA384: .ecdsaWithSHA384,
    .ecdsaSecp521r1SHA512: .ecdsaWithSHA512, .rsaPSSRSAESHA256: .rsaPSSWithSHA256,
    .rsaPSSRSAESHA384: .rsaPSSWithSHA384, .rsaPSSRSAESHA512: .rsaPSSWithSHA512, .ed25519: .ed25519,
  ]

  @Test("A key that does not belong to the certificate is refused")
  func otherKey() throws {
    let certificate = try certificate(PrivateKey.generate(.p256), ["a.test"])
    #expect(throws: TLSError.self) {
      try ServerIdentity(certificateChain: [certificate.derBytes], privateKey: PrivateKey.generate(.p256))
    }
  }

  @Test("A certificate whose key usage forbids signing is refused, one that says nothing is taken")
  func keyUsage() throws {
    func identity(_ usage: KeyUsage?) throws -> ServerIdentity {
      let key = try PrivateKey.generate(.p256)
      let certificate = try certificate(key, ["a.test"], usage: usage)
      return try ServerIdentity(certificateChain: [certificate.derBytes], privateKey: key)
    }
    #expect(throws: TLSError.self) { try identity([.keyAgreement]) }
    #expect(try identity(nil).names == ["a.test"])
  }

  @Test("Bytes that are no certificate are refused")
  func noCertificate() throws {
    #expect(throws: TLSError.self) {
      try ServerIdentity(certificateChain: [[1, 2, 3]], privateKey: PrivateKey.generate(.p256))
    }
    #expect(throws: TLSError.self) {
      try ServerIdentity(certificateChain: [], privateKey: PrivateKey.generate(.p256))
    }
  }
}
