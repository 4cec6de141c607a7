/// The proof that the sender holds the private key of its certificate (RFC 9846, section 4.4.3).
struct CertificateVerify: HandshakeBody {
  var algorithm: SignatureScheme
  var signature: [UInt8]

  var type: HandshakeType { .certificateVerify }

  init(algorithm: SignatureScheme, signature: [UInt8]) {
    self.algorithm = algorithm
    self.signature = signature
  }

  init(parsing reader: inout MessageReader) throws(TLSError) {
    algorithm = SignatureScheme(rawValue: try reader.uint16("algorithm"))
    signature = try reader.opaqueVector("signature", lengthByteCount: 2, range: 0...0xffff)
  }

  func serialize(into writer: inout MessageWriter) {
    writer.uint16(algorithm.rawValue)
    writer.opaqueVector(lengthByteCount: 2, signature)
  }

  /// What a server signs: 64 spaces, so that no prefix of the content can be chosen by a peer; the context string; a
  /// zero byte; and the hash of the transcript up to the Certificate message.
  static func serverContent(transcriptHash: [UInt8]) -> [UInt8] {
    [UInt8](repeating: 0x20, count: 64) + Array("TLS 1.3, server CertificateVerify".utf8) + [0] + transcriptHash
  }
}
