/// Numbers of fixed width in words, least significant first, to and from big-endian bytes.
enum BigEndianWords {
  /// The number in `byteCount` bytes at `offset`; words beyond it are zero.
  @inline(__always)
  static func load<let count: Int>(
    _ bytes: Span<UInt8>, at offset: Int, byteCount: Int
  ) -> InlineArray<count, UInt64> {
    var words = InlineArray<count, UInt64>(repeating: 0)
    for i in 0..<byteCount {
      words[i &>> 3] |= UInt64(bytes[offset &+ byteCount &- 1 &- i]) &<< UInt64(8 &* (i & 7))
    }
    return words
  }

  /// Writes the lowest `byteCount` bytes of the number at `offset`.
  @inline(__always)
  static func store<let count: Int>(
    _ words: InlineArray<count, UInt64>, to bytes: inout MutableSpan<UInt8>, at offset: Int, byteCount: Int
  ) {
    for i in 0..<byteCount {
      bytes[offset &+ byteCount &- 1 &- i] = UInt8(truncatingIfNeeded: words[i &>> 3] &>> UInt64(8 &* (i & 7)))
    }
  }
}
