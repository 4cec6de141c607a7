import ASN1

/// The name of a subject or an issuer: a path of attributes from the widest (a country) to the narrowest (a common name)
/// (RFC 5280, 4.1.2.4).
///
/// Two names are equal when their encodings are.
public struct DistinguishedName: Hashable, Sendable {
  /// The steps of the path, widest first.
  public let relativeNames: [RelativeDistinguishedName]

  /// The empty name.
  public init() { relativeNames = [] }

  /// A name of the given steps, widest first.
  public init(_ relativeNames: [RelativeDistinguishedName]) { self.relativeNames = relativeNames }

  /// A name from its attributes, widest first:
  ///
  ///     try DistinguishedName { CountryName("CH"); OrganizationName("Example"); CommonName("localhost") }
  ///
  /// - Throws: a `NameError` when a value breaks its attribute's rules.
  public init(
    @DistinguishedNameBuilder _ content: () -> [Result<RelativeDistinguishedName, NameError>]
  ) throws(NameError) {
    var names: [RelativeDistinguishedName] = []
    for result in content() { names.append(try result.get()) }
    relativeNames = names
  }

  /// Whether the name has no steps.
  public var isEmpty: Bool { relativeNames.isEmpty }

  /// The texts of all attributes of one type, widest first.
  public func texts(of type: AttributeType) -> [String] {
    relativeNames.flatMap { $0.attributes.filter { $0.type == type }.compactMap(\.text) }
  }

  /// The narrowest common name.
  public var commonName: String? { texts(of: .commonName).last }
}

extension DistinguishedName: DERParseable, DERSerializable {
  /// Reads a Name.
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    var names: [RelativeDistinguishedName] = []
    for element in try node.sequenceOf() { names.append(try RelativeDistinguishedName(derEncoded: element)) }
    relativeNames = names
  }

  /// Writes a Name.
  public func serialize(into serializer: inout DER.Serializer) {
    serializer.appendSequence { fields in
      for name in relativeNames { fields.append(name) }
    }
  }
}
