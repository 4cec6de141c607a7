import Foundation

/// The number of the case under way, in a file that a child process shares with its parent: it survives the child.
struct Progress {
  private let memory: UnsafeMutablePointer<Int>

  /// Before the first case.
  static let nothing = -1

  init?(path: String) {
    let file = open(path, O_RDWR | O_CREAT, 0o600)
    guard file >= 0 else { return nil }
    defer { close(file) }
    guard ftruncate(file, off_t(MemoryLayout<Int>.size)) == 0,
      let mapped = mmap(nil, MemoryLayout<Int>.size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), mapped != MAP_FAILED
    else { return nil }
    memory = mapped.bindMemory(to: Int.self, capacity: 1)
  }

  var current: Int {
    get { memory.pointee }
    nonmutating set { memory.pointee = newValue }
  }
}
