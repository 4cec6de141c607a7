import Foundation

/// All inputs for one parser, in the process that may crash on one of them.
struct Campaign {
  let target: Target
  let options: Options

  /// The generator of one case: any case can be made again without those before it.
  static func random(_ target: Target, seed: UInt64, case number: Int) -> Xoshiro {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in target.name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Xoshiro(
      seed: hash ^ seed &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(truncatingIfNeeded: number) &* 0xd6e8_feb8_6659_fd93)
  }

  /// Runs the cases and prints the parser's line. False when a property did not hold.
  func run(_ progress: Progress) -> Bool {
    guard let mutator = mutator() else { return false }
    var tally = Tally()
    let clock = ContinuousClock()
    let start = clock.now
    let end = options.minutes.isFinite ? start + .seconds(options.minutes * 60) : nil
    // The processor's time, not the wall's: other processes make no input look slow.
    var before = Self.processorTime
    for number in options.first..<max(options.first, min(options.cases, target.maximumCases)) {
      progress.current = number
      var random = Self.random(target, seed: options.seed, case: number)
      let input = mutator.input(&random)
      let outcome = target.run(input, &random)
      let after = Self.processorTime
      tally.count(outcome, case: number, duration: after - before)
      before = after
      if case .broken(let complaint) = outcome {
        say("broken: parser \(target.name), --seed \(options.seed) --case \(number): \(complaint)")
        if tally.broken >= 10 { break }
      }
      if let end, number & 0xff == 0, clock.now > end { break }
    }
    say(tally.line(target.name, duration: clock.now - start))
    return tally.broken == 0
  }

  private static var processorTime: Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// Makes one input again and shows it.
  func replay(_ number: Int) -> Bool {
    guard let mutator = mutator() else { return false }
    var random = Self.random(target, seed: options.seed, case: number)
    let input = mutator.input(&random)
    say("parser \(target.name), case \(number), \(input.count) bytes:")
    say(input.prefix(65536).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
    if target.shape == .text { say(String(decoding: input.prefix(4096), as: UTF8.self)) }
    let outcome = target.run(input, &random)
    say("\(outcome)")
    if case .broken = outcome { return false }
    return true
  }

  private func mutator() -> Mutator? {
    do {
      return Mutator(corpus: try target.corpus(), shape: target.shape, dictionary: target.dictionary)
    } catch {
      say("\(target.name): no corpus: \(error)")
      return nil
    }
  }
}

/// What happened to the inputs of a parser.
struct Tally {
  private var accepted = 0
  private var refused: [String: Int] = [:]
  private(set) var broken = 0
  private var slowest: (duration: Duration, number: Int) = (.zero, 0)

  mutating func count(_ outcome: Outcome, case number: Int, duration: Duration) {
    switch outcome {
    case .accepted: accepted += 1
    case .refused(let kind): refused[kind, default: 0] += 1
    case .broken: broken += 1
    }
    if duration > slowest.duration { slowest = (duration, number) }
  }

  func line(_ name: String, duration: Duration) -> String {
    let refusals = refused.values.reduce(0, +)
    let common = refused.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(4)
      .map { "\($0.value) \($0.key)" }.joined(separator: "; ")
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      let mebibytes = usage.ru_maxrss / 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      let mebibytes = usage.ru_maxrss / 1_048_576
    #endif
    let all = accepted + refusals + broken
    return """
      \(name): \(all) cases, \(accepted) accepted, \(refusals) refused, \(broken) broken; \
      slowest \(Self.milliseconds(slowest.duration)) ms (case \(slowest.number)); \
      \(Self.seconds(duration)) s, \(mebibytes) MiB; \(refused.count) kinds: \(common)
      """
  }

  private static func seconds(_ duration: Duration) -> String { String(format: "%.1f", duration / .seconds(1)) }
  private static func milliseconds(_ duration: Duration) -> String {
    String(format: "%.2f", duration / .milliseconds(1))
  }
}
