import Foundation
import TestSupport
import Testing

/// Step 6: the message is served as a Fernet token, for those who have the key.
@Suite(
  "Story of the Fernet message", .enabled(if: Tool.curl.isAvailable && Tool.python.isAvailable, "needs curl, python3"),
  .timeLimit(.minutes(15)))
struct StoryFernetTests {
  private static let message = "the secret message, \u{20ac} and all"

  @Test("serve --fernet-key serves a token that Python and Demo open with its key and with no other")
  func served() throws {
    let story = try Story.shared(.p256)
    let folder = try TemporaryFolder()
    let (key, otherKey) = ("\(folder.path)/key", "\(folder.path)/other")
    for file in [key, otherKey] { try Tool.demo.must(["fernet", "key", "--out", file]) }
    let server = try DemoServer(
      [
        "serve", "--cert", story.certificate, "--key", story.serverKey, "--fernet-key", key, "--message", Self.message,
      ], environment: Story.environment)
    let token = try Tool.curl.must([
      "--silent", "--show-error", "--max-time", "20", "--noproxy", "*", "--cacert", story.ca,
      "https://localhost:\(server.port)/",
    ])
    server.stop()
    #expect(token.text.hasPrefix("gAAAA") && !token.text.contains("secret"), "\(token.text)")

    let opened = try Tool.demo.run(["fernet", "decrypt", "--key", key], input: token.output)
    #expect(opened.status == 0 && opened.text == Self.message, "\(opened.errorText)")
    let refused = try Tool.demo.run(["fernet", "decrypt", "--key", otherKey], input: token.output)
    #expect(refused.status == 1 && refused.output.isEmpty)
    #expect(refused.errorText.hasPrefix("demo: the token does not open: "), "\(refused.errorText)")
    var changed = token.output
    changed[40] = changed[40] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
    #expect(try Tool.demo.run(["fernet", "decrypt", "--key", key], input: changed).status == 1)

    let python = """
      import sys
      from cryptography.fernet import Fernet, InvalidToken
      token = sys.stdin.buffer.read()
      key, other = [Fernet(open(name).read().strip()) for name in sys.argv[1:3]]
      sys.stdout.buffer.write(key.decrypt(token, ttl=600))
      try: other.decrypt(token)
      except InvalidToken: pass
      else: raise AssertionError("opened with another key")
      """
    let result = try Tool.python.run(["-c", python, key, otherKey], input: token.output)
    #expect(result.status == 0 && result.text == Self.message, "\(result.errorText)")
  }

  @Test("Tokens go from Demo to Python and back, on files and standard input, and expire")
  func tokens() throws {
    let folder = try TemporaryFolder()
    let key = "\(folder.path)/key"
    let make = "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"
    try Data(Tool.python.must(["-c", make]).output).write(to: URL(fileURLWithPath: key))
    let encrypt = """
      import sys; from cryptography.fernet import Fernet
      fernet = Fernet(open(sys.argv[1]).read().strip())
      print(fernet.encrypt_at_time(sys.argv[2].encode(), 1_000_000_000).decode())
      """
    let old = try Tool.python.must(["-c", encrypt, key, Self.message]).text
    #expect(try Tool.demo.must(["fernet", "decrypt", "--key", key, "--token", old]).text == Self.message)
    let expired = try Tool.demo.run(["fernet", "decrypt", "--key", key, "--token", old, "--ttl", "60"])
    #expect(expired.status == 1 && expired.errorText.contains("older than --ttl"), "\(expired.errorText)")
    let file = "\(folder.path)/token"
    #expect(try Tool.demo.run(["fernet", "encrypt", "--key", key, "--out", file], input: [0, 255, 10]).status == 0)
    let token = try String(contentsOfFile: file, encoding: .utf8)
    #expect(
      try Tool.demo.must(["fernet", "decrypt", "--key", key, "--token", token, "--ttl", "600"]).output == [0, 255, 10])
    let decrypt = """
      import sys; from cryptography.fernet import Fernet
      assert Fernet(open(sys.argv[1]).read().strip()).decrypt(open(sys.argv[2]).read().strip()) == bytes([0, 255, 10])
      """
    try Tool.python.must(["-c", decrypt, key, file])
  }
}
