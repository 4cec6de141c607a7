import ASN1

/// An X.509 certificate (RFC 5280): a name and a public key, bound together by an issuer's signature.
///
/// A certificate is what its bytes say: they are kept as they were read, and the signature is checked over them.
public struct Certificate: Sendable {
  /// The versions of the format.
  public enum Version: Int, Hashable, Sendable {
    /// Without extensions, of 1988.
    case v1 = 0
    /// With unique identifiers, which nobody uses.
    case v2 = 1
    /// With extensions.
    case v3 = 2
  }

  /// The whole certificate.
  public let derBytes: [UInt8]
  /// The part that the signature is over, as a range of `derBytes`.
  let signedRange: Range<Int>

  /// The version of the format.
  public let version: Version
  /// The issuer's number for the certificate.
  public let serialNumber: SerialNumber
  /// How the certificate is signed, as it is encoded.
  public let signatureAlgorithmIdentifier: AlgorithmIdentifier
  /// How the certificate is signed, or `nil` for an algorithm that is not supported.
  public let signatureAlgorithm: SignatureAlgorithm?
  /// Who signed the certificate.
  public let issuer: DistinguishedName
  /// The first moment at which the certificate is valid.
  public let notValidBefore: ASN1Time
  /// The last moment at which the certificate is valid.
  public let notValidAfter: ASN1Time
  /// Whose key it is.
  public let subject: DistinguishedName
  /// The key, as it is encoded.
  public let subjectPublicKeyInfo: SubjectPublicKeyInfo
  /// The key, or `nil` for an algorithm that is not supported.
  public let publicKey: PublicKey?
  /// The extensions; none before version 3.
  public let extensions: Extensions
  /// The signature, in the form of its algorithm.
  public let signature: [UInt8]

  /// The part that the signature is over (TBSCertificate).
  public var signedBytes: ArraySlice<UInt8> { derBytes[signedRange] }

  /// Whether the certificate was signed with the private key that belongs to `issuerKey`. Nothing else is checked: not
  /// names, not times, not whether the issuer may sign.
  public func isSignatureValid(by issuerKey: PublicKey) -> Bool {
    guard let signatureAlgorithm else { return false }
    return issuerKey.isValidSignature(signature.span, for: signedBytes.span, algorithm: signatureAlgorithm)
  }

  /// Whether `moment` lies within the certificate's validity, its two ends included (RFC 5280, 4.1.2.5).
  public func isValid(at moment: ASN1Time) -> Bool { notValidBefore <= moment && moment <= notValidAfter }

  /// The certificate as PEM.
  public var pemRepresentation: String { PEMDocument(type: "CERTIFICATE", derBytes: derBytes).pemString }
}

extension Certificate: Hashable {
  /// Whether two certificates have the same bytes.
  public static func == (first: Certificate, second: Certificate) -> Bool { first.derBytes == second.derBytes }

  /// Feeds the certificate's bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(derBytes) }
}
