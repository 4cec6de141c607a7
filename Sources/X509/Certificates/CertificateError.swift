import ASN1

/// Why a certificate or a request could not be read or made.
public enum CertificateError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The text is not PEM.
  case pem(PEMError)
  /// The bytes, or what was to be written, break a rule of DER or of RFC 5280.
  case der(ASN1Error)
  /// The text holds no block of the kind that was asked for; these are the labels it has.
  case notFound(expected: String, labels: [String])
  /// The signing key could not be used.
  case key(KeyError)
  /// The certificate would end before it begins.
  case validityIsEmpty(notBefore: ASN1Time, notAfter: ASN1Time)
  /// The signature on the request does not belong to the key in it: whoever made it need not have the private key.
  case requestSignatureInvalid
  /// The certificate that shall issue another one is not an authority's: `reason` says what is missing.
  case issuerIsNoAuthority(reason: String)
  /// The private key does not belong to the issuer's certificate.
  case issuerKeyMismatch

  /// What is wrong, for people.
  public var description: String {
    switch self {
    case .pem(let error): "\(error)"
    case .der(let error): "\(error)"
    case .notFound(let expected, let labels):
      "expected \(expected), found \(labels.isEmpty ? "nothing" : labels.joined(separator: ", "))"
    case .key(let error): "\(error)"
    case .validityIsEmpty(let notBefore, let notAfter):
      "the certificate would begin on \(notBefore) and end on \(notAfter)"
    case .requestSignatureInvalid: "the request's signature does not belong to the key in it"
    case .issuerIsNoAuthority(let reason): "the issuer is no certificate authority: \(reason)"
    case .issuerKeyMismatch: "the private key does not belong to the issuer's certificate"
    }
  }
}
