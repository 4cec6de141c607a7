import ASN1
import TestSupport
import Testing

/// Values and their encodings, both ways.
@Suite struct ASN1ValueTests {
  @Test(
    "INTEGERs are written minimally and read back",
    arguments: [
      (0, "020100"), (1, "020101"), (127, "02017f"), (128, "02020080"), (255, "020200ff"), (256, "02020100"),
      (-1, "0201ff"), (-128, "020180"), (-129, "0202ff7f"), (Int.max, "02087fffffffffffffff"),
      (Int.min, "02088000000000000000"),
    ])
  func integers(_ value: Int, _ encoding: String) throws {
    #expect(ASN1Integer(value).derBytes == hex(encoding))
    #expect(try DER.parse(hex(encoding)).int() == value)
    #expect(ASN1Integer(value).isNegative == (value < 0))
  }

  @Test("INTEGERs from a magnitude are positive and minimal")
  func magnitudes() throws {
    for (magnitude, encoding) in [("", "020100"), ("0000", "020100"), ("80", "02020080"), ("007f", "02017f")] {
      #expect(ASN1Integer(magnitude: hex(magnitude)).derBytes == hex(encoding))
      var serializer = DER.Serializer()
      serializer.appendUnsignedInteger(hex(magnitude).span)
      #expect(serializer.bytes == hex(encoding))
    }
    #expect(try DER.parse(hex("02020080")).unsignedIntegerBytes() == [0x80])
    #expect(try DER.parse(hex("020100")).unsignedIntegerBytes() == [0])
    #expect(throws: ASN1Error.self) { try DER.parse(hex("0201ff")).unsignedIntegerBytes() }
    #expect(throws: ASN1Error.self) { try DER.parse(hex("0209 010000000000000000")).int() }
  }

  @Test(
    "OBJECT IDENTIFIERs agree with their dotted form",
    arguments: [
      ("2.5.4.3", "0603550403"), ("1.2.840.113549.1.1.11", "06092a864886f70d01010b"), ("0.9.2342", "0603099226"),
      ("2.999.3", "0603883703"), ("2.0", "060150"), ("1.39", "06014f"), ("2.39", "060177"), ("2.40", "060178"),
      ("2.47", "06017f"), ("2.48", "06028100"), ("0.0", "060100"), ("2.5.29.37.0", "0604551d2500"),
    ])
  func objectIdentifiers(_ dotted: String, _ encoding: String) throws {
    let identifier = try ObjectIdentifier(derEncoded: hex(encoding))
    #expect(identifier.description == dotted)
    #expect(identifier.derBytes == hex(encoding))
    #expect(ObjectIdentifier(dotted: dotted) == identifier)
  }

  @Test("An arc of 128 bits keeps its digits")
  func largeArc() throws {
    // 2.25.(2^128 - 1), an arc of a UUID: 18 groups of 7 ones after one of 2 ones.
    let encoding = hex("0614 69 83") + [UInt8](repeating: 0xff, count: 17) + [0x7f]
    let identifier = try ObjectIdentifier(derEncoded: encoding)
    #expect(identifier.description == "2.25.340282366920938463463374607431768211455")
    #expect(identifier.derBytes == encoding)
    // The same number as the first arc, from which 80 is taken.
    let first = try ObjectIdentifier(derEncoded: hex("0613 83") + [UInt8](repeating: 0xff, count: 17) + [0x7f])
    #expect(first.description == "2.340282366920938463463374607431768211375")
  }

  @Test("An OBJECT IDENTIFIER over the limit is refused", arguments: [128, 129])
  func longObjectIdentifier(_ count: Int) {
    var serializer = DER.Serializer()
    serializer.appendPrimitive(.objectIdentifier, content: [UInt8](repeating: 0x81, count: count - 1) + [1])
    let bytes = serializer.bytes
    if count == ObjectIdentifier.maximumByteCount {
      #expect(throws: Never.self) { try ObjectIdentifier(derEncoded: bytes) }
    } else {
      #expect(throws: ASN1Error(.objectIdentifierTooLong(byteCount: count, limit: 128), at: 0)) {
        try ObjectIdentifier(derEncoded: bytes)
      }
    }
  }

  @Test(
    "Malformed dotted forms are no OBJECT IDENTIFIER",
    arguments: ["", "1", "3.1", "1.40", "1..2", "1.02", "a.b", "1.-2", "1.2.", "2.99999999999999999999"])
  func malformedDotted(_ text: String) {
    #expect(ObjectIdentifier(dotted: text) == nil)
  }

  @Test("Strings of every type become Unicode")
  func strings() throws {
    let cases = [
      ("0c02c3a9", "\u{e9}"), ("130141", "A"), ("160140", "@"), ("1401e9", "\u{e9}"), ("1e0420ac0041", "\u{20ac}A"),
      ("1c040001f600", "\u{1f600}"), ("12023120", "1 "), ("1a017e", "~"),
    ]
    for (encoding, text) in cases {
      let string = try ASN1String(derEncoded: hex(encoding))
      #expect(string.string == text)
      #expect(string.derBytes == hex(encoding))
    }
    #expect(ASN1String(printable: "a@b") == nil)
    #expect(ASN1String(ia5: "\u{e9}") == nil)
  }

  @Test("PrintableString has 74 characters (X.680, table 10)")
  func printable() {
    let allowed = (0..<128).map { String(UnicodeScalar(UInt8($0))) }.filter { ASN1String(printable: $0) != nil }
    #expect(
      allowed.joined() == " '()+,-./0123456789:=?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
  }

  @Test(
    "Long contents have lengths of one to four bytes",
    arguments: [(127, 2), (128, 3), (255, 3), (256, 4), (65535, 4), (65536, 5), (1 << 20, 5)])
  func lengths(_ count: Int, _ headerByteCount: Int) throws {
    let bytes = [UInt8](repeating: 7, count: count)
    let node = try DER.parse(ASN1OctetString(bytes: bytes).derBytes)
    #expect(try Array(node.octetString()) == bytes)
    #expect(node.encodedBytes.count - count == headerByteCount)
  }

  @Test("Identifiers of every class, form and size are read as written")
  func identifiers() throws {
    for tagClass in [ASN1Identifier.TagClass.application, .contextSpecific, .private] {
      for number in [0, 30, 31, 127, 128, 16383, 16384, 1 << 21 - 1, 1 << 21, 1 << 28 - 1] as [UInt32] {
        for isConstructed in [false, true] {
          let identifier = ASN1Identifier(tagClass: tagClass, tagNumber: number, isConstructed: isConstructed)
          var serializer = DER.Serializer()
          serializer.appendPrimitive(identifier, content: [])
          #expect(try DER.parse(serializer.bytes).identifier == identifier)
        }
      }
    }
  }

  @Test("A random tree is read as it was written")
  func randomTrees() throws {
    var random = SplitMix64(seed: 1)
    for _ in 0..<2000 {
      var serializer = DER.Serializer()
      Self.appendRandom(to: &serializer, depth: 0, random: &random)
      var copy = DER.Serializer()
      try Self.copy(try DER.parse(serializer.bytes), to: &copy)
      #expect(copy.bytes == serializer.bytes)
    }
  }

  private static func appendRandom(to serializer: inout DER.Serializer, depth: Int, random: inout SplitMix64) {
    switch Int.random(in: 0..<(depth < 6 ? 8 : 5), using: &random) {
    case 0:
      serializer.appendInteger(Int.random(in: .min ... .max, using: &random) >> Int.random(in: 0..<64, using: &random))
    case 1: serializer.appendBoolean(Bool.random(using: &random))
    case 2: serializer.appendOctetString([UInt8](repeating: 9, count: Int.random(in: 0..<300, using: &random)))
    case 3: serializer.append(ASN1String(utf8: "text \u{e9}"))
    case 4:
      serializer.append(
        ASN1Time(secondsSince1970: Int64.random(in: -9_999_999_999...99_999_999_999, using: &random)))
    default:
      let count = Int.random(in: 0..<4, using: &random)
      let tag = UInt32.random(in: 0..<1000, using: &random)
      serializer.appendConstructed(tag < 500 ? .sequence : .contextSpecificConstructed(tag)) { inner in
        for _ in 0..<count { appendRandom(to: &inner, depth: depth + 1, random: &random) }
      }
    }
  }

  private static func copy(_ node: DER.Node, to serializer: inout DER.Serializer) throws {
    guard node.identifier.isConstructed else {
      serializer.appendPrimitive(node.identifier, content: node.contentBytes)
      return
    }
    let start = serializer.begin(node.identifier)
    for child in try node.sequenceOf(node.identifier) { try copy(child, to: &serializer) }
    serializer.end(start)
  }
}
