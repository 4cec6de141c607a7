import Foundation
import TestSupport
import Testing

@testable import Primitives

@Suite("Fernet")
struct FernetTests {
  /// Random bytes that were settled beforehand.
  private struct FixedRandom: RandomSource {
    let bytes: [UInt8]

    mutating func fill(_ target: inout MutableSpan<UInt8>) {
      for i in target.indices { target[i] = bytes[i] }
    }
  }

  /// Whether Python's `cryptography` can be imported; with `CI=true` it is taken to be there, and then has to be.
  private static let pythonHasFernet: Bool =
    ProcessInfo.processInfo.environment["CI"] == "true"
    || (try? Tool.python.run(["-c", "import cryptography.fernet"]).status) == 0

  private func token(_ message: [UInt8], key: String, now: UInt64, iv: [UInt8]) throws -> String {
    var random = FixedRandom(bytes: iv)
    return try Fernet(key: key).encrypt(message.span, now: now, random: &random)
  }

  private func token(_ message: [UInt8], key: String, now: UInt64) throws -> String {
    try Fernet(key: key).encrypt(message.span, now: now)
  }

  private func open(_ token: String, key: String) throws -> [UInt8] { try Fernet(key: key).decrypt(token) }

  private func open(_ token: String, key: String, ttl: UInt64, now: UInt64) throws -> [UInt8] {
    try Fernet(key: key).decrypt(token, ttl: ttl, now: now)
  }

  private func time(_ record: VectorFile.Record, _ field: String) throws -> UInt64 {
    try #require(UInt64(record[field]))
  }

  @Test("The specification's token is made again from its time and IV")
  func generate() throws {
    for record in try VectorFile("fernet/generate.txt").records {
      let made = try token(
        record.bytes("src"), key: record["secret"], now: time(record, "now"), iv: record.bytes("iv"))
      #expect(made == record["token"], "\(record.location)")
    }
  }

  @Test("The specification's valid token opens")
  func verify() throws {
    for record in try VectorFile("fernet/verify.txt").records {
      let (text, key) = (record["token"], record["secret"])
      #expect(
        try open(text, key: key, ttl: time(record, "ttl"), now: time(record, "now")) == record.bytes("src"),
        "\(record.location)")
      #expect(try open(text, key: key) == record.bytes("src"), "\(record.location)")
      #expect(try Fernet(key: key).time(of: text) == 499_162_800)
    }
  }

  @Test("The specification's invalid tokens are refused, each for its reason")
  func invalid() throws {
    let records = try VectorFile("fernet/invalid.txt").records
    #expect(records.count == 8)
    for record in records {
      do {
        _ = try open(
          record["token"], key: record["secret"], ttl: time(record, "ttl"), now: time(record, "now"))
        Issue.record("\(record.location) was accepted: \(record["desc"])")
      } catch let error as CryptoError {
        let isRight =
          switch (record["desc"], error) {
          case ("incorrect mac", .authenticationFailure), ("too short", .authenticationFailure),
            ("invalid base64", .authenticationFailure),
            ("payload size not multiple of block size", .incorrectParameterSize),
            ("payload padding error", .invalidPadding), ("incorrect IV (causes padding error)", .invalidPadding),
            ("far-future TS (unacceptable clock skew)", .outOfRange), ("expired TTL", .outOfRange):
            true
          default: false
          }
        #expect(isRight, "\(record.location): \(record["desc"]): \(error)")
      }
    }
  }

  @Test("Messages of every length around the block's come back")
  func roundTrip() throws {
    let key = Fernet.generateKey()
    #expect(key.utf8.count == 44)
    for count in 0...50 {
      let message = SystemRandom.bytes(count: count)
      let text = try token(message, key: key, now: 1_700_000_000)
      #expect(try open(text, key: key) == message)
      #expect(throws: CryptoError.authenticationFailure) { try open(text, key: Fernet.generateKey()) }
    }
  }

  @Test("A token with any one bit changed, or cut anywhere, is refused")
  func tampering() throws {
    let key = Fernet.generateKey()
    let text = try token(Array("secret message".utf8), key: key, now: 1_700_000_000)
    let bytes = try Base64.decode(text, alphabet: .urlSafe)
    for bit in 0..<bytes.count * 8 {
      var changed = bytes
      changed[bit / 8] ^= 1 << (bit % 8)
      let changedText = Base64.encode(changed.span, alphabet: .urlSafe)
      #expect(throws: CryptoError.authenticationFailure, "bit \(bit)") { try open(changedText, key: key) }
    }
    for count in 0..<bytes.count {
      let cutText = Base64.encode(bytes.span.extracting(first: count), alphabet: .urlSafe)
      #expect(throws: CryptoError.authenticationFailure, "\(count) bytes") { try open(cutText, key: key) }
    }
    for count in 0..<text.utf8.count {
      #expect(throws: CryptoError.authenticationFailure) { try open(String(text.prefix(count)), key: key) }
    }
    for other in [text + "\n", " " + text, text.replacing("=", with: ""), text + "===="] where other != text {
      #expect(throws: CryptoError.authenticationFailure) { try open(other, key: key) }
    }
  }

  /// The version byte is checked after the code, so the token has to be made with the right key.
  @Test("A token of another version is refused although its code is right")
  func version() throws {
    let key = SystemRandom.bytes(count: 32)
    let keyText = Base64.encode(key.span, alphabet: .urlSafe)
    var bytes = try Base64.decode(token([1, 2, 3], key: keyText, now: 0), alphabet: .urlSafe).dropLast(32)
    bytes[0] = 0x81
    let body = Array(bytes)
    let code = HMAC<SHA256>.authenticationCode(for: body.span, using: key.span.extracting(first: 16)).bytes
    let text = Base64.encode((body + code).span, alphabet: .urlSafe)
    #expect(throws: CryptoError.authenticationFailure) { try open(text, key: keyText) }
  }

  @Test("The age limit is exact, and so is the clock skew of 60 seconds")
  func age() throws {
    let key = Fernet.generateKey()
    let text = try token([42], key: key, now: 1000)
    #expect(try open(text, key: key, ttl: 10, now: 1010) == [42])
    #expect(throws: CryptoError.self) { try open(text, key: key, ttl: 10, now: 1011) }
    #expect(try open(text, key: key, ttl: 0, now: 1000) == [42])
    #expect(try open(text, key: key, ttl: 10, now: 940) == [42])
    #expect(throws: CryptoError.self) { try open(text, key: key, ttl: 10, now: 939) }
    // The extremes of the clock do not overflow.
    #expect(try open(text, key: key, ttl: .max, now: .max) == [42])
    #expect(throws: CryptoError.self) { try open(text, key: key, ttl: 10, now: .max) }
    let last = try token([43], key: key, now: .max)
    #expect(try open(last, key: key, ttl: .max, now: .max) == [43])
    #expect(throws: CryptoError.self) { try open(last, key: key, ttl: 10, now: 0) }
  }

  @Test("Keys that are not 32 bytes of base64url with padding are refused")
  func keys() throws {
    let valid = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4="
    #expect(try open(token([7], key: valid, now: 0), key: valid) == [7])
    for key in [
      "", "AAAA", valid + "AAAA", String(valid.dropLast()), valid.replacing("_", with: "/"), " " + valid, valid + "\n",
      valid.replacing("4=", with: "5="),
    ] {
      #expect(throws: CryptoError.self, "\(key)") { try token([], key: key, now: 0) }
    }
  }

  @Test(
    "Python opens what is written, and writes what opens here",
    .enabled(if: pythonHasFernet, "needs python3 with the package cryptography"))
  func python() throws {
    let key = Fernet.generateKey()
    let messages = (0..<20).map { SystemRandom.bytes(count: $0 * 7) } + [Array("Grüezi".utf8)]
    let now = UInt64(Date().timeIntervalSince1970)
    let tokens = try messages.map { try token($0, key: key, now: now) }
    let script = """
      import sys
      from cryptography.fernet import Fernet
      fernet = Fernet(sys.argv[1])
      for line in sys.stdin.read().split():
          message = fernet.decrypt(line.encode(), ttl=3600)
          print(message.hex() + " " + fernet.encrypt(message).decode())
      """
    let result = try Tool.python.run(["-c", script, key], input: Array(tokens.joined(separator: "\n").utf8))
    #expect(result.status == 0, "\(result.errorText)")
    let lines = result.text.split(separator: "\n")
    try #require(lines.count == messages.count)
    for (message, line) in zip(messages, lines) {
      let parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      try #require(parts.count == 2)
      #expect(hex(parts[0]) == message)
      #expect(try open(parts[1], key: key, ttl: 3600, now: UInt64(Date().timeIntervalSince1970)) == message)
    }
  }
}
