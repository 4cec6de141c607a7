import ASN1

/// Whether a certificate's subject is an authority, and how many authorities may follow below it (RFC 5280, 4.2.1.9).
public enum BasicConstraints: CertificateExtensionValue {
  /// The subject issues certificates; `maxPathLength` intermediate authorities may stand between it and the last one.
  case isCertificateAuthority(maxPathLength: Int?)
  /// The subject issues none.
  case notCertificateAuthority

  /// id-ce-basicConstraints.
  public static let objectIdentifier: ObjectIdentifier = [2, 5, 29, 19]

  /// Whether the subject is an authority.
  public var isAuthority: Bool { self != .notCertificateAuthority }

  /// Reads BasicConstraints.
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    var fields = try node.sequence()
    var isAuthority = false
    if let flag = try fields.nextIf(.boolean) {
      isAuthority = try flag.boolean()
      guard isAuthority else { throw ASN1Error(.defaultValueEncoded, at: flag.offset) }
    }
    var maxPathLength: Int?
    if let length = try fields.nextIf(.integer) {
      let value = try length.int()
      guard value >= 0 else {
        throw ASN1Error(
          .integerOutOfRange(rule: "RFC 5280 4.2.1.9: pathLenConstraint is not negative"), at: length.offset)
      }
      guard isAuthority else {
        throw length.invalid("RFC 5280 4.2.1.9: pathLenConstraint is for authorities only")
      }
      maxPathLength = value
    }
    try fields.end()
    self = isAuthority ? .isCertificateAuthority(maxPathLength: maxPathLength) : .notCertificateAuthority
  }

  /// Writes BasicConstraints.
  public func serialize(into serializer: inout DER.Serializer) {
    serializer.appendSequence { fields in
      guard case .isCertificateAuthority(let maxPathLength) = self else { return }
      fields.appendBoolean(true)
      if let maxPathLength { fields.appendInteger(maxPathLength) }
    }
  }
}
