import ASN1

/// DER, its types, and PEM.
enum ASN1Targets {
  static let all = [tree, objectIdentifierText, pem]

  static func kind(_ error: ASN1Error) -> String { Target.caseName(error.reason) }

  /// The strict reader over arbitrary trees: every element is read as what its identifier says, and as other things.
  static let tree = Target("asn1-der", .der, corpus: { derCorpus() }, kind: kind) {
    (input: [UInt8]) throws(ASN1Error) -> String? in
    let node = try DER.parse(input)
    guard Array(node.encodedBytes) == input else { return "the node's bytes are not the input's" }
    return check(node)
  }

  /// What is wrong with an element or those inside it: what a type reads, it writes the same.
  private static func check(_ node: DER.Node) -> String? {
    guard !node.identifier.isConstructed else {
      _ = try? node.setOf(node.identifier)
      _ = try? node.explicit(node.identifier.tagNumber)
      for child in (try? node.sequenceOf(node.identifier)) ?? [] {
        if let complaint = check(child) { return complaint }
      }
      return nil
    }
    _ = node.identifier.description
    _ = try? node.int(node.identifier)
    _ = try? node.boolean(node.identifier)
    _ = try? node.bitString(node.identifier)
    let written = rewritten(node)
    if let written, written != Array(node.encodedBytes) {
      return "\(node.identifier) at \(node.offset) is written in another way than it was read"
    }
    return nil
  }

  private static func rewritten(_ node: DER.Node) -> [UInt8]? {
    switch node.identifier {
    case .boolean:
      guard let value = try? node.boolean() else { return nil }
      var serializer = DER.Serializer()
      serializer.appendBoolean(value)
      return serializer.bytes
    case .octetString: return (try? ASN1OctetString(derEncoded: node))?.derBytes
    case .integer:
      _ = try? node.unsignedIntegerBytes()
      return (try? ASN1Integer(derEncoded: node))?.derBytes
    case .bitString:
      let value = try? ASN1BitString(derEncoded: node)
      _ = value?.setBits
      return value?.derBytes
    case .objectIdentifier:
      guard let value = try? ObjectIdentifier(derEncoded: node) else { return nil }
      let again = ObjectIdentifier(dotted: value.description)
      return again == nil && value.contentBytes.count < 10 ? [] : value.derBytes
    case .utcTime:
      let value = try? ASN1Time(derEncoded: node)
      _ = value?.description
      return value?.derBytes
    case .generalizedTime:
      let value = try? GeneralizedTime(derEncoded: node)
      _ = value?.time.components
      return value?.derBytes
    default:
      let value = try? ASN1String(derEncoded: node)
      _ = value?.string
      return value?.derBytes
    }
  }

  /// A little of everything, alone and together.
  static func derCorpus() -> [[UInt8]] {
    var leaves: [[UInt8]] = []
    func add(_ body: (inout DER.Serializer) -> Void) {
      var serializer = DER.Serializer()
      body(&serializer)
      leaves.append(serializer.bytes)
    }
    add { $0.appendBoolean(true) }
    add { $0.appendNull() }
    for value in [0, 1, -1, 127, 128, -70000, Int.max, Int.min] { add { $0.appendInteger(value) } }
    add { $0.append(ASN1BitString(namedBits: [0, 5])) }
    add { $0.append(ASN1BitString(bytes: [1, 2, 3])) }
    add { $0.appendOctetString([1, 2, 3]) }
    add { $0.append([1, 2, 840, 113549, 1, 1, 11] as ObjectIdentifier) }
    add { $0.append([2, 999, .max] as ObjectIdentifier) }
    add { $0.append(ASN1String(utf8: "\u{e9}t\u{e9} \u{1f511}")) }
    for kind in ASN1String.Kind.allCases {
      let content: [UInt8] =
        kind.identifier == .bmpString
        ? [0, 0x41, 0x20, 0xac] : kind.identifier == .universalString ? [0, 1, 0xf5, 0x11] : [0x31, 0x32]
      add { $0.appendPrimitive(kind.identifier, content: content) }
    }
    for seconds in [0, 1_800_000_000, -1_000_000_000, 4_000_000_000, 253_402_300_799] as [Int64] {
      add { $0.append(ASN1Time(secondsSince1970: seconds)) }
      add { $0.append(GeneralizedTime(time: ASN1Time(secondsSince1970: seconds))) }
    }
    var serializer = DER.Serializer()
    serializer.appendSequence { sequence in
      for leaf in leaves { sequence.appendEncoded(leaf) }
      sequence.appendSetOf([3, 1, 2].map { ASN1Integer($0) })
      sequence.appendExplicit(40) { $0.appendOctetString([UInt8](repeating: 5, count: 200)) }
      sequence.appendOctetString(leaves[3] + leaves[4])
    }
    return leaves + [serializer.bytes, serializer.bytes, serializer.bytes]
  }

  static let objectIdentifierText = Target(
    name: "asn1-oid-text", shape: .text,
    corpus: { ["1.2.840.113549.1.1.11", "2.999.18446744073709551615", "0.39.0", "2.5.29.17"].map { Array($0.utf8) } },
    dictionary: [".", "..", "0", "00", "39", "40", "18446744073709551616", "-1", "+", "\u{661}"]
  ) { input, _ in
    let text = String(decoding: input, as: UTF8.self)
    guard let identifier = ObjectIdentifier(dotted: text) else { return .refused("nil") }
    return identifier.description == text ? .accepted : .broken("\(text) is shown as \(identifier)")
  }

  static let pem = Target(
    "asn1-pem", .text,
    dictionary: [
      "-----BEGIN ", "-----END ", "-----", "-----BEGIN X-----\n", "-----END X-----\n", "\r\n", "\r", "\n", "=", "==",
      "Proc-Type: 4,ENCRYPTED\n", "DEK-Info: AES-128-CBC,00\n", ":", " ", "\t", "\u{feff}", "AAAA", "\u{0}",
    ],
    corpus: { pemCorpus() },
    kind: { (error: PEMError) in
      _ = error.description; return Target.caseName(error.reason)
    }
  ) { (input: [UInt8]) throws(PEMError) -> String? in
    let documents = try PEMDocument.parse(input)
    for document in documents {
      let again = try PEMDocument.parse(document.pemBytes)
      guard again.count == 1, again[0].type == document.type, again[0].derBytes == document.derBytes,
        again[0].headers == document.headers
      else { return "document \(document.type) changes when it is written and read" }
    }
    return documents.isEmpty ? "no document and no error" : nil
  }

  static func pemCorpus() -> [[UInt8]] {
    let plain = PEMDocument(type: "X", derBytes: (0..<100).map { UInt8($0) })
    let short = PEMDocument(type: "EC PRIVATE KEY", derBytes: [1])
    let headers = PEMDocument(
      type: "RSA PRIVATE KEY",
      headers: [
        .init(name: "Proc-Type", value: "4,ENCRYPTED"), .init(name: "DEK-Info", value: "AES-256-CBC,0123456789"),
      ],
      derBytes: (0..<48).map { UInt8($0) })
    let windows = Array(plain.pemString.replacing("\n", with: "\r\n").utf8)
    return [
      plain.pemBytes, short.pemBytes, headers.pemBytes, windows,
      Array("before\n".utf8) + plain.pemBytes + Array("between\n".utf8) + short.pemBytes + Array("after".utf8),
    ]
  }
}
