import Foundation
import TestSupport
import Testing

/// `Demo` on a terminal of its own, with somebody who answers its questions: what it asks with echo off can only be
/// tried there. Python's `pty` opens the terminal.
final class TerminalSession {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let process = Process()
  private let scratch: TemporaryFolder

  /// What plays the terminal: it types an answer for each question that appears, and Ctrl-C when it gets SIGINT; it
  /// writes all that appears on the terminal to standard output, and ends as the program does.
  private static let script = """
    import json, os, pty, signal, sys
    answers = json.loads(sys.argv[1])
    # The test's threads block signals, and their children inherit that; nobody's shell does.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.argv[2], sys.argv[2:])
    signal.signal(signal.SIGINT, lambda number, frame: os.write(terminal, b"\\x03"))
    unread = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        os.write(1, piece)
        unread += piece
        while answers and answers[0][0].encode() in unread:
            question, answer = answers.pop(0)
            unread = unread.split(question.encode(), 1)[1]
            os.write(terminal, answer.encode())
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    sys.exit(status if status >= 0 else 128 - status)
    """

  /// Starts `Demo` there.
  ///
  /// - Parameter answers: what to type, and after which question; `\n` is the Enter key.
  init(_ arguments: [String], answers: [(question: String, answer: String)] = []) throws {
    scratch = try TemporaryFolder()
    let typed = try JSONEncoder().encode(answers.map { [$0.question, $0.answer] })
    process.executableURL = URL(fileURLWithPath: Tool.python.path)
    process.arguments = ["-c", Self.script, String(decoding: typed, as: UTF8.self), Tool.demo.path] + arguments
    _ = FileManager.default.createFile(atPath: "\(scratch.path)/screen", contents: nil)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: "\(scratch.path)/screen")
    try process.run()
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// All that has appeared on the terminal so far, without the carriage returns that it puts before line ends.
  var screen: String {
    let bytes = try? Data(contentsOf: URL(fileURLWithPath: "\(scratch.path)/screen"))
    return bytes.map { String(decoding: $0.filter { $0 != 13 }, as: UTF8.self) } ?? ""
  }

  /// Waits for a text to appear, at most 30 seconds.
  func waitFor<Output>(_ pattern: Regex<Output>) throws -> Regex<Output>.Match {
    let deadline = Date(timeIntervalSinceNow: 30)
    while Date() < deadline {
      let hasEnded = !process.isRunning
      if let match = screen.firstMatch(of: pattern) { return match }
      if hasEnded { throw Failure(description: "Demo ended with \(process.terminationStatus): \(screen)") }
      usleep(5000)
    }
    throw Failure(description: "not seen within 30 s: \(screen)")
  }

  /// Types Ctrl-C.
  func interrupt() { kill(process.processIdentifier, SIGINT) }

  /// Waits for its end, at most 30 seconds; the exit status.
  func wait() throws -> Int32 {
    let deadline = Date(timeIntervalSinceNow: 30)
    while process.isRunning, Date() < deadline { usleep(5000) }
    guard !process.isRunning else { throw Failure(description: "Demo does not end: \(screen)") }
    return process.terminationStatus
  }
}
