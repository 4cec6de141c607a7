import Foundation
import TestSupport
import Testing

/// Python's `ssl` takes suites and groups from OpenSSL's configuration only: a process for each combination, which
/// connects with all keys.
@Suite("Python's ssl", .enabled(if: Tool.python.isAvailable && Tool.openssl.isAvailable, "needs python3 and openssl"))
struct PythonHandshakeTests {
  /// Prints `HOST SUITE VERSION HELLOS MESSAGE` for each host. An end of the stream without close_notify raises.
  private static let script = """
    import socket, ssl, sys
    port, authority, hosts = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    for host in hosts:
      hellos = 0
      def count(connection, direction, version, content_type, message_type, data):
        global hellos
        if direction == "write" and int(content_type) == 22 and data[0] == 1: hellos += 1
      context = ssl.create_default_context(cafile=authority)
      context.set_alpn_protocols(["http/1.1"])
      context._msg_callback = count
      with socket.create_connection(("127.0.0.1", port), timeout=20) as stream:
        with context.wrap_socket(stream, server_hostname=host, suppress_ragged_eofs=False) as tls:
          tls.sendall(b"GET / HTTP/1.0\\r\\n\\r\\n")
          answer = b""
          while piece := tls.recv(65536): answer += piece
          assert answer.startswith(b"HTTP/1.1 200 OK"), answer
          assert tls.selected_alpn_protocol() == "http/1.1", tls.selected_alpn_protocol()
          assert ("DNS", host) in tls.getpeercert()["subjectAltName"], tls.getpeercert()
          suite, version = tls.cipher()[0], tls.version()
          tls.unwrap()
          print(host, suite, version, hellos, answer.split(b"\\r\\n\\r\\n")[1].decode())
    """

  @Test("makes every handshake that it can be told to", arguments: Group13.allCases)
  func everyHandshake(group: Group13) throws {
    let server = try Handshake.server(group: group)
    let folder = try TemporaryFolder()
    let configuration = "\(folder.path)/openssl.cnf"
    let keys = Dictionary(grouping: Handshake.all(group: group)) {
      "Groups = \($0.offeredGroups.map(\.opensslName).joined(separator: ":"))\nCiphersuites = \($0.suite.rawValue)\n"
    }
    for (settings, handshakes) in keys {
      let text = "openssl_conf = i\n[i]\nssl_conf = s\n[s]\nsystem_default = t\n[t]\n\(settings)"
      try Data(text.utf8).write(to: URL(fileURLWithPath: configuration))
      let result = try Tool.python.run(
        ["-c", Self.script, "\(server.port)", try TestAuthority.shared().caPath] + handshakes.map(\.key.host),
        environment: ["OPENSSL_CONF": configuration])
      let expected = handshakes.map {
        "\($0.key.host) \($0.suite.rawValue) TLSv1.3 \($0.isRetried ? 2 : 1) \(Handshake.message)\n"
      }
      #expect(result.text == expected.joined(), "\(settings): \(result.errorText)")
      #expect(result.status == 0, "\(settings): \(result.errorText)")
    }
    server.stop()
  }
}
