#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file that the environment variable `SSLKEYLOGFILE` names: one line a secret (RFC 9850).
final class KeyLogFile: Sendable {
  private let descriptor: Int32

  private init(path: String) throws(DemoError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .failed("cannot write SSLKEYLOGFILE \(path)", Files.reason(errno)) }
  }

  deinit { close(descriptor) }

  /// What takes the lines, if somebody asked for them.
  static func fromEnvironment() throws(DemoError) -> (@Sendable (String) -> Void)? {
    guard let path = getenv("SSLKEYLOGFILE").map({ String(cString: $0) }), !path.isEmpty else { return nil }
    let file = try KeyLogFile(path: path)
    Terminal.complain("demo: the secrets of every connection are written to \(path)")
    return { file.append($0) }
  }

  /// One call of the system a line: lines of several writers to one file do not mix.
  private func append(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
  }
}
