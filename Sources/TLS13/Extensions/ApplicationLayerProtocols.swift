/// The application protocols that a client speaks, the preferred first, or the one that a server chose (RFC 7301).
struct ApplicationLayerProtocols: ExtensionBody {
  var protocolNameList: [[UInt8]]

  var type: ExtensionType { .applicationLayerProtocolNegotiation }

  init(protocolNameList: [[UInt8]]) { self.protocolNameList = protocolNameList }

  init(parsing reader: inout MessageReader) throws(TLSError) {
    var list = try reader.vector("protocol_name_list", lengthByteCount: 2, range: 2...0xffff)
    protocolNameList = []
    while !list.isAtEnd {
      protocolNameList.append(try list.opaqueVector("ProtocolName", lengthByteCount: 1, range: 1...0xff))
    }
  }

  func serialize(into writer: inout MessageWriter) {
    writer.vector(lengthByteCount: 2) { writer in
      for name in protocolNameList { writer.opaqueVector(lengthByteCount: 1, name) }
    }
  }
}
