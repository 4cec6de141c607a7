/// A private key, as the handshake uses it.
protocol HandshakeSigner: Sendable {
  /// The schemes that the key can sign with, the preferred first.
  var schemes: [SignatureScheme] { get }
  /// The signature of `content` by one of `schemes`, as CertificateVerify carries it.
  func signature(for content: [UInt8], scheme: SignatureScheme) throws(TLSError) -> [UInt8]
}
