/// The Distinguished Encoding Rules of ASN.1 (X.690, clauses 8, 10 and 11): one value, one encoding.
public enum DER {
  /// Elements may be nested this deep. Certificates with every extension need about 12; the limit keeps a hostile
  /// input from exhausting the stack of whoever walks the tree.
  public static let maximumDepth = 32

  /// The longest input that is read, in bytes. Certificates and keys have a few thousand; the largest revocation lists
  /// in use have some megabytes.
  public static let maximumByteCount = 1 << 24

  /// The element that `bytes` consists of, with the framing of everything in it checked.
  ///
  /// - Throws: an `ASN1Error` when an identifier or a length anywhere in the tree breaks DER, when an element reaches
  ///   beyond the one that holds it, when a limit is exceeded, or when bytes follow.
  public static func parse(_ bytes: [UInt8]) throws(ASN1Error) -> Node {
    try parse(bytes[...])
  }

  /// The element that `bytes` consists of; offsets in errors are indices of the slice's array.
  public static func parse(_ bytes: ArraySlice<UInt8>) throws(ASN1Error) -> Node {
    guard bytes.count <= maximumByteCount else {
      throw ASN1Error(.inputTooLarge(byteCount: bytes.count, limit: maximumByteCount), at: bytes.startIndex)
    }
    let header = try Header(in: bytes, at: bytes.startIndex)
    guard header.contentEnd == bytes.endIndex else {
      throw ASN1Error(.trailingData(byteCount: bytes.endIndex - header.contentEnd), at: header.contentEnd)
    }
    if header.identifier.isConstructed { try checkFraming(of: bytes, from: header.contentStart) }
    return Node(identifier: header.identifier, encodedBytes: bytes, contentStart: header.contentStart)
  }

  /// Walks all identifiers and lengths between `start` and the end of `bytes`, without recursion.
  private static func checkFraming(of bytes: ArraySlice<UInt8>, from start: Int) throws(ASN1Error) {
    var ends = [bytes.endIndex]
    var position = start
    while let end = ends.last {
      guard position < end else {
        ends.removeLast()
        continue
      }
      let header = try Header(in: bytes[..<end], at: position)
      if header.identifier.isConstructed {
        guard ends.count < maximumDepth else { throw ASN1Error(.nestedTooDeeply(limit: maximumDepth), at: position) }
        ends.append(header.contentEnd)
        position = header.contentStart
      } else {
        position = header.contentEnd
      }
    }
  }

  /// The identifier and length octets of one element.
  struct Header {
    let identifier: ASN1Identifier
    let contentStart: Int
    let contentEnd: Int

    /// Reads the header at `start`; the element must end within `bytes`.
    init(in bytes: ArraySlice<UInt8>, at start: Int) throws(ASN1Error) {
      var position = start
      func next() throws(ASN1Error) -> UInt8 {
        guard position < bytes.endIndex else {
          throw ASN1Error(.truncated(needed: 1, available: 0), at: position)
        }
        defer { position += 1 }
        return bytes[position]
      }

      let first = try next()
      var number = UInt32(first & 0x1f)
      if number == 0x1f {
        number = 0
        var byte: UInt8
        repeat {
          byte = try next()
          if number == 0, byte == 0x80 { throw ASN1Error(.tagNotMinimal, at: start) }
          guard number <= ASN1Identifier.maximumTagNumber >> 7 else { throw ASN1Error(.tagNotAllowed, at: start) }
          number = number << 7 | UInt32(byte & 0x7f)
        } while byte & 0x80 != 0
        guard number >= 0x1f else { throw ASN1Error(.tagNotMinimal, at: start) }
      }
      // Two bits: never nil.
      let tagClass = ASN1Identifier.TagClass(rawValue: first >> 6) ?? .private
      if tagClass == .universal, number == 0 { throw ASN1Error(.tagNotAllowed, at: start) }
      identifier = ASN1Identifier(tagClass: tagClass, tagNumber: number, isConstructed: first & 0x20 != 0)
      if let constructed = identifier.demandsConstructed, constructed != identifier.isConstructed {
        throw ASN1Error(.wrongForm(identifier), at: start)
      }

      let lengthStart = position
      let form = try next()
      var length = Int(form)
      if form >= 0x80 {
        guard form != 0x80 else { throw ASN1Error(.indefiniteLength, at: lengthStart) }
        length = 0
        for index in 0..<Int(form & 0x7f) {
          guard index < 4, form != 0xff else { throw ASN1Error(.lengthTooLarge, at: lengthStart) }
          let byte = try next()
          if index == 0, byte == 0 { throw ASN1Error(.lengthNotMinimal, at: lengthStart) }
          length = length << 8 | Int(byte)
        }
        guard length >= 0x80 else { throw ASN1Error(.lengthNotMinimal, at: lengthStart) }
      }
      let available = bytes.endIndex - position
      guard length <= available else {
        throw ASN1Error(.truncated(needed: length, available: available), at: position)
      }
      contentStart = position
      contentEnd = position + length
    }
  }
}
