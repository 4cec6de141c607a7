/// Bytes on their way to a socket: what was produced last comes last, and what was sent is forgotten.
struct OutgoingBytes {
  private var chunks: [[UInt8]] = []
  private var firstChunk = 0
  private var offset = 0

  /// The number of bytes that wait.
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  mutating func append(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    chunks.append(bytes)
    count += bytes.count
  }

  /// Hands the first contiguous bytes to `send`, which says how many it took. Only while there are any.
  mutating func sendFirst(_ send: (UnsafeRawBufferPointer) -> SystemCalls.Outcome) -> SystemCalls.Outcome {
    let outcome = chunks[firstChunk].withUnsafeBytes { bytes in
      send(UnsafeRawBufferPointer(rebasing: bytes[offset...]))
    }
    guard case .bytes(let sent) = outcome else { return outcome }
    count -= sent
    offset += sent
    if offset == chunks[firstChunk].count {
      chunks[firstChunk] = []
      firstChunk += 1
      offset = 0
      if firstChunk == chunks.count {
        chunks.removeAll(keepingCapacity: true)
        firstChunk = 0
      }
    }
    return outcome
  }
}
