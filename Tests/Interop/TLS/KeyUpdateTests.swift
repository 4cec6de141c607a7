import Foundation
import TestSupport
import Testing

/// New traffic keys within a connection (RFC 9846, section 4.7.3), asked for by `openssl s_client`.
@Suite(
  "KeyUpdate", .enabled(if: Tool.openssl.isAvailable && Tool.python.isAvailable, "needs openssl and python3"))
struct KeyUpdateTests {
  /// Plays a person at the keyboard of s_client: `k` updates the client's keys, `K` asks for the server's too. Each step
  /// waits for what it leads to.
  private static let script = """
    import subprocess, sys, os, select, time
    client = subprocess.Popen(["openssl", "s_client"] + sys.argv[1:], stdin=subprocess.PIPE,
      stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    seen = b""
    def until(what, count=1):
      global seen
      deadline = time.monotonic() + 20
      while seen.count(what) < count:
        left = deadline - time.monotonic()
        if left < 0 or not select.select([client.stdout], [], [], left)[0]: sys.exit("no %r in %r" % (what, seen))
        piece = os.read(client.stdout.fileno(), 65536)
        if not piece: sys.exit("no %r in %r" % (what, seen))
        seen += piece
    def type_in(text):
      client.stdin.write(text)
      client.stdin.flush()
    request = b"GET / HTTP/1.1\\nHost: localhost\\n\\n"
    try:
      until(b"Verify return code: 0 (ok)")
      updates = answers = 0
      for round in range(5):
        type_in(b"k\\n")
        updates += 1
        until(b"KeyUpdate", updates)
        type_in(request)
        answers += 1
        until(b"the message of the test", answers)
        type_in(b"K\\n")
        updates += 2
        until(b"<<< TLS 1.3, Handshake [length 0005], KeyUpdate", round + 1)
        type_in(request)
        answers += 1
        until(b"the message of the test", answers)
      type_in(b"Q\\n")
      client.stdin.close()
      client.wait(20)
      print(seen.count(b">>> TLS 1.3, Handshake [length 0005], KeyUpdate"),
        seen.count(b"<<< TLS 1.3, Handshake [length 0005], KeyUpdate"), answers, client.returncode)
    finally:
      client.kill()
    """

  @Test("works in both directions, again and again, with requests in between", arguments: Suite13.allCases)
  func bothDirections(suite: Suite13) throws {
    let server = try DemoServer(
      ["serve", "--message", Handshake.message] + (try TestAuthority.shared()).serveArguments([.p256]))
    let result = try Tool.python.run([
      "-c", Self.script, "-connect", "127.0.0.1:\(server.port)", "-CAfile", try TestAuthority.shared().caPath,
      "-no-CApath", "-ciphersuites", suite.rawValue, "-crlf", "-msg",
    ])
    #expect(result.text == "10 5 10 0\n", "\(result.text)\(result.errorText)")
    server.stop()
  }
}
