import Foundation
import Processor

/// A process that measures at one level: which one is decided at its start, by its environment.
final class Worker {
  /// What a worker says first.
  struct Greeting: Codable {
    let level: String
    /// The peers in processes of their own that there are, with their versions.
    let peers: [String]
    /// Those that are missing, and why.
    let missing: [String]
  }

  let greeting: Greeting
  private let process: LineProcess

  /// OpenSSL and BoringSSL are told to leave these bits of CPUID's leaf 7 alone: in EBX AVX-512 F, DQ, IFMA, PF, ER, CD, BW
  /// and VL, in ECX VBMI, VBMI2, VAES, VPCLMULQDQ, VNNI, BITALG and VPOPCNTDQ. Measured: it halves the rate of OpenSSL's RSA
  /// and of BoringSSL's AES-GCM here.
  private static let withoutAVX512 = ":~0x5e42dc230000"

  /// GMP and attaswift/BigInt use no AVX-512 at any level.
  init(_ level: Processor.Level, isQuick: Bool) {
    var environment = ProcessInfo.processInfo.environment
    environment["PURETLS_CPU"] = level.name
    environment["OPENSSL_ia32cap"] = level < .v4 ? Self.withoutAVX512 : nil
    let arguments = ["--worker"] + (isQuick ? ["--quick"] : [])
    let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    guard let process = try? LineProcess(program, arguments, environment: environment),
      let line = process.nextLine(), let greeting = try? JSONDecoder().decode(Greeting.self, from: Data(line.utf8)),
      greeting.level == level.name
    else { fatalError("no process for level \(level.name)") }
    self.greeting = greeting
    self.process = process
  }

  func measure(_ operation: String) -> Measurement {
    guard let line = process.ask(operation),
      let result = try? JSONDecoder().decode(Measurement.self, from: Data(line.utf8))
    else { fatalError("the process for level \(greeting.level) failed at \(operation)") }
    return result
  }

  /// What a worker does: an operation's name comes in, its measurement goes out.
  static func serve(_ operations: [Operation], pace: Pace) throws {
    let started = PeerProcess.Program.all.map { $0.start() }
    try answer(
      Greeting(
        level: Processor.level.name, peers: started.filter { $0.peer != nil }.map(\.description),
        missing: started.filter { $0.peer == nil }.map(\.description)))
    var core = QuietCore()
    while let name = readLine() {
      guard let operation = operations.first(where: { $0.name == name }) else { return }
      try answer(measurement(of: operation, outside: started.compactMap(\.peer), pace: pace, core: &core))
    }
  }

  private static func answer(_ value: some Encodable) throws {
    print(String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
    fflush(nil)
  }
}
