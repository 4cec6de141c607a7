import Foundation
import TestSupport
import Testing

/// `gnutls-cli` names suites by their ciphers, and groups and signatures in its one-line description of the session.
@Suite("gnutls-cli", .enabled(if: Tool.gnutls.isAvailable && Tool.openssl.isAvailable, "needs gnutls-cli and openssl"))
struct GnuTLSHandshakeTests {
  @Test("makes every handshake that it can be told to", arguments: Group13.allCases)
  func everyHandshake(group: Group13) throws {
    let server = try Handshake.server(group: group)
    for handshake in Handshake.all(group: group) {
      let groups = handshake.offeredGroups.map { ":+GROUP-\($0.gnutlsName)" }.joined()
      let host = handshake.key.host
      let result = try Tool.gnutls.run(
        [
          "--priority", "NORMAL:-VERS-ALL:+VERS-TLS1.3:-CIPHER-ALL:+\(handshake.suite.gnutlsName):-GROUP-ALL\(groups)",
          "--single-key-share", "--x509cafile", try TestAuthority.shared().caPath, "--sni-hostname", host,
          "--verify-hostname", host, "--port", "\(server.port)", "-d", "4", "127.0.0.1",
        ], input: Handshake.request)
      let text = result.text
      let expected =
        "(TLS1.3-X.509)-(ECDHE-\(group.gnutlsName))-(\(signature(of: handshake.key)))-(\(handshake.suite.gnutlsName))"
      #expect(text.contains("- Description: \(expected)\n"), "\(handshake): \(text)")
      #expect(text.contains("- Status: The certificate is trusted."), "\(handshake): \(text)")
      #expect(text.contains(Handshake.message), "\(handshake): \(text)")
      let isRetried = result.errorText.contains("HELLO RETRY REQUEST (1025) was received")
      #expect(isRetried == handshake.isRetried, "\(handshake)")
      // A connection that ended without close_notify would be an error to it.
      #expect(text.contains("- Peer has closed the GnuTLS connection"), "\(handshake): \(text)")
      #expect(result.status == 0, "\(handshake): \(text)")
    }
    server.stop()
  }

  private func signature(of key: CertificateKey) -> String {
    switch key {
    case .rsa2048, .rsa4096: "RSA-PSS-RSAE-SHA256"
    case .p256: "ECDSA-SECP256R1-SHA256"
    case .p384: "ECDSA-SECP384R1-SHA384"
    case .p521: "ECDSA-SECP521R1-SHA512"
    case .ed25519: "EdDSA-Ed25519"
    }
  }
}
