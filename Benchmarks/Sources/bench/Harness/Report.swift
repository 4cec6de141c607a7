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

/// RESULTS.md.
enum Report {
  static func text(_ results: [Measurement], peers: String, machine: Machine, pace: Pace) -> String {
    """
    # Speed beside other libraries

    Written by `swift run -c release --package-path Benchmarks bench --write`; not edited by hand.

    * \(Date.now.formatted(.iso8601)), \(machine.processor), \(machine.processorCount) cores, \(machine.system)
    * \(peers)
    * load average \(String(format: "%.1f at the beginning, %.1f at the end", machine.load, Machine.loadNow)); \
    each contender ran \(pace.rounds) rounds of about \(Int(pace.roundSeconds * 1000)) milliseconds in turns (key \
    generation with RSA: \(pace.roundsOfRandomOperations) keys; slow ones run fewer rounds)

    \(notes)

    \(Table.header)
    \(results.map(Table.row).joined(separator: "\n"))

    \(Bars.summary(results))

    """
  }

  /// What the figures mean.
  static let notes = """
    Rates are medians over the rounds, by processor time; `ratio` is ours to the best peer's (above 1: we are faster), `spread`
    the distance between the quartiles of the ratios of single rounds. A turn in which somebody else's thread shares the core, seen
    by the time that a fixed piece of work takes before and after it, is measured again, twice as many in all at most; where more
    than half of those that count are such, it says so beside the spread. Hashing, nonces, blinding and checks are inside,
    parsing of keys is outside; contexts are reused where a library lets them be. OpenSSL's and BoringSSL's ECDSA takes random
    nonces, ours derives them (RFC 6979).

    Each level is a process of its own, with `PURETLS_CPU` set. At levels v3 and portable OpenSSL and BoringSSL are told to use no
    AVX-512 either (`OPENSSL_ia32cap`); at portable they still have their assembly for AVX2, BMI2, ADX, AES and SHA. GMP chooses
    its assembly itself, which has no AVX-512. OpenSSL 3 and BoringSSL are called in our process; OpenSSL 4, GMP and attaswift/BigInt in
    theirs. A call of OpenSSL 4 includes 0.3 to 1 microsecond of Python, which is why it has no rows for messages below 16 KiB; of
    GMP's time, that of Python's loop is subtracted. SHA-3 under BoringSSL is swift-crypto's, which takes it from XKCP.

    `bar` is what issues 3 and 4 ask: the least ratio to the best of OpenSSL 3, OpenSSL 4 and BoringSSL; where one peer is named
    (OpenSSL 3 for ciphers and hashes at level v3, attaswift and GMP for integers at v4), to that one, the ratio in brackets. At level
    portable the least throughput or the longest time is asked of some.
    """
}
