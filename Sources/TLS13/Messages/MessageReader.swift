/// Reads the fields of one message in the presentation language of RFC 9846, section 3.
///
/// A reader is a window on the message's bytes; the reader of a vector inside shares them, so that offsets in errors
/// always count from the start of the message's body. Every read names the field it is for.
struct MessageReader {
  private let bytes: [UInt8]
  private let structure: String
  private(set) var offset: Int
  private let end: Int

  /// A reader of a whole message body, or of the data of one extension.
  init(_ bytes: [UInt8], of structure: String) {
    self.init(bytes, of: structure, from: 0, to: bytes.count)
  }

  private init(_ bytes: [UInt8], of structure: String, from offset: Int, to end: Int) {
    self.bytes = bytes
    self.structure = structure
    self.offset = offset
    self.end = end
  }

  /// The number of bytes left.
  var remaining: Int { end - offset }
  var isAtEnd: Bool { offset == end }

  /// Makes sure that nothing follows the structure.
  func finish() throws(TLSError) {
    guard isAtEnd else { throw invalid("end of \(structure)", .trailingBytes(count: remaining)) }
  }

  mutating func uint8(_ field: String) throws(TLSError) -> UInt8 {
    let start = try advance(1, field)
    return bytes[start]
  }

  mutating func uint16(_ field: String) throws(TLSError) -> UInt16 {
    let start = try advance(2, field)
    return UInt16(bytes[start]) << 8 | UInt16(bytes[start + 1])
  }

  mutating func uint24(_ field: String) throws(TLSError) -> Int {
    let start = try advance(3, field)
    return Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
  }

  mutating func uint32(_ field: String) throws(TLSError) -> UInt32 {
    let high = try uint16(field)
    return UInt32(high) << 16 | UInt32(try uint16(field))
  }

  /// `count` bytes without a length in front.
  mutating func opaque(_ field: String, count: Int) throws(TLSError) -> [UInt8] {
    let start = try advance(count, field)
    return Array(bytes[start..<start + count])
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
    let count =
      switch lengthByteCount {
      case 1: Int(try uint8(field))
      case 2: Int(try uint16(field))
      default: try uint24(field)
      }
    guard range.contains(count) else {
      throw invalid(field, .length(found: count, expected: "\(range.lowerBound) to \(range.upperBound)"), at: start)
    }
    let content = try advance(count, field)
    return MessageReader(bytes, of: structure, from: content, to: content + count)
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

  /// Steps over `count` bytes and says where they begin.
  private mutating func advance(_ count: Int, _ field: String) throws(TLSError) -> Int {
    guard count <= remaining else { throw invalid(field, .truncated(needed: count, available: remaining)) }
    defer { offset += count }
    return offset
  }
}
