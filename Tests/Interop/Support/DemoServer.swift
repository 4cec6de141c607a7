import Foundation
import TestSupport
import Testing

extension Tool {
  /// The `Demo` that the package manager has built next to this test bundle.
  static let demo = Tool(path: DemoServer.buildFolder + "/Demo")
}

/// `Demo serve`, or the quick start, in a process of its own. It is stopped at the latest when the value goes away.
final class DemoServer {
  /// How it ended and what it had printed.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The process's identifier, for `/proc`.
  let processIdentifier: Int32
  /// The port of the first address that it said it listens on.
  let port: UInt16

  private let process: Process
  private let scratch: TemporaryFolder

  /// Where the package manager puts what it builds.
  static var buildFolder: String {
    let path = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().path
    // On macOS the executable lies within a bundle: X.xctest/Contents/MacOS/X.
    let bundle = path.range(of: ".xctest/").map { String(path[..<$0.lowerBound]) } ?? path
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().path
  }

  /// Starts `Demo` and waits until it says where it serves (at most 30 seconds: a quick start makes keys first).
  ///
  /// - Parameters:
  ///   - arguments: all of them, such as `["serve", "--cert", ...]`. For `serve` without `--listen`, a free port of
  ///     127.0.0.1 is added.
  ///   - environment: variables to set beyond this process's own.
  ///   - folder: its working directory.
  init(_ arguments: [String], environment: [String: String] = [:], in folder: String? = nil) throws {
    let isServe = arguments.first == "serve" && !arguments.contains("--listen")
    scratch = try TemporaryFolder()
    process = Process()
    process.executableURL = URL(fileURLWithPath: Tool.demo.path)
    process.arguments = arguments + (isServe ? ["--listen", "127.0.0.1:0"] : [])
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    for name in ["out", "err"] { _ = FileManager.default.createFile(atPath: "\(scratch.path)/\(name)", contents: nil) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: "\(scratch.path)/out")
    process.standardError = FileHandle(forWritingAtPath: "\(scratch.path)/err")
    try process.run()
    processIdentifier = process.processIdentifier
    var port: UInt16?
    let deadline = Date(timeIntervalSinceNow: 30)
    while port == nil, process.isRunning, Date() < deadline {
      usleep(5000)
      // `https://127.0.0.1:5684/`, and whole: the port ends with a slash.
      port = Self.text(scratch, "out").firstMatch(of: /https:\/\/[^\/\s]+:([0-9]+)\//).flatMap { UInt16($0.1) }
    }
    guard let port else {
      let ending = process.isRunning ? "did not say where it serves" : "ended with \(process.terminationStatus)"
      let printed = Self.text(scratch, "out") + Self.text(scratch, "err")
      if process.isRunning { kill(processIdentifier, SIGKILL) }
      throw Failure(description: "Demo \(arguments.joined(separator: " ")) \(ending): \(printed)")
    }
    self.port = port
  }

  deinit { if process.isRunning { kill(processIdentifier, SIGKILL) } }

  /// What it has printed on standard output so far.
  var output: String { Self.text(scratch, "out") }
  /// What it has printed on standard error so far.
  var errors: String { Self.text(scratch, "err") }

  /// Whether it is still there.
  var isRunning: Bool { process.isRunning }

  /// The most memory that it has had at once, in bytes (Linux).
  var peakMemoryByteCount: Int? {
    let status = try? String(contentsOfFile: "/proc/\(processIdentifier)/status", encoding: .utf8)
    return status?.firstMatch(of: /VmHWM:\s*([0-9]+) kB/).flatMap { Int($0.1) }.map { $0 * 1024 }
  }

  /// Stops it as Ctrl-C does, and holds it to ending in good order within ten seconds.
  func stop(sourceLocation: SourceLocation = #_sourceLocation) {
    guard process.isRunning else {
      Issue.record("Demo ended by itself: \(process.terminationStatus), \(errors)", sourceLocation: sourceLocation)
      return
    }
    kill(processIdentifier, SIGINT)
    let deadline = Date(timeIntervalSinceNow: 10)
    while process.isRunning, Date() < deadline { usleep(5000) }
    guard !process.isRunning else {
      kill(processIdentifier, SIGKILL)
      Issue.record("Demo did not stop within 10 s of SIGINT", sourceLocation: sourceLocation)
      return
    }
    #expect(process.terminationReason == .exit, "\(errors)", sourceLocation: sourceLocation)
    #expect(process.terminationStatus == 0, "\(errors)", sourceLocation: sourceLocation)
  }

  private static func text(_ folder: TemporaryFolder, _ name: String) -> String {
    (try? Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)"))).map {
      String(decoding: $0, as: UTF8.self)
    } ?? ""
  }
}
