import Foundation
import TestSupport
import Testing

/// A cipher suite, under each client's name for it.
enum Suite13: String, CaseIterable, Sendable {
  case aes128 = "TLS_AES_128_GCM_SHA256"
  case aes256 = "TLS_AES_256_GCM_SHA384"
  case chaCha20 = "TLS_CHACHA20_POLY1305_SHA256"

  /// GnuTLS' name.
  var gnutlsName: String {
    switch self {
    case .aes128: "AES-128-GCM"
    case .aes256: "AES-256-GCM"
    case .chaCha20: "CHACHA20-POLY1305"
    }
  }
}

/// A group for the key exchange, under each client's name for it.
enum Group13: String, CaseIterable, Sendable {
  case x25519, secp256r1, secp384r1, secp521r1

  /// OpenSSL's name, which curl and Python pass on.
  var opensslName: String {
    switch self {
    case .x25519: "X25519"
    case .secp256r1: "P-256"
    case .secp384r1: "P-384"
    case .secp521r1: "P-521"
    }
  }

  /// What `openssl s_client` calls it once it has been used.
  var opensslReport: String {
    switch self {
    case .x25519: "X25519, 253 bits"
    case .secp256r1: "ECDH, prime256v1, 256 bits"
    case .secp384r1: "ECDH, secp384r1, 384 bits"
    case .secp521r1: "ECDH, secp521r1, 521 bits"
    }
  }

  /// GnuTLS' name.
  var gnutlsName: String { rawValue.uppercased() }
}

/// One handshake that a client is told to make: it offers one suite, a key share for one group, and support for another
/// group if that is the server's only one, which takes a HelloRetryRequest.
struct Handshake: Sendable, CustomStringConvertible {
  let suite: Suite13
  let keyShare: Group13
  let group: Group13
  let key: CertificateKey

  /// The groups that the client offers; it sends a key share for the first.
  var offeredGroups: [Group13] { isRetried ? [keyShare, group] : [group] }

  /// Whether it takes a HelloRetryRequest.
  var isRetried: Bool { keyShare != group }

  var description: String { "\(suite) \(offeredGroups) \(key)" }

  /// Every handshake with a server whose only group is this one. RSA-4096 takes part once: its signatures take as long as
  /// ten others.
  static func all(group: Group13) -> [Handshake] {
    let keys = CertificateKey.allCases.filter { $0 != .rsa4096 }
    var handshakes = [Handshake(suite: .aes128, keyShare: group, group: group, key: .rsa4096)]
    for keyShare in Group13.allCases {
      for suite in Suite13.allCases {
        handshakes += keys.map { Handshake(suite: suite, keyShare: keyShare, group: group, key: $0) }
      }
    }
    return handshakes
  }

  /// What a page of the server holds.
  static let message = "the message of the test"
  /// What asks for it, once.
  static let request = Array("GET / HTTP/1.0\r\n\r\n".utf8)

  /// Starts a server whose only group is this one, with certificates of all keys.
  static func server(group: Group13) throws -> DemoServer {
    try DemoServer(
      ["serve", "--message", message, "--groups", group.rawValue] + (try TestAuthority.shared()).serveArguments())
  }
}

/// What a client reported of a handshake. A report that it cannot make is nil.
struct HandshakeReport: Equatable, CustomStringConvertible {
  var isVerified: Bool
  var suite: String?
  var group: String?
  var signature: String?
  var helloCount: Int
  var hasMessage: Bool

  var description: String {
    "verified \(isVerified), \(suite ?? "?"), \(group ?? "?"), \(signature ?? "?"), hellos \(helloCount), "
      + "message \(hasMessage)"
  }
}
