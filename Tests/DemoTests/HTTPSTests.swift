import Foundation
import Primitives
import TestSupport
import Testing

@testable import Demo
@testable import TLS13

/// The whole server over TLS in this process, with curl and openssl as its clients.
@Suite(
  "HTTPS", .enabled(if: Tool.curl.isAvailable && Tool.openssl.isAvailable, "needs curl and openssl"),
  .timeLimit(.minutes(10)))
struct HTTPSTests {
  private struct Signer: HandshakeSigner {
    let seed: [UInt8]
    var schemes: [SignatureScheme] { [.ed25519] }
    func signature(for content: [UInt8], scheme: SignatureScheme) throws(TLSError) -> [UInt8] {
      guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed.span) else { return [] }
      return key.signature(for: content.span)
    }
  }

  private let folder: TemporaryFolder
  private let stopSignal: StopSignal
  private let port: UInt16
  private let finished = DispatchSemaphore(value: 0)

  init() throws {
    let folder = try TemporaryFolder()
    self.folder = folder
    let made = try Tool.openssl.run([
      "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", "\(folder.path)/key.pem", "-out",
      "\(folder.path)/cert.pem", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
    ])
    try #require(made.status == 0, "\(made.errorText)")
    let key = try Tool.openssl.run(["pkey", "-in", "\(folder.path)/key.pem", "-outform", "DER"]).output
    let certificate = try Tool.openssl.run(["x509", "-in", "\(folder.path)/cert.pem", "-outform", "DER"]).output
    let identity = try ServerIdentity(
      certificateChain: [certificate], signer: Signer(seed: Array(key.suffix(32))), names: ["localhost"])
    try FileManager.default.createDirectory(atPath: "\(folder.path)/root", withIntermediateDirectories: true)
    let content = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 8) }
    try Data(content).write(to: URL(fileURLWithPath: "\(folder.path)/root/big"))

    var options = ServeOptions(configuration: try ServerConfiguration(identities: [identity]))
    options.listen = [ListenAddress(host: "localhost", port: 0)]
    options.message = "the message\n"
    options.root = "\(folder.path)/root"
    options.hasSink = true
    let stopSignal = try StopSignal()
    self.stopSignal = stopSignal
    nonisolated(unsafe) var listening: [String] = []
    let started = DispatchSemaphore(value: 0)
    Thread { [options, finished] in
      do {
        try HTTPSServer.serve(options, until: stopSignal) {
          listening = $0
          started.signal()
        }
      } catch {
        Issue.record(error)
        started.signal()
      }
      finished.signal()
    }.start()
    started.wait()
    port = listening.first.flatMap { $0.split(separator: ":").last }.flatMap { UInt16($0) } ?? 0
  }

  private func curl(_ arguments: String...) throws -> Tool.Result {
    try Tool.curl.run(["-s", "-S", "--max-time", "60", "--cacert", "\(folder.path)/cert.pem"] + arguments)
  }

  private func stop() -> Bool {
    stopSignal.send()
    return finished.wait(timeout: .now() + 5) == .success
  }

  @Test("curl gets the message, a file and an answer to an upload")
  func curlGets() throws {
    let url = "https://localhost:\(port)"
    #expect(try curl("\(url)/").text == "the message\n")
    let head = try curl("-I", "\(url)/").text
    #expect(head.contains("Content-Length: 12\r\n"))
    let big = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/root/big")))
    #expect(try curl("\(url)/big").output == big)
    let digest = "\(big.count) \(hex(SHA256.hash(data: big).bytes))\n"
    #expect(try curl("--data-binary", "@\(folder.path)/root/big", "\(url)/sink").text == digest)
    #expect(
      try curl("-H", "Transfer-Encoding: chunked", "--data-binary", "@\(folder.path)/root/big", "\(url)/sink").text
        == digest)
    #expect(try curl("-o", "/dev/null", "-w", "%{http_code}", "\(url)/none").text == "404")
    #expect(try Tool.curl.run(["-s", "--max-time", "10", "\(url)/"]).status == 60)
    #expect(stop())
  }

  @Test("Connection: close is the answer, then close_notify, then the end; a later stop is clean")
  func closing() throws {
    let request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    // -ign_eof: the end of its input does not make openssl leave, so it is the server that closes. With close_notify it
    // ends with status 0 and prints "closed".
    let result = try Tool.openssl.run(
      ["s_client", "-connect", "localhost:\(port)", "-CAfile", "\(folder.path)/cert.pem", "-ign_eof", "-msg"],
      input: Array(request.utf8))
    #expect(result.status == 0)
    #expect(result.text.contains("\r\n\r\nthe message\n"))
    #expect(result.text.contains("close_notify"))
    #expect(stop())
  }
}
