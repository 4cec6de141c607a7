import Foundation
import Synchronization
import TestSupport
import Testing

extension Tool {
  /// Runs the program, which must succeed.
  @discardableResult
  func must(
    _ arguments: [String], environment: [String: String] = [:], sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Result {
    let result = try run(arguments, environment: environment)
    let line = ([path] + arguments).joined(separator: " ")
    try #require(
      result.status == 0, "\(line): \(result.text)\(result.errorText)", sourceLocation: sourceLocation)
    return result
  }
}

/// Steps 1 to 3 of the story with keys of one type, all of it by `Demo`: the authority's key under a passphrase and its
/// certificate, the server's key under a passphrase and its request, and the certificate that the authority signed.
final class Story: Sendable {
  /// Not ASCII, and with a blank: whoever derives a key from it has to take its bytes as they are.
  static let passphrase = "corr\u{e9}ct horse"
  /// What `Demo` takes it from.
  static let environment = ["DEMO_PASSPHRASE": passphrase]
  static let names = ["localhost", "demo.example.org"]

  let key: CertificateKey
  private let folder = try? TemporaryFolder()

  var path: String { folder?.path ?? "" }
  var caKey: String { "\(path)/ca.key" }
  var ca: String { "\(path)/ca.pem" }
  var serverKey: String { "\(path)/server.key" }
  var request: String { "\(path)/server.csr" }
  var certificate: String { "\(path)/server.pem" }

  private init(_ key: CertificateKey) throws {
    self.key = key
    let run = { (arguments: [String]) in _ = try Tool.demo.must(arguments, environment: Self.environment) }
    for file in [caKey, serverKey] { try run(["key", "--type", key.rawValue, "--encrypt", "--out", file]) }
    try run(["ca", "--key", caKey, "--subject", "/C=CH/O=Example/CN=Example CA", "--out", ca])
    try run(
      ["csr", "--key", serverKey, "--subject", "/C=CH/O=Example/CN=localhost", "--out", request]
        + Self.names.flatMap { ["--dns", $0] })
    try sign(to: certificate)
  }

  /// Step 3, once more: a new certificate for the same request.
  func sign(to file: String) throws {
    try Tool.demo.must(
      ["sign", "--csr", request, "--ca", ca, "--ca-key", caKey, "--out", file], environment: Self.environment)
  }

  private static let made = Mutex<[CertificateKey: Story]>([:])

  /// The one of this process for a key type, made when it is first asked for and deleted at the process's end.
  static func shared(_ key: CertificateKey) throws -> Story {
    try made.withLock { made in
      if let story = made[key] { return story }
      if made.isEmpty {
        atexit {
          for story in Story.made.withLock({ $0.values }) { try? FileManager.default.removeItem(atPath: story.path) }
        }
      }
      let story = try Story(key)
      made[key] = story
      return story
    }
  }
}
