import ASN1
import X509

/// Certificates and requests in files.
enum CertificateFiles {
  /// The first certificate of a PEM file.
  static func readCertificate(_ path: String) throws(DemoError) -> Certificate {
    try readChain(path)[0]
  }

  /// Every certificate of a PEM file, in its order; at least one.
  static func readChain(_ path: String) throws(DemoError) -> [Certificate] {
    let text = String(decoding: try Files.read(path), as: UTF8.self)
    do {
      let chain = try Certificate.certificates(pem: text)
      guard !chain.isEmpty else { throw CertificateError.notFound(expected: "CERTIFICATE", labels: []) }
      return chain
    } catch {
      throw .failed("\(path) holds no certificate that can be read", "\(error)".escapingControls)
    }
  }

  static func readRequest(_ path: String) throws(DemoError) -> CertificateSigningRequest {
    let text = String(decoding: try Files.read(path), as: UTF8.self)
    do {
      return try CertificateSigningRequest(pem: text)
    } catch {
      throw .failed("\(path) holds no certificate request that can be read", "\(error)".escapingControls)
    }
  }

  static func write(pem: String, to path: String, overwrite: Bool) throws(DemoError) {
    try Files.write(Array(pem.utf8), to: path, mode: .public, overwrite: overwrite)
  }

  /// What matters of a certificate, on one line.
  static func summary(of certificate: Certificate) -> String {
    let names = certificate.extensions.subjectAlternativeNames?.names ?? []
    let isAuthority = certificate.extensions.basicConstraints?.isAuthority == true
    let forWhom = isAuthority ? "a certificate authority" : Subject.describe(names)
    return "\(certificate.subject), \(forWhom), valid until \(certificate.notValidAfter)"
  }
}
