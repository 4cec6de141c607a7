import Testing
import X509

@Suite struct HostnameTests {
  static func certificate(_ names: [GeneralName], subject: String = "/CN=subject.example") throws -> Certificate {
    let key = try PrivateKey.generate(.ed25519)
    let name = try DistinguishedName(parsing: subject)
    return try Certificate(
      issuer: name, notValidBefore: .earliest, notValidAfter: .latest, subject: name, publicKey: key.publicKey,
      extensions: names.isEmpty
        ? Certificate.Extensions() : try Certificate.Extensions { SubjectAlternativeNames(names) },
      issuerPrivateKey: key)
  }

  @Test(
    "Names match without regard to case, wildcards one whole label (RFC 9525, 6.3)",
    arguments: [
      ("localhost", "localhost", true), ("localhost", "LOCALHOST", true), ("LocalHost", "localhost", true),
      ("localhost", "localhost.", true), ("localhost", "localhos", false), ("localhost", "a.localhost", false),
      ("*.example.com", "www.example.com", true), ("*.example.com", "WWW.Example.COM", true),
      ("*.example.com", "example.com", false), ("*.example.com", "a.b.example.com", false),
      ("*.example.com", ".example.com", false), ("w*.example.com", "www.example.com", false),
      ("*w.example.com", "www.example.com", false), ("www.*.com", "www.example.com", false),
      ("*.com", "example.com", false), ("*", "localhost", false), ("*.*.com", "a.b.com", false),
      ("example.com", "*.example.com", false), ("*.example.com", "*.example.com", false),
      ("", "localhost", false), ("localhost", "", false), ("localhost", ".", false), ("a..b", "a..b", false),
      ("xn--bcher-kva.example", "xn--bcher-kva.example", true), ("under_score.example", "under_score.example", true),
      ("*.example.com", "xn--bcher-kva.example.com", true), ("127.0.0.1", "127.0.0.1", false),
      ("local\u{0}host", "local\u{0}host", false),
    ])
  func dnsNames(_ pattern: String, _ hostname: String, _ expected: Bool) throws {
    #expect(try Self.certificate([.dnsName(pattern)]).isValid(forHostname: hostname) == expected)
  }

  @Test("Addresses match addresses only, in whatever form they are written")
  func addresses() throws {
    let certificate = try Self.certificate([
      .ipAddress([127, 0, 0, 1]), .dnsName("localhost"), GeneralName(hostname: "::1"),
    ])
    for hostname in ["127.0.0.1", "::1", "[::1]", "0:0:0:0:0:0:0:1", "localhost"] {
      #expect(certificate.isValid(forHostname: hostname), "\(hostname)")
    }
    for hostname in ["127.0.0.2", "::2", "::ffff:127.0.0.1"] {
      #expect(!certificate.isValid(forHostname: hostname), "\(hostname)")
    }
  }

  @Test("The common name is never a host's name")
  func commonName() throws {
    #expect(!(try Self.certificate([], subject: "/CN=localhost").isValid(forHostname: "localhost")))
    #expect(!(try Self.certificate([.dnsName("x")], subject: "/CN=localhost").isValid(forHostname: "localhost")))
  }
}
