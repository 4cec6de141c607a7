import Foundation
import TestSupport
import Testing

/// Big downloads and uploads. `gigabyte.sh` does the same with 1 GiB in the release build.
@Suite(
  "Transfers", .enabled(if: Tool.curl.isAvailable && Tool.openssl.isAvailable, "needs curl and openssl"))
struct TransferTests {
  private static let byteCount = 1 << 26

  private let root: TemporaryFolder
  private let server: DemoServer
  private let digest: String

  init() throws {
    let root = try TemporaryFolder()
    self.root = root
    var state: UInt64 = 0x9e37_79b9_7f4a_7c15
    let words = (0..<Self.byteCount / 8).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
    try words.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: "\(root.path)/big")) }
    digest = try Self.digest(of: "\(root.path)/big")
    server = try DemoServer(
      ["serve", "--root", root.path, "--sink"] + (try TestAuthority.shared()).serveArguments([.p256]))
  }

  private static func digest(of path: String) throws -> String {
    String(try Tool.openssl.run(["dgst", "-sha256", "-r", path]).text.prefix(64))
  }

  private func curl(_ path: String, _ arguments: [String]) throws -> Tool.Result {
    try Tool.curl.run(
      [
        "--silent", "--show-error", "--noproxy", "*", "--max-time", "100", "--cacert",
        try TestAuthority.shared().caPath, "https://localhost/\(path)", "--connect-to", "::127.0.0.1:\(server.port)",
      ] + arguments)
  }

  @Test("64 MiB arrive intact with every suite, at flat memory", arguments: Suite13.allCases)
  func download(suite: Suite13) throws {
    let target = "\(root.path)/received"
    let result = try curl("big", ["--output", target, "--tls13-ciphers", suite.rawValue])
    #expect(result.status == 0, "\(result.errorText)")
    #expect(try Self.digest(of: target) == digest)
    expectFlatMemory()
    server.stop()
  }

  @Test("64 MiB are received intact, with Content-Length and chunked, at flat memory", arguments: Suite13.allCases)
  func upload(suite: Suite13) throws {
    let upload = ["--request", "POST", "--upload-file", "\(root.path)/big", "--tls13-ciphers", suite.rawValue]
    for fields in [[], ["--header", "Transfer-Encoding: chunked"]] {
      let result = try curl("sink", upload + fields)
      #expect(result.text == "\(Self.byteCount) \(digest)\n", "\(result.errorText)")
    }
    expectFlatMemory()
    server.stop()
  }

  private func expectFlatMemory() {
    #if os(Linux)
      let memory = server.peakMemoryByteCount
      #expect(memory ?? .max < 48 << 20, "\(memory ?? 0) bytes at once for \(Self.byteCount)")
    #endif
  }
}
