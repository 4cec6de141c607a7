import ASN1
import TestSupport
import Testing

/// Each rule of DER broken once: the error, and the byte it points at.
@Suite struct DERStrictnessTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let input: [UInt8]
    let reason: ASN1Error.Reason
    let offset: Int

    init(_ name: String, _ input: String, _ reason: ASN1Error.Reason, at offset: Int) {
      self.name = name
      self.input = hex(input)
      self.reason = reason
      self.offset = offset
    }

    var testDescription: String { name }
  }

  static let framingCases: [Case] = [
    Case("no bytes", "", .truncated(needed: 1, available: 0), at: 0),
    Case("no length", "30", .truncated(needed: 1, available: 0), at: 1),
    Case("content cut off", "0403 0102", .truncated(needed: 3, available: 2), at: 2),
    Case("length cut off", "0482 01", .truncated(needed: 1, available: 0), at: 3),
    Case("inner element longer than the outer", "3003 0402 01", .truncated(needed: 2, available: 1), at: 4),
    Case("bytes after the element", "0500 00", .trailingData(byteCount: 1), at: 2),
    Case("indefinite length", "3080 0000", .indefiniteLength, at: 1),
    Case("indefinite length inside", "3004 3080 0000", .indefiniteLength, at: 3),
    Case("long form for a short length", "0481 01 00", .lengthNotMinimal, at: 1),
    Case("long form for 127", "0481 7f", .lengthNotMinimal, at: 1),
    Case("leading zero in the length", "0482 0080", .lengthNotMinimal, at: 1),
    Case("length of five bytes", "0485 0100000000", .lengthTooLarge, at: 1),
    Case("length 0xff", "04ff", .lengthTooLarge, at: 1),
    Case("end of contents", "0000", .tagNotAllowed, at: 0),
    Case("high form for tag 30", "9f1e 00", .tagNotMinimal, at: 0),
    Case("high form with leading zero", "9f8021 00", .tagNotMinimal, at: 0),
    Case("tag above 28 bits", "9f8180808000 00", .tagNotAllowed, at: 0),
    Case("constructed OCTET STRING", "2402 0400", .wrongForm(universal(4, isConstructed: true)), at: 0),
    Case("primitive SEQUENCE", "1000", .wrongForm(universal(16, isConstructed: false)), at: 0),
    Case("constructed INTEGER inside", "3004 2202 0500", .wrongForm(universal(2, isConstructed: true)), at: 2),
  ]

  static func universal(_ number: UInt32, isConstructed: Bool) -> ASN1Identifier {
    ASN1Identifier(tagClass: .universal, tagNumber: number, isConstructed: isConstructed)
  }

  @Test("Broken framing is refused with the rule and the byte", arguments: framingCases)
  func framing(_ test: Case) {
    #expect(throws: ASN1Error(test.reason, at: test.offset)) { try DER.parse(test.input) }
  }

  @Test("Nesting up to the limit is read, one more is refused")
  func nesting() throws {
    func nested(_ depth: Int) -> [UInt8] {
      (0..<depth).reduce([]) { inner, _ in
        var serializer = DER.Serializer()
        serializer.appendSequence { $0.appendEncoded(inner) }
        return serializer.bytes
      }
    }
    _ = try DER.parse(nested(DER.maximumDepth))
    let error = #expect(throws: ASN1Error.self) { try DER.parse(nested(DER.maximumDepth + 1)) }
    #expect(error?.reason == .nestedTooDeeply(limit: DER.maximumDepth))
    #expect(throws: ASN1Error.self) { try DER.parse(nested(2000)) }
  }

  @Test("Input above the size limit is refused before it is looked at")
  func size() {
    let input = [UInt8](repeating: 0, count: DER.maximumByteCount + 1)
    #expect(throws: ASN1Error(.inputTooLarge(byteCount: input.count, limit: DER.maximumByteCount), at: 0)) {
      try DER.parse(input)
    }
  }

  @Test("An element inside a string has the offsets of the whole")
  func offsets() throws {
    let outer = try DER.parse(hex("3006 0404 0202 0001"))
    var fields = try outer.sequence()
    let inner = try DER.parse(try fields.next().octetString())
    #expect(inner.offset == 4)
    #expect(throws: ASN1Error(.integerNotMinimal, at: 4)) { try inner.int() }
  }

  static let valueCases: [Case] = [
    Case("BOOLEAN 0x01", "0101 01", .booleanNotCanonical, at: 0),
    Case("BOOLEAN of two bytes", "0102 ffff", .booleanNotCanonical, at: 0),
    Case("empty BOOLEAN", "0100", .booleanNotCanonical, at: 0),
    Case("empty INTEGER", "0200", .integerEmpty, at: 0),
    Case("INTEGER with a needless zero", "0202 007f", .integerNotMinimal, at: 0),
    Case("INTEGER with a needless 0xff", "0202 ff80", .integerNotMinimal, at: 0),
    Case("NULL with content", "0501 00", .nullNotEmpty, at: 0),
    Case("BIT STRING without a first byte", "0300", .bitStringMalformed, at: 0),
    Case("BIT STRING with 8 unused bits", "0302 0800", .bitStringMalformed, at: 0),
    Case("BIT STRING with unused bits of nothing", "0301 01", .bitStringMalformed, at: 0),
    Case("BIT STRING with a set unused bit", "0302 0101", .bitStringUnusedBitsSet, at: 0),
    Case("OBJECT IDENTIFIER without content", "0600", .objectIdentifierMalformed, at: 0),
    Case("OBJECT IDENTIFIER cut off", "0602 5581", .objectIdentifierMalformed, at: 0),
    Case("OBJECT IDENTIFIER with a padded arc", "0604 55 80 01 02", .objectIdentifierMalformed, at: 0),
    Case("OBJECT IDENTIFIER with a padded first arc", "0602 8055", .objectIdentifierMalformed, at: 0),
    Case("UTF8String with a surrogate", "0c04 61 eda080", .invalidCharacter(in: .utf8String), at: 3),
    Case("UTF8String cut off", "0c02 61c3", .invalidCharacter(in: .utf8String), at: 3),
    Case("UTF8String, overlong", "0c02 c0af", .invalidCharacter(in: .utf8String), at: 2),
    Case("PrintableString with @", "1303 614062", .invalidCharacter(in: .printableString), at: 3),
    Case("PrintableString with *", "1301 2a", .invalidCharacter(in: .printableString), at: 2),
    Case("IA5String with 0x80", "1602 6180", .invalidCharacter(in: .ia5String), at: 3),
    Case("NumericString with a letter", "1202 3161", .invalidCharacter(in: .numericString), at: 3),
    Case("VisibleString with a control character", "1a01 0a", .invalidCharacter(in: .visibleString), at: 2),
    Case("BMPString of one byte", "1e01 00", .invalidCharacter(in: .bmpString), at: 2),
    Case("BMPString with a surrogate", "1e04 0061d800", .invalidCharacter(in: .bmpString), at: 4),
    Case("UniversalString above Unicode", "1c04 00110000", .invalidCharacter(in: .universalString), at: 2),
  ]

  @Test("A value that breaks its type's rule is refused with the rule and the byte", arguments: valueCases)
  func values(_ test: Case) throws {
    let node = try DER.parse(test.input)
    #expect(throws: ASN1Error(test.reason, at: test.offset)) { try Self.read(node) }
  }

  /// Reads a node as what its tag says.
  static func read(_ node: DER.Node) throws(ASN1Error) {
    switch node.identifier {
    case .boolean: _ = try node.boolean()
    case .integer: _ = try node.int()
    case .null: try node.null()
    case .bitString: _ = try ASN1BitString(derEncoded: node)
    case .octetString: _ = try ASN1OctetString(derEncoded: node)
    case .objectIdentifier: _ = try ObjectIdentifier(derEncoded: node)
    case .set: _ = try node.setOf()
    case .sequence: _ = try node.sequenceOf()
    case .utcTime, .generalizedTime: _ = try ASN1Time(derEncoded: node)
    default: _ = try ASN1String(derEncoded: node)
    }
  }

  @Test("The elements of a SET OF must ascend; equal ones may follow one another")
  func setOrder() throws {
    #expect(try DER.parse(hex("3106 020101 020102")).setOf().count == 2)
    #expect(try DER.parse(hex("3106 020101 020101")).setOf().count == 2)
    #expect(throws: ASN1Error(.setNotSorted, at: 5)) { try DER.parse(hex("3106 020102 020101")).setOf() }
    #expect(throws: ASN1Error(.setNotSorted, at: 6)) { try DER.parse(hex("3107 02020101 020101")).setOf() }
  }

  @Test("The serializer sorts a SET OF")
  func setSorting() throws {
    var serializer = DER.Serializer()
    serializer.appendSetOf([300, 2, 1, -1].map { ASN1Integer($0) })
    #expect(serializer.bytes == hex("310d 020101 020102 0201ff 0202012c"))
    #expect(try DER.parse(serializer.bytes).setOf().count == 4)
  }

  @Test("Named bits end in a one, and are no more than there are names")
  func namedBits() throws {
    func parse(_ text: String) throws(ASN1Error) -> [Int] {
      try ASN1BitString(namedBitsIn: DER.parse(hex(text)), maximumBitCount: 9).setBits
    }
    #expect(try parse("0302 0780") == [0])
    #expect(try parse("0303 070080") == [8])
    #expect(try parse("0301 00") == [])
    #expect(throws: ASN1Error(.namedBitsNotMinimal, at: 0)) { try parse("0302 0680") }
    #expect(throws: ASN1Error(.namedBitsNotMinimal, at: 0)) { try parse("0302 0000") }
    #expect(throws: ASN1Error.self) { try parse("0303 060040") }
    for bits in [[], [0], [5, 6], [0, 8], [7], [1, 2, 3]] {
      let node = try DER.parse(ASN1BitString(namedBits: bits).derBytes)
      #expect(try ASN1BitString(namedBitsIn: node, maximumBitCount: 9).setBits == bits)
    }
  }

  @Test("A field of another type, a missing one and one too many are told apart")
  func fields() throws {
    var reader = try DER.parse(hex("3005 0101ff 0500")).sequence()
    #expect(throws: ASN1Error(.unexpectedIdentifier(found: .boolean, expected: .integer), at: 2)) {
      try reader.next(.integer)
    }
    #expect(throws: ASN1Error(.trailingData(byteCount: 2), at: 5)) { try reader.end() }
    _ = try reader.next(.null)
    #expect(throws: ASN1Error(.missingElement(expected: .null), at: 7)) { try reader.next(.null) }
  }
}
