import Foundation
import TestSupport
import Testing

/// `Demo` alone: the whole story in an empty folder, with no questions asked.
@Suite(
  "Story of the quick start",
  .enabled(if: Tool.curl.isAvailable && Tool.openssl.isAvailable && Tool.python.isAvailable, "needs curl and others"),
  .timeLimit(.minutes(15)))
struct StoryQuickStartTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Starts it, on a port that nobody has: below those that the system gives to clients.
  private func start() throws -> (session: TerminalSession, port: Int) {
    var failure: (any Error)?
    for _ in 0..<8 {
      let port = Int.random(in: 12_000..<30_000)
      let session = try TerminalSession(["--dir", "\(folder.path)/pki", "--port", "\(port)"])
      do {
        _ = try session.waitFor(/Ctrl-C stops the server/)
        return (session, port)
      } catch {
        failure = error
        guard session.screen.contains("cannot listen") else { break }
      }
    }
    throw try #require(failure)
  }

  private func contents() throws -> [String: Data] {
    let path = "\(folder.path)/pki"
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: URL(fileURLWithPath: "\(path)/\($0)"))) })
  }

  @Test("An empty folder becomes an HTTPS server that curl trusts; a second start uses the same files; Ctrl-C ends it")
  func quickStart() throws {
    let (first, port) = try start()
    #expect(!first.screen.contains("pass phrase:"), "\(first.screen)")
    let ca = "\(folder.path)/pki/ca.pem"
    // The command that is printed, as a person would paste it.
    let command = try #require(first.screen.firstMatch(of: /\n +(curl [^\n]+)\n/)?.1, "\(first.screen)")
    #expect(command == "curl --cacert \(ca) https://localhost:\(port)/")
    let words = command.split(separator: " ").dropFirst().map(String.init)
    let quiet = ["--silent", "--show-error", "--max-time", "20", "--noproxy", "*"]
    let answer = try Tool.curl.must(quiet + words).text
    #expect(answer.contains("secret message"), "\(answer)")
    for host in ["127.0.0.1", "[::1]"] {
      #expect(try Tool.curl.must(quiet + ["--cacert", ca, "https://\(host):\(port)/"]).text == answer)
    }
    #expect(try Tool.curl.run(quiet + ["https://localhost:\(port)/"]).status == 60)
    let text = try Tool.openssl.must(["x509", "-in", "\(folder.path)/pki/server.pem", "-noout", "-text"]).text
    #expect(text.contains("DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1\n"), "\(text)")

    let taken = try Tool.demo.run(["--dir", "\(folder.path)/pki", "--port", "\(port)"])
    #expect(taken.status == 1)
    #expect(
      taken.errorText.contains(
        /^demo: cannot listen on [^\n]*:[0-9]+: Address already in use: stop what listens there/),
      "\(taken.errorText)")
    first.interrupt()
    #expect(try first.wait() == 0, "\(first.screen)")
    #expect(first.screen.hasSuffix("Stopped.\n"), "\(first.screen)")

    let made = try contents()
    #expect(
      Set(made.keys) == ["ca-key.pem", "ca.pem", "passphrase.txt", "server-key.pem", "server.csr", "server.pem"])
    for name in ["ca-key.pem", "server-key.pem"] {
      #expect(made[name].map { String(decoding: $0, as: UTF8.self).contains("ENCRYPTED PRIVATE KEY") } == true)
    }
    for name in ["ca-key.pem", "server-key.pem", "passphrase.txt"] {
      let mode = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/pki/\(name)")[.posixPermissions]
      #expect(mode as? Int == 0o600, "\(name)")
    }
    let (second, secondPort) = try start()
    #expect(try Tool.curl.must(quiet + ["--cacert", ca, "https://localhost:\(secondPort)/"]).text == answer)
    second.interrupt()
    #expect(try second.wait() == 0, "\(second.screen)")
    #expect(!second.screen.contains("made "), "\(second.screen)")
    #expect(try contents() == made)
  }

  @Test("A silent client does not keep Ctrl-C from ending the server")
  func stopsWithClients() throws {
    let (server, port) = try start()
    let script = """
      import socket, sys, time
      connections = [socket.create_connection(("127.0.0.1", int(sys.argv[1]))) for _ in range(3)]
      connections[0].send(b"\\x16\\x03\\x01")
      print("connected", flush=True)
      for connection in connections:
          connection.settimeout(20)
          while connection.recv(4096): pass
      """
    let client = Process()
    let pipe = Pipe()
    client.executableURL = URL(fileURLWithPath: Tool.python.path)
    client.arguments = ["-c", script, "\(port)"]
    client.standardOutput = pipe
    client.standardError = FileHandle.nullDevice
    try client.run()
    #expect(String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self).hasPrefix("connected"))
    let start = ContinuousClock.now
    server.interrupt()
    #expect(try server.wait() == 0, "\(server.screen)")
    #expect(ContinuousClock.now - start < .seconds(10))
    client.waitUntilExit()
  }
}
