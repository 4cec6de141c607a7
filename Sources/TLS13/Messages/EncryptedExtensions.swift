/// The server's answers to extensions that settle neither keys nor certificates (RFC 9846, section 4.3.1).
struct EncryptedExtensions: HandshakeBody {
  var extensions: ExtensionBlock

  var type: HandshakeType { .encryptedExtensions }

  init(extensions: ExtensionBlock) { self.extensions = extensions }

  init(parsing reader: inout MessageReader) throws(TLSError) { extensions = try ExtensionBlock(parsing: &reader) }

  func serialize(into writer: inout MessageWriter) { extensions.serialize(into: &writer) }
}
