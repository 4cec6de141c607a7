import Primitives

/// `Demo fernet key|encrypt|decrypt`.
enum FernetVerb: Verb {
  static let name = "fernet"
  static let summary = "make a Fernet key, encrypt a message with it, or decrypt a token"
  static let discussion = """
    ACTION is one of
      key       print a new key, or write it to --out
      encrypt   encrypt standard input, or --message, and print the token
      decrypt   read a token from standard input, or --token, and print what it holds

    Tokens and keys are those of Python's cryptography.fernet.
    """
  static let operands = ["ACTION"]
  static let options: [CommandOption] = [
    .optional("key", "FILE", "the file that holds the key (encrypt, decrypt)"),
    .optional("message", "TEXT", "what to encrypt"),
    .optional("token", "TOKEN", "what to decrypt"),
    .optional("ttl", "SECONDS", "refuse a token that is older (decrypt)"),
    .optional("out", "FILE", "write the result to this file instead of standard output"),
    .force,
  ]

  static func run(_ arguments: Arguments) throws(DemoError) {
    let action = arguments.operands[0]
    let allowed: Set<String>
    switch action {
    case "key": allowed = ["out", "force"]
    case "encrypt": allowed = ["key", "message", "out", "force"]
    case "decrypt": allowed = ["key", "token", "ttl", "out", "force"]
    default: throw .usage("there is no action '\(action)'", "choose key, encrypt or decrypt")
    }
    for option in options where arguments.has(option.name) && !allowed.contains(option.name) {
      throw .usage("--\(option.name) does not go with '\(action)'", "see 'Demo fernet --help'")
    }
    switch action {
    case "key": try makeKey(arguments)
    case "encrypt": try encrypt(arguments)
    default: try decrypt(arguments)
    }
  }

  private static func makeKey(_ arguments: Arguments) throws(DemoError) {
    try deliver(Array(Fernet.generateKey().utf8) + [UInt8(ascii: "\n")], arguments, mode: .secret)
  }

  private static func encrypt(_ arguments: Arguments) throws(DemoError) {
    let fernet = try readKey(try arguments.required("key"))
    let message = try input(arguments, option: "message")
    let now = UInt64(max(0, Clock.now()))
    let token = fernet.encrypt(message.span, now: now)
    try deliver(Array(token.utf8) + [UInt8(ascii: "\n")], arguments, mode: .public)
  }

  private static func decrypt(_ arguments: Arguments) throws(DemoError) {
    let fernet = try readKey(try arguments.required("key"))
    let token = String(decoding: try input(arguments, option: "token"), as: UTF8.self).trimmed
    let message: [UInt8]
    do {
      if arguments.has("ttl") {
        let age = try arguments.number("ttl", in: 0...Int(Int32.max), otherwise: 0)
        message = try fernet.decrypt(token, ttl: UInt64(age), now: UInt64(max(0, Clock.now())))
      } else {
        message = try fernet.decrypt(token)
      }
    } catch let error as DemoError {
      throw error
    } catch CryptoError.outOfRange {
      throw .failed("the token is older than --ttl allows, or from the future", "ask for a new one")
    } catch {
      throw .failed("the token does not open", "it was made with another key, or was changed on its way")
    }
    try deliver(message, arguments, mode: .secret)
  }

  /// An option's text, or standard input where it is not given.
  private static func input(_ arguments: Arguments, option: String) throws(DemoError) -> [UInt8] {
    if let text = arguments.optional(option) { return Array(text.utf8) }
    return try Files.read("-")
  }

  /// Reads a key file: one line of base64url.
  static func readKey(_ path: String) throws(DemoError) -> Fernet {
    var text = try Files.read(path, limit: 4096)
    defer { Wipe.zero(&text) }
    do {
      return try Fernet(key: String(decoding: text, as: UTF8.self).trimmed)
    } catch {
      throw .failed("\(path) holds no Fernet key", "a key is 32 bytes in base64url; make one with 'Demo fernet key'")
    }
  }

  private static func deliver(_ bytes: [UInt8], _ arguments: Arguments, mode: Files.Mode) throws(DemoError) {
    guard let path = arguments.optional("out") else { return Terminal.write(bytes: bytes) }
    try Files.write(bytes, to: path, mode: mode, overwrite: arguments.has("force"))
  }
}
