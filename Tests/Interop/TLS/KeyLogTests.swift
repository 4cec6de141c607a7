import Foundation
import TestSupport
import Testing

extension Tool {
  /// Wireshark's command line.
  static let tshark = Tool("tshark")
  /// What captures for it.
  static let dumpcap = Tool("dumpcap")
}

/// `SSLKEYLOGFILE`: the secrets of a connection in a file (RFC 9850).
@Suite("The key log", .enabled(if: Tool.openssl.isAvailable, "needs openssl"))
struct KeyLogTests {
  private let folder: TemporaryFolder
  private let server: DemoServer

  init() throws {
    folder = try TemporaryFolder()
    server = try DemoServer(
      ["serve", "--message", Handshake.message] + (try TestAuthority.shared()).serveArguments([.p256]),
      environment: ["SSLKEYLOGFILE": "\(folder.path)/server.log"])
  }

  /// Connects once with each suite, the last time with a HelloRetryRequest.
  private func connect() throws {
    for suite in Suite13.allCases {
      let result = try Tool.openssl.run(
        [
          "s_client", "-connect", "127.0.0.1:\(server.port)", "-CAfile", try TestAuthority.shared().caPath,
          "-no-CApath", "-ign_eof", "-keylogfile", "\(folder.path)/client.log", "-ciphersuites", suite.rawValue,
          "-groups", suite == .chaCha20 ? "X448:P-384" : "X25519",
        ], input: Handshake.request)
      try #require(result.text.contains(Handshake.message), "\(result.text)\(result.errorText)")
    }
  }

  private func lines(_ name: String) throws -> Set<String> {
    let text = try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
    return Set(text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") })
  }

  @Test("holds the same lines as the client's, and only its owner may read it")
  func sameLines() throws {
    try connect()
    server.stop()
    let client = try lines("client.log")
    let mine = try lines("server.log")
    // Four traffic secrets and the exporter's for each of three connections.
    #expect(mine.count == 15)
    #expect(mine == client)
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/server.log")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test(
    "decrypts a capture for Wireshark",
    .enabled(if: Tool.tshark.isAvailable && Tool.dumpcap.isAvailable, "needs tshark and dumpcap"))
  func decryptsCapture() throws {
    let capture = "\(folder.path)/capture.pcapng"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Tool.dumpcap.path)
    process.arguments = ["-q", "-i", "lo", "-f", "tcp port \(server.port)", "-w", capture]
    let errors = "\(folder.path)/dumpcap.txt"
    _ = FileManager.default.createFile(atPath: errors, contents: nil)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    // It names its file once it captures.
    let deadline = Date(timeIntervalSinceNow: 20)
    while process.isRunning, Date() < deadline, !Self.text(errors).contains("File: ") { usleep(20_000) }
    try connect()
    server.stop()
    // The kernel hands packets over in batches: the last ones may take a second.
    let keys = ["-o", "tls.keylog_file:\(folder.path)/server.log"]
    var result = try responses(in: capture, keys)
    for _ in 0..<10 where result.text.matches(of: /HTTP\/1.1 200 OK/).count < 3 {
      usleep(500_000)
      result = try responses(in: capture, keys)
    }
    let printed = result.text + result.errorText + Self.text(errors)
    #expect(result.text.matches(of: #/\ {4}the message of the test/#).count == 3, "\(printed)")
    let blind = try responses(in: capture, [])
    #expect(!blind.text.contains("the message of the test"), "without the key log there must be nothing to read")
  }

  /// What tshark finds of HTTP answers in a capture.
  private func responses(in capture: String, _ arguments: [String]) throws -> Tool.Result {
    try Tool.tshark.run(
      ["-r", capture, "-d", "tcp.port==\(server.port),tls", "-Y", "http.response", "-V"] + arguments)
  }

  private static func text(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }
}
