import ASN1
import Foundation
import TestSupport
import Testing
import X509

/// Python's `cryptography` reads what is written here, and what it writes is read here.
@Suite struct PythonInteropTests {
  static let isAvailable = Tool.python.isAvailable && ((try? python("import cryptography")) != nil || isCI)
  private static let isCI = ProcessInfo.processInfo.environment["CI"] == "true"

  struct Failure: Error, CustomStringConvertible { let description: String }

  /// Runs a script, whose standard input is `input`.
  static func python(_ script: String, input: String = "") throws -> String {
    let result = try Tool.python.run(["-W", "ignore", "-c", script], input: Array(input.utf8))
    guard result.status == 0 else { throw Failure(description: result.errorText) }
    return result.text
  }

  static let imports = """
    import sys, datetime
    from cryptography import x509
    from cryptography.x509.oid import *
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.serialization import *
    from cryptography.hazmat.primitives.asymmetric import rsa, ec, ed25519

    """

  @Test(
    "Every form of every key is read by Python as the same key",
    .enabled(if: isAvailable, "needs python3 with cryptography"))
  func keysWritten() throws {
    var input = ""
    var expected = ""
    for kind in KeyRoundTripTests.kinds {
      let key = try KeyRoundTripTests.key(kind)
      for format in [PrivateKey.PEMFormat.pkcs8, .traditional] where kind != .ed25519 || format == .pkcs8 {
        for passphrase in [nil, "secret"] {
          input += (passphrase ?? "-") + "\n"
          input += try key.pemRepresentation(format: format, passphrase: passphrase, iterations: 1000) + "\n%\n"
          expected += key.publicKey.pemRepresentation
        }
      }
    }
    let script =
      Self.imports + """
        for part in sys.stdin.read().split("\\n%\\n")[:-1]:
            passphrase, pem = part.split("\\n", 1)
            key = load_pem_private_key(pem.encode(), None if passphrase == "-" else passphrase.encode())
            sys.stdout.write(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())
        """
    #expect(try Self.python(script, input: input) == expected)
  }

  @Test("Every form that Python writes keys in is read", .enabled(if: isAvailable, "needs python3 with cryptography"))
  func keysRead() throws {
    let script =
      Self.imports + """
        keys = [rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP256R1()),
                ec.generate_private_key(ec.SECP384R1()), ec.generate_private_key(ec.SECP521R1()),
                ed25519.Ed25519PrivateKey.generate()]
        for key in keys:
            public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
            for form in [PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL]:
                for encryption in [NoEncryption(), BestAvailableEncryption(b"secret")]:
                    if isinstance(key, ed25519.Ed25519PrivateKey) and form != PrivateFormat.PKCS8: continue
                    print(public + key.private_bytes(Encoding.PEM, form, encryption).decode() + "%")
        """
    let parts = try Self.python(script).components(separatedBy: "%\n").dropLast()
    #expect(parts.count == 18)
    for part in parts {
      let expected = try PublicKey(pem: part)
      #expect(try PrivateKey(pem: part, passphrase: "secret").publicKey == expected)
    }
  }

  @Test(
    "Python finds in our requests and certificates what was put there, and its verifier accepts the chain",
    .enabled(if: isAvailable, "needs python3 with cryptography"), arguments: KeyRoundTripTests.kinds)
  func certificatesWritten(_ kind: PrivateKey.Kind) throws {
    let caKey = try KeyRoundTripTests.key(kind)
    let validity = CertificateAuthority.Validity(days: 30, from: Int64(Date().timeIntervalSince1970))
    let authority = try CertificateAuthority.selfSigned(
      subject: DistinguishedName(parsing: "/C=CH/O=Example/CN=Test CA"), privateKey: caKey, validity: validity)
    let serverKey = try PrivateKey.generate(.p256)
    let request = try CertificateSigningRequest(
      subject: DistinguishedName(parsing: "/CN=localhost"),
      extensions: Certificate.Extensions {
        SubjectAlternativeNames([.dnsName("localhost"), .ipAddress([127, 0, 0, 1])])
      },
      privateKey: serverKey)
    let certificate = try CertificateAuthority.issue(
      request, issuer: authority, issuerPrivateKey: caKey, validity: validity)
    let script =
      Self.imports + """
        from cryptography.x509 import verification
        text = sys.stdin.read()
        request, ca, server = text.split("%")
        request = x509.load_pem_x509_csr(request.encode())
        assert request.is_signature_valid
        ca, server = (x509.load_pem_x509_certificate(pem.encode()) for pem in (ca, server))
        server.verify_directly_issued_by(ca)
        ca.verify_directly_issued_by(ca)
        names = server.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        assert names.value == request.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        assert names.value.get_values_for_type(x509.DNSName) == ["localhost"]
        basic = server.extensions.get_extension_for_class(x509.BasicConstraints)
        assert basic.critical and not basic.value.ca
        identifier = x509.SubjectKeyIdentifier.from_public_key(ca.public_key())
        assert ca.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value == identifier
        authority = server.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
        assert authority == x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier)
        assert 64 <= server.serial_number.bit_length() <= 160
        print(server.subject.rfc4514_string(), ca.subject.rfc4514_string(), server.serial_number)
        if not isinstance(ca.public_key(), ed25519.Ed25519PublicKey):  # the verifier's policy is the Web's
            policy = verification.PolicyBuilder().store(verification.Store([ca]))
            policy.build_server_verifier(x509.DNSName("localhost")).verify(server, [])
        """
    let input = [request.pemRepresentation, authority.pemRepresentation, certificate.pemRepresentation]
    let output = try Self.python(script, input: input.joined(separator: "%"))
    #expect(output.hasPrefix("CN=localhost CN=Test CA,O=Example,C=CH "))
  }
}
