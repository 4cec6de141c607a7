/// Reads the fields of one message in the presentation language of RFC 9846, section 3.
///
/// A reader is a window on the message's bytes; the reader of a vector inside shares them, so that offsets in errors
/// always count from the start of the message's body. Every read names the field it is for.
struct MessageReader {
  private let bytes: [UInt8]
  let structure: String
  private(set) var offset: Int
  private let end: Int
  /// Notes each field that is read, when somebody wants to see them; see `HandshakeAnatomy`.
  private let recorder: FieldRecorder?

  /// A reader of a whole message body, or of the data of one extension.
  init(_ bytes: [UInt8], of structure: String, recorder: FieldRecorder? = nil) {
    self.init(bytes, of: structure, from: 0, to: bytes.count, recorder)
  }

  private init(
    _ bytes: [UInt8], of structure: String, from offset: Int, to end: Int, _ recorder: FieldRecorder?
  ) {
    self.bytes = bytes
    self.structure = structure
    self.offset = offset
    self.end = end
    self.recorder = recorder
  }

  var isRecording: Bool { recorder != nil }

  /// A reader of the same bytes under another structure's name.
  func renamed(_ structure: String) -> MessageReader {
    MessageReader(bytes, of: structure, from: offset, to: end, recorder)
  }

  /// The number of bytes left.
  var remaining: Int { end - offset }
  var isAtEnd: Bool { offset == end }

  /// Makes sure that nothing follows the structure.
  func finish() throws(TLSError) {
    guard isAtEnd else { throw invalid("end of \(structure)", .trailingBytes(count: remaining)) }
  }

  mutating func uint8(_ field: String) throws(TLSError) -> UInt8 { UInt8(try integer(field, byteCount: 1)) }

  mutating func uint16(_ field: String) throws(TLSError) -> UInt16 { UInt16(try integer(field, byteCount: 2)) }

  mutating func uint32(_ field: String) throws(TLSError) -> UInt32 {
    UInt32(truncatingIfNeeded: try integer(field, byteCount: 4))
  }

  /// `count` bytes without a length in front.
  mutating func opaque(_ field: String, count: Int) throws(TLSError) -> [UInt8] {
    let start = try advance(count, field)
    note(field, from: start)
    return Array(bytes[start..<offset])
  }

  /// Everything that is left.
  mutating func rest() -> [UInt8] {
    defer { offset = end }
    return Array(bytes[offset..<end])
  }

  /// A vector of bytes: a length of `lengthByteCount` bytes, in `range`, and the content.
  mutating func opaqueVector(
    _ field: String, lengthByteCount: Int, range: ClosedRange<Int>
  ) throws(TLSError) -> [UInt8] {
    var content = try vector(field, lengthByteCount: lengthByteCount, range: range)
    return content.rest()
  }

  /// A vector of structures: a length of `lengthByteCount` bytes, in `range`, and a reader of the content.
  mutating func vector(
    _ field: String, lengthByteCount: Int, range: ClosedRange<Int>
  ) throws(TLSError) -> MessageReader {
    let start = offset
    _ = try advance(lengthByteCount, field)
    let count = bigEndian(start)
    guard range.contains(count) else {
      throw invalid(field, .length(found: count, expected: "\(range.lowerBound) to \(range.upperBound)"), at: start)
    }
    let content = try advance(count, field)
    note(field, from: start)
    return MessageReader(bytes, of: structure, from: content, to: offset, recorder)
  }

  /// A vector of 16-bit code points: a length of `lengthByteCount` bytes that is even and in `range`.
  mutating func codePoints(
    _ field: String, lengthByteCount: Int, range: ClosedRange<Int>
  ) throws(TLSError) -> [UInt16] {
    let start = offset
    var content = try vector(field, lengthByteCount: lengthByteCount, range: range)
    guard content.remaining.isMultiple(of: 2) else {
      throw invalid(field, .length(found: content.remaining, expected: "an even number"), at: start)
    }
    var values: [UInt16] = []
    values.reserveCapacity(content.remaining / 2)
    while !content.isAtEnd { values.append(try content.uint16(field)) }
    return values
  }

  /// An error about `field`, which begins here or at `start`.
  func invalid(_ field: String, _ problem: InvalidMessage.Problem, at start: Int? = nil) -> TLSError {
    .invalidMessage(InvalidMessage(structure: structure, field: field, offset: start ?? offset, problem: problem))
  }

  private mutating func integer(_ field: String, byteCount: Int) throws(TLSError) -> Int {
    let start = try advance(byteCount, field)
    note(field, from: start)
    return bigEndian(start)
  }

  /// The integer between `start` and here, at most four bytes.
  private func bigEndian(_ start: Int) -> Int { bytes[start..<offset].reduce(0) { $0 << 8 | Int($1) } }

  private func note(_ field: String, from start: Int) { recorder?.note(structure, field, start..<offset) }

  /// Steps over `count` bytes and says where they begin.
  private mutating func advance(_ count: Int, _ field: String) throws(TLSError) -> Int {
    guard count <= remaining else { throw invalid(field, .truncated(needed: count, available: remaining)) }
    defer { offset += count }
    return offset
  }
}
