import Foundation
import Processor
import TestSupport

/// Kernels against portable code on random operands: `swift run -c release Differential`.
@main enum Differential {
  /// Every comparison there is.
  static let comparisons: [Comparison] = {
    var all: [Comparison] = []
    #if arch(x86_64)
      all += HashComparisons.all
      all += Curve25519Comparisons.all
      all += BigIntegerComparisons.all
      all += LongerCurveComparisons.all
    #endif
    all += MontgomeryComparisons.all
    all += AEADComparisons.all
    all += AESModeComparisons.all
    all += MessageComparisons.all
    all += Poly1305Comparisons.all
    all += P256Comparisons.all
    return all
  }()

  static func main() {
    guard let options = Options(CommandLine.arguments.dropFirst()) else {
      print(Options.usage)
      exit(2)
    }
    let chosen = comparisons.filter { options.only.isEmpty || $0.name.contains(options.only) }
    if options.lists { return print(chosen.map(\.name).joined(separator: "\n")) }
    guard !chosen.isEmpty else {
      print("no comparison's name contains \(options.only)")
      exit(2)
    }
    print("level: \(Processor.level.name) of \(Processor.highestLevel.name); seed \(options.seed)")
    let results = chosen.map { run($0, options) }
    exit(results.allSatisfy { $0 } ? 0 : 1)
  }

  /// Runs one comparison on all cores and prints its line; false when it found a difference.
  private static func run(_ comparison: Comparison, _ options: Options) -> Bool {
    guard comparison.level <= Processor.highestLevel else {
      print("\(comparison.name): skipped: this processor has no \(comparison.level.name)")
      return true
    }
    let cases = options.single.map { $0..<$0 + 1 } ?? 0..<max(1, options.cases / comparison.share)
    let start = ContinuousClock().now
    let threads = min(cases.count, ProcessInfo.processInfo.activeProcessorCount)
    let complaints = Complaints()
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      for number in stride(from: cases.lowerBound + thread, to: cases.upperBound, by: threads) {
        var operands = Operands(comparison: comparison.name, seed: options.seed, case: number)
        if let difference = comparison.disagreement(&operands), complaints.add(number, difference) { return }
      }
    }
    let found = complaints.sorted
    for (number, text) in found.prefix(3) {
      print("DIFFERENT: \(comparison.name) --seed \(options.seed) --case \(number): \(text)")
    }
    let seconds = String(format: "%.1f", (ContinuousClock().now - start) / .seconds(1))
    print("\(comparison.name): \(cases.count) cases, \(found.isEmpty ? "all equal" : "DIFFERENT"), \(seconds) s")
    fflush(nil)
    return found.isEmpty
  }
}

/// What was found by several threads.
private final class Complaints: @unchecked Sendable {
  // @unchecked: the list is read and written under the lock only.
  private let lock = NSLock()
  private var list: [(Int, String)] = []

  /// True when there are enough.
  func add(_ number: Int, _ text: String) -> Bool {
    lock.withLock {
      list.append((number, text))
      return list.count >= 10
    }
  }

  var sorted: [(Int, String)] { lock.withLock { list.sorted { $0.0 < $1.0 } } }
}
