import Foundation

/// The table, as the terminal and RESULTS.md show it.
enum Table {
  private static let peers = ["openssl", "boringssl"]

  static let header = """
    | operation | level | PureTLS | OpenSSL | BoringSSL | ratio to the best | spread |
    |---|---|---:|---:|---:|---:|---:|
    """

  static func row(_ result: Result) -> String {
    let rates = peers.map { name in
      result.peers.first { $0.name == name }.map { rate($0.rate, byteCount: result.byteCount) } ?? ""
    }
    let cells =
      [result.operation, result.level, rate(result.ours, byteCount: result.byteCount)] + rates
      + [String(format: "%.2f", result.ratio), String(format: "%.2f", result.spread)]
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

extension Result {
  /// One line. Names are plain ASCII without quotes, so nothing needs escaping.
  var json: String {
    let peers = peers.map { "\"\($0.name)\":\(number($0.rate))" }.joined(separator: ",")
    return "{\"operation\":\"\(operation)\",\"level\":\"\(level)\",\"ours\":\(number(ours)),\"peers\":{\(peers)},"
      + "\"ratio\":\(number(ratio)),\"spread\":\(number(spread))}"
  }

  private func number(_ value: Double) -> String { String(format: "%.4g", value) }
}
