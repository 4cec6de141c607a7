extension [UInt8] {
  /// The bytes of a span.
  init(copying span: Span<UInt8>) {
    // The pointer is used inside the closure only, for the length that came with it.
    self = span.withUnsafeBufferPointer { [UInt8]($0) }
  }

  /// Appends the bytes of a span in one copy.
  mutating func append(_ span: Span<UInt8>) {
    // As above.
    span.withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}

extension MutableSpan<UInt8> {
  /// Overwrites the bytes from `index` on with those of `source`, for which there must be room.
  mutating func replace(from index: Int, with source: Span<UInt8>) {
    precondition(index >= 0 && source.count <= count - index, "no room for \(source.count) bytes")
    // The pointers are used inside the closures only, for lengths that have just been checked.
    withUnsafeMutableBytes { target in
      source.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: target[index...]).copyMemory(from: $0) }
    }
  }
}
