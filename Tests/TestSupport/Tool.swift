import Foundation

/// A program of somebody else's that a test compares with.
public struct Tool: Sendable {
  /// What a run printed and how it ended.
  public struct Result: Sendable {
    /// The exit status, or the number of the signal that ended it.
    public let status: Int32
    /// Standard output.
    public let output: [UInt8]
    /// Standard error.
    public let errors: [UInt8]
    /// Standard output as text.
    public var text: String { String(decoding: output, as: UTF8.self) }
    /// Standard error as text.
    public var errorText: String { String(decoding: errors, as: UTF8.self) }
  }

  /// Where it is; empty when `PATH` has no such program.
  public let path: String

  /// OpenSSL's command line.
  public static let openssl = Tool("openssl")
  /// curl, built with OpenSSL on Debian.
  public static let curl = Tool("curl")
  /// GnuTLS' client.
  public static let gnutls = Tool("gnutls-cli")
  /// Python 3.
  public static let python = Tool("python3")

  /// The program of that name on `PATH`; where there is none, `isAvailable` is false.
  public init(_ name: String) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    path =
      folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) } ?? ""
  }

  /// The program in that file, wherever `PATH` leads.
  public init(path: String) {
    self.path = FileManager.default.isExecutableFile(atPath: path) ? path : ""
  }

  /// Whether a test that needs this program may run. With `CI=true` it always may, and then fails where the program is
  /// missing: nothing is skipped in silence there.
  public var isAvailable: Bool {
    !path.isEmpty || ProcessInfo.processInfo.environment["CI"] == "true"
  }

  /// Runs the program to its end and returns what it printed. Output of any size is read while it runs.
  ///
  /// - Parameter seconds: after which it is killed, so that a program that waits for ever fails its test instead of
  ///   stopping all of them.
  public func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], in folder: String? = nil,
    atMost seconds: Int = 300
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    // Files rather than pipes: no deadlock, whatever the program reads and writes in which order.
    let scratch = try TemporaryFolder()
    let paths = ["in", "out", "err"].map { "\(scratch.path)/\($0)" }
    try Data(input).write(to: URL(fileURLWithPath: paths[0]))
    for path in paths[1...] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
    process.standardInput = FileHandle(forReadingAtPath: paths[0])
    process.standardOutput = FileHandle(forWritingAtPath: paths[1])
    process.standardError = FileHandle(forWritingAtPath: paths[2])
    try process.run()
    let identifier = process.processIdentifier
    let killer = DispatchWorkItem { kill(identifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds), execute: killer)
    process.waitUntilExit()
    killer.cancel()
    return Result(
      status: process.terminationStatus,
      output: [UInt8](try Data(contentsOf: URL(fileURLWithPath: paths[1]))),
      errors: [UInt8](try Data(contentsOf: URL(fileURLWithPath: paths[2]))))
  }
}

/// A folder that is deleted with the value.
public final class TemporaryFolder: Sendable {
  /// Its absolute path.
  public let path: String

  /// A new, empty folder.
  public init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "puretls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
