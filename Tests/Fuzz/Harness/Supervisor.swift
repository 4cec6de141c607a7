import Foundation

/// Runs each parser's campaign in a process of its own, watches it, and says which input ended it.
struct Supervisor {
  let options: Options

  /// How many crashes and hangs of one parser to go past.
  private static let maximumFailures = 5

  /// True when nothing was found.
  func run(_ targets: [Target]) throws -> Bool {
    let path = NSTemporaryDirectory() + "fuzz-progress-\(getpid())"
    guard let progress = Progress(path: path) else { throw Failure.cannotShare(path) }
    defer { unlink(path) }
    var isClean = true
    for target in targets {
      var first = 0
      for _ in 0..<Self.maximumFailures {
        let end = try runChild(target, from: first, path, progress)
        if end != .finished { isClean = false }
        guard case .failed(let number) = end, number >= first else { break }
        first = number + 1
      }
    }
    return isClean
  }

  enum Failure: Error { case cannotShare(String) }

  private enum End: Equatable {
    case finished
    /// A property did not hold; the child has said so.
    case broken
    /// A crash or a hang at a case; before the first one, -1.
    case failed(Int)
  }

  private func runChild(_ target: Target, from first: Int, _ path: String, _ progress: Progress) throws -> End {
    progress.current = Progress.nothing
    let child = Process()
    child.executableURL = Bundle.main.executableURL
    child.arguments = [
      "--child", target.name, "--first", "\(first)", "--progress", path, "--cases", "\(options.cases)", "--seed",
      "\(options.seed)", "--minutes", "\(options.minutes)",
    ]
    try child.run()
    let hung = watch(child, progress)
    child.waitUntilExit()
    let number = progress.current
    let place = "parser \(target.name), --seed \(options.seed) --case \(number)"
    if hung {
      say("hang: \(place) took more than \(options.hangSeconds) s")
      return .failed(number)
    }
    if child.terminationReason == .uncaughtSignal {
      say("crash: \(place) (signal \(child.terminationStatus))")
      return .failed(number)
    }
    return child.terminationStatus == 0 ? .finished : .broken
  }

  /// Waits for the child's end, or kills it when one case takes too long. True in the second case.
  private func watch(_ child: Process, _ progress: Progress) -> Bool {
    let clock = ContinuousClock()
    var last = (number: Progress.nothing, since: clock.now)
    while child.isRunning {
      usleep(50_000)
      let number = progress.current
      if number != last.number {
        last = (number, clock.now)
      } else if number != Progress.nothing, clock.now - last.since > .seconds(options.hangSeconds) {
        kill(child.processIdentifier, SIGKILL)
        return true
      }
    }
    return false
  }
}
