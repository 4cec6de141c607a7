import ASN1

extension Certificate {
  /// One extension of a certificate or of a request (RFC 5280, 4.2).
  public struct Extension: Hashable, Sendable {
    /// The extension's type.
    public let objectIdentifier: ObjectIdentifier
    /// Whether whoever does not understand the extension must refuse the certificate.
    public let isCritical: Bool
    /// The content: the DER of a value that depends on the type.
    public let value: [UInt8]

    /// An extension from its parts.
    public init(objectIdentifier: ObjectIdentifier, isCritical: Bool, value: [UInt8]) {
      self.objectIdentifier = objectIdentifier
      self.isCritical = isCritical
      self.value = value
    }

    init(_ objectIdentifier: ObjectIdentifier, isCritical: Bool, value: some DERSerializable) {
      self.init(objectIdentifier: objectIdentifier, isCritical: isCritical, value: value.derBytes)
    }
  }
}

extension Certificate.Extension: DERParseable, DERSerializable {
  /// Reads an Extension; the value's meaning is not looked at.
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    (self, _) = try Self.parse(node)
  }

  /// The extension, and its value as a part of the input, so that errors inside it keep their offset.
  static func parse(_ node: DER.Node) throws(ASN1Error) -> (Certificate.Extension, ArraySlice<UInt8>) {
    var fields = try node.sequence()
    let type = try ObjectIdentifier(derEncoded: fields.next(.objectIdentifier))
    var isCritical = false
    if let critical = try fields.nextIf(.boolean) {
      isCritical = try critical.boolean()
      guard isCritical else { throw ASN1Error(.defaultValueEncoded, at: critical.offset) }
    }
    let value = try fields.next(.octetString).octetString()
    try fields.end()
    return (Certificate.Extension(objectIdentifier: type, isCritical: isCritical, value: Array(value)), value)
  }

  /// Writes an Extension.
  public func serialize(into serializer: inout DER.Serializer) {
    serializer.appendSequence { fields in
      fields.append(objectIdentifier)
      if isCritical { fields.appendBoolean(true) }
      fields.appendOctetString(value)
    }
  }
}

/// An extension whose content this library understands.
public protocol CertificateExtensionValue: DERParseable, DERSerializable, Hashable, Sendable,
  CertificateExtensionConvertible
{
  /// The extension's type.
  static var objectIdentifier: ObjectIdentifier { get }
}

/// Something that can stand in a `Certificate.Extensions { ... }`.
public protocol CertificateExtensionConvertible {
  /// The extension, not critical unless `Critical` wraps it.
  func certificateExtension() -> Certificate.Extension
}

extension CertificateExtensionValue {
  /// The extension, not critical.
  public func certificateExtension() -> Certificate.Extension {
    Certificate.Extension(Self.objectIdentifier, isCritical: false, value: self)
  }
}

extension Certificate.Extension: CertificateExtensionConvertible {
  /// The extension itself.
  public func certificateExtension() -> Certificate.Extension { self }
}

/// Makes an extension critical: whoever does not understand it must refuse the certificate.
public struct Critical<Base: CertificateExtensionConvertible>: CertificateExtensionConvertible {
  private let base: Base

  /// The critical form of `base`.
  public init(_ base: Base) { self.base = base }

  /// The extension, critical.
  public func certificateExtension() -> Certificate.Extension {
    let plain = base.certificateExtension()
    return Certificate.Extension(objectIdentifier: plain.objectIdentifier, isCritical: true, value: plain.value)
  }
}
