/// Writes the fields of messages in the presentation language of RFC 9846, section 3.
struct MessageWriter {
  /// What has been written.
  private(set) var bytes: [UInt8] = []

  mutating func uint8(_ value: UInt8) { bytes.append(value) }

  mutating func uint16(_ value: UInt16) {
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    bytes.append(UInt8(truncatingIfNeeded: value))
  }

  mutating func uint32(_ value: UInt32) {
    uint16(UInt16(truncatingIfNeeded: value >> 16))
    uint16(UInt16(truncatingIfNeeded: value))
  }

  mutating func opaque(_ content: [UInt8]) { bytes.append(contentsOf: content) }

  /// A vector: `lengthByteCount` bytes for the length of what `content` writes, and that.
  ///
  /// What this library writes is bounded far below the field's reach, except for chains of certificates, which
  /// `ServerIdentity` bounds: a length that does not fit is a mistake in this library.
  mutating func vector<Failure: Error>(
    lengthByteCount: Int, _ content: (inout MessageWriter) throws(Failure) -> Void
  ) throws(Failure) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: lengthByteCount))
    try content(&self)
    let count = bytes.count - start - lengthByteCount
    precondition(count < 1 << (8 * lengthByteCount), "a vector longer than its length field can say")
    for i in 0..<lengthByteCount {
      bytes[start + i] = UInt8(truncatingIfNeeded: count >> (8 * (lengthByteCount - 1 - i)))
    }
  }

  mutating func opaqueVector(lengthByteCount: Int, _ content: [UInt8]) {
    vector(lengthByteCount: lengthByteCount) { $0.opaque(content) }
  }

  mutating func codePoints(lengthByteCount: Int, _ values: some Sequence<UInt16>) {
    vector(lengthByteCount: lengthByteCount) { writer in
      for value in values { writer.uint16(value) }
    }
  }
}
