/// One thing that several libraries can do, by the name that it has in the table.
struct Operation {
  /// `rsa2048-sign`, `aes128gcm-seal-16384`.
  let name: String
  /// The size of the message where throughput says more than operations per second.
  var byteCount: Int?
  /// Operations whose time is random by nature (the search for primes) take more rounds, of one operation each.
  var isRandom = false
  /// Makes keys, contexts and inputs, which is not measured, and gives what is.
  let contenders: () -> [Contender]
}

/// A library doing the operation.
struct Contender {
  let name: String
  /// Does the operation once and lets `consume` have the result.
  let run: () -> Void

  static func ours(_ run: @escaping () -> Void) -> Contender { Contender(name: "puretls", run: run) }
  static func openSSL(_ run: @escaping () -> Void) -> Contender { Contender(name: "openssl", run: run) }
  static func boringSSL(_ run: @escaping () -> Void) -> Contender { Contender(name: "boringssl", run: run) }
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
