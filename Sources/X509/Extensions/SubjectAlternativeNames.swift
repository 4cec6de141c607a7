import ASN1

/// The names that a certificate is for (RFC 5280, 4.2.1.6).
public struct SubjectAlternativeNames: CertificateExtensionValue {
  /// The names, at least one.
  public let names: [GeneralName]

  /// The given names, at least one.
  public init(_ names: [GeneralName]) {
    precondition(!names.isEmpty, "RFC 5280 4.2.1.6: GeneralNames is not empty")
    self.names = names
  }

  /// id-ce-subjectAltName.
  public static let objectIdentifier: ObjectIdentifier = [2, 5, 29, 17]

  /// The DNS names.
  public var dnsNames: [String] {
    names.compactMap { if case .dnsName(let name) = $0 { name } else { nil } }
  }

  /// The IP addresses.
  public var ipAddresses: [IPAddress] {
    names.compactMap { if case .ipAddress(let bytes) = $0 { IPAddress(bytes: bytes) } else { nil } }
  }

  /// Reads SubjectAltName.
  public init(derEncoded node: DER.Node) throws(ASN1Error) { names = try GeneralName.sequence(in: node) }

  /// Writes SubjectAltName.
  public func serialize(into serializer: inout DER.Serializer) {
    serializer.appendSequence { fields in
      for name in names { fields.append(name) }
    }
  }
}
