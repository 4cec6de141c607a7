import Foundation
import TestSupport
import Testing

/// HTTP/1.1 as curl asks for it.
@Suite("HTTP with curl", .enabled(if: Tool.curl.isAvailable && Tool.openssl.isAvailable, "needs curl and openssl"))
struct CurlHTTPTests {
  private let server: DemoServer
  private let root: TemporaryFolder

  init() throws {
    root = try TemporaryFolder()
    let files = ["index.html": "<p>the front page", "notes.txt": "some notes", "folder/index.html": "<p>inside"]
    for (name, content) in files {
      let file = URL(fileURLWithPath: "\(root.path)/\(name)")
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content.utf8).write(to: file)
    }
    server = try DemoServer(
      ["serve", "--root", root.path, "--sink"] + (try TestAuthority.shared()).serveArguments([.p256]))
  }

  private func curl(_ path: String, _ arguments: [String] = [], input: [UInt8] = []) throws -> Tool.Result {
    try Tool.curl.run(
      [
        "--silent", "--show-error", "--max-time", "30", "--noproxy", "*", "--cacert",
        try TestAuthority.shared().caPath, "--connect-to", "::127.0.0.1:\(server.port)",
      ] + arguments + ["https://localhost/\(path)"], input: input)
  }

  @Test("files come with their type and length, and only from below the root")
  func files() throws {
    let report = ["--write-out", "|%{http_code}|%{content_type}|%{size_download}"]
    #expect(try curl("", report).text == "<p>the front page|200|text/html; charset=utf-8|17")
    #expect(try curl("notes.txt", report).text == "some notes|200|text/plain; charset=utf-8|10")
    #expect(try curl("notes.txt?query", report).text.hasPrefix("some notes|200"))
    #expect(try curl("folder/", report).text.hasPrefix("<p>inside|200"))
    #expect(try curl("folder", ["--location"] + report).text.hasPrefix("<p>inside|200"))
    for path in ["missing", "..", "%2e%2e/etc/passwd", "folder/../../etc/passwd", ".hidden", "folder/%2e%2e/%2e%2e/x"] {
      let answer = try curl(path, ["--path-as-is", "--output", "/dev/null", "--write-out", "%{http_code}"]).text
      #expect(["400", "404"].contains(answer), "\(path): \(answer)")
    }
    server.stop()
  }

  @Test("HEAD has the fields of GET without its body; other methods get 405, and what cannot be parsed 400")
  func methods() throws {
    let head = try curl("notes.txt", ["--head"])
    #expect(head.status == 0)
    #expect(head.text.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(head.text)")
    #expect(head.text.contains("\r\nContent-Length: 10\r\n"), "\(head.text)")
    #expect(head.text.hasSuffix("\r\n\r\n"), "\(head.text)")
    for method in ["DELETE", "PUT", "OPTIONS"] {
      let answer = try curl("notes.txt", ["--request", method, "--include"]).text
      #expect(answer.hasPrefix("HTTP/1.1 405 ") || answer.hasPrefix("HTTP/1.1 501 "), "\(method): \(answer)")
    }
    let post = try curl("notes.txt", ["--data", "x", "--include"]).text
    #expect(post.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\n"), "\(post)")
    #expect(post.contains("\r\nAllow: GET, HEAD\r\n"), "\(post)")
    let broken = try curl("", ["--request", "GE T", "--include"]).text
    #expect(broken.hasPrefix("HTTP/1.1 400 "), "\(broken)")
    let hostless = try curl("", ["--header", "Host:", "--include"]).text
    #expect(hostless.hasPrefix("HTTP/1.1 400 "), "\(hostless)")
    server.stop()
  }

  @Test("one connection serves several requests, unless the client asks otherwise or speaks HTTP/1.0")
  func keepAlive() throws {
    let again = "https://localhost/notes.txt"
    func connections(_ arguments: [String]) throws -> (String, String) {
      let result = try curl(
        "notes.txt", ["--write-out", " %{http_code} %{num_connects}\n", "--verbose"] + arguments + [again, again])
      #expect(result.status == 0, "\(result.errorText)")
      return (result.text, result.errorText)
    }
    let kept = try connections([])
    #expect(kept.0 == "some notes 200 1\nsome notes 200 0\nsome notes 200 0\n", "\(kept.1)")
    let closed = try connections(["--header", "Connection: close"])
    #expect(closed.0 == String(repeating: "some notes 200 1\n", count: 3), "\(closed.1)")
    #expect(closed.1.contains("< Connection: close"), "\(closed.1)")
    #expect(closed.1.contains("(IN), TLS alert, close notify"), "\(closed.1)")
    let old = try connections(["--http1.0"])
    #expect(old.0 == String(repeating: "some notes 200 1\n", count: 3), "\(old.1)")
    #expect(old.1.contains("(IN), TLS alert, close notify"), "\(old.1)")
    server.stop()
  }

  @Test("uploads are measured, with and without Content-Length")
  func sink() throws {
    let body = [UInt8]((0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    let digest = try Tool.openssl.run(["dgst", "-sha256", "-r"], input: body).text.prefix(64)
    let expected = "100000 \(digest)\n"
    #expect(try curl("sink", ["--data-binary", "@-"], input: body).text == expected)
    #expect(
      try curl("sink", ["--data-binary", "@-", "--header", "Transfer-Encoding: chunked"], input: body).text == expected)
    #expect(try curl("sink", ["--include"]).text.hasPrefix("HTTP/1.1 405 "))
    server.stop()
  }

  @Test("many connections at once are all served")
  func parallel() throws {
    let result = try curl(
      "notes.txt?[1-200]",
      ["--parallel", "--parallel-immediate", "--parallel-max", "50", "--write-out", " %{http_code}\n"])
    #expect(result.status == 0, "\(result.errorText)")
    #expect(result.text.matches(of: /some notes/).count == 200)
    #expect(result.text.matches(of: #/ 200\n/#).count == 200)
    server.stop()
  }

  @Test("curl does not trust the server without its authority (60), nor under another name (60)")
  func distrust() throws {
    let port = server.port
    let plain = try Tool.curl.run(["--silent", "--show-error", "--noproxy", "*", "https://localhost:\(port)/"])
    #expect(plain.status == 60, "\(plain.errorText)")
    let wrongName = try Tool.curl.run([
      "--silent", "--show-error", "--noproxy", "*", "--cacert", try TestAuthority.shared().caPath,
      "https://127.0.0.1:\(port)/",
    ])
    #expect(wrongName.status == 60, "\(wrongName.errorText)")
    #expect(wrongName.errorText.contains("no alternative certificate subject name matches"), "\(wrongName.errorText)")
    server.stop()
  }
}
