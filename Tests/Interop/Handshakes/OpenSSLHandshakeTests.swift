import Foundation
import TestSupport
import Testing

/// `openssl s_client` can be told everything, and reports everything.
@Suite(
  "openssl s_client", .enabled(if: Tool.openssl.isAvailable, "needs openssl"))
struct OpenSSLHandshakeTests {
  @Test("makes every handshake that it can be told to", arguments: Group13.allCases)
  func everyHandshake(group: Group13) throws {
    let server = try Handshake.server(group: group)
    for handshake in Handshake.all(group: group) {
      let result = try connect(
        to: server, handshake.key.host,
        ["-groups", handshake.offeredGroups.map(\.opensslName).joined(separator: ":")]
          + ["-ciphersuites", handshake.suite.rawValue])
      let expected = HandshakeReport(
        isVerified: true, suite: handshake.suite.rawValue, group: group.opensslReport,
        signature: signature(of: handshake.key), helloCount: handshake.isRetried ? 2 : 1, hasMessage: true)
      #expect(report(result) == expected, "\(handshake): \(result.text)\(result.errorText)")
      #expect(result.status == 0, "\(handshake): \(result.errorText)")
    }
    server.stop()
  }

  @Test("gets the RSA signature with the hash that it asks for", arguments: ["sha256", "sha384", "sha512"])
  func hashes(hash: String) throws {
    let server = try DemoServer(
      ["serve", "--message", Handshake.message] + (try TestAuthority.shared()).serveArguments([.rsa2048]))
    let result = try connect(to: server, CertificateKey.rsa2048.host, ["-sigalgs", "rsa_pss_rsae_\(hash)"])
    #expect(report(result).signature == "RSA-PSS \(hash.uppercased())", "\(result.text)")
    #expect(report(result).isVerified && report(result).hasMessage, "\(result.text)")
    server.stop()
  }

  @Test("that cannot verify what the server could sign gets handshake_failure")
  func nothingInCommon() throws {
    let server = try DemoServer(
      ["serve", "--message", Handshake.message] + (try TestAuthority.shared()).serveArguments([.p256]))
    let result = try connect(to: server, CertificateKey.p256.host, ["-sigalgs", "ed25519"])
    #expect(result.status == 1)
    #expect(result.errorText.contains("SSL alert number 40"), "\(result.errorText)")
    let suites = try connect(to: server, CertificateKey.p256.host, ["-ciphersuites", "TLS_AES_128_CCM_SHA256"])
    #expect(suites.errorText.contains("SSL alert number 40"), "\(suites.errorText)")
    let groups = try connect(to: server, CertificateKey.p256.host, ["-groups", "X448:ffdhe2048"])
    #expect(groups.errorText.contains("SSL alert number 40"), "\(groups.errorText)")
    server.stop()
  }

  private func connect(to server: DemoServer, _ host: String, _ arguments: [String]) throws -> Tool.Result {
    try Tool.openssl.run(
      [
        "s_client", "-connect", "127.0.0.1:\(server.port)", "-servername", host, "-verify_hostname", host,
        "-verify_return_error", "-CAfile", try TestAuthority.shared().caPath, "-no-CApath", "-tls1_3", "-ign_eof",
        "-msg",
      ] + arguments, input: Handshake.request)
  }

  private func report(_ result: Tool.Result) -> HandshakeReport {
    let text = result.text
    func value(_ name: String) -> String? {
      text.split(separator: "\n").first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) }
    }
    return HandshakeReport(
      isVerified: value("Verify return code: ") == "0 (ok)" && value("Verified peername: ") != nil,
      suite: value("New, TLSv1.3, Cipher is "), group: value("Server Temp Key: "),
      signature: [value("Peer signature type: "), value("Peer signing digest: ")].compactMap(\.self)
        .joined(separator: " "),
      helloCount: text.matches(of: />>> TLS 1.3, Handshake \[length \w+\], ClientHello/).count,
      hasMessage: text.contains("HTTP/1.1 200 OK") && text.contains(Handshake.message))
  }

  private func signature(of key: CertificateKey) -> String {
    switch key {
    case .rsa2048, .rsa4096: "RSA-PSS SHA256"
    case .p256: "ECDSA SHA256"
    case .p384: "ECDSA SHA384"
    case .p521: "ECDSA SHA512"
    case .ed25519: "ed25519"
    }
  }
}
