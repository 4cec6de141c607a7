/// The versions that a client speaks, the best first (RFC 9846, section 4.2.1).
struct SupportedVersions: ExtensionBody {
  var versions: [UInt16]

  var type: ExtensionType { .supportedVersions }

  init(versions: [UInt16]) { self.versions = versions }

  init(parsing reader: inout MessageReader) throws(TLSError) {
    versions = try reader.codePoints("versions", lengthByteCount: 1, range: 2...254)
  }

  func serialize(into writer: inout MessageWriter) { writer.codePoints(lengthByteCount: 1, versions) }
}

/// The version that a server chose (RFC 9846, section 4.2.1).
struct SelectedVersion: ExtensionBody {
  var version: UInt16

  var type: ExtensionType { .supportedVersions }

  init(version: UInt16) { self.version = version }

  init(parsing reader: inout MessageReader) throws(TLSError) { version = try reader.uint16("selected_version") }

  func serialize(into writer: inout MessageWriter) { writer.uint16(version) }
}
