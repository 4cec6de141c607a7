import Foundation
import TestSupport
import Testing

/// Issue 2's story: an authority, a certificate that it signs, and HTTPS that curl trusts, for every type of key.
@Suite(
  "Story", .enabled(if: Tool.openssl.isAvailable && Tool.curl.isAvailable, "needs openssl and curl"),
  .timeLimit(.minutes(15)))
struct StoryTests {
  private let passIn = ["-passin", "pass:\(Story.passphrase)"]

  @Test(
    "openssl reads every file, and the certificate says what the request asked for", arguments: CertificateKey.allCases)
  func filesWithOpenSSL(key: CertificateKey) throws {
    let story = try Story.shared(key)
    for file in [story.caKey, story.serverKey] {
      try Tool.openssl.must(["pkey", "-in", file, "-check", "-noout"] + passIn)
      #expect(try Tool.openssl.run(["pkey", "-in", file, "-noout", "-passin", "pass:wrong"]).status != 0)
      let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"))
    }
    for file in [story.caKey, story.serverKey, story.request, story.certificate, story.ca] {
      #expect(try Tool.openssl.must(["asn1parse", "-in", file, "-i"]).text.hasPrefix("    0:d=0  hl="))
    }
    let verified = try Tool.openssl.must(["req", "-in", story.request, "-verify", "-noout"])
    #expect((verified.text + verified.errorText).contains("verify OK"))
    for name in Story.names {
      let chain = try Tool.openssl.must([
        "verify", "-x509_strict", "-check_ss_sig", "-purpose", "sslserver", "-CAfile", story.ca, "-verify_hostname",
        name, story.certificate,
      ])
      #expect(chain.text == "\(story.certificate): OK\n")
    }
    #expect(try Tool.openssl.run(["verify", story.certificate]).status != 0)
    #expect(
      try Tool.openssl.must(["x509", "-in", story.certificate, "-pubkey", "-noout"]).text
        == Tool.openssl.must(["pkey", "-in", story.serverKey, "-pubout"] + passIn).text)

    let text = try Tool.openssl.must(["x509", "-in", story.certificate, "-noout", "-text"]).text
    let requested = try Tool.openssl.must(["req", "-in", story.request, "-noout", "-text"]).text
    let names = "X509v3 Subject Alternative Name: \n                DNS:localhost, DNS:demo.example.org\n"
    #expect(text.contains(names), "\(text)")
    #expect(requested.contains(names.replacing("\n                ", with: "\n                    ")), "\(requested)")
    let encipherment = key.rawValue.hasPrefix("rsa") ? ", Key Encipherment" : ""
    for field in [
      "Subject: C = CH, O = Example, CN = localhost\n", "Issuer: C = CH, O = Example, CN = Example CA\n",
      "X509v3 Basic Constraints: critical\n                CA:FALSE\n",
      "X509v3 Key Usage: critical\n                Digital Signature\(encipherment)\n",
      "X509v3 Extended Key Usage: \n                TLS Web Server Authentication\n",
    ] { #expect(text.contains(field), "\(field)\n\(text)") }
    let ca = try Tool.openssl.must(["x509", "-in", story.ca, "-noout", "-text"]).text
    #expect(ca.contains("X509v3 Basic Constraints: critical\n                CA:TRUE\n"), "\(ca)")
    #expect(ca.contains("X509v3 Key Usage: critical\n                Certificate Sign, CRL Sign\n"), "\(ca)")
    let subjectIdentifier = /Subject Key Identifier: \n +([0-9A-F:]{59})\n/
    let authorityIdentifier = /Authority Key Identifier: \n +([0-9A-F:]{59})\n/
    let own = try #require(text.firstMatch(of: subjectIdentifier)?.1)
    let authority = try #require(ca.firstMatch(of: subjectIdentifier)?.1)
    #expect(text.firstMatch(of: authorityIdentifier)?.1 == authority)
    #expect(own != authority)
  }

  @Test("Serial numbers have 64 to 160 bits and are never the same", arguments: [CertificateKey.p256])
  func serials(key: CertificateKey) throws {
    let story = try Story.shared(key)
    let folder = try TemporaryFolder()
    var serials: [String] = []
    for index in 0..<8 {
      let file = "\(folder.path)/\(index).pem"
      try story.sign(to: file)
      let line = try Tool.openssl.must(["x509", "-in", file, "-serial", "-noout"]).text
      serials.append(try #require(line.firstMatch(of: /^serial=([0-9A-F]+)\n$/).map { String($0.1) }, "\(line)"))
    }
    #expect(Set(serials).count == serials.count)
    // Random in their first eight digits as well as in their last.
    #expect(Set(serials.map { $0.prefix(8) }).count == serials.count, "\(serials)")
    #expect(Set(serials.map { $0.suffix(8) }).count == serials.count, "\(serials)")
    for serial in serials {
      let leading = try #require(serial.first?.hexDigitValue)
      let bitCount = 4 * serial.count - (4 - (Int.bitWidth - leading.leadingZeroBitCount))
      #expect((64...160).contains(bitCount), "\(serial)")
    }
  }

  @Test(
    "Python's cryptography reads every file and validates the chain",
    .enabled(if: Tool.python.isAvailable, "needs python3"), arguments: CertificateKey.allCases)
  func filesWithPython(key: CertificateKey) throws {
    let story = try Story.shared(key)
    let result = try Tool.python.must(["-c", Self.pythonReader, story.path, Story.passphrase, "\(key == .ed25519)"])
    #expect(result.text == "all read\n")
  }

  private static let pythonReader = """
    import pathlib, sys
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import *
    from cryptography.x509 import verification
    read = lambda name: (pathlib.Path(sys.argv[1]) / name).read_bytes()
    public = lambda key: key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    keys = [load_pem_private_key(read(name), sys.argv[2].encode()) for name in ("ca.key", "server.key")]
    ca, server = [x509.load_pem_x509_certificate(read(name)) for name in ("ca.pem", "server.pem")]
    request = x509.load_pem_x509_csr(read("server.csr"))
    assert request.is_signature_valid
    assert request.subject == server.subject and ca.subject == server.issuer
    assert public(keys[0].public_key()) == public(ca.public_key())
    assert public(keys[1].public_key()) == public(server.public_key()) == public(request.public_key())
    server.verify_directly_issued_by(ca)
    ca.verify_directly_issued_by(ca)
    of = lambda what, kind: what.extensions.get_extension_for_class(kind).value
    names = of(server, x509.SubjectAlternativeName)
    assert names == of(request, x509.SubjectAlternativeName)
    assert names.get_values_for_type(x509.DNSName) == ["localhost", "demo.example.org"]
    assert of(server, x509.BasicConstraints).ca is False and of(ca, x509.BasicConstraints).ca is True
    assert of(server, x509.SubjectKeyIdentifier) == x509.SubjectKeyIdentifier.from_public_key(server.public_key())
    assert of(server, x509.AuthorityKeyIdentifier).key_identifier == of(ca, x509.SubjectKeyIdentifier).digest
    assert list(of(server, x509.ExtendedKeyUsage)) == [x509.oid.ExtendedKeyUsageOID.SERVER_AUTH]
    assert 64 <= server.serial_number.bit_length() <= 160
    policy = verification.PolicyBuilder().store(verification.Store([ca]))
    verify = lambda name: policy.build_server_verifier(x509.DNSName(name)).verify(server, [])
    if sys.argv[3] == "true":
        # The policy of cryptography 48, that of the CA/Browser Forum, has no place for Ed25519.
        try: verify("localhost")
        except verification.VerificationError as error: assert "Forbidden" in str(error), error
    else:
        assert verify("localhost") == verify("demo.example.org") == [server, ca]
        try: verify("other.example.org")
        except verification.VerificationError: pass
        else: raise AssertionError("verified for a name that it does not have")
    print("all read")
    """

  @Test(
    "serve asks for the passphrase, and curl trusts it with the authority and the name, and not otherwise",
    .enabled(if: Tool.python.isAvailable, "needs python3"), arguments: CertificateKey.allCases)
  func serve(key: CertificateKey) throws {
    let story = try Story.shared(key)
    let message = "the secret of \(key)"
    let server = try TerminalSession(
      [
        "serve", "--cert", story.certificate, "--key", story.serverKey, "--listen", "127.0.0.1:0", "--message", message,
      ], answers: [("Enter PEM pass phrase:", "\(Story.passphrase)\n")])
    let port = try server.waitFor(/https:\/\/127\.0\.0\.1:([0-9]+)\//).1
    func curl(_ host: String, _ arguments: [String]) throws -> Tool.Result {
      try Tool.curl.run(
        ["--silent", "--show-error", "--max-time", "20", "--noproxy", "*"] + arguments + ["https://\(host):\(port)/"])
    }
    let trust = ["--cacert", story.ca]
    let stranger = try curl("localhost", [])
    #expect(stranger.status == 60, "\(stranger.errorText)")
    #expect(stranger.text.isEmpty)
    let wrongName = try curl("127.0.0.1", trust)
    #expect(wrongName.status == 60, "\(wrongName.errorText)")
    #expect(
      wrongName.errorText.contains("SSL: no alternative certificate subject name matches target host name '127.0.0.1'"),
      "\(wrongName.errorText)")
    #expect(wrongName.text.isEmpty)
    for host in Story.names {
      let trusted = try curl(host, trust + ["--resolve", "\(host):\(port):127.0.0.1"])
      #expect(trusted.status == 0, "\(trusted.errorText)")
      #expect(trusted.text == message)
    }
    server.interrupt()
    #expect(try server.wait() == 0, "\(server.screen)")
    #expect(server.screen.hasPrefix("Enter PEM pass phrase:\n"), "\(server.screen)")
    #expect(!server.screen.contains("horse"), "\(server.screen)")
  }
}
