import Foundation

/// The table, as the terminal and RESULTS.md show it.
enum Table {
  /// Names in JSON, and heads of columns.
  private static let peers = [
    ("openssl3", "OpenSSL 3"), ("openssl4", "OpenSSL 4"), ("boringssl", "BoringSSL"), ("gmp", "GMP"),
    ("attaswift", "attaswift"),
  ]

  static let header =
    "| operation | level | PureTLS | " + peers.map(\.1).joined(separator: " | ")
    + " | ratio to the best | spread | bar |\n|---|---|" + String(repeating: "---:|", count: peers.count + 3) + "---|"

  static func row(_ result: Measurement) -> String {
    let rates = peers.map { name, _ in
      result.peers[name].map { rate($0, byteCount: result.byteCount) } ?? ""
    }
    let numbers = [result.ratio, result.spread].map { $0.map { String(format: "%.2f", $0) } ?? "" }
    let shared = result.disturbedTurns * 2 > result.turns ? ", shared core" : ""
    let bars = Bars.of(result).map(\.description).joined(separator: "; ")
    let cells =
      [result.operation, result.level, rate(result.ours, byteCount: result.byteCount)] + rates + [
        numbers[0], numbers[1] + shared, bars,
      ]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  /// Three digits of operations per second, or of megabytes.
  private static func rate(_ perSecond: Double, byteCount: Int?) -> String {
    if let byteCount { return number(perSecond * Double(byteCount) / 1e6) + " MB/s" }
    return perSecond >= 10_000 ? number(perSecond / 1000) + "k/s" : number(perSecond) + "/s"
  }

  private static func number(_ value: Double) -> String {
    String(format: value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value)
  }
}

extension Measurement {
  /// One line. Names are plain ASCII without quotes, so nothing needs escaping.
  var json: String {
    let peers = peers.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\(number($0.value))" }.joined(separator: ",")
    return "{\"operation\":\"\(operation)\",\"level\":\"\(level)\",\"ours\":\(number(ours)),\"peers\":{\(peers)},"
      + "\"ratio\":\(number(ratio)),\"spread\":\(number(spread)),\"turns\":\(turns),\"disturbedTurns\":\(disturbedTurns)}"
  }

  private func number(_ value: Double?) -> String { value.map { String(format: "%.4g", $0) } ?? "null" }
}
