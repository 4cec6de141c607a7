/// Bytes for the transport, in one stretch of memory that grows to what is needed once and is then used again and again.
///
/// ```
/// storage   sent     waiting         room
///         0 ..... start ....... end ....... storage.count
/// ```
/// All of the storage has been initialised at some time, so that room for a record is a span to be written.
struct OutputBuffer {
  private var storage: [UInt8] = []
  private var start = 0
  private var end = 0

  /// The number of bytes that wait.
  var count: Int { end - start }

  /// Makes room for `count` bytes more, so that they can be written without the storage growing in between.
  mutating func reserve(_ count: Int) {
    guard storage.count - end < count else { return }
    if start >= end - start, storage.count - (end - start) >= count {
      // As many bytes at least have been sent as are moved, so moving costs no more than they did.
      moveToFront()
    } else {
      var larger = [UInt8](repeating: 0, count: max(self.count + count, 2 * self.count))
      var target = larger.mutableSpan
      target.replace(from: 0, with: waiting)
      storage = larger
      end -= start
      start = 0
    }
  }

  /// Appends `count` bytes, which `body` writes: all of the span, whose bytes before mean nothing.
  mutating func append<Result>(_ count: Int, _ body: (inout MutableSpan<UInt8>) -> Result) -> Result {
    reserve(count)
    let place = end..<end + count
    end = place.upperBound
    var all = storage.mutableSpan
    var room = all.part(place)
    return body(&room)
  }

  /// Appends bytes as they are.
  mutating func append(_ bytes: Span<UInt8>) {
    append(bytes.count) { $0.replace(from: 0, with: bytes) }
  }

  /// Takes back bytes that were appended last.
  mutating func removeLast(_ count: Int) {
    precondition(0...self.count ~= count, "\(count) bytes to take back of \(self.count)")
    end -= count
  }

  /// Offers what waits to `take`, which says how many of the first bytes it took.
  mutating func drain(_ take: (Span<UInt8>) -> Int) -> Int {
    guard count > 0 else { return 0 }
    let taken = take(waiting)
    precondition(0...count ~= taken, "\(taken) bytes taken of \(count)")
    start += taken
    if start == end { (start, end) = (0, 0) }
    return taken
  }

  /// Hands over what waits in exchange for storage, whose content is dropped.
  mutating func exchange(_ buffer: inout [UInt8]) {
    if start > 0 { moveToFront() }
    storage.removeLast(storage.count - end)
    swap(&storage, &buffer)
    (start, end) = (0, 0)
  }

  private var waiting: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get { storage.span.extracting(start..<end) }
  }

  private mutating func moveToFront() {
    storage.withUnsafeMutableBytes { bytes in
      // The ranges lie within the storage; copyMemory takes ones that overlap.
      UnsafeMutableRawBufferPointer(rebasing: bytes[0..<end - start])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
    }
    end -= start
    start = 0
  }
}
