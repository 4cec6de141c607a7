/// An endpoint's chain of certificates, its own first (RFC 9846, section 4.4.2).
struct CertificateMessage: HandshakeBody {
  var certificateRequestContext: [UInt8]
  var certificateList: [Entry]

  /// One X.509 certificate in DER, with the extensions that belong to it.
  struct Entry: Equatable {
    var certificateData: [UInt8]
    var extensions: ExtensionBlock
  }

  var type: HandshakeType { .certificate }

  /// A server's message: no context, and no extensions, since none of them is answered yet.
  init(chain: [[UInt8]]) {
    certificateRequestContext = []
    certificateList = chain.map { Entry(certificateData: $0, extensions: ExtensionBlock()) }
  }

  init(parsing reader: inout MessageReader) throws(TLSError) {
    certificateRequestContext = try reader.opaqueVector(
      "certificate_request_context", lengthByteCount: 1, range: 0...0xff)
    var list = try reader.vector("certificate_list", lengthByteCount: 3, range: 0...0xff_ffff)
    certificateList = []
    while !list.isAtEnd {
      let data = try list.opaqueVector("cert_data", lengthByteCount: 3, range: 1...0xff_ffff)
      certificateList.append(Entry(certificateData: data, extensions: try ExtensionBlock(parsing: &list)))
    }
  }

  func serialize(into writer: inout MessageWriter) {
    writer.opaqueVector(lengthByteCount: 1, certificateRequestContext)
    writer.vector(lengthByteCount: 3) { writer in
      for entry in certificateList {
        writer.opaqueVector(lengthByteCount: 3, entry.certificateData)
        entry.extensions.serialize(into: &writer)
      }
    }
  }
}
