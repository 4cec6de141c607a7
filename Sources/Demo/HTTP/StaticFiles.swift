#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file that is being served. Closed with the value.
final class StaticFile {
  /// Its length when it was opened, in bytes: what Content-Length promises.
  let byteCount: Int
  private let descriptor: Int32
  private var remaining: Int

  init(descriptor: Int32, byteCount: Int) {
    self.descriptor = descriptor
    self.byteCount = byteCount
    remaining = byteCount
  }

  deinit { close(descriptor) }

  /// The next bytes, at most `count`; empty at the promised end; nil when the file has become shorter or cannot be read.
  func read(atMost count: Int) -> [UInt8]? {
    let wanted = min(count, remaining)
    guard wanted > 0 else { return [] }
    var received = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, initialized in
      repeat {
        #if canImport(Glibc)
          received = Glibc.read(descriptor, buffer.baseAddress, wanted)
        #else
          received = Darwin.read(descriptor, buffer.baseAddress, wanted)
        #endif
      } while received < 0 && errno == EINTR
      initialized = max(received, 0)
    }
    guard received > 0 else { return nil }
    remaining -= received
    return bytes
  }
}

/// The files below one folder. No path leads out of it.
///
/// Each segment of a path is opened by itself, relative to the folder before it, and never through a symbolic link: what
/// lies outside cannot be named, whatever changes on disk meanwhile.
final class StaticFiles {
  /// What a path leads to.
  enum Found {
    case file(StaticFile, mediaType: String)
    /// A folder named without a slash at the end, where relative links would go wrong.
    case folderWithoutSlash
    case nothing
  }

  private let root: Int32

  /// Opens the folder at `path`, which itself may be a symbolic link.
  ///
  /// - Throws: `ServeError.root` when it is no folder that can be opened.
  init(root path: String) throws(ServeError) {
    root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else { throw .root(path: path, reason: SystemError.description(errno)) }
  }

  deinit { close(root) }

  /// The file that decoded path segments name; a folder's is its `index.html`.
  func find(_ segments: [[UInt8]]) -> Found {
    // Hidden files stay hidden; that covers `.` and `..` too.
    var names = segments
    let isFolder = names.last?.isEmpty ?? true
    if isFolder { _ = names.popLast() }
    guard names.allSatisfy(Self.isServedName) else { return .nothing }
    if isFolder { names.append(Array("index.html".utf8)) }

    var folder = dup(root)
    guard folder >= 0 else { return .nothing }
    defer { close(folder) }
    for name in names.dropLast() {
      let next = Self.openEntry(name, in: folder, flags: O_DIRECTORY)
      guard next >= 0 else { return .nothing }
      close(folder)
      folder = next
    }
    // Opening a named pipe would wait for its writer without O_NONBLOCK.
    guard let name = names.last else { return .nothing }
    let descriptor = Self.openEntry(name, in: folder, flags: O_NONBLOCK)
    guard descriptor >= 0 else { return .nothing }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      close(descriptor)
      return .nothing
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return status.st_mode & S_IFMT == S_IFDIR ? .folderWithoutSlash : .nothing
    }
    let file = StaticFile(descriptor: descriptor, byteCount: Int(status.st_size))
    return .file(file, mediaType: MediaType.forFile(named: String(decoding: name, as: UTF8.self)))
  }

  private static func isServedName(_ name: [UInt8]) -> Bool {
    guard let first = name.first else { return false }
    return first != UInt8(ascii: ".") && !name.contains(UInt8(ascii: "/")) && !name.contains(0)
  }

  private static func openEntry(_ name: [UInt8], in folder: Int32, flags: Int32) -> Int32 {
    (name + [0]).withUnsafeBytes { bytes in
      guard let path = bytes.bindMemory(to: CChar.self).baseAddress else { return -1 }
      return openat(folder, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | flags)
    }
  }
}
