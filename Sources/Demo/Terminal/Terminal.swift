#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output and error, and the end of the process.
enum Terminal {
  /// Prints a line on standard output, at once.
  static func say(_ text: String) { write(text + "\n", to: 1) }

  /// Prints a line on standard error.
  static func complain(_ text: String) { write(text + "\n", to: 2) }

  /// Prints bytes as they are on standard output.
  static func write(bytes: [UInt8]) { write(bytes, to: 1) }

  static func exit(_ status: ExitStatus) -> Never {
    #if canImport(Glibc)
      Glibc.exit(status.rawValue)
    #else
      Darwin.exit(status.rawValue)
    #endif
  }

  /// A reader that goes away (`Demo show F | head`) is an error of `write`, not a signal that ends the process.
  static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Whether something that was asked for did not reach standard output: the disk is full, for instance.
  /// Only the thread that runs the command writes there.
  nonisolated(unsafe) private(set) static var hasLostOutput = false

  private static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    if !deliver(bytes, to: descriptor), descriptor == 1 { hasLostOutput = true }
  }

  /// Writes all of it; false when that cannot be. A reader that has had enough is no failure.
  static func deliver(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { platformWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno == EPIPE }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func platformWrite(_ descriptor: Int32, _ base: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, base, count)
    #else
      Darwin.write(descriptor, base, count)
    #endif
  }
}
