import Foundation
import Processor

/// How long to measure.
struct Pace {
  let isQuick: Bool
  let rounds: Int
  let roundsOfRandomOperations: Int
  /// How many seconds each contender works in each round.
  let roundSeconds: Double

  static let full = Pace(isQuick: false, rounds: 40, roundsOfRandomOperations: 50, roundSeconds: 0.004)
  static let quick = Pace(isQuick: true, rounds: 3, roundsOfRandomOperations: 3, roundSeconds: 0.003)

  /// How many of a contender's turns are measured anew at most because somebody shared the core meanwhile.
  var repetitions: Int { isQuick ? 0 : rounds }

  /// How many seconds of an operation's time are spent waiting for the core to be quiet.
  var patience: Double { isQuick ? 0 : 1.2 }

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
  /// The contenders' turns that count, and those among them in which somebody shared the core, for want of better ones.
  let turns: Int
  let disturbedTurns: Int
}

/// Measures the contenders in turns: what else the machine does meanwhile hits them all alike. Turns are short, since strangers come
/// and go within milliseconds; one in which somebody shares the core is repeated, as long as the pace allows.
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
  var (turns, disturbed) = (0, 0)
  var patience = pace.patience
  for round in 0..<(operation.isRandom ? pace.roundsOfRandomOperations : pace.rounds) {
    while patience > 0, !core.isQuiet() {
      usleep(5000)
      patience -= 0.005
    }
    // Another one begins each time, so that none always follows the same one.
    for turn in series.indices {
      turns += 1
      if !series[(turn + round) % series.count].run(&core) { disturbed += 1 }
    }
  }
  let medians = series.map { quantile(0.5, of: $0.rates) }
  let best = medians.indices.dropFirst().max { medians[$0] < medians[$1] }
  let ratios = best.map { zip(series[0].rates, series[$0].rates).map { $0 / $1 } }
  return Measurement(
    operation: operation.name, level: Processor.level.name, byteCount: operation.byteCount, ours: medians[0],
    peers: Dictionary(uniqueKeysWithValues: zip(contenders, medians).dropFirst().map { ($0.name, $1) }),
    ratio: best.map { medians[0] / medians[$0] },
    spread: ratios.map { quantile(0.75, of: $0) - quantile(0.25, of: $0) }, turns: turns, disturbedTurns: disturbed)
}

/// One contender's rounds.
private struct Series {
  private let contender: Contender
  /// In each round.
  private let runs: Int
  private var remainingSeconds: Double
  private var repetitions: Int
  /// Operations per second, round by round.
  private(set) var rates: [Double] = []

  /// One run a round, whatever it takes.
  init(_ contender: Contender) {
    self.contender = contender
    runs = 1
    remainingSeconds = .infinity
    repetitions = 0
  }

  /// As many runs a round as fit, found by doubling, which warms caches as well. Where a single one is too long, it has
  /// been measured by this.
  init(calibrating contender: Contender, _ pace: Pace) {
    self.contender = contender
    remainingSeconds = pace.budget
    repetitions = pace.repetitions
    var runs = 1
    var time = contender.seconds(runs)
    while time < pace.roundSeconds / 4 {
      runs *= 2
      time = contender.seconds(runs)
    }
    self.runs = max(1, Int(Double(runs) * pace.roundSeconds / time))
    if time > remainingSeconds { record(time) }
  }

  /// Makes the runs of a round. The result is whether nobody disturbed those that count.
  mutating func run(_ core: inout QuietCore) -> Bool {
    guard remainingSeconds > 0 else { return true }
    while true {
      let wasQuiet = core.isQuiet()
      let time = contender.seconds(runs)
      let isQuiet = core.isQuiet() && wasQuiet
      if isQuiet || repetitions == 0 {
        record(time)
        return isQuiet
      }
      repetitions -= 1
    }
  }

  private mutating func record(_ time: Double) {
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
