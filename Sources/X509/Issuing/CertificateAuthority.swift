import ASN1

/// What an authority does: make itself a certificate, and issue certificates to servers.
public enum CertificateAuthority {
  /// The moments between which a certificate shall be valid.
  public struct Validity: Hashable, Sendable {
    /// The first moment.
    public let notBefore: ASN1Time
    /// The last moment.
    public let notAfter: ASN1Time

    /// From one moment to another, both included.
    public init(notBefore: ASN1Time, notAfter: ASN1Time) {
      self.notBefore = notBefore
      self.notAfter = notAfter
    }

    /// `days` days from `now` (seconds since 1970) on, the last second left out.
    public init(days: Int, from now: Int64) {
      let (seconds, overflow) = Int64(days).multipliedReportingOverflow(by: 86400)
      let (end, overflowEnd) = now.addingReportingOverflow(overflow ? .max : seconds)
      notBefore = ASN1Time(secondsSince1970: now)
      notAfter = overflow || overflowEnd ? .latest : ASN1Time(secondsSince1970: end - 1)
    }
  }

  /// A self-signed certificate for an authority: `CA:TRUE` and the use of the key for certificates and revocation lists,
  /// both critical, and the key's identifier as subject's and authority's.
  ///
  /// - Throws: `key` when the key cannot sign; `der` when the name is empty or breaks RFC 5280; `validityIsEmpty`.
  public static func selfSigned(
    subject: DistinguishedName,
    privateKey: borrowing PrivateKey,
    validity: Validity,
    maxPathLength: Int? = nil,
    serialNumber: Certificate.SerialNumber = .random(),
    signatureAlgorithm: SignatureAlgorithm? = nil
  ) throws(CertificateError) -> Certificate {
    let publicKey = privateKey.publicKey
    let keyIdentifier = publicKey.subjectPublicKeyInfo.keyIdentifier
    let extensions = try extensions {
      Critical(BasicConstraints.isCertificateAuthority(maxPathLength: maxPathLength))
      Critical(KeyUsage([.keyCertSign, .cRLSign]))
      SubjectKeyIdentifier(bytes: keyIdentifier)
      AuthorityKeyIdentifier(keyIdentifier: keyIdentifier)
    }
    return try Certificate(
      serialNumber: serialNumber, issuer: subject, notValidBefore: validity.notBefore, notValidAfter: validity.notAfter,
      subject: subject, publicKey: publicKey, extensions: extensions, issuerPrivateKey: privateKey,
      signatureAlgorithm: signatureAlgorithm)
  }

  /// A certificate for a server, from its request: the request's subject and alternative names, a random serial number,
  /// `CA:FALSE` and the key's use, both critical, `serverAuth`, and the identifiers of both keys. Nothing else that the
  /// request asks for is granted.
  ///
  /// - Throws: `requestSignatureInvalid` unless the request proves possession of its key; `issuerIsNoAuthority` and
  ///   `issuerKeyMismatch` when the issuer cannot issue; `key` when its key cannot sign; `der` when the request has
  ///   neither a subject nor alternative names; `validityIsEmpty`.
  public static func issue(
    _ request: CertificateSigningRequest,
    issuer: Certificate,
    issuerPrivateKey: borrowing PrivateKey,
    validity: Validity,
    serialNumber: Certificate.SerialNumber = .random(),
    signatureAlgorithm: SignatureAlgorithm? = nil
  ) throws(CertificateError) -> Certificate {
    guard request.isSignatureValid, let publicKey = request.publicKey else { throw .requestSignatureInvalid }
    try requireAuthority(issuer)
    guard issuer.publicKey == issuerPrivateKey.publicKey else { throw .issuerKeyMismatch }
    let issuerKeyIdentifier =
      issuer.extensions.subjectKeyIdentifier?.bytes ?? issuer.subjectPublicKeyInfo.keyIdentifier
    let alternativeNames = request.extensions.subjectAlternativeNames
    let extensions = try extensions {
      Critical(BasicConstraints.notCertificateAuthority)
      Critical(keyUsage(of: publicKey))
      ExtendedKeyUsage([.serverAuth])
      SubjectKeyIdentifier(bytes: request.subjectPublicKeyInfo.keyIdentifier)
      AuthorityKeyIdentifier(keyIdentifier: issuerKeyIdentifier)
      if let alternativeNames {
        // RFC 5280, 4.2.1.6: critical where there is no other name.
        if request.subject.isEmpty { Critical(alternativeNames) } else { alternativeNames }
      }
    }
    return try Certificate(
      serialNumber: serialNumber, issuer: issuer.subject, notValidBefore: validity.notBefore,
      notValidAfter: validity.notAfter, subject: request.subject, publicKey: publicKey, extensions: extensions,
      issuerPrivateKey: issuerPrivateKey, signatureAlgorithm: signatureAlgorithm)
  }

  /// What a TLS server does with its key: sign; with RSA, in old versions, also decrypt (RFC 5280, 4.2.1.3).
  private static func keyUsage(of key: PublicKey) -> KeyUsage {
    if case .rsa = key { [.digitalSignature, .keyEncipherment] } else { [.digitalSignature] }
  }

  private static func requireAuthority(_ issuer: Certificate) throws(CertificateError) {
    guard issuer.extensions.basicConstraints?.isAuthority == true else {
      throw .issuerIsNoAuthority(reason: "its certificate does not say CA:TRUE (RFC 5280 4.2.1.9)")
    }
    if let keyUsage = issuer.extensions.keyUsage, !keyUsage.contains(.keyCertSign) {
      throw .issuerIsNoAuthority(reason: "its key usage leaves out keyCertSign (RFC 5280 4.2.1.3)")
    }
    guard !issuer.subject.isEmpty else { throw .issuerIsNoAuthority(reason: "it has no name (RFC 5280 4.1.2.6)") }
  }

  private static func extensions(
    @CertificateExtensionsBuilder _ content: () -> [Certificate.Extension]
  ) throws(CertificateError) -> Certificate.Extensions {
    do throws(ASN1Error) { return try Certificate.Extensions(content()) } catch { throw .der(error) }
  }
}
