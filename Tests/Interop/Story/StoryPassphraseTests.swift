import Foundation
import TestSupport
import Testing

/// Passphrases as a person types them.
@Suite(
  "Story of the passphrase prompt", .enabled(if: Tool.python.isAvailable, "needs python3"), .timeLimit(.minutes(15)))
struct StoryPassphraseTests {
  private static let question = "Enter PEM pass phrase:"
  private static let again = "Verifying - Enter PEM pass phrase:"
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Runs `Demo` on a terminal: its exit status and what has appeared.
  private func run(_ arguments: [String], _ answers: [(String, String)]) throws -> (status: Int32, screen: String) {
    let session = try TerminalSession(arguments, answers: answers.map { (question: $0.0, answer: $0.1) })
    return (try session.wait(), session.screen)
  }

  @Test("A new key's passphrase is asked for twice, shown never, and opens the key")
  func newKey() throws {
    let key = "\(folder.path)/key"
    // A typing error and its correction: two letters go, one of them of two bytes.
    let made = try run(
      ["key", "--encrypt", "--out", key], [(Self.question, "opx\u{e9}\u{7f}\u{7f}en\n"), (Self.again, "open\n")])
    #expect(made.status == 0, "\(made.screen)")
    #expect(
      made.screen == """
        \(Self.question)
        \(Self.again)
        \(key): a new P-256 key, under its passphrase\n
        """, "\(made.screen)")
    let opened = try Tool.demo.run(
      ["csr", "--key", key, "--subject", "/CN=x", "--out", "\(folder.path)/csr"],
      environment: ["DEMO_PASSPHRASE": "open"])
    #expect(opened.status == 0, "\(opened.errorText)")
    let asked = try run(
      ["csr", "--key", key, "--subject", "/CN=x", "--out", "\(folder.path)/csr2"], [(Self.question, "open\n")])
    #expect(asked.status == 0 && asked.screen.hasPrefix("\(Self.question)\n"), "\(asked.screen)")
  }

  @Test("Wrong, empty, differing and withheld passphrases end in a clear error, and nothing is written")
  func refusals() throws {
    let key = "\(folder.path)/key"
    try Tool.demo.must(["key", "--encrypt", "--out", key], environment: ["DEMO_PASSPHRASE": "open"])
    let out = "\(folder.path)/out"
    let make = ["key", "--encrypt", "--out", out]
    let use = ["csr", "--key", key, "--subject", "/CN=x", "--out", out]
    let cases: [([String], [(String, String)], String)] = [
      (use, [(Self.question, "shut\n")], "demo: the passphrase does not open \(key): "),
      (use, [(Self.question, "\n")], "demo: the passphrase does not open \(key): "),
      (make, [(Self.question, "\n")], "demo: the passphrase is empty: "),
      (make, [(Self.question, "one\n"), (Self.again, "two\n")], "demo: the two passphrases differ: "),
      (use, [(Self.question, "\u{4}")], "demo: no passphrase was given: "),
      (use, [(Self.question, "ab\u{3}")], "demo: interrupted: "),
      (make, [(Self.question, String(repeating: "x", count: 1025))], "demo: the passphrase is too long: "),
    ]
    for (arguments, answers, words) in cases {
      let result = try run(arguments, answers)
      #expect(result.status == 1, "\(result.screen)")
      #expect(result.screen.contains("\n\(words)"), "\(result.screen)")
      for (_, answer) in answers {
        let typed = answer.filter { $0.isLetter }
        if typed.count > 2 { #expect(!result.screen.contains(":\(typed)"), "\(result.screen)") }
      }
      #expect(!FileManager.default.fileExists(atPath: out))
    }
  }

  @Test("Without a terminal it comes from a file, the environment or standard input, or is asked for in words")
  func withoutTerminal() throws {
    let key = "\(folder.path)/key"
    let passphrase = "\(folder.path)/passphrase"
    try "open\nsecond line\n".write(toFile: passphrase, atomically: true, encoding: .utf8)
    try Tool.demo.must(["key", "--encrypt", "--out", key, "--passphrase-file", passphrase])
    // A session of its own has no controlling terminal, wherever the tests run.
    let script = """
      import subprocess, sys
      source = {"input": b"open\\n"} if sys.argv[1] == "pipe" else {"stdin": subprocess.DEVNULL}
      done = subprocess.run(sys.argv[2:], start_new_session=True, capture_output=True, **source)
      sys.stderr.buffer.write(done.stderr)
      sys.exit(done.returncode)
      """
    let use = [Tool.demo.path, "csr", "--key", key, "--subject", "/CN=x", "--force", "--out", "\(folder.path)/csr"]
    let piped = try Tool.python.run(["-c", script, "pipe"] + use)
    #expect(piped.status == 0, "\(piped.errorText)")
    let nowhere = try Tool.python.run(["-c", script, "null"] + use)
    #expect(nowhere.status == 1)
    #expect(
      nowhere.errorText
        == "demo: \(key) needs a passphrase and there is no terminal to ask on: "
        + "set DEMO_PASSPHRASE or give --passphrase-file\n", "\(nowhere.errorText)")
    for source in [["--passphrase-file", passphrase], []] {
      let environment = source.isEmpty ? ["DEMO_PASSPHRASE": "open"] : [:]
      #expect(try Tool.demo.run(Array(use.dropFirst()) + source, environment: environment).status == 0)
    }
  }
}
