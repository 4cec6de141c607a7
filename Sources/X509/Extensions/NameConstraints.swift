import ASN1

/// The names that the certificates below an authority may be for (RFC 5280, 4.2.1.10).
public struct NameConstraints: CertificateExtensionValue {
  /// Names must lie within one of these subtrees, where there is one of their kind.
  public let permittedSubtrees: [GeneralName]
  /// Names must not lie within any of these subtrees.
  public let excludedSubtrees: [GeneralName]

  /// The given subtrees, at least one altogether; IP addresses are an address and a mask.
  public init(permitted: [GeneralName] = [], excluded: [GeneralName] = []) {
    precondition(!permitted.isEmpty || !excluded.isEmpty, "RFC 5280 4.2.1.10: NameConstraints is not empty")
    permittedSubtrees = permitted
    excludedSubtrees = excluded
  }

  /// id-ce-nameConstraints.
  public static let objectIdentifier: ObjectIdentifier = [2, 5, 29, 30]

  /// Reads NameConstraints.
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    var fields = try node.sequence()
    permittedSubtrees = try Self.subtrees(fields.nextIf(.contextSpecificConstructed(0)))
    excludedSubtrees = try Self.subtrees(fields.nextIf(.contextSpecificConstructed(1)))
    try fields.end()
    guard !permittedSubtrees.isEmpty || !excludedSubtrees.isEmpty else {
      throw node.invalid("RFC 5280 4.2.1.10: NameConstraints is not empty")
    }
  }

  private static func subtrees(_ node: DER.Node?) throws(ASN1Error) -> [GeneralName] {
    guard let node else { return [] }
    var names: [GeneralName] = []
    for subtree in try node.sequenceOf(node.identifier) {
      var fields = try subtree.sequence()
      let base = try fields.next()
      guard fields.isAtEnd else {
        throw subtree.invalid("RFC 5280 4.2.1.10: minimum is 0, its default, and maximum is absent")
      }
      let name = try GeneralName(derEncoded: base)
      if case .ipAddress(let bytes) = name { try checkMask(bytes, at: base) }
      names.append(name)
    }
    guard !names.isEmpty else { throw node.invalid("RFC 5280 4.2.1.10: GeneralSubtrees is not empty") }
    return names
  }

  /// An address and a mask in the style of RFC 4632: ones, then zeros.
  private static func checkMask(_ bytes: [UInt8], at node: DER.Node) throws(ASN1Error) {
    guard bytes.count == 8 || bytes.count == 32 else {
      throw node.invalid("RFC 5280 4.2.1.10: an iPAddress has 8 or 32 bytes, found \(bytes.count)")
    }
    let mask = bytes[(bytes.count / 2)...]
    let ones = mask.reduce(0) { $0 + $1.nonzeroBitCount }
    let expected = mask.indices.map { index in
      let bits = min(max(ones - (index - mask.startIndex) * 8, 0), 8)
      return UInt8(truncatingIfNeeded: 0xff00 >> bits)
    }
    guard mask.elementsEqual(expected) else {
      throw node.invalid("RFC 5280 4.2.1.10: a mask is ones followed by zeros (RFC 4632)")
    }
  }

  /// Writes NameConstraints.
  public func serialize(into serializer: inout DER.Serializer) {
    serializer.appendSequence { fields in
      for (number, subtrees) in [permittedSubtrees, excludedSubtrees].enumerated() where !subtrees.isEmpty {
        fields.appendConstructed(.contextSpecificConstructed(UInt32(number))) { list in
          for name in subtrees { list.appendSequence { $0.append(name) } }
        }
      }
    }
  }
}
