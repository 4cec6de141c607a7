import Foundation
import TestSupport

/// A key type that a server's certificate may have.
enum CertificateKey: String, CaseIterable, Sendable {
  case rsa2048, rsa4096, p256, p384, p521, ed25519

  /// The host name that its certificate names, and SNI chooses it by.
  var host: String { "\(rawValue).test" }

  /// What `openssl genpkey` needs to make one.
  var genpkeyArguments: [String] {
    switch self {
    case .rsa2048: ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
    case .rsa4096: ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:4096"]
    case .p256: ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
    case .p384: ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"]
    case .p521: ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"]
    case .ed25519: ["-algorithm", "ED25519"]
    }
  }
}

/// A certificate authority and one server certificate a key type: keys made by OpenSSL, everything else by `Demo`.
final class TestAuthority: Sendable {
  /// A step that failed.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The authority's certificate, in PEM.
  var caPath: String { "\(folder.path)/ca.pem" }

  private let folder: TemporaryFolder

  /// Made once for all tests of the process and deleted at its end.
  private static let result: Result<TestAuthority, any Error> = {
    let result = Result { try TestAuthority() }
    atexit {
      if let authority = try? TestAuthority.result.get() {
        try? FileManager.default.removeItem(atPath: authority.folder.path)
      }
    }
    return result
  }()

  /// The one of this process.
  static func shared() throws -> TestAuthority { try result.get() }

  /// The options of `Demo serve` for certificates of these keys; the first serves names that nobody has, too.
  func serveArguments(_ keys: [CertificateKey] = CertificateKey.allCases) -> [String] {
    keys.flatMap { ["--cert", "\(folder.path)/\($0).pem", "--key", "\(folder.path)/\($0).key"] }
  }

  private init() throws {
    folder = try TemporaryFolder()
    let path = folder.path
    func run(_ tool: Tool, _ arguments: [String]) throws {
      let result = try tool.run(arguments)
      guard result.status == 0 else {
        throw Failure(description: "\(tool.path) \(arguments.joined(separator: " ")): \(result.errorText)")
      }
    }
    try run(.openssl, ["genpkey", "-out", "\(path)/ca.key"] + CertificateKey.p384.genpkeyArguments)
    try run(.demo, ["ca", "--key", "\(path)/ca.key", "--subject", "/O=PureTLS tests/CN=Test CA", "--out", caPath])
    for key in CertificateKey.allCases {
      let file = "\(path)/\(key)"
      try run(.openssl, ["genpkey", "-out", "\(file).key"] + key.genpkeyArguments)
      try run(
        .demo,
        [
          "csr", "--key", "\(file).key", "--subject", "/CN=\(key.host)", "--dns", key.host, "--dns", "localhost",
          "--out", "\(file).csr",
        ])
      try run(
        .demo,
        [
          "sign", "--csr", "\(file).csr", "--ca", caPath, "--ca-key", "\(path)/ca.key", "--out", "\(file).pem",
        ])
    }
  }
}
