import Foundation
import Processor

/// How long to measure.
struct Pace {
  let isQuick: Bool
  let rounds: Int
  let roundsOfRandomOperations: Int
  /// How many seconds each contender works in each round.
  let roundSeconds: Double

  static let full = Pace(isQuick: false, rounds: 15, roundsOfRandomOperations: 50, roundSeconds: 0.015)
  static let quick = Pace(isQuick: true, rounds: 3, roundsOfRandomOperations: 3, roundSeconds: 0.003)

  /// How many rounds are measured anew because somebody shared the core meanwhile.
  var repetitions: Int { isQuick ? 0 : 3 * rounds }

  /// The processor time that a contender may use for one operation: slow ones run fewer rounds.
  var budget: Double { 4 * roundSeconds * Double(rounds) }
}

/// What was measured of one operation at one level: a row of the table, a line of JSON.
struct Measurement: Codable {
  let operation: String
  /// The level of our kernels.
  let level: String
  /// The size of the message where throughput says more than operations per second.
  let byteCount: Int?
  /// Operations per second: medians over the rounds.
  let ours: Double
  let peers: [String: Double]
  /// Our median rate divided by the best peer's: above 1 we are faster. Nil without peers.
  let ratio: Double?
  /// The distance between the quartiles of the ratios that the rounds gave, one by one.
  let spread: Double?
  /// The rounds that count, and those among them in which somebody shared the core, for want of better ones.
  let rounds: Int
  let disturbedRounds: Int
}

/// Measures the contenders in turns: what else the machine does meanwhile hits them all alike. A round in which somebody shares the
/// core is repeated after a while, as long as the pace allows.
func measurement(
  of operation: Operation, outside: [PeerProcess], pace: Pace, core: inout QuietCore
) -> Measurement {
  let leavesSlowOut = pace.isQuick || Processor.level < Processor.highestLevel
  let peers = outside.filter { peer in
    !(leavesSlowOut && operation.slowPeers.contains(peer.name)) && peer.prepare(operation.name)
  }
  let inside = operation.contenders().filter { !(leavesSlowOut && operation.slowPeers.contains($0.name)) }
  let contenders = inside + peers.map { Contender($0) }
  var series = contenders.map { operation.isRandom ? Series($0) : Series(calibrating: $0, pace) }
  let rounds = operation.isRandom ? pace.roundsOfRandomOperations : pace.rounds
  var repetitions = operation.isRandom ? 0 : pace.repetitions
  var disturbed = 0
  for round in 0..<rounds {
    while true {
      var isQuiet = core.isQuiet()
      // Another one begins each time, so that none always follows the same one.
      for turn in series.indices {
        series[(turn + round) % series.count].run()
        isQuiet = core.isQuiet() && isQuiet
      }
      if isQuiet || repetitions == 0 {
        if !isQuiet { disturbed += 1 }
        for i in series.indices { series[i].keep() }
        break
      }
      repetitions -= 1
      usleep(20_000)
    }
  }
  let medians = series.map { quantile(0.5, of: $0.rates) }
  let best = medians.indices.dropFirst().max { medians[$0] < medians[$1] }
  let ratios = best.map { zip(series[0].rates, series[$0].rates).map { $0 / $1 } }
  return Measurement(
    operation: operation.name, level: Processor.level.name, byteCount: operation.byteCount, ours: medians[0],
    peers: Dictionary(uniqueKeysWithValues: zip(contenders, medians).dropFirst().map { ($0.name, $1) }),
    ratio: best.map { medians[0] / medians[$0] },
    spread: ratios.map { quantile(0.75, of: $0) - quantile(0.25, of: $0) }, rounds: rounds, disturbedRounds: disturbed)
}

/// One contender's rounds.
private struct Series {
  private let contender: Contender
  /// In each round.
  private let runs: Int
  private var remainingSeconds: Double
  /// Operations per second, round by round.
  private(set) var rates: [Double] = []
  /// The seconds of a round that is not counted yet.
  private var latest: Double?

  /// One run a round, whatever it takes.
  init(_ contender: Contender) {
    self.contender = contender
    runs = 1
    remainingSeconds = .infinity
  }

  /// As many runs a round as fit, found by doubling, which warms caches as well. Where a single one is too long, it has
  /// been measured by this.
  init(calibrating contender: Contender, _ pace: Pace) {
    self.contender = contender
    remainingSeconds = pace.budget
    var runs = 1
    var time = contender.seconds(runs)
    while time < pace.roundSeconds / 4 {
      runs *= 2
      time = contender.seconds(runs)
    }
    self.runs = max(1, Int(Double(runs) * pace.roundSeconds / time))
    if time > remainingSeconds {
      latest = time
      keep()
    }
  }

  /// Makes the runs of a round, which count when they are kept.
  mutating func run() {
    if remainingSeconds > 0 { latest = contender.seconds(runs) }
  }

  /// Counts the latest round.
  mutating func keep() {
    guard let time = latest else { return }
    latest = nil
    remainingSeconds -= time
    rates.append(Double(runs * contender.operationsPerRun) / time)
  }
}

/// The value below which that share of the values lies, between neighbours by proportion.
private func quantile(_ share: Double, of values: [Double]) -> Double {
  let sorted = values.sorted()
  let position = share * Double(sorted.count - 1)
  let lower = Int(position)
  let upper = min(lower + 1, sorted.count - 1)
  return sorted[lower] + (sorted[upper] - sorted[lower]) * (position - Double(lower))
}
