/// Bytes that a server asks to be given back after a HelloRetryRequest (RFC 9846, section 4.2.2).
struct Cookie: ExtensionBody {
  var cookie: [UInt8]

  var type: ExtensionType { .cookie }

  init(cookie: [UInt8]) { self.cookie = cookie }

  init(parsing reader: inout MessageReader) throws(TLSError) {
    cookie = try reader.opaqueVector("cookie", lengthByteCount: 2, range: 1...0xffff)
  }

  func serialize(into writer: inout MessageWriter) { writer.opaqueVector(lengthByteCount: 2, cookie) }
}
