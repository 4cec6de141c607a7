extension [UInt8] {
  /// Appends the bytes of a span in one copy.
  mutating func append(_ span: Span<UInt8>) {
    // The pointer is used inside the closure only, for the length that came with it.
    span.withUnsafeBufferPointer { append(contentsOf: $0) }
  }

  /// Makes room for `count` more bytes. Growth stays geometric, so that many small additions cost no more than one large.
  mutating func reserveAdditional(_ count: Int) {
    let needed = self.count + count
    if needed > capacity { reserveCapacity(Swift.max(needed, 2 * capacity)) }
  }
}

extension MutableSpan<UInt8> {
  /// A part of the span, in the place of the whole as long as it is used. The standard library's own name for this is
  /// still in flux: it is written here only.
  @_lifetime(&self)
  mutating func part(_ range: Range<Int>) -> MutableSpan<UInt8> { _mutatingExtracting(range) }
}
