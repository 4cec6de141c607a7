/// A character string of one of ASN.1's types, as bytes that are valid for it (X.690, 8.23; X.680, 41).
public struct ASN1String: Hashable, Sendable {
  /// The types of character string that certificates hold.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// UTF8String: Unicode.
    case utf8
    /// PrintableString: letters, digits, space and `'()+,-./:=?`.
    case printable
    /// IA5String: ASCII.
    case ia5
    /// VisibleString: ASCII without control characters.
    case visible
    /// NumericString: digits and space.
    case numeric
    /// TeletexString; read as Latin-1, which is what was in fact written.
    case teletex
    /// BMPString: two bytes a character, no surrogates.
    case bmp
    /// UniversalString: four bytes a character.
    case universal

    /// The type's identifier octet.
    public var identifier: ASN1Identifier {
      switch self {
      case .utf8: .utf8String
      case .printable: .printableString
      case .ia5: .ia5String
      case .visible: .visibleString
      case .numeric: .numericString
      case .teletex: .teletexString
      case .bmp: .bmpString
      case .universal: .universalString
      }
    }

    init?(_ identifier: ASN1Identifier) {
      guard let kind = Self.allCases.first(where: { $0.identifier == identifier }) else { return nil }
      self = kind
    }

    /// The index in `bytes` of the first byte that this type does not have, or `nil` when all are valid.
    func firstInvalid(in bytes: ArraySlice<UInt8>) -> Int? {
      switch self {
      case .utf8: return ASN1String.firstInvalidUTF8(in: bytes)
      case .printable: return bytes.firstIndex { !ASN1String.isPrintable($0) }
      case .ia5: return bytes.firstIndex { $0 > 0x7f }
      case .visible: return bytes.firstIndex { $0 < 0x20 || $0 > 0x7e }
      case .numeric: return bytes.firstIndex { !($0 == 0x20 || $0 >= 0x30 && $0 <= 0x39) }
      case .teletex: return nil
      case .bmp, .universal:
        let width = self == .bmp ? 2 : 4
        for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: width) {
          guard bytes.endIndex - start >= width else { return start }
          let value = bytes[start..<start + width].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
          if Unicode.Scalar(value) == nil { return start }
        }
        return nil
      }
    }
  }

  /// The string's type.
  public let kind: Kind
  /// The string's bytes, valid for its type.
  public let bytes: [UInt8]

  /// `text` as UTF8String.
  public init(utf8 text: some StringProtocol) {
    kind = .utf8
    bytes = Array(text.utf8)
  }

  /// `text` as PrintableString, or `nil` when it has a character which that type does not.
  public init?(printable text: some StringProtocol) {
    guard text.utf8.allSatisfy(Self.isPrintable) else { return nil }
    kind = .printable
    bytes = Array(text.utf8)
  }

  /// `text` as IA5String, or `nil` when it is not ASCII.
  public init?(ia5 text: some StringProtocol) {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    kind = .ia5
    bytes = Array(text.utf8)
  }

  /// Reads the content of `node` as a string of type `kind`, whatever its tag.
  public init(content node: DER.Node, as kind: Kind) throws(ASN1Error) {
    if let invalid = kind.firstInvalid(in: node.contentBytes) {
      throw ASN1Error(.invalidCharacter(in: kind.identifier), at: invalid)
    }
    self.kind = kind
    bytes = Array(node.contentBytes)
  }

  /// The string as Unicode.
  public var string: String {
    switch kind {
    case .utf8, .printable, .ia5, .visible, .numeric: return String(decoding: bytes, as: UTF8.self)
    case .teletex: return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    case .bmp, .universal:
      let width = kind == .bmp ? 2 : 4
      let scalars = stride(from: 0, to: bytes.count, by: width).map { start in
        let value = bytes[start..<min(start + width, bytes.count)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
      }
      return String(String.UnicodeScalarView(scalars))
    }
  }

  private static func isPrintable(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "'")...UInt8(ascii: ")"),
      UInt8(ascii: "+")...UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "="), UInt8(ascii: "?"):
      return true  // "'()" and "+,-./", the digits and ":" are neighbours in ASCII
    default: return false
    }
  }

  private static func firstInvalidUTF8(in bytes: ArraySlice<UInt8>) -> Int? {
    var decoder = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var position = bytes.startIndex
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let scalar): position += scalar.count
      case .emptyInput: return nil
      case .error: return position
      }
    }
  }
}

extension ASN1String: DERParseable, DERSerializable {
  /// Reads a character string of any of the types in `Kind`.
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    guard let kind = Kind(node.identifier) else {
      throw ASN1Error(.unexpectedIdentifier(found: node.identifier, expected: .utf8String), at: node.offset)
    }
    try self.init(content: node, as: kind)
  }

  /// Writes the string as its type.
  public func serialize(into serializer: inout DER.Serializer) {
    serializer.appendPrimitive(kind.identifier, content: bytes)
  }
}
