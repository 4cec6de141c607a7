import ASN1
import Primitives

/// An identifier of a certificate's key (RFC 5280, 4.2.1.2).
public struct SubjectKeyIdentifier: CertificateExtensionValue {
  /// The identifier.
  public let bytes: [UInt8]

  /// An identifier of somebody's choice.
  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// id-ce-subjectKeyIdentifier.
  public static let objectIdentifier: ObjectIdentifier = [2, 5, 29, 14]

  /// Reads SubjectKeyIdentifier.
  public init(derEncoded node: DER.Node) throws(ASN1Error) { bytes = Array(try node.octetString()) }

  /// Writes SubjectKeyIdentifier.
  public func serialize(into serializer: inout DER.Serializer) { serializer.appendOctetString(bytes) }
}

/// An identifier of the key that a certificate is signed with (RFC 5280, 4.2.1.1).
public struct AuthorityKeyIdentifier: CertificateExtensionValue {
  /// The issuer's `SubjectKeyIdentifier`.
  public let keyIdentifier: [UInt8]?
  /// The names of the issuer's issuer; with `serialNumber`, or not at all.
  public let issuer: [GeneralName]?
  /// The serial number of the issuer's certificate.
  public let serialNumber: ASN1Integer?

  /// The issuer's key identifier.
  public init(keyIdentifier: [UInt8]) {
    self.keyIdentifier = keyIdentifier
    issuer = nil
    serialNumber = nil
  }

  /// id-ce-authorityKeyIdentifier.
  public static let objectIdentifier: ObjectIdentifier = [2, 5, 29, 35]

  /// Reads AuthorityKeyIdentifier.
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    var fields = try node.sequence()
    keyIdentifier = try fields.nextIf(.contextSpecific(0)).map { Array($0.contentBytes) }
    if let names = try fields.nextIf(.contextSpecificConstructed(1)) {
      issuer = try GeneralName.sequence(in: names, identifier: .contextSpecificConstructed(1))
    } else {
      issuer = nil
    }
    if let serial = try fields.nextIf(.contextSpecific(2)) {
      serialNumber = try ASN1Integer(derEncoded: serial, identifier: .contextSpecific(2))
    } else {
      serialNumber = nil
    }
    try fields.end()
    guard (issuer == nil) == (serialNumber == nil) else {
      throw node.invalid("RFC 5280 4.2.1.1: authorityCertIssuer and authorityCertSerialNumber come together")
    }
  }

  /// Writes AuthorityKeyIdentifier.
  public func serialize(into serializer: inout DER.Serializer) {
    serializer.appendSequence { fields in
      if let keyIdentifier { fields.appendPrimitive(.contextSpecific(0), content: keyIdentifier) }
      if let issuer {
        fields.appendConstructed(.contextSpecificConstructed(1)) { names in
          for name in issuer { names.append(name) }
        }
      }
      if let serialNumber { fields.appendPrimitive(.contextSpecific(2), content: serialNumber.bytes) }
    }
  }
}
