import Foundation
import TestSupport
import Testing

/// curl passes suites and groups to its TLS library, and reports the suite and the messages.
@Suite("curl's handshakes", .enabled(if: Tool.curl.isAvailable && Tool.openssl.isAvailable, "needs curl and openssl"))
struct CurlHandshakeTests {
  @Test("are every one that it can be told to make", arguments: Group13.allCases)
  func everyHandshake(group: Group13) throws {
    let server = try Handshake.server(group: group)
    for handshake in Handshake.all(group: group) {
      let result = try Tool.curl.run([
        "--silent", "--verbose", "--max-time", "20", "--noproxy", "*", "--tlsv1.3", "--cacert",
        try TestAuthority.shared().caPath, "--tls13-ciphers", handshake.suite.rawValue, "--curves",
        handshake.offeredGroups.map(\.opensslName).joined(separator: ":"), "--connect-to", "::127.0.0.1:\(server.port)",
        "https://\(handshake.key.host)/",
      ])
      let log = result.errorText
      #expect(result.status == 0, "\(handshake): \(log)")
      #expect(result.text == Handshake.message, "\(handshake): \(log)")
      #expect(log.contains("SSL connection using TLSv1.3 / \(handshake.suite.rawValue)\n"), "\(handshake): \(log)")
      #expect(log.contains("SSL certificate verify ok."), "\(handshake): \(log)")
      #expect(log.contains("matched cert's \"\(handshake.key.host)\""), "\(handshake): \(log)")
      #expect(log.contains("ALPN: server accepted http/1.1"), "\(handshake): \(log)")
      let helloCount = log.matches(of: /\(OUT\), TLS handshake, Client hello \(1\)/).count
      #expect(helloCount == (handshake.isRetried ? 2 : 1), "\(handshake): \(log)")
    }
    server.stop()
  }
}
