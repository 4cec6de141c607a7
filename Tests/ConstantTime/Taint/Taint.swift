import Foundation
import Primitives
import Processor

/// Operations on secrets that valgrind's memcheck takes for uninitialised memory: it reports each jump and each address that
/// depends on them. `taint.py` runs this; by itself it shows nothing.
///
/// The idea is Adam Langley's ctgrind (2010). Marking memory needs a sequence of machine instructions; here secrets are made
/// of memory that was never written (see `secret`).
@main enum Taint {
  static let scenarios = [planted] + curveScenarios + rsaScenarios + symmetricScenarios + kernelScenarios

  static func main() {
    let names = CommandLine.arguments.dropFirst()
    if names.isEmpty { return print(scenarios.map(\.name).joined(separator: "\n")) }
    for name in names {
      guard let scenario = scenarios.first(where: { $0.name == name }) else { fatalError("no scenario \(name)") }
      do { try scenario.run() } catch { fatalError("\(name): \(error)") }
    }
    print("level \(Processor.level.name)")
  }
}

/// One operation on secrets.
struct Scenario: Sendable {
  let name: String
  let run: @Sendable () throws -> Void
}

/// A jump and an address that depend on a secret: what `taint.py` must find, or nothing that it says is worth anything.
private let planted = Scenario(name: "planted") {
  let table = bytes(256)
  let byte = secret([7])[0]
  if byte & 1 == 0 { consume(table) }
  table.withUnsafeBufferPointer { sink = $0[Int(byte)] }
}

/// Global, so that what is written here has to be computed; there is one thread.
nonisolated(unsafe) private var sink: UInt8 = 0

/// Those bytes, as memory whose content memcheck takes for undefined: each is combined with a byte of the heap that nobody has
/// written, which `--malloc-fill=0` makes 0. The first `knownCount` stay known. The memory is never freed.
@inline(never)
@_optimize(none)
func secret(_ bytes: [UInt8], knownCount: Int = 0) -> UnsafeBufferPointer<UInt8> {
  let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
  for i in 0..<bytes.count {
    if i < knownCount { memory[i] = bytes[i] } else { memory[i] ^= bytes[i] }
  }
  return UnsafeBufferPointer(start: memory, count: bytes.count)
}

/// Bytes that have no pattern, the same in every run; below any of the curves' orders when the first is small.
func bytes(_ count: Int, first: UInt8 = 0x37) -> [UInt8] {
  var state: UInt64 = 0x9e37_79b9_7f4a_7c15
  return [first]
    + (1..<count).map { _ in
      state = state &* 0x5851_f42d_4c95_7f2d &+ 0x1405_7b7e_f767_814f
      return UInt8(truncatingIfNeeded: state >> 56)
    }
}

/// Takes a result, so that the optimiser may not leave out the work that made it.
@inline(never)
@_optimize(none)
func consume<T: ~Copyable>(_ value: borrowing T) {}
