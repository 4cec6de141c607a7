import Foundation

/// Memory between two pages that nobody may touch: who reads or writes beyond it dies with a segmentation fault.
///
/// Pages have thousands of bytes, so that only one end of a short buffer can lie at a page's boundary: `edge` says which.
public final class GuardedBuffer {
  /// Which end of the memory touches a forbidden page.
  public enum Edge: CaseIterable, Sendable { case start, end }

  /// The memory, at first zeros.
  public let bytes: UnsafeMutableRawBufferPointer
  private let mapping: UnsafeMutableRawBufferPointer

  /// `count` bytes.
  public init(count: Int, edge: Edge) {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let middle = max(1, (count + page - 1) / page) * page
    let total = middle + 2 * page
    guard let base = mmap(nil, total, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), base != MAP_FAILED,
      mprotect(base + page, middle, PROT_READ | PROT_WRITE) == 0
    else { preconditionFailure("no memory for a guarded buffer of \(count) bytes") }
    mapping = UnsafeMutableRawBufferPointer(start: base, count: total)
    bytes = UnsafeMutableRawBufferPointer(start: base + page + (edge == .start ? 0 : middle - count), count: count)
  }

  /// A copy of `content`.
  public convenience init(_ content: [UInt8], edge: Edge) {
    self.init(count: content.count, edge: edge)
    bytes.copyBytes(from: content)
  }

  deinit { munmap(mapping.baseAddress, mapping.count) }
}
