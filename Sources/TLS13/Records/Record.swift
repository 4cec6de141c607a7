/// A record as it came from the wire: its header, and its body still protected or not (RFC 9846, section 5.1).
struct Record {
  /// Type, version and length; also the additional data of a protected record.
  let header: Header
  /// The bytes after the header; opened in place.
  var fragment: [UInt8]

  var type: ContentType { header.type }

  /// The five bytes in front of a record.
  struct Header {
    private(set) var bytes: InlineArray<5, UInt8>

    /// The header of a record of `count` bytes, with the one version that RFC 9846 lets anybody write.
    init(_ type: ContentType, count: Int) {
      bytes = [type.rawValue, 0x03, 0x03, UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)]
    }

    /// A header from the wire. The version means nothing and is not looked at (section 5.1).
    init(bytes: InlineArray<5, UInt8>) { self.bytes = bytes }

    var type: ContentType { ContentType(rawValue: bytes[0]) }
    var count: Int { Int(bytes[3]) << 8 | Int(bytes[4]) }
  }
}
