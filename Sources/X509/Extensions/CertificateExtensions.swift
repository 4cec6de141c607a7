import ASN1

extension Certificate {
  /// The extensions of a certificate or a request, each type at most once (RFC 5280, 4.2).
  ///
  ///     Certificate.Extensions {
  ///       Critical(BasicConstraints.notCertificateAuthority)
  ///       SubjectAlternativeNames([.dnsName("localhost")])
  ///     }
  ///
  /// What is known is decoded when the extensions are read, so that a malformed one is refused at once; the others are
  /// kept as bytes.
  public struct Extensions: Hashable, Sendable {
    /// The most extensions that are taken. Certificates have some ten; each is compared with all before it, and 16 MiB
    /// hold more than a million.
    public static let maximumCount = 128

    /// All extensions, in the order of their encoding.
    public private(set) var elements: [Certificate.Extension] = []

    /// Whether the certificate is an authority's.
    public private(set) var basicConstraints: BasicConstraints?
    /// What the key may be used for.
    public private(set) var keyUsage: KeyUsage?
    /// For which purposes the certificate may be used.
    public private(set) var extendedKeyUsage: ExtendedKeyUsage?
    /// The names that the certificate is for.
    public private(set) var subjectAlternativeNames: SubjectAlternativeNames?
    /// An identifier of the certificate's key.
    public private(set) var subjectKeyIdentifier: SubjectKeyIdentifier?
    /// An identifier of the issuer's key.
    public private(set) var authorityKeyIdentifier: AuthorityKeyIdentifier?
    /// The names that an authority may issue certificates for.
    public private(set) var nameConstraints: NameConstraints?

    /// No extensions.
    public init() {}

    /// The given extensions.
    ///
    /// - Throws: an `ASN1Error` when one of a known type is malformed (its offset counts from the start of that value),
    ///   when a type occurs twice, or when there are more than `maximumCount`.
    public init(_ elements: [Certificate.Extension]) throws(ASN1Error) {
      for element in elements { try append(element, value: element.value[...], at: 0) }
    }

    /// The extensions of a block.
    public init(@CertificateExtensionsBuilder _ content: () -> [Certificate.Extension]) throws(ASN1Error) {
      try self.init(content())
    }

    /// The extension of that type.
    public subscript(_ objectIdentifier: ObjectIdentifier) -> Certificate.Extension? {
      elements.first { $0.objectIdentifier == objectIdentifier }
    }

    /// Whether there are none.
    public var isEmpty: Bool { elements.isEmpty }

    /// The types of critical extensions that this library does not decode: whoever relies on the certificate must refuse
    /// it unless they know them (RFC 5280, 4.2).
    public var unknownCriticalTypes: [ObjectIdentifier] {
      elements.filter { $0.isCritical && !Self.knownTypes.contains($0.objectIdentifier) }.map(\.objectIdentifier)
    }

    private static let knownTypes: Set<ObjectIdentifier> = [
      BasicConstraints.objectIdentifier, KeyUsage.objectIdentifier, ExtendedKeyUsage.objectIdentifier,
      SubjectAlternativeNames.objectIdentifier, SubjectKeyIdentifier.objectIdentifier,
      AuthorityKeyIdentifier.objectIdentifier, NameConstraints.objectIdentifier,
    ]

    private mutating func append(
      _ element: Certificate.Extension, value: ArraySlice<UInt8>, at offset: Int
    ) throws(ASN1Error) {
      guard elements.count < Self.maximumCount else {
        throw .invalid("there are at most \(Self.maximumCount) extensions", at: offset)
      }
      guard self[element.objectIdentifier] == nil else {
        throw .invalid("RFC 5280 4.2: the extension \(element.objectIdentifier) occurs once only", at: offset)
      }
      func decode<Value: CertificateExtensionValue>(_ type: Value.Type) throws(ASN1Error) -> Value {
        try Value(derEncoded: DER.parse(value))
      }
      switch element.objectIdentifier {
      case BasicConstraints.objectIdentifier: basicConstraints = try decode(BasicConstraints.self)
      case KeyUsage.objectIdentifier: keyUsage = try decode(KeyUsage.self)
      case ExtendedKeyUsage.objectIdentifier: extendedKeyUsage = try decode(ExtendedKeyUsage.self)
      case SubjectAlternativeNames.objectIdentifier:
        subjectAlternativeNames = try decode(SubjectAlternativeNames.self)
      case SubjectKeyIdentifier.objectIdentifier: subjectKeyIdentifier = try decode(SubjectKeyIdentifier.self)
      case AuthorityKeyIdentifier.objectIdentifier: authorityKeyIdentifier = try decode(AuthorityKeyIdentifier.self)
      case NameConstraints.objectIdentifier: nameConstraints = try decode(NameConstraints.self)
      default: break
      }
      elements.append(element)
    }
  }
}

extension Certificate.Extensions: DERParseable, DERSerializable {
  /// Reads Extensions, which is not empty.
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    for child in try node.sequenceOf() {
      let (element, value) = try Certificate.Extension.parse(child)
      try append(element, value: value, at: child.offset)
    }
    guard !elements.isEmpty else { throw node.invalid("RFC 5280 4.1.2.9: Extensions is not empty") }
  }

  /// Writes Extensions.
  public func serialize(into serializer: inout DER.Serializer) {
    serializer.appendSequence { fields in
      for element in elements { fields.append(element) }
    }
  }
}

/// Puts extensions together.
@resultBuilder
public enum CertificateExtensionsBuilder {
  /// One extension.
  public static func buildExpression(_ value: some CertificateExtensionConvertible) -> [Certificate.Extension] {
    [value.certificateExtension()]
  }
  /// The extensions of a block.
  public static func buildBlock(_ components: [Certificate.Extension]...) -> [Certificate.Extension] {
    components.flatMap { $0 }
  }
  /// The extensions of an `if` without `else`.
  public static func buildOptional(_ component: [Certificate.Extension]?) -> [Certificate.Extension] {
    component ?? []
  }
  /// The extensions of an `if`.
  public static func buildEither(first component: [Certificate.Extension]) -> [Certificate.Extension] { component }
  /// The extensions of an `else`.
  public static func buildEither(second component: [Certificate.Extension]) -> [Certificate.Extension] { component }
  /// The extensions of a `for`.
  public static func buildArray(_ components: [[Certificate.Extension]]) -> [Certificate.Extension] {
    components.flatMap { $0 }
  }
}
