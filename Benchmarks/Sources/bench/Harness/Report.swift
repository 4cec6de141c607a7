import COpenSSL
import Foundation

/// Where the measurement ran.
struct Machine {
  let processor: String
  let processorCount = ProcessInfo.processInfo.activeProcessorCount
  let system = ProcessInfo.processInfo.operatingSystemVersionString
  let openSSL = String(cString: OpenSSL_version(OPENSSL_VERSION))
  /// How many processes wanted a core at the beginning, averaged over a minute: above 0 the machine was not quiet.
  let load: Double

  init() {
    let cpuinfo = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let model = cpuinfo.split(separator: "\n").first { $0.hasPrefix("model name") }
    processor = model?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
    load = Machine.loadNow
  }

  static var loadNow: Double {
    var loads = [0.0]
    return getloadavg(&loads, 1) == 1 ? loads[0] : .nan
  }
}

/// The limits that issue 2 sets on portable code.
enum Bars {
  static func lines(_ results: [Result]) -> [String] {
    func milliseconds(_ operation: String, below limit: Double) -> String? {
      guard let result = results.first(where: { $0.operation == operation }) else { return nil }
      let time = 1000 / result.ours
      return line(operation, String(format: "%.3f ms, to be below %.1f ms", time, limit), isMet: time < limit)
    }
    func throughput(_ operation: String, above limit: Double) -> String? {
      guard let result = results.first(where: { $0.operation == operation }), let size = result.byteCount else {
        return nil
      }
      let rate = result.ours * Double(size) / 1e6
      return line(operation, String(format: "%.0f MB/s, to be above %.0f MB/s", rate, limit), isMet: rate > limit)
    }
    return [
      milliseconds("rsa2048-sign", below: 10), milliseconds("p256-sign", below: 1),
      milliseconds("x25519-agree", below: 0.5), throughput("aes128gcm-seal-16384", above: 100),
      throughput("aes256gcm-seal-16384", above: 100), throughput("chacha20poly1305-seal-16384", above: 500),
    ].compactMap(\.self)
  }

  private static func line(_ operation: String, _ text: String, isMet: Bool) -> String {
    "* \(operation): \(text): \(isMet ? "met" : "NOT met")"
  }
}

/// RESULTS.md.
enum Report {
  static func text(_ results: [Result], machine: Machine, pace: Pace) -> String {
    """
    # Speed beside other libraries

    Written by `swift run -c release --package-path Benchmarks bench --write`; not edited by hand.

    * \(Date.now.formatted(.iso8601)), \(machine.processor), \(machine.processorCount) cores, \(machine.system)
    * \(machine.openSSL); BoringSSL in swift-crypto 4.5.2; all in one process, in turns
    * load average \(String(format: "%.1f at the beginning, %.1f at the end", machine.load, Machine.loadNow)); \
    each contender ran \(pace.rounds) rounds of about \(pace.roundDuration) (key generation with RSA: \
    \(pace.roundsOfRandomOperations) keys)

    Rates are medians over the rounds, by processor time; `ratio` is ours to the best peer's (above 1: we are faster), `spread` the distance
    between the quartiles of the ratios of single rounds. Hashing, nonces, blinding and checks are inside, parsing of keys
    is outside; contexts are reused where a library lets them be.

    \(Table.header)
    \(results.map(Table.row).joined(separator: "\n"))

    Limits for portable code:

    \(Bars.lines(results).joined(separator: "\n"))

    """
  }
}
