import ASN1
import Foundation
import TestSupport
import Testing
import X509

/// OpenSSL reads what is written here, and what it writes is read here.
@Suite struct OpenSSLInteropTests {
  static let kinds = KeyRoundTripTests.kinds
  static let passphrase = "corr\u{e9}ct horse"

  static func write(_ text: String, _ name: String, in folder: TemporaryFolder) throws -> String {
    let path = "\(folder.path)/\(name)"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// Runs `openssl`, which must succeed, and returns what it printed.
  @discardableResult
  static func openssl(_ arguments: [String], input: String = "") throws -> String {
    let result = try Tool.openssl.run(arguments, input: Array(input.utf8))
    try #require(result.status == 0, "openssl \(arguments.joined(separator: " ")): \(result.errorText)")
    return result.text + result.errorText
  }

  @Test(
    "openssl pkey reads every form of every key, encrypted or not",
    .enabled(if: Tool.openssl.isAvailable, "needs openssl"), arguments: kinds)
  func keysWritten(_ kind: PrivateKey.Kind) throws {
    let key = try KeyRoundTripTests.key(kind)
    let formats: [PrivateKey.PEMFormat] = kind == .ed25519 ? [.pkcs8] : [.pkcs8, .traditional]
    for format in formats {
      for passphrase in [nil, Self.passphrase] {
        let pem = try key.pemRepresentation(format: format, passphrase: passphrase, iterations: 2048)
        let pass = ["-passin", "pass:\(passphrase ?? "")"]
        let text = try Self.openssl(["pkey", "-pubout"] + pass, input: pem)
        #expect(text.hasPrefix(key.publicKey.pemRepresentation), "\(format) \(passphrase ?? "")")
        // `-check` recomputes what the numbers of the key say of one another.
        try Self.openssl(["pkey", "-check", "-noout"] + pass, input: pem)
        #expect(try Self.openssl(["pkey", "-noout", "-text"] + pass, input: pem).contains("Private-Key"))
        if passphrase != nil {
          let result = try Tool.openssl.run(["pkey", "-noout", "-passin", "pass:wrong"], input: Array(pem.utf8))
          #expect(result.status != 0)
        }
      }
    }
    let spki = try Self.openssl(["pkey", "-pubin", "-outform", "PEM"], input: key.publicKey.pemRepresentation)
    #expect(spki == key.publicKey.pemRepresentation)
    // Written again by OpenSSL, the unencrypted PKCS #8 form is the same to the byte.
    let own = try key.pemRepresentation()
    #expect(try Self.openssl(["pkey"], input: own) == own)
  }

  @Test(
    "Every form that OpenSSL writes keys in is read",
    .enabled(if: Tool.openssl.isAvailable, "needs openssl"),
    arguments: [
      ["rsa", "-pkeyopt", "rsa_keygen_bits:2048"], ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
      ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"], ["ec", "-pkeyopt", "ec_paramgen_curve:P-521"], ["ed25519"],
    ])
  func keysRead(_ algorithm: [String]) throws {
    let plain = try Self.openssl(["genpkey", "-quiet", "-algorithm"] + algorithm)
    let key = try PrivateKey(pem: plain)
    #expect(try key.pemRepresentation() == plain)
    #expect(try Self.openssl(["pkey", "-pubout"], input: plain) == key.publicKey.pemRepresentation)
    let pass = ["-passout", "pass:\(Self.passphrase)"]
    var forms: [[String]] = [["pkey", "-aes256"] + pass, ["pkey", "-aes-128-cbc"] + pass]
    for cipher in ["aes-192-cbc", "aes-256-cbc", "des3"] {
      for digest in ["hmacWithSHA1", "hmacWithSHA256", "hmacWithSHA512"] {
        forms.append(["pkcs8", "-topk8", "-v2", cipher, "-v2prf", digest, "-iter", "1000"] + pass)
      }
    }
    if algorithm != ["ed25519"] {
      forms.append(["pkey", "-traditional"])
      for cipher in ["-aes128", "-aes192", "-aes256", "-des3"] {
        forms.append(["pkey", "-traditional", cipher] + pass)
        forms.append([algorithm[0], cipher] + (algorithm[0] == "rsa" ? ["-traditional"] : []) + pass)
      }
    }
    if algorithm[0] == "ec" { forms.append(["ec", "-conv_form", "compressed"]) }
    for form in forms {
      let pem = try Self.openssl(form, input: plain)
      let isEncrypted = form.contains("-passout")
      #expect(try PrivateKey.isEncrypted(pem: Array(pem.utf8)) == isEncrypted)
      let read = try PrivateKey(pem: pem, passphrase: isEncrypted ? Self.passphrase : nil)
      #expect(read.publicKey == key.publicKey, "\(form)")
      guard isEncrypted else { continue }
      #expect(throws: KeyError.wrongPassphrase) { _ = try PrivateKey(pem: pem, passphrase: "wrong") }
    }
  }

  @Test(
    "The story: openssl verifies the request, the certificate and the chain, for every type of key",
    .enabled(if: Tool.openssl.isAvailable, "needs openssl"), arguments: kinds)
  func story(_ kind: PrivateKey.Kind) throws {
    let folder = try TemporaryFolder()
    let caKey = try KeyRoundTripTests.key(kind)
    let now = Int64(Date().timeIntervalSince1970)
    let validity = CertificateAuthority.Validity(days: 30, from: now)
    let authority = try CertificateAuthority.selfSigned(
      subject: DistinguishedName(parsing: "/C=CH/O=Ex\u{e4}mple, Inc./CN=Test CA"), privateKey: caKey,
      validity: validity)
    // An RSA authority signs for a P-256 server, so that the test need not make a second RSA key.
    let serverKey = try PrivateKey.generate(kind == .rsa(bitCount: 2048) ? .p256 : kind)
    let request = try CertificateSigningRequest(
      subject: DistinguishedName(parsing: "CN=localhost,O=Example"),
      extensions: Certificate.Extensions {
        SubjectAlternativeNames([
          .dnsName("localhost"), .dnsName("example.test"), .ipAddress([127, 0, 0, 1]), GeneralName(hostname: "::1"),
        ])
      }, privateKey: serverKey)
    let csr = try Self.openssl(["req", "-verify", "-noout", "-text"], input: request.pemRepresentation)
    #expect(csr.contains("DNS:localhost, DNS:example.test, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1"))
    #expect(csr.contains("self-signature verify OK"))
    let certificate = try CertificateAuthority.issue(
      request, issuer: authority, issuerPrivateKey: caKey, validity: validity)
    let caPath = try Self.write(authority.pemRepresentation, "ca.pem", in: folder)
    let path = try Self.write(certificate.pemRepresentation, "server.pem", in: folder)
    for name in ["-verify_hostname", "localhost", "-verify_ip", "::1"].chunked(by: 2) {
      let output = try Self.openssl(
        ["verify", "-x509_strict", "-check_ss_sig", "-purpose", "sslserver", "-CAfile", caPath] + name + [path])
      #expect(output.hasSuffix("OK\n"))
    }
    let wrong = try Tool.openssl.run(["verify", "-CAfile", caPath, "-verify_hostname", "other.test", path])
    #expect(wrong.status != 0)
    let text = try Self.openssl(
      ["x509", "-noout", "-text", "-nameopt", "RFC2253,-esc_msb"], input: certificate.pemRepresentation)
    for expected in [
      "X509v3 Basic Constraints: critical\n                CA:FALSE",
      "X509v3 Key Usage: critical\n                Digital Signature",
      "TLS Web Server Authentication", "X509v3 Subject Key Identifier", "X509v3 Authority Key Identifier",
      "Issuer: \(authority.subject)", "Subject: \(certificate.subject)",
    ] { #expect(text.contains(expected), "\(expected)\n\(text)") }
    let ca = try Self.openssl(["x509", "-noout", "-text"], input: authority.pemRepresentation)
    #expect(ca.contains("X509v3 Basic Constraints: critical\n                CA:TRUE"))
    #expect(ca.contains("X509v3 Key Usage: critical\n                Certificate Sign, CRL Sign"))
  }

  @Test(
    "OpenSSL verifies every signature algorithm, and its own signatures are verified",
    .enabled(if: Tool.openssl.isAvailable, "needs openssl"))
  func signatures() throws {
    let folder = try TemporaryFolder()
    let name = try DistinguishedName(parsing: "/CN=x")
    let cases: [(PrivateKey.Kind, SignatureAlgorithm, [String])] = [
      (.rsa(bitCount: 2048), .sha256WithRSAEncryption, ["-sha256"]),
      (.rsa(bitCount: 2048), .sha512WithRSAEncryption, ["-sha512"]),
      (
        .rsa(bitCount: 2048), .rsaPSSWithSHA256,
        ["-sha256", "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:-1"]
      ),
      (
        .rsa(bitCount: 2048), .rsaPSSWithSHA384,
        ["-sha384", "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:-1"]
      ),
      (
        .rsa(bitCount: 2048), .rsaPSS(.sha512, saltByteCount: 20),
        ["-sha512", "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:20"]
      ),
      (.rsa(bitCount: 2048), .rsaPKCS1(.sha1), ["-sha1"]), (.rsa(bitCount: 2048), .rsaPKCS1(.sha224), ["-sha224"]),
      (.p256, .ecdsaWithSHA256, ["-sha256"]), (.p256, .ecdsaWithSHA512, ["-sha512"]), (.p256, .ecdsa(.sha1), ["-sha1"]),
      (.p384, .ecdsaWithSHA384, ["-sha384"]), (.p521, .ecdsaWithSHA512, ["-sha512"]), (.ed25519, .ed25519, []),
    ]
    for (kind, algorithm, options) in cases {
      let key = try KeyRoundTripTests.key(kind)
      let keyPath = try Self.write(key.pemRepresentation(), "key.pem", in: folder)
      let theirs = try Certificate(
        pem: Self.openssl(
          ["req", "-x509", "-new", "-key", keyPath, "-subj", "/C=CH/O=Example/CN=x", "-days", "3"] + options))
      #expect(theirs.signatureAlgorithm == algorithm)
      #expect(theirs.isSignatureValid(by: key.publicKey), "\(algorithm)")
      #expect(theirs.subject == (try DistinguishedName(parsing: "/C=CH/O=Example/CN=x")))
      let request = try CertificateSigningRequest(
        pem: Self.openssl(
          ["req", "-new", "-key", keyPath, "-subj", "/CN=x", "-addext", "subjectAltName=DNS:a.test,IP:10.0.0.1"]
            + options))
      #expect(request.isSignatureValid, "\(algorithm)")
      #expect(request.extensions.subjectAlternativeNames?.names == [.dnsName("a.test"), .ipAddress([10, 0, 0, 1])])
      guard algorithm.mayBeSigned else { continue }
      let ours = try CertificateAuthority.selfSigned(
        subject: name, privateKey: key, validity: .init(days: 3, from: Int64(Date().timeIntervalSince1970)),
        signatureAlgorithm: algorithm)
      let path = try Self.write(ours.pemRepresentation, "cert.pem", in: folder)
      try Self.openssl(["verify", "-check_ss_sig", "-CAfile", path, path])
    }
  }
}

extension Array {
  fileprivate func chunked(by count: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: self.count, by: count).map { self[$0..<Swift.min(self.count, $0 + count)] }
  }
}
