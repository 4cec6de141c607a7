/// The five bytes in front of a record: its type, a version and its length (RFC 9846, section 5.1). They are also the
/// additional data of a protected record (section 5.2).
struct RecordHeader {
  private(set) var bytes: InlineArray<5, UInt8>

  /// The header's own length in bytes.
  static let byteCount = 5

  /// The header of a record of `count` bytes, with the one version that RFC 9846 lets anybody write.
  init(_ type: ContentType, count: Int) {
    bytes = [type.rawValue, 0x03, 0x03, UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)]
  }

  /// A header from the wire. The version means nothing and is not looked at (section 5.1).
  init(bytes: InlineArray<5, UInt8>) { self.bytes = bytes }

  /// The header at the beginning of `bytes`, of which there are at least five.
  init(parsing bytes: Span<UInt8>) { self.bytes = [bytes[0], bytes[1], bytes[2], bytes[3], bytes[4]] }

  /// What the record says that it carries.
  var type: ContentType { ContentType(rawValue: bytes[0]) }
  /// The number of bytes behind the header.
  var count: Int { Int(bytes[3]) << 8 | Int(bytes[4]) }

  /// A peer that speaks something else altogether shows it in its first byte, and is told so at once.
  static func check(type: UInt8) throws(TLSError) {
    guard ContentType(rawValue: type).isKnown else {
      throw .peerMisbehaved(.unexpectedRecord(found: type, expected: "a TLS record"))
    }
  }

  /// Refuses a record that is longer than the RFC lets it be (sections 5.1 and 5.2), before it has come.
  func checkLength() throws(TLSError) {
    let limit = type == .applicationData ? Limits.ciphertextByteCount : Limits.plaintextByteCount
    guard count <= limit else { throw .peerMisbehaved(.recordTooLong(found: count, limit: limit)) }
  }
}
