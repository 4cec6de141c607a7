import Primitives

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files as the commands read and write them.
enum Files {
  /// Who may read a new file.
  enum Mode {
    /// Only its owner: private keys and passphrases.
    case secret
    case `public`
  }

  /// A key, certificate or request that is longer than this is something else.
  static let maximumByteCount = 16 << 20

  /// The whole content of a file; `-` is standard input.
  static func read(_ path: String, limit: Int = maximumByteCount) throws(DemoError) -> [UInt8] {
    let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .failed("cannot read \(path)", reason(errno)) }
    defer { if descriptor != 0 { close(descriptor) } }
    var content: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65536)
    defer { Wipe.zero(&piece) }
    while content.count <= limit {
      let count = platformRead(descriptor, &piece)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .failed("cannot read \(path)", reason(errno)) }
      if count == 0 { return content }
      content += piece[..<count]
    }
    throw .failed("\(path) is longer than \(limit) bytes", "give the file that was meant")
  }

  /// Writes a new file as a whole or not at all: under another name first, then moved to its place.
  static func write(_ bytes: [UInt8], to path: String, mode: Mode, overwrite: Bool) throws(DemoError) {
    try checkMayWrite(path, overwrite: overwrite)
    let scratch = "\(path).new.\(getpid())"
    let permissions: mode_t = mode == .secret ? 0o600 : 0o644
    let descriptor = open(scratch, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
    guard descriptor >= 0 else { throw .failed("cannot write \(path)", reason(errno)) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { platformWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let failure = DemoError.failed("cannot write \(path)", reason(errno))
        close(descriptor)
        unlink(scratch)
        throw failure
      }
      rest = rest.dropFirst(count)
    }
    close(descriptor)
    // `link` refuses to replace a file that appeared in the meantime; `rename` would not.
    let moved = overwrite ? rename(scratch, path) : link(scratch, path)
    let code = errno
    if !overwrite || moved != 0 { unlink(scratch) }
    guard moved == 0 else { throw .failed("cannot write \(path)", reason(code)) }
  }

  /// Refuses before any work is done, so that nobody waits for a key that is then not written.
  static func checkMayWrite(_ path: String, overwrite: Bool) throws(DemoError) {
    guard overwrite || !exists(path) else {
      throw .failed("\(path) exists already", "give another name, or --force to overwrite it")
    }
    // To put a file in the place of /dev/null would harm the whole machine.
    var status = stat()
    guard stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
      throw .failed("\(path) is no regular file", "give another name")
    }
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Makes a folder that only its owner may enter, unless it is there.
  static func makeFolder(_ path: String) throws(DemoError) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .failed("cannot make \(path)", reason(errno)) }
  }

  /// The system's words for an error number.
  static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

  private static func platformRead(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, &buffer, buffer.count)
    #else
      Darwin.read(descriptor, &buffer, buffer.count)
    #endif
  }

  private static func platformWrite(_ descriptor: Int32, _ base: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, base, count)
    #else
      Darwin.write(descriptor, base, count)
    #endif
  }
}
