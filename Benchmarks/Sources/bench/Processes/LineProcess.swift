import Foundation

/// A child process that answers each line with one line. It ends when this process does, as its input then ends.
final class LineProcess {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  /// What was read beyond the last line.
  private var rest = Data()

  /// Throws when there is no such program.
  init(_ program: String, _ arguments: [String], environment: [String: String]) throws {
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = environment
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  /// Sends a line and waits for the answer; nil when the process has ended.
  func ask(_ line: String) -> String? {
    guard (try? input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))) != nil else { return nil }
    return nextLine()
  }

  /// Waits for a line; nil when the process has ended.
  func nextLine() -> String? {
    while true {
      if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        defer { rest = Data(rest[(end + 1)...]) }
        return String(decoding: rest[..<end], as: UTF8.self)
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      rest += more
    }
  }
}
