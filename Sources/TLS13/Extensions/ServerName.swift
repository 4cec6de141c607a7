/// The host that the client wants to talk to (RFC 6066, section 3).
struct ServerName: ExtensionBody {
  /// The only host name of the list: lower case, without a trailing dot.
  var hostName: String

  var type: ExtensionType { .serverName }

  /// The longest DNS name in bytes (RFC 1035, section 2.3.4).
  static let maximumHostNameByteCount = 255

  init(hostName: String) { self.hostName = hostName }

  /// Reads a list that has one host_name. Other name types have never been defined, and a list with two names of one
  /// type is forbidden.
  init(parsing reader: inout MessageReader) throws(TLSError) {
    var list = try reader.vector("server_name_list", lengthByteCount: 2, range: 1...0xffff)
    let nameType = try list.uint8("name_type")
    guard nameType == 0 else {
      throw .peerMisbehaved(.illegalParameter(field: "name_type", reason: "\(nameType) is not host_name (0)"))
    }
    let name = try list.opaqueVector("HostName", lengthByteCount: 2, range: 1...0xffff)
    guard list.isAtEnd else {
      throw .peerMisbehaved(.illegalParameter(field: "server_name_list", reason: "more than one name"))
    }
    guard name.count <= Self.maximumHostNameByteCount, name.allSatisfy(Self.isAllowed) else {
      throw .peerMisbehaved(.illegalParameter(field: "HostName", reason: "not a DNS name in ASCII"))
    }
    hostName = Self.normalized(String(decoding: name, as: UTF8.self))
  }

  func serialize(into writer: inout MessageWriter) {
    writer.vector(lengthByteCount: 2) { writer in
      writer.uint8(0)
      writer.opaqueVector(lengthByteCount: 2, Array(hostName.utf8))
    }
  }

  /// Lower case, and without the dot that a careless client leaves at the end.
  static func normalized(_ name: String) -> String {
    let lower = name.lowercased()
    return lower.utf8.last == UInt8(ascii: ".") ? String(lower.dropLast()) : lower
  }

  /// Printable ASCII: names go to logs and look-ups. Stricter rules would turn away names with underscores that exist.
  private static func isAllowed(_ byte: UInt8) -> Bool { (0x21...0x7e).contains(byte) }
}

/// The server's word that it chose its certificate by the client's server_name: its presence says everything.
struct ServerNameAcknowledgement: ExtensionBody {
  var type: ExtensionType { .serverName }

  init() {}

  init(parsing reader: inout MessageReader) throws(TLSError) {}

  func serialize(into writer: inout MessageWriter) {}
}
