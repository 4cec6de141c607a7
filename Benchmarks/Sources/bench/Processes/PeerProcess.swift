import Foundation

/// A peer outside this process: the programs in `Benchmarks/peers`, which make an operation ready on `prepare OPERATION` and
/// answer `run COUNT` with the processor time that it took them.
final class PeerProcess {
  /// `gmp`, as in JSON.
  let name: String
  private let process: LineProcess

  private init(_ name: String, _ process: LineProcess) {
    self.name = name
    self.process = process
  }

  /// Whether the peer knows the operation, whose keys and inputs it then makes.
  func prepare(_ operation: String) -> Bool { process.ask("prepare \(operation)") == "ok" }

  func seconds(_ runs: Int) -> Double {
    guard let answer = process.ask("run \(runs)"), let seconds = Double(answer) else {
      fatalError("the process of the peer \(name) failed")
    }
    return max(seconds, 1e-9)
  }

  /// What starts a peer, and what the table's head says of it.
  struct Program {
    let name: String
    let title: String
    /// Relative to `Benchmarks/peers`, with arguments.
    let command: [String]

    static let all = [
      Program(name: "openssl4", title: "", command: ["peer.py", "openssl4"]),
      Program(name: "gmp", title: "", command: ["peer.py", "gmp"]),
      Program(name: "attaswift", title: "attaswift/BigInt ", command: ["attaswift/.build/release/attaswift"]),
    ]

    static let directory = packageDirectory + "/peers"

    /// The peer and its version, or why there is none.
    func start() -> (peer: PeerProcess?, description: String) {
      let path = Self.directory + "/" + command[0]
      let isPython = path.hasSuffix(".py")
      let arguments = (isPython ? ["python3", path] : [path]) + command.dropFirst()
      let process = try? LineProcess("/usr/bin/env", arguments, environment: ProcessInfo.processInfo.environment)
      guard let process, let greeting = process.nextLine() else { return (nil, "\(name): \(path) does not start") }
      let words = greeting.split(separator: " ", maxSplits: 1)
      guard words.count == 2, words[0] == "ready" else { return (nil, "\(name): \(greeting)") }
      return (PeerProcess(name, process), title + words[1])
    }
  }

  /// Builds attaswift/BigInt's program, a package of its own, unless it is there.
  static func buildAttaswift() {
    let package = Program.directory + "/attaswift"
    func changed(_ path: String) -> Date {
      (try? FileManager.default.attributesOfItem(atPath: package + path)[.modificationDate]) as? Date ?? .distantPast
    }
    let program = "/.build/release/attaswift"
    let sources = max(changed("/Package.swift"), changed("/Sources/attaswift/main.swift"))
    if changed(program) > sources { return }
    let build = Process()
    build.executableURL = URL(filePath: "/usr/bin/env")
    build.arguments = ["swift", "build", "-c", "release", "--package-path", package]
    build.standardOutput = FileHandle.standardError
    // A failure shows when the peer does not start.
    guard (try? build.run()) != nil else { return }
    build.waitUntilExit()
    // Newer than its sources, also where there was nothing to do: Git writes files without changing them.
    if build.terminationStatus == 0 {
      try? FileManager.default.setAttributes([.modificationDate: Date.now], ofItemAtPath: package + program)
    }
  }
}

/// `Benchmarks`, as it was when this program was built.
let packageDirectory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
  .standardized.path
