import Foundation

/// How long to measure.
struct Pace {
  let rounds: Int
  let roundsOfRandomOperations: Int
  /// How long each contender works in each round.
  let roundDuration: Duration

  static let full = Pace(rounds: 15, roundsOfRandomOperations: 51, roundDuration: .milliseconds(15))
  static let quick = Pace(rounds: 3, roundsOfRandomOperations: 3, roundDuration: .milliseconds(3))
}

/// What was measured of one operation.
struct Result {
  let operation: String
  /// The level of our kernels; there is only the portable one yet.
  let level = "portable"
  let byteCount: Int?
  /// Operations per second: medians over the rounds.
  let ours: Double
  let peers: [(name: String, rate: Double)]
  /// Our median rate divided by the best peer's: above 1 we are faster.
  let ratio: Double
  /// The distance between the quartiles of the ratios that the rounds gave, one by one.
  let spread: Double
}

/// Measures the contenders in turns: what else the machine does meanwhile hits them all alike.
func measure(_ operation: Operation, pace: Pace) -> Result {
  let contenders = operation.contenders()
  let counts = contenders.map { operation.isRandom ? 1 : repetitions(of: $0, within: pace.roundDuration) }
  var rates = [[Double]](repeating: [], count: contenders.count)
  for round in 0..<(operation.isRandom ? pace.roundsOfRandomOperations : pace.rounds) {
    // Another one begins each time, so that none always follows the same one.
    for turn in contenders.indices {
      let index = (turn + round) % contenders.count
      rates[index].append(Double(counts[index]) / seconds(contenders[index], repeated: counts[index]))
    }
  }
  let medians = rates.map { quantile(0.5, of: $0) }
  let best = medians.indices.dropFirst().max { medians[$0] < medians[$1] } ?? 0
  let ratios = zip(rates[0], rates[best]).map { $0 / $1 }
  return Result(
    operation: operation.name, byteCount: operation.byteCount, ours: medians[0],
    peers: zip(contenders, medians).dropFirst().map { ($0.name, $1) }, ratio: medians[0] / medians[best],
    spread: quantile(0.75, of: ratios) - quantile(0.25, of: ratios))
}

/// How often the contender does its work within `duration`, at least once; found by doubling, which warms caches as well.
private func repetitions(of contender: Contender, within duration: Duration) -> Int {
  let goal = duration / .seconds(1)
  var count = 1
  while true {
    let time = seconds(contender, repeated: count)
    if time > goal / 4 { return max(1, Int(Double(count) * goal / time)) }
    count *= 2
  }
}

/// Processor time, not time on the wall: other processes that take the core away do not count, only that they leave
/// caches cold. Everything measured here runs on one thread.
private func seconds(_ contender: Contender, repeated count: Int) -> Double {
  let start = processorSeconds()
  for _ in 0..<count { contender.run() }
  return processorSeconds() - start
}

private func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The value below which that share of the values lies, between neighbours by proportion.
private func quantile(_ share: Double, of values: [Double]) -> Double {
  let sorted = values.sorted()
  let position = share * Double(sorted.count - 1)
  let lower = Int(position)
  let upper = min(lower + 1, sorted.count - 1)
  return sorted[lower] + (sorted[upper] - sorted[lower]) * (position - Double(lower))
}
