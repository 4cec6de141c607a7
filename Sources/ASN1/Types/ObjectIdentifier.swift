/// An OBJECT IDENTIFIER: a path of arcs in the tree of registered names (X.690, 8.19).
///
/// It is kept as its encoding, so that arcs of any size stay as they are.
public struct ObjectIdentifier: Hashable, Sendable {
  /// The longest encoding that is accepted, in bytes. Real ones have at most some twenty; 2.25 UUID arcs need 19.
  public static let maximumByteCount = 128

  /// The content of the element: base-128 arcs, minimal.
  public let contentBytes: [UInt8]

  /// An object identifier from at least two arcs; the first is 0, 1 or 2, and below 2 the second is under 40.
  public init(arcs: [UInt64]) {
    precondition(arcs.count >= 2 && arcs[0] <= 2, "an object identifier has two arcs, and the first is 0, 1 or 2")
    precondition(arcs[0] == 2 || arcs[1] < 40, "below 0 and 1 the second arc is under 40")
    precondition(arcs[1] <= UInt64.max - 80, "the second arc fits 64 bits with 80 added")
    var bytes: [UInt8] = []
    for arc in [arcs[0] * 40 + arcs[1]] + arcs[2...] {
      for shift in stride(from: 63, through: 0, by: -7) where shift == 0 || arc >> UInt64(shift) != 0 {
        bytes.append(UInt8(arc >> UInt64(shift) & 0x7f) | (shift == 0 ? 0 : 0x80))
      }
    }
    precondition(bytes.count <= Self.maximumByteCount, "an object identifier has at most 128 bytes")
    contentBytes = bytes
  }

  /// An object identifier from its dotted form, as `2.5.4.3`; `nil` when that is malformed.
  public init?(dotted text: some StringProtocol) {
    var arcs: [UInt64] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      guard part.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), part == "0" || part.first != "0",
        let arc = UInt64(part), arc <= UInt64.max - 80
      else { return nil }
      arcs.append(arc)
    }
    guard arcs.count >= 2, arcs.count <= 13, arcs[0] <= 2, arcs[0] == 2 || arcs[1] < 40 else { return nil }
    self.init(arcs: arcs)
  }

  /// Reads an OBJECT IDENTIFIER, or `identifier` where it is implicitly tagged.
  public init(derEncoded node: DER.Node, identifier: ASN1Identifier) throws(ASN1Error) {
    try node.require(identifier)
    let content = node.contentBytes
    guard content.count <= Self.maximumByteCount else {
      throw ASN1Error(
        .objectIdentifierTooLong(byteCount: content.count, limit: Self.maximumByteCount), at: node.offset)
    }
    var isArcStart = true
    for byte in content {
      if isArcStart, byte == 0x80 { throw ASN1Error(.objectIdentifierMalformed, at: node.offset) }
      isArcStart = byte & 0x80 == 0
    }
    guard isArcStart, !content.isEmpty else { throw ASN1Error(.objectIdentifierMalformed, at: node.offset) }
    contentBytes = Array(content)
  }
}

extension ObjectIdentifier: DERParseable, DERSerializable {
  /// Reads an OBJECT IDENTIFIER.
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    try self.init(derEncoded: node, identifier: .objectIdentifier)
  }

  /// Writes an OBJECT IDENTIFIER.
  public func serialize(into serializer: inout DER.Serializer) {
    serializer.appendPrimitive(.objectIdentifier, content: contentBytes)
  }
}

extension ObjectIdentifier: ExpressibleByArrayLiteral {
  /// An object identifier from its arcs, as `[2, 5, 4, 3]`.
  public init(arrayLiteral arcs: UInt64...) { self.init(arcs: arcs) }
}

extension ObjectIdentifier: CustomStringConvertible {
  /// The dotted form, as `2.5.4.3`.
  public var description: String {
    var arcs: [String] = []
    var digits: [UInt8] = [0]  // the arc so far, least significant decimal digit first
    for byte in contentBytes {
      digits = Self.decimal(digits, shiftedBy7Adding: Int(byte & 0x7f))
      guard byte & 0x80 == 0 else { continue }
      if arcs.isEmpty {
        // The first two arcs share a number: 40 * first + second, where only below 2 the second can exceed 39.
        let small = digits.count <= 2 ? digits.reversed().reduce(0) { $0 * 10 + Int($1) } : 80
        let first = min(small / 40, 2)
        arcs = ["\(first)", Self.text(Self.decimal(digits, minus: first * 40))]
      } else {
        arcs.append(Self.text(digits))
      }
      digits = [0]
    }
    return arcs.joined(separator: ".")
  }

  private static func text(_ digits: [UInt8]) -> String {
    String(decoding: digits.reversed().map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }

  private static func decimal(_ digits: [UInt8], shiftedBy7Adding value: Int) -> [UInt8] {
    var carry = value
    var result: [UInt8] = []
    for digit in digits {
      carry += Int(digit) * 128
      result.append(UInt8(carry % 10))
      carry /= 10
    }
    while carry > 0 {
      result.append(UInt8(carry % 10))
      carry /= 10
    }
    return result
  }

  private static func decimal(_ digits: [UInt8], minus value: Int) -> [UInt8] {
    var rest = value
    var result: [UInt8] = []
    for digit in digits {
      // `rest % 10` is what this digit gives; a borrow makes the next one give one more.
      let difference = Int(digit) - rest % 10
      rest = rest / 10 + (difference < 0 ? 1 : 0)
      result.append(UInt8(difference < 0 ? difference + 10 : difference))
    }
    while result.count > 1, result.last == 0 { result.removeLast() }
    return result
  }
}
