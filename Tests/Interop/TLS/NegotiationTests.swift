import Foundation
import TestSupport
import Testing

/// What is agreed on besides suites and groups: the version, the protocol, the identity.
@Suite(
  "Negotiation", .enabled(if: Tool.openssl.isAvailable && Tool.curl.isAvailable, "needs openssl and curl"))
struct NegotiationTests {
  private let server: DemoServer

  init() throws {
    server = try DemoServer(
      ["serve", "--message", Handshake.message] + (try TestAuthority.shared()).serveArguments())
  }

  private func connect(_ arguments: [String]) throws -> Tool.Result {
    try Tool.openssl.run(
      [
        "s_client", "-connect", "127.0.0.1:\(server.port)", "-CAfile", try TestAuthority.shared().caPath,
        "-no-CApath", "-ign_eof",
      ] + arguments, input: Handshake.request)
  }

  @Test(
    "a client of older versions only gets the alert protocol_version",
    .enabled(if: Tool.gnutls.isAvailable, "needs gnutls-cli"))
  func olderVersions() throws {
    // @SECLEVEL=0 lets the client offer the versions before 1.2 at all.
    for version in ["-tls1_2", "-tls1_1", "-tls1"] {
      let result = try connect([version, "-cipher", "DEFAULT@SECLEVEL=0"])
      #expect(result.status == 1, "\(version)")
      #expect(result.errorText.contains("SSL alert number 70"), "\(version): \(result.errorText)")
    }
    let curl = try Tool.curl.run([
      "--silent", "--show-error", "--noproxy", "*", "--tls-max", "1.2", "--cacert", try TestAuthority.shared().caPath,
      "https://localhost:\(server.port)/",
    ])
    #expect(curl.status == 35)
    #expect(curl.errorText.contains("alert protocol version"), "\(curl.errorText)")
    let gnutls = try Tool.gnutls.run([
      "--priority", "NORMAL:-VERS-ALL:+VERS-TLS1.2", "--port", "\(server.port)", "--insecure", "127.0.0.1",
    ])
    #expect(gnutls.status == 1)
    #expect(gnutls.text.contains("Received alert [70]"), "\(gnutls.text)\(gnutls.errorText)")
    server.stop()
  }

  @Test("a client that also speaks older versions is served with TLS 1.3")
  func newestVersion() throws {
    let result = try connect([])
    #expect(result.text.contains("New, TLSv1.3, Cipher is "), "\(result.text)")
    #expect(result.text.contains(Handshake.message))
    server.stop()
  }

  @Test("the server's preference decides among suites and groups, but not against a client without AES instructions")
  func preference() throws {
    let aesFirst = try connect([
      "-ciphersuites", "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256",
    ])
    #expect(aesFirst.text.contains("Cipher is TLS_AES_128_GCM_SHA256\n"), "\(aesFirst.text)")
    let chaChaFirst = try connect([
      "-ciphersuites", "TLS_CHACHA20_POLY1305_SHA256:TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256",
    ])
    #expect(chaChaFirst.text.contains("Cipher is TLS_CHACHA20_POLY1305_SHA256\n"), "\(chaChaFirst.text)")
    // The key share that is there beats a better group that would take another round trip; without any, the best wins.
    let shared = try connect(["-groups", "P-384:X25519:P-256"])
    #expect(shared.text.contains("Server Temp Key: ECDH, secp384r1, 384 bits\n"), "\(shared.text)")
    let none = try connect(["-groups", "X448:P-384:X25519:P-256"])
    #expect(none.text.contains("Server Temp Key: X25519, 253 bits\n"), "\(none.text)")
    server.stop()
  }

  @Test("ALPN: http/1.1 is taken, nothing is answered without it, and a client of h2 only is refused")
  func applicationProtocol() throws {
    let both = try connect(["-alpn", "h2,http/1.1"])
    #expect(both.text.contains("ALPN protocol: http/1.1\n"), "\(both.text)")
    let none = try connect([])
    #expect(none.text.contains("No ALPN negotiated\n"), "\(none.text)")
    let other = try connect(["-alpn", "h2"])
    #expect(other.errorText.contains("SSL alert number 120"), "\(other.errorText)")
    server.stop()
  }

  @Test("SNI chooses among the certificates; without it, or for a stranger, the first is shown")
  func serverName() throws {
    func subject(_ arguments: [String]) throws -> String? {
      let result = try connect(arguments)
      #expect(result.text.contains("Verify return code: 0 (ok)"), "\(arguments): \(result.text)")
      return result.text.split(separator: "\n").first { $0.hasPrefix("subject=") }.map(String.init)
    }
    for key in CertificateKey.allCases {
      #expect(try subject(["-servername", key.host]) == "subject=CN = \(key.host)")
      #expect(try subject(["-servername", key.host.uppercased()]) == "subject=CN = \(key.host)")
    }
    #expect(try subject(["-noservername"]) == "subject=CN = rsa2048.test")
    #expect(try subject(["-servername", "stranger.test"]) == "subject=CN = rsa2048.test")
    server.stop()
  }
}
