import Primitives
import TestSupport

/// ClientHello records to start from: those of RFC 8448 and some made here.
enum ClientHellos {
  /// The private key behind every X25519 share: nobody needs to keep it.
  private static let x25519Share: [UInt8] = {
    let key = [UInt8](repeating: 0x42, count: 32)
    return (try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: key.span).publicKey.rawRepresentation) ?? []
  }()

  private static let p256Share: [UInt8] = {
    let key = [UInt8](repeating: 0x42, count: 32)
    return (try? P256.KeyAgreement.PrivateKey(rawRepresentation: key.span).publicKey.x963Representation) ?? []
  }()

  static let random = [UInt8](0..<32)

  /// A vector with a length of `width` bytes in front.
  static func vector(_ content: [UInt8], width: Int = 2) -> [UInt8] {
    Structure.length(content.count, width: width, .tls) + content
  }

  static func record(_ type: UInt8, _ content: [UInt8]) -> [UInt8] { [type, 3, 3] + vector(content) }

  static func `extension`(_ type: UInt16, _ body: [UInt8]) -> [UInt8] {
    [UInt8(type >> 8), UInt8(type & 255)] + vector(body)
  }

  private static func share(_ group: UInt8, _ key: [UInt8]) -> [UInt8] { [0, group] + vector(key) }

  static let supportedVersions = `extension`(43, vector([3, 4], width: 1))
  static let signatureAlgorithms = `extension`(13, vector([8, 7, 4, 3, 8, 4]))
  static let x25519KeyShare = `extension`(51, vector(share(29, x25519Share)))
  static let p256KeyShare = `extension`(51, vector(share(23, p256Share)))

  /// The groups, of which X25519 is 29 and secp384r1 24.
  static func supportedGroups(_ groups: [UInt8]) -> [UInt8] { `extension`(10, vector(groups.flatMap { [0, $0] })) }

  static let serverName = `extension`(0, vector([0] + vector(Array("host.example".utf8))))
  static let applicationProtocols = `extension`(
    16, vector(vector(Array("h2".utf8), width: 1) + vector(Array("http/1.1".utf8), width: 1)))

  /// A ClientHello message.
  static func message(_ extensions: [[UInt8]], suites: [UInt8] = [0x13, 1, 0x13, 2, 0x13, 3]) -> [UInt8] {
    let body =
      [3, 3] + random + vector([UInt8](repeating: 7, count: 32), width: 1) + vector(suites) + vector([0], width: 1)
      + vector(extensions.flatMap { $0 })
    return [1] + vector(body, width: 3)
  }

  /// What most clients send, with one share.
  static let plain = message([supportedVersions, signatureAlgorithms, supportedGroups([29, 24, 23]), x25519KeyShare])

  /// First a share of a group that the server does not take, so that it asks for X25519.
  static let first = message([supportedVersions, signatureAlgorithms, supportedGroups([23, 29]), p256KeyShare])
  static let second = message([supportedVersions, signatureAlgorithms, supportedGroups([23, 29]), x25519KeyShare])

  /// With everything that a client may offer, and things that a server ignores.
  static let full = message([
    serverName, supportedGroups([29, 23, 24, 25]), `extension`(35, []), `extension`(22, []), applicationProtocols,
    signatureAlgorithms, `extension`(50, vector([4, 3])), `extension`(43, vector([0x3a, 0x3a, 3, 4, 3, 3], width: 1)),
    `extension`(51, vector(share(29, x25519Share) + share(23, p256Share))), `extension`(45, vector([1], width: 1)),
    `extension`(0x0a0a, [0]), `extension`(0xff01, [0]), `extension`(21, [UInt8](repeating: 0, count: 100)),
  ])

  /// With early data and a pre-shared key, which comes last.
  static let resuming = message([
    supportedVersions, signatureAlgorithms, supportedGroups([29, 24]), x25519KeyShare, `extension`(42, []),
    `extension`(45, vector([1], width: 1)),
    `extension`(
      41,
      vector(vector([UInt8](repeating: 9, count: 40)) + [0, 0, 0, 1])
        + vector(vector([UInt8](repeating: 8, count: 32), width: 1))),
  ])

  static func corpus() throws -> [[UInt8]] {
    var all = [plain, full, resuming].map { record(22, $0) }
    // In fragments, and with what comes behind.
    all.append(record(22, Array(full.prefix(100))) + record(22, Array(full.dropFirst(100))))
    all.append(record(22, plain) + record(20, [1]) + record(23, [UInt8](repeating: 0x55, count: 40)))
    all.append(record(22, resuming) + record(23, [UInt8](repeating: 0x55, count: 100)) + record(20, [1]))
    // TLS 1.2 only, and an alert.
    all.append(record(22, message([signatureAlgorithms, supportedGroups([23])], suites: [0xc0, 0x2f])))
    all.append(record(21, [2, 40]))
    for name in ["simple-1rtt", "hello-retry", "compat"] {
      for step in try VectorFile("tls/rfc8448-\(name).txt").records where step.optional("actor") == "client" {
        guard step.optional("ClientHello") != nil else { continue }
        all.append(record(22, step.bytes("ClientHello")))
      }
    }
    return all
  }

  /// Every message of RFC 8448's traces, from both sides, and the hellos made here; each in a record.
  static func messages() throws -> [[UInt8]] {
    let names = [
      "ClientHello", "ServerHello", "EncryptedExtensions", "Certificate", "CertificateVerify", "Finished",
      "NewSessionTicket",
    ]
    var all = [plain, full, full, resuming, resuming, first, [24, 0, 0, 1, 1]]
    for name in ["simple-1rtt", "hello-retry", "compat"] {
      for step in try VectorFile("tls/rfc8448-\(name).txt").records {
        all += names.filter { step.optional($0) != nil }.map { step.bytes($0) }
      }
    }
    let cookie = message([supportedVersions, signatureAlgorithms, x25519KeyShare, `extension`(44, vector([1, 2, 3]))])
    return (all + [cookie]).map { record(22, $0) }
  }

  /// Both hellos of a handshake with a HelloRetryRequest.
  static func retryCorpus() -> [[UInt8]] {
    let hello = record(22, first)
    return [
      hello + record(22, second), hello + record(20, [1]) + record(22, second),
      hello + record(22, Array(second.prefix(50))) + record(22, Array(second.dropFirst(50))),
      hello + record(23, [UInt8](repeating: 0x55, count: 40)) + record(22, second),
    ]
  }
}
