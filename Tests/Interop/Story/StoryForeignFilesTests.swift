import Foundation
import TestSupport
import Testing

/// The story the other way round: files that OpenSSL and Python wrote are read by every command.
@Suite(
  "Story with foreign files", .enabled(if: Tool.openssl.isAvailable && Tool.curl.isAvailable, "needs openssl and curl"),
  .timeLimit(.minutes(15)))
struct StoryForeignFilesTests {
  private static let environment = Story.environment
  private let folder = Result { try TemporaryFolder() }

  private func path(_ name: String) throws -> String { "\(try folder.get().path)/\(name)" }

  @discardableResult
  private func demo(_ arguments: [String]) throws -> Tool.Result {
    try Tool.demo.must(arguments, environment: Self.environment)
  }

  /// What `openssl` is to do to write a key in other forms, after which `-in FILE -out FILE` follow.
  private static func forms(_ key: CertificateKey) -> [[String]] {
    let pass = ["-passout", "pass:\(Story.passphrase)"]
    let rsa: [[String]] = [
      ["rsa", "-traditional"], ["rsa", "-traditional", "-aes256"] + pass, ["rsa", "-traditional", "-des3"] + pass,
    ]
    let ec: [[String]] = [["ec"], ["ec", "-aes256"] + pass, ["ec", "-des3"] + pass]
    let pkcs8: [[String]] = [
      ["pkey"], ["pkey", "-aes-256-cbc"] + pass,
      ["pkcs8", "-topk8", "-v2", "aes-128-cbc", "-v2prf", "hmacWithSHA1"] + pass,
      ["pkcs8", "-topk8", "-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA512"] + pass,
      ["pkcs8", "-topk8", "-v2", "des3"] + pass,
    ]
    switch key {
    case .rsa2048: return rsa + pkcs8
    // The same forms with larger numbers: two of them are enough.
    case .rsa4096: return [rsa[1], pkcs8[1]]
    case .p256, .p384, .p521: return ec + pkcs8
    case .ed25519: return pkcs8
    }
  }

  @Test(
    "Every form of key that openssl writes is shown, makes requests, signs and serves",
    arguments: CertificateKey.allCases)
  func openSSL(key: CertificateKey) throws {
    let (plain, ca, request) = (try path("plain.key"), try path("ca.pem"), try path("request.csr"))
    try Tool.openssl.must(["genpkey", "-out", plain] + key.genpkeyArguments)
    try Tool.openssl.must([
      "req", "-new", "-x509", "-key", plain, "-subj", "/O=Foreign/CN=Foreign CA", "-days", "30", "-out", ca,
    ])
    try Tool.openssl.must([
      "req", "-new", "-key", plain, "-subj", "/O=Foreign/CN=localhost", "-addext",
      "subjectAltName=DNS:localhost,IP:127.0.0.1", "-out", request,
    ])
    #expect(try demo(["show", ca]).text.contains("Foreign CA"))
    #expect(try demo(["show", request]).text.contains("localhost"))
    let served = try path("served.pem")
    try Tool.openssl.must([
      "x509", "-req", "-in", request, "-CA", ca, "-CAkey", plain, "-copy_extensions", "copy", "-days", "30", "-out",
      served,
    ])
    #expect(try demo(["show", served]).text.contains("Foreign CA"))
    let publicKey = try Tool.openssl.must(["pkey", "-in", plain, "-pubout"]).text
    for (index, form) in Self.forms(key).enumerated() {
      let file = try path("\(index).key")
      try Tool.openssl.must(form + ["-in", plain, "-out", file])
      let own = try path("\(index).csr")
      try demo(["csr", "--key", file, "--subject", "/CN=x", "--out", own])
      #expect(try Tool.openssl.must(["req", "-in", own, "-verify", "-noout", "-pubkey"]).text == publicKey, "\(form)")
      let shown = try demo(["show", file]).text
      #expect(shown.contains(Self.name(of: key)), "\(form): \(shown)")
    }
    // Signing and serving do not depend on how the key was read: the form that is asked for least.
    let last = try path("\(Self.forms(key).count - 1).key")
    let signed = try path("signed.pem")
    try demo(["sign", "--csr", request, "--ca", ca, "--ca-key", last, "--out", signed])
    try Tool.openssl.must(["verify", "-CAfile", ca, "-verify_ip", "127.0.0.1", signed])
    for certificate in [served, signed] { try expectServed(certificate: certificate, key: last, ca: ca) }
  }

  /// How `Demo show` calls a key of the type.
  private static func name(of key: CertificateKey) -> String {
    switch key {
    case .rsa2048: "RSA, 2048 bits"
    case .rsa4096: "RSA, 4096 bits"
    case .p256: "P-256"
    case .p384: "P-384"
    case .p521: "P-521"
    case .ed25519: "Ed25519"
    }
  }

  private func expectServed(certificate: String, key: String, ca: String) throws {
    let server = try DemoServer(
      ["serve", "--cert", certificate, "--key", key, "--message", "hello"], environment: Self.environment)
    let result = try Tool.curl.run([
      "--silent", "--show-error", "--max-time", "20", "--noproxy", "*", "--cacert", ca,
      "https://localhost:\(server.port)/",
    ])
    #expect(result.status == 0, "\(certificate) \(key): \(result.errorText)")
    #expect(result.text == "hello")
    server.stop()
  }

  @Test(
    "Every form of key that Python writes is shown, makes requests, signs and serves",
    .enabled(if: Tool.python.isAvailable, "needs python3"))
  func python() throws {
    let names = try Tool.python.must(["-c", Self.pythonWriter, try folder.get().path, Story.passphrase]).text
      .split(separator: "\n")
    #expect(names.count == 14)
    for name in names {
      let base = try path(String(name))
      let (key, ca, request) = ("\(base).key", "\(base).ca.pem", "\(base).csr")
      #expect(try demo(["show", key]).text.hasPrefix("Private key, "))
      #expect(try demo(["show", ca]).text.hasPrefix("Certificate (version 3)\n"))
      #expect(try demo(["show", request]).text.contains("right: the asker holds the key"))
      let (own, signed) = ("\(base).own.csr", "\(base).signed.pem")
      try demo(["csr", "--key", key, "--subject", "/CN=x", "--dns", "localhost", "--out", own])
      for asked in [request, own] {
        try demo(["sign", "--csr", asked, "--ca", ca, "--ca-key", key, "--out", signed, "--force"])
        try Tool.openssl.must(["verify", "-CAfile", ca, "-verify_hostname", "localhost", signed])
      }
      if name.contains("encrypted") { try expectServed(certificate: signed, key: key, ca: ca) }
    }
  }

  private static let pythonWriter = """
    import datetime, pathlib, sys
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
    from cryptography.hazmat.primitives.serialization import *
    folder, passphrase = pathlib.Path(sys.argv[1]), sys.argv[2].encode()
    curves = (ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1())
    keys = {curve.name: ec.generate_private_key(curve) for curve in curves}
    keys |= {"rsa": rsa.generate_private_key(65537, 2048), "ed25519": ed25519.Ed25519PrivateKey.generate()}
    forms = {"pkcs8": PrivateFormat.PKCS8, "traditional": PrivateFormat.TraditionalOpenSSL}
    now = datetime.datetime.now(datetime.timezone.utc)
    for kind, key in keys.items():
        for form, format in forms.items():
            for encryption in (NoEncryption(), BestAvailableEncryption(passphrase)):
                if kind == "ed25519" and form == "traditional": continue
                if form == "traditional" and kind in ("secp384r1", "secp521r1"): continue
                encrypted = "plain" if isinstance(encryption, NoEncryption) else "encrypted"
                name = "-".join((kind, form, encrypted))
                (folder / (name + ".key")).write_bytes(key.private_bytes(Encoding.PEM, format, encryption))
                subject = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "Python\\u2019s " + kind)])
                digest = None if kind == "ed25519" else hashes.SHA256()
                server = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "localhost")])
                request = x509.CertificateSigningRequestBuilder().subject_name(server).add_extension(
                    x509.SubjectAlternativeName([x509.DNSName("localhost")]), False).sign(key, digest)
                ca = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(
                    key.public_key()).serial_number(x509.random_serial_number()).not_valid_before(
                    now - datetime.timedelta(hours=1)).not_valid_after(now + datetime.timedelta(days=9)).add_extension(
                    x509.BasicConstraints(True, 0), True).sign(key, digest)
                (folder / (name + ".csr")).write_bytes(request.public_bytes(Encoding.PEM))
                (folder / (name + ".ca.pem")).write_bytes(ca.public_bytes(Encoding.PEM))
                print(name)
    """
}
