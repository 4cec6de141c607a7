import ASN1
import X509

/// Making certificates and requests, with the failures in words for the command line.
enum Issuing {
  static let authorityDays = 3650
  /// Browsers accept no server certificate that is valid for longer than 398 days.
  static let serverDays = 397
  static let allowedDays = 1...36_500

  static func authority(
    subject: DistinguishedName, key: borrowing PrivateKey, days: Int
  ) throws(DemoError) -> Certificate {
    do {
      return try CertificateAuthority.selfSigned(subject: subject, privateKey: key, validity: validity(days: days))
    } catch {
      throw explain(error)
    }
  }

  static func request(
    subject: DistinguishedName, names: [GeneralName], key: borrowing PrivateKey
  ) throws(DemoError) -> CertificateSigningRequest {
    do {
      var extensions = Certificate.Extensions()
      if !names.isEmpty { extensions = try Certificate.Extensions { SubjectAlternativeNames(names) } }
      return try CertificateSigningRequest(subject: subject, extensions: extensions, privateKey: key)
    } catch let error as CertificateError {
      throw explain(error)
    } catch {
      throw .failed("the request could not be made", "\(error)".escapingControls)
    }
  }

  static func checkSignature(of request: CertificateSigningRequest) throws(DemoError) {
    guard request.isSignatureValid else { throw explain(.requestSignatureInvalid) }
  }

  static func certificate(
    for request: CertificateSigningRequest, by authority: Certificate, key: borrowing PrivateKey, days: Int
  ) throws(DemoError) -> Certificate {
    let now = ASN1Time(secondsSince1970: Clock.now())
    guard authority.isValid(at: now) else {
      throw .failed(
        "the authority's certificate is valid from \(authority.notValidBefore) to \(authority.notValidAfter) only",
        "make a new one with 'Demo ca'")
    }
    // What outlives its authority would fail before it says it does.
    let wanted = validity(days: days)
    let end = min(wanted.notAfter, authority.notValidAfter)
    do {
      return try CertificateAuthority.issue(
        request, issuer: authority, issuerPrivateKey: key, validity: .init(notBefore: wanted.notBefore, notAfter: end))
    } catch {
      throw explain(error)
    }
  }

  /// `days` from now. It begins an hour ago, for machines whose clock is a little behind.
  private static func validity(days: Int) -> CertificateAuthority.Validity {
    let now = Clock.now()
    return .init(
      notBefore: ASN1Time(secondsSince1970: now - 3600),
      notAfter: ASN1Time(secondsSince1970: now + Int64(days) * 86_400))
  }

  private static func explain(_ error: CertificateError) -> DemoError {
    switch error {
    case .requestSignatureInvalid:
      .failed(
        "the request's signature is wrong",
        "it was changed on its way, or the asker does not hold the key: ask for a new request")
    case .issuerKeyMismatch:
      .failed("the key given as --ca-key is not that of the --ca certificate", "give the two that belong together")
    case .issuerIsNoAuthority(let reason):
      .failed("the certificate given as --ca may not sign others", reason)
    default: .failed("the certificate could not be made", "\(error)".escapingControls)
    }
  }
}
