import ASN1

/// One step of a distinguished name: a set of attributes, nearly always a single one (RFC 5280, 4.1.2.4).
public struct RelativeDistinguishedName: Hashable, Sendable {
  /// A type and its value.
  public struct Attribute: Hashable, Sendable {
    /// The value of an attribute.
    public enum Value: Hashable, Sendable {
      /// A character string.
      case string(ASN1String)
      /// Another type of value, kept as it is encoded.
      case other(ASN1Any)
    }

    /// What the value means.
    public let type: AttributeType
    /// The value.
    public let value: Value

    /// An attribute with a value that is encoded already.
    public init(type: AttributeType, value: Value) {
      self.type = type
      self.value = value
    }

    /// An attribute with a text, written as the string type that RFC 5280 prescribes for it.
    public init(type: AttributeType, text: some StringProtocol) throws(NameError) {
      let text = String(text)
      let length = text.unicodeScalars.count
      guard length > 0 else { throw .emptyValue(attribute: type) }
      let properties = type.properties
      if type == .countryName {
        let isLetters = text.utf8.allSatisfy { (0x41...0x5a).contains($0 & 0xdf) }
        guard length == 2, isLetters else { throw .countryNotTwoLetters(found: text) }
      }
      if let limit = properties?.maximumLength, length > limit {
        throw .tooLong(attribute: type, found: length, limit: limit)
      }
      let string: ASN1String? =
        switch properties?.kind {
        case .printable: ASN1String(printable: type == .countryName ? text.uppercased() : text)
        case .ia5: ASN1String(ia5: text)
        default: ASN1String(utf8: text)
        }
      guard let string else { throw .invalidCharacter(attribute: type, value: text) }
      self.init(type: type, value: .string(string))
    }

    /// The value as text, if it is a character string.
    public var text: String? {
      if case .string(let string) = value { string.string } else { nil }
    }
  }

  /// The attributes, in the order of their encoding.
  public let attributes: [Attribute]

  /// A step of a single attribute.
  public init(_ attribute: Attribute) { attributes = [attribute] }

  /// A step of several attributes, at least one.
  public init(_ attributes: [Attribute]) {
    precondition(!attributes.isEmpty, "a relative distinguished name has at least one attribute")
    self.attributes = attributes.sorted { $0.derBytes.lexicographicallyPrecedes($1.derBytes) }
  }
}

extension RelativeDistinguishedName: DERParseable, DERSerializable {
  /// Reads a SET OF AttributeTypeAndValue, which is not empty.
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    var attributes: [Attribute] = []
    for element in try node.setOf() { attributes.append(try Attribute(derEncoded: element)) }
    guard !attributes.isEmpty else {
      throw node.invalid("RFC 5280 4.1.2.4: a RelativeDistinguishedName has at least one attribute")
    }
    self.attributes = attributes
  }

  /// Writes a SET OF AttributeTypeAndValue.
  public func serialize(into serializer: inout DER.Serializer) { serializer.appendSetOf(attributes) }
}

extension RelativeDistinguishedName.Attribute: DERParseable, DERSerializable {
  /// Reads AttributeTypeAndValue.
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    var fields = try node.sequence()
    type = AttributeType(try ObjectIdentifier(derEncoded: fields.next(.objectIdentifier)))
    value = try Value(derEncoded: fields.next())
    try fields.end()
  }

  /// Writes AttributeTypeAndValue.
  public func serialize(into serializer: inout DER.Serializer) {
    serializer.appendSequence { fields in
      fields.append(type.objectIdentifier)
      switch value {
      case .string(let string): fields.append(string)
      case .other(let element): fields.append(element)
      }
    }
  }
}

extension RelativeDistinguishedName.Attribute.Value {
  /// Reads a value: a string whose type says so must be one.
  init(derEncoded node: DER.Node) throws(ASN1Error) {
    switch node.identifier {
    case .utf8String, .printableString, .ia5String, .visibleString, .numericString, .teletexString, .bmpString,
      .universalString:
      self = .string(try ASN1String(derEncoded: node))
    default: self = .other(try ASN1Any(derEncoded: node))
    }
  }
}
