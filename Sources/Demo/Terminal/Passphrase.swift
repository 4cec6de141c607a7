import BigInt
import Primitives

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a passphrase comes from: a file, the environment, or a person at the terminal, in this order.
struct PassphraseSource {
  /// `--passphrase-file`; its first line is the passphrase.
  let file: String?

  init(_ arguments: Arguments) { file = arguments.optional("passphrase-file") }
  init(file: String?) { self.file = file }

  static let environmentVariable = "DEMO_PASSPHRASE"

  /// Longer input is not a passphrase but a mistake, such as a binary file.
  static let maximumByteCount = 1024

  /// Whether nobody will be asked.
  var isGiven: Bool { file != nil || getenv(Self.environmentVariable) != nil }

  /// The passphrase of a key that exists.
  func existing(for path: String) throws(DemoError) -> SecretBytes {
    if let known = try withoutAsking() { return known }
    return try TerminalPrompt.read("Enter PEM pass phrase:", purpose: path)
  }

  /// A passphrase for a new key, asked for twice.
  func new(for path: String) throws(DemoError) -> SecretBytes {
    if let known = try withoutAsking() {
      guard known.count > 0 else { throw Self.empty }
      return known
    }
    let first = try TerminalPrompt.read("Enter PEM pass phrase:", purpose: path)
    guard first.count > 0 else { throw Self.empty }
    let second = try TerminalPrompt.read("Verifying - Enter PEM pass phrase:", purpose: path)
    guard Self.areEqual(first, second) else { throw .failed("the two passphrases differ", "try again") }
    return first
  }

  private static func areEqual(_ first: borrowing SecretBytes, _ second: borrowing SecretBytes) -> Bool {
    ConstantTime.equals(first.span, second.span).declassified
  }

  private static let empty = DemoError.failed("the passphrase is empty", "choose one of at least one character")

  private func withoutAsking() throws(DemoError) -> SecretBytes? {
    if let file {
      var bytes = try Files.read(file, limit: Self.maximumByteCount + 2)
      defer { Wipe.zero(&bytes) }
      let end = bytes.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.count
      guard end <= Self.maximumByteCount else {
        throw .failed("\(file) does not begin with a passphrase", "its first line must have at most 1024 bytes")
      }
      return SecretBytes(copying: bytes.span.extracting(0..<end))
    }
    guard let text = getenv(Self.environmentVariable) else { return nil }
    let count = strlen(text)
    return text.withMemoryRebound(to: UInt8.self, capacity: count) {
      SecretBytes(copying: Span(_unsafeStart: $0, count: count))
    }
  }
}

/// A question on the terminal whose answer is not shown.
enum TerminalPrompt {
  /// Asks on the controlling terminal, as OpenSSL does, so that standard input and output may be redirected.
  static func read(_ question: String, purpose: String) throws(DemoError) -> SecretBytes {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    // Without a controlling terminal (a service, a container) the answer is read from standard input.
    let input = terminal >= 0 ? terminal : 0
    defer { if terminal >= 0 { close(terminal) } }
    guard terminal >= 0 || isatty(0) == 1 || hasInput(0) else {
      throw .failed(
        "\(purpose) needs a passphrase and there is no terminal to ask on",
        "set \(PassphraseSource.environmentVariable) or give --passphrase-file")
    }
    let output = terminal >= 0 ? terminal : 2
    defer { show("\n", on: output) }

    var saved = termios()
    guard tcgetattr(input, &saved) == 0 else {
      show(question, on: output)
      return try readLine(from: input, editing: false)
    }
    var silent = saved
    // Signals off as well: an interrupt in between would leave the user's shell without echo. Ctrl-C arrives as a
    // byte and is honoured below, after the terminal has been put back.
    silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    tcsetattr(input, TCSAFLUSH, &silent)
    defer { tcsetattr(input, TCSAFLUSH, &saved) }
    // Only now: TCSAFLUSH throws away what was typed before, and who answers at once, as scripts do, is heard.
    show(question, on: output)
    return try readLine(from: input, editing: true)
  }

  private static func hasInput(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && (status.st_mode & S_IFMT) != S_IFCHR
  }

  private static func readLine(from descriptor: Int32, editing: Bool) throws(DemoError) -> SecretBytes {
    var line = SecretBytes(count: PassphraseSource.maximumByteCount)
    var count = 0
    var byte: UInt8 = 0
    defer { Wipe.zero(&byte) }
    while true {
      let got = Self.read(descriptor, &byte)
      if got < 0, errno == EINTR { continue }
      guard got == 1, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") else { break }
      switch byte {
      case 0x03 where editing: throw .failed("interrupted", "nothing was changed")
      case 0x04 where editing && count == 0: throw .failed("no passphrase was given", "nothing was changed")
      case 0x08 where editing, 0x7F where editing:
        // A character of UTF-8 goes as a whole: its continuation bytes, then the byte that leads them.
        while count > 1, line.span[count - 1] & 0xC0 == 0x80 { count -= 1 }
        count = max(0, count - 1)
      case 0x15 where editing: count = 0
      default:
        guard count < line.count else { throw .failed("the passphrase is too long", "use at most 1024 bytes") }
        var bytes = line.mutableSpan
        bytes[count] = byte
        count += 1
      }
    }
    return SecretBytes(copying: line.span.extracting(0..<count))
  }

  private static func read(_ descriptor: Int32, _ byte: inout UInt8) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, &byte, 1)
    #else
      Darwin.read(descriptor, &byte, 1)
    #endif
  }

  private static func show(_ text: String, on descriptor: Int32) {
    let bytes = Array(text.utf8)
    #if canImport(Glibc)
      _ = Glibc.write(descriptor, bytes, bytes.count)
    #else
      _ = Darwin.write(descriptor, bytes, bytes.count)
    #endif
  }
}
