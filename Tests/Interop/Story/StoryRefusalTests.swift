import Foundation
import TestSupport
import Testing

/// What `Demo` refuses, in which words and with which exit status: 1 for what failed, 2 for wrong usage.
@Suite("Story of refusals", .timeLimit(.minutes(15)))
struct StoryRefusalTests {
  private let story: Story
  private let folder: TemporaryFolder

  init() throws {
    story = try Story.shared(.p256)
    folder = try TemporaryFolder()
  }

  /// Runs `Demo`, which must end with that status and say why in one line on standard error.
  private func expectRefusal(
    _ arguments: [String], status: Int32 = 1, says words: String, passphrase: String = Story.passphrase,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = try Tool.demo.run(arguments, environment: ["DEMO_PASSPHRASE": passphrase])
    let line = result.errorText
    #expect(result.status == status, "\(arguments): \(line)", sourceLocation: sourceLocation)
    #expect(result.output.isEmpty, "\(result.text)", sourceLocation: sourceLocation)
    #expect(
      line.wholeMatch(of: /demo: [^\n]+: [^\n]+\n/) != nil && line.contains(words), "\(line)",
      sourceLocation: sourceLocation)
    #expect(!line.contains(passphrase), "\(line)", sourceLocation: sourceLocation)
  }

  private func sign(_ request: String, ca: String? = nil, key: String? = nil, out: String) -> [String] {
    ["sign", "--csr", request, "--ca", ca ?? story.ca, "--ca-key", key ?? story.caKey, "--out", out]
  }

  @Test("A request whose signature is wrong is not signed")
  func brokenSignature() throws {
    let text = try String(contentsOfFile: story.request, encoding: .utf8)
    let encoded = text.split(separator: "\n").filter { !$0.hasPrefix("-") }.joined()
    var bytes = [UInt8](try #require(Data(base64Encoded: encoded)))
    let out = "\(folder.path)/out.pem"
    let file = "\(folder.path)/broken.csr"
    // The last byte is the signature's; the other is in the middle of the name, "Example" with another letter.
    let name = try #require(bytes.firstRange(of: Array("Example".utf8)))
    for index in [bytes.count - 1, name.lowerBound] {
      bytes[index] ^= 1
      let body = Data(bytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
      try "-----BEGIN CERTIFICATE REQUEST-----\n\(body)\n-----END CERTIFICATE REQUEST-----\n"
        .write(toFile: file, atomically: true, encoding: .utf8)
      try expectRefusal(sign(file, out: out), says: "the request's signature is wrong")
      bytes[index] ^= 1
    }
    #expect(!FileManager.default.fileExists(atPath: out))
  }

  @Test(
    "An authority's key that is not that of its certificate signs nothing, nor a certificate that is no authority's")
  func wrongAuthority() throws {
    let out = "\(folder.path)/out.pem"
    try expectRefusal(
      sign(story.request, key: story.serverKey, out: out), says: "--ca-key is not that of the --ca certificate")
    try expectRefusal(
      sign(story.request, ca: story.certificate, key: story.serverKey, out: out), says: "may not sign others")
    try expectRefusal(
      ["serve", "--cert", story.certificate, "--key", story.caKey, "--message", "x"], says: "another key")
    #expect(!FileManager.default.fileExists(atPath: out))
  }

  @Test("Existing files stay as they are without --force, and are replaced with it")
  func overwriting() throws {
    let key = "\(folder.path)/some.key"
    let certificate = "\(folder.path)/some.pem"
    let commands = [
      ["key", "--type", "ed25519", "--out", key], ["ca", "--key", key, "--subject", "/CN=x", "--out", certificate],
      ["csr", "--key", key, "--subject", "/CN=x", "--out", certificate], sign(story.request, out: certificate),
      ["fernet", "key", "--out", key],
    ]
    for command in commands {
      let out = try #require(command.last)
      let before = Data("precious".utf8)
      if command[0] == "fernet" || command[0] == "key" { try before.write(to: URL(fileURLWithPath: key)) }
      try before.write(to: URL(fileURLWithPath: certificate))
      try expectRefusal(command, says: "\(out) exists already")
      #expect(try Data(contentsOf: URL(fileURLWithPath: out)) == before)
      try Tool.demo.must(command + ["--force"], environment: Story.environment)
      #expect(try Data(contentsOf: URL(fileURLWithPath: out)) != before)
      let mode = try FileManager.default.attributesOfItem(atPath: out)[.posixPermissions] as? Int
      #expect(mode == (out == key ? 0o600 : 0o644), "\(command)")
    }
  }

  @Test("A wrong passphrase, and files that are missing or hold something else, are named")
  func wrongFiles() throws {
    let out = "\(folder.path)/out.pem"
    try expectRefusal(
      sign(story.request, out: out), says: "the passphrase does not open \(story.caKey)", passphrase: "guess")
    try expectRefusal(sign("\(folder.path)/none", out: out), says: "cannot read \(folder.path)/none")
    try expectRefusal(sign(story.ca, out: out), says: "expected CERTIFICATE REQUEST, found CERTIFICATE")
    try expectRefusal(sign(story.request, key: story.ca, out: out), says: "\(story.ca) holds no private key")
    try expectRefusal(["key", "--out", "\(folder.path)/no/key"], says: "cannot write \(folder.path)/no/key")
    try expectRefusal(["show", "/dev/null"], says: "/dev/null is neither PEM nor DER")
  }

  @Test("Wrong usage is status 2 and says how to do better; --help of each command is status 0")
  func usage() throws {
    let wrong: [([String], String)] = [
      (["nonsense"], "there is no command 'nonsense'"), (["--nonsense"], "there is no option --nonsense"),
      (["key"], "--out is missing"), (["key", "--out"], "--out needs a value"),
      (["key", "--out", "x", "--type", "dsa"], "choose one of p256"),
      (["csr", "--key", "k", "--out", "x", "--subject", "me"], "--subject 'me'"),
      (["csr", "--key", "k", "--out", "x", "--subject", "/CN=x", "--dns", "127.0.0.1"], "use --ip"),
      (["csr", "--key", "k", "--out", "x", "--subject", "/CN=x", "--ip", "localhost"], "--ip 'localhost'"),
      (["show"], "FILE is missing"), (["show", "a", "b"], "'b' is one word too many"),
      (["serve", "--cert", "a", "--key", "b"], "there is nothing to serve"),
      (["serve", "--cert", "a", "--cert", "b", "--key", "c", "--message", "x"], "give each certificate its key"),
      (["serve", "--cert", "a", "--key", "b", "--message", "x", "--listen", "localhost:99999"], "--listen"),
      (["fernet"], "ACTION is missing"), (["fernet", "open"], "there is no action 'open'"),
      (["--port", "http"], "--port is 'http'"),
    ]
    for (arguments, words) in wrong { try expectRefusal(arguments, status: 2, says: words) }
    for verb in ["key", "ca", "csr", "sign", "show", "serve", "fernet"] {
      let help = try Tool.demo.must([verb, "--help"])
      #expect(help.text.contains("Usage: Demo \(verb)") && help.errors.isEmpty)
      #expect(try Tool.demo.must(["--help"]).text.contains("\n  \(verb) "))
    }
  }
}
