/// The groups that an endpoint can use for the key exchange, the preferred first (RFC 9846, section 4.2.7).
struct SupportedGroups: ExtensionBody {
  var namedGroupList: [NamedGroup]

  var type: ExtensionType { .supportedGroups }

  init(namedGroupList: [NamedGroup]) { self.namedGroupList = namedGroupList }

  init(parsing reader: inout MessageReader) throws(TLSError) {
    namedGroupList = try reader.codePoints("named_group_list", lengthByteCount: 2, range: 2...0xffff)
      .map(NamedGroup.init(rawValue:))
  }

  func serialize(into writer: inout MessageWriter) {
    writer.codePoints(lengthByteCount: 2, namedGroupList.lazy.map(\.rawValue))
  }
}
