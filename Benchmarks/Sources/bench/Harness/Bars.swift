import Foundation

/// A limit that an issue sets, and whether a measurement keeps it.
struct Bar: CustomStringConvertible {
  let text: String
  let isMet: Bool

  var description: String { text + (isMet ? " met" : " NOT met") }

  /// A ratio to one peer, which is told because the table's is to the best.
  static func ratio(_ ratio: Double, to peer: String, least: Double) -> Bar {
    Bar(text: String(format: "%.2f of ", least) + peer + String(format: " (%.2f)", ratio), isMet: ratio >= least)
  }
}

/// What issues 2, 3 and 4 ask for.
enum Bars {
  /// The least ratios to the best of OpenSSL 3, OpenSSL 4 and BoringSSL at level v4.
  private static let ratios = publicKeyRatios.merging(symmetricRatios) { $1 }

  private static let publicKeyRatios: [String: Double] = [
    "rsa2048-sign": 1.0, "rsa2048-verify": 1.0, "rsa3072-sign": 1.1, "rsa3072-verify": 1.0, "rsa4096-sign": 1.1,
    "rsa4096-verify": 1.0, "rsa2048-keygen": 1.0,
    "p256-sign": 1.2, "p256-verify": 1.1, "p256-ecdh": 1.0, "p256-keygen": 1.2,
    "p384-sign": 1.5, "p384-verify": 1.5, "p384-ecdh": 1.2,
    "p521-sign": 1.2, "p521-verify": 1.2, "p521-ecdh": 1.0,
    "x25519-agree": 1.6, "x25519-keygen": 2.0, "ed25519-sign": 1.5, "ed25519-verify": 1.5,
  ]
  /// The least ratios of those at the other levels, to peers without AVX-512.
  private static let publicKeyRatiosOfLevels = ["v3": 0.85, "portable": 0.6]

  private static let symmetricRatios: [String: Double] = {
    // At 64, 1,024 and 16,384 bytes.
    let families: [(names: [String], ratios: [Double])] = [
      (["aes128gcm-seal", "aes128gcm-open", "aes256gcm-seal", "aes256gcm-open"], [1.2, 1.2, 1.2]),
      (["chacha20poly1305-seal", "chacha20poly1305-open"], [1.2, 1.1, 1.1]),
      (["sha256", "sha384", "sha512"], [1.2, 1.0, 1.0]),
      (["sha3-256", "shake128"], [1.2, 1.1, 1.1]),
    ]
    var ratios = ["hmac-sha256-64": 1.5, "hkdf-expand-label-32": 1.5, "pbkdf2-sha256-600000": 1.0]
    for (names, leasts) in families {
      for name in names { for (count, least) in zip([64, 1024, 16384], leasts) { ratios["\(name)-\(count)"] = least } }
    }
    return ratios
  }()
  /// Those are measured against OpenSSL 3 alone at level v3.
  private static let symmetricRatioAtV3 = 1.0
  /// And, of full records under AES-GCM, at v4.
  private static let recordRatioToOpenSSL3 = 2.0

  /// The operations on integers that have these least ratios, at level v4.
  private static let integerOperations = ["multiply", "divide", "powmod"].map { "bigint-\($0)-" }
  private static let integerRatios = [("attaswift", 5.0), ("gmp", 0.67)]

  /// The longest times in milliseconds and the least megabytes per second at level portable.
  private static let times = ["rsa2048-sign": 10.0, "p256-sign": 1, "x25519-agree": 0.5]
  private static let throughputs = [
    "aes128gcm-seal-16384": 250.0, "aes128gcm-open-16384": 250,
    "aes256gcm-seal-16384": 250, "aes256gcm-open-16384": 250,
    "chacha20poly1305-seal-16384": 1200, "chacha20poly1305-open-16384": 1200,
  ]

  /// The limits that there are for this row and these peers.
  static func of(_ result: Measurement) -> [Bar] {
    var bars: [Bar] = []
    let rivals = ["openssl3", "openssl4", "boringssl"].compactMap { result.peers[$0] }
    let isSymmetric = symmetricRatios[result.operation] != nil
    if let ratio = ratios[result.operation], let best = rivals.max(), !isSymmetric || result.level == "v4" {
      let least = publicKeyRatiosOfLevels[result.level] ?? ratio
      bars.append(Bar(text: String(format: "%.2f", least), isMet: result.ours / best >= least))
    }
    if isSymmetric, let rate = result.peers["openssl3"] {
      let isFullRecord = result.operation.hasPrefix("aes") && result.byteCount == 16384
      switch result.level {
      case "v3": bars.append(.ratio(result.ours / rate, to: "openssl3", least: symmetricRatioAtV3))
      case "v4" where isFullRecord:
        bars.append(.ratio(result.ours / rate, to: "openssl3", least: recordRatioToOpenSSL3))
      default: break
      }
    }
    if result.level == "v4", integerOperations.contains(where: { result.operation.hasPrefix($0) }) {
      for (name, least) in integerRatios {
        guard let rate = result.peers[name] else { continue }
        bars.append(.ratio(result.ours / rate, to: name, least: least))
      }
    }
    if result.level == "portable", let longest = times[result.operation] {
      bars.append(Bar(text: "\(longest) ms", isMet: 1000 / result.ours <= longest))
    }
    if result.level == "portable", let least = throughputs[result.operation], let size = result.byteCount {
      bars.append(Bar(text: "\(Int(least)) MB/s", isMet: result.ours * Double(size) / 1e6 >= least))
    }
    return bars
  }

  /// How many are met, and a line for each that is not.
  static func summary(_ results: [Measurement]) -> String {
    let all = results.flatMap { result in of(result).map { (result, $0) } }
    let missed = all.filter { !$0.1.isMet }
    let lines = missed.map { result, bar in
      "* \(result.operation) at level \(result.level): \(bar), ratio to the best peer "
        + (result.ratio.map { String(format: "%.2f", $0) } ?? "unknown")
    }
    let head = "\(all.count - missed.count) of \(all.count) limits are met\(lines.isEmpty ? "." : "; not met:")"
    return ([head] + (lines.isEmpty ? [] : [""]) + lines).joined(separator: "\n")
  }
}
