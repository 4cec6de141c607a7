/// The schemes that a client verifies in a CertificateVerify message, the preferred first (RFC 9846, section 4.2.3).
struct SignatureAlgorithms: ExtensionBody {
  var supportedSignatureAlgorithms: [SignatureScheme]

  var type: ExtensionType { .signatureAlgorithms }

  init(supportedSignatureAlgorithms: [SignatureScheme]) {
    self.supportedSignatureAlgorithms = supportedSignatureAlgorithms
  }

  init(parsing reader: inout MessageReader) throws(TLSError) {
    supportedSignatureAlgorithms =
      try reader.codePoints("supported_signature_algorithms", lengthByteCount: 2, range: 2...0xfffe)
      .map(SignatureScheme.init(rawValue:))
  }

  func serialize(into writer: inout MessageWriter) {
    writer.codePoints(lengthByteCount: 2, supportedSignatureAlgorithms.lazy.map(\.rawValue))
  }
}
