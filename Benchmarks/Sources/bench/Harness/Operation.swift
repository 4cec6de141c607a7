import Foundation

/// One thing that several libraries can do, by the name that it has in the table.
struct Operation {
  /// `rsa2048-sign`, `aes128gcm-seal-16384`.
  let name: String
  /// The size of the message where throughput says more than operations per second.
  var byteCount: Int?
  /// Operations whose time is random by nature (the search for primes) take more rounds, of one operation each.
  var isRandom = false
  /// Peers that take many seconds for one operation: they are measured at the highest level only, and not in quick runs.
  var slowPeers: Set<String> = []
  /// Makes keys, contexts and inputs, which is not measured, and gives the contenders within this process.
  let contenders: () -> [Contender]
}

/// A library doing the operation.
struct Contender {
  let name: String
  /// How many operations one run makes: more than 1 for a batch.
  let operationsPerRun: Int
  /// Makes so many runs; the processor time in seconds that they took.
  let seconds: (_ runs: Int) -> Double

  /// One in this process. What is measured runs on one thread, and its processor time counts: other processes that take
  /// the core away do not, only that they leave caches cold.
  init(_ name: String, operationsPerRun: Int = 1, _ run: @escaping () -> Void) {
    self.name = name
    self.operationsPerRun = operationsPerRun
    seconds = { runs in
      let start = threadSeconds()
      for _ in 0..<runs { run() }
      return threadSeconds() - start
    }
  }

  /// One in this process that works in place and needs its inputs put there anew: the inputs of up to `batch` runs are
  /// prepared before the clock starts, in places of their own.
  init(_ name: String, batch: Int, prepare: @escaping (_ place: Int) -> Void, run: @escaping (_ place: Int) -> Void) {
    self.name = name
    operationsPerRun = 1
    seconds = { runs in
      var total = 0.0
      var left = runs
      while left > 0 {
        let count = min(batch, left)
        for place in 0..<count { prepare(place) }
        let start = threadSeconds()
        for place in 0..<count { run(place) }
        total += threadSeconds() - start
        left -= count
      }
      return total
    }
  }

  /// One in a process of its own, which was told what to prepare.
  init(_ peer: PeerProcess) {
    name = peer.name
    operationsPerRun = 1
    seconds = peer.seconds
  }

  static func ours(operationsPerRun: Int = 1, _ run: @escaping () -> Void) -> Contender {
    Contender("puretls", operationsPerRun: operationsPerRun, run)
  }
  static func openSSL(_ run: @escaping () -> Void) -> Contender { Contender("openssl3", run) }
  static func boringSSL(_ run: @escaping () -> Void) -> Contender { Contender("boringssl", run) }
}

/// The processor time of this thread.
func threadSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Takes a result, so that the optimiser may not leave out the work that made it.
@inline(never)
@_optimize(none)
func consume<T: ~Copyable>(_ value: borrowing T) {}

/// A result that has to be there: a peer or we would be wrong otherwise, and a wrong answer has no speed.
func expect(_ condition: Bool, _ what: StaticString) {
  if !condition { fatalError("\(what)") }
}

/// The value of an operation that cannot fail on the inputs of a benchmark.
func must<T: ~Copyable>(_ work: () throws -> T) -> T {
  do { return try work() } catch { fatalError("a benchmark's input was refused: \(error)") }
}
