import ASN1

/// A name of one of several kinds, as alternative names and name constraints hold them (RFC 5280, 4.2.1.6).
public enum GeneralName: Hashable, Sendable {
  /// A host's name in the DNS, in ASCII.
  case dnsName(String)
  /// An address: 4 or 16 bytes; in name constraints an address and a mask, 8 or 32 bytes.
  case ipAddress([UInt8])
  /// An e-mail address, in ASCII.
  case rfc822Name(String)
  /// A URI, in ASCII.
  case uniformResourceIdentifier(String)
  /// A distinguished name.
  case directoryName(DistinguishedName)
  /// An object identifier.
  case registeredID(ObjectIdentifier)
  /// A name of a type of somebody else's: the type and the value's element.
  case otherName(ObjectIdentifier, ASN1Any)
  /// An x400Address or an ediPartyName, kept as it is encoded.
  case other(ASN1Any)

  /// An IP address.
  public static func ipAddress(_ address: IPAddress) -> GeneralName { .ipAddress(address.bytes) }

  /// An IP address where `text` is one, and a DNS name otherwise.
  public init(hostname text: String) {
    self = IPAddress(text).map { .ipAddress($0.bytes) } ?? .dnsName(text)
  }
}

extension GeneralName: DERParseable, DERSerializable {
  /// Reads a GeneralName.
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    switch node.identifier {
    case .contextSpecificConstructed(0):
      var fields = try node.sequence(.contextSpecificConstructed(0))
      let type = try ObjectIdentifier(derEncoded: fields.next(.objectIdentifier))
      let value = try ASN1Any(derEncoded: fields.next().explicit(0))
      try fields.end()
      self = .otherName(type, value)
    case .contextSpecific(1): self = .rfc822Name(try ASN1String(content: node, as: .ia5).string)
    case .contextSpecific(2): self = .dnsName(try ASN1String(content: node, as: .ia5).string)
    case .contextSpecificConstructed(3), .contextSpecificConstructed(5): self = .other(try ASN1Any(derEncoded: node))
    case .contextSpecificConstructed(4): self = .directoryName(try DistinguishedName(derEncoded: node.explicit(4)))
    case .contextSpecific(6): self = .uniformResourceIdentifier(try ASN1String(content: node, as: .ia5).string)
    case .contextSpecific(7): self = .ipAddress(Array(node.contentBytes))
    case .contextSpecific(8):
      self = .registeredID(try ObjectIdentifier(derEncoded: node, identifier: .contextSpecific(8)))
    default: throw node.invalid("RFC 5280 4.2.1.6: a GeneralName has one of the tags [0] to [8]")
    }
  }

  /// Writes a GeneralName. Texts are ASCII; bytes above 0x7F in them would be refused by every reader.
  public func serialize(into serializer: inout DER.Serializer) {
    switch self {
    case .otherName(let type, let value):
      serializer.appendConstructed(.contextSpecificConstructed(0)) { fields in
        fields.append(type)
        fields.appendExplicit(0) { $0.append(value) }
      }
    case .rfc822Name(let text): serializer.appendPrimitive(.contextSpecific(1), content: Array(text.utf8))
    case .dnsName(let text): serializer.appendPrimitive(.contextSpecific(2), content: Array(text.utf8))
    case .directoryName(let name): serializer.appendExplicit(4) { $0.append(name) }
    case .uniformResourceIdentifier(let text):
      serializer.appendPrimitive(.contextSpecific(6), content: Array(text.utf8))
    case .ipAddress(let bytes): serializer.appendPrimitive(.contextSpecific(7), content: bytes)
    case .registeredID(let identifier):
      serializer.appendPrimitive(.contextSpecific(8), content: identifier.contentBytes)
    case .other(let element): serializer.append(element)
    }
  }

  /// Reads GeneralNames, a sequence that is not empty.
  static func sequence(
    in node: DER.Node, identifier: ASN1Identifier = .sequence
  ) throws(ASN1Error) -> [GeneralName] {
    var names: [GeneralName] = []
    for element in try node.sequenceOf(identifier) {
      let name = try GeneralName(derEncoded: element)
      if case .ipAddress(let bytes) = name, bytes.count != 4, bytes.count != 16 {
        throw element.invalid("RFC 5280 4.2.1.6: an iPAddress has 4 or 16 bytes, found \(bytes.count)")
      }
      names.append(name)
    }
    guard !names.isEmpty else { throw node.invalid("RFC 5280 4.2.1.6: GeneralNames is not empty") }
    return names
  }
}

extension GeneralName: CustomStringConvertible {
  /// The kind and the name, as OpenSSL prints them: `DNS:localhost`.
  public var description: String {
    switch self {
    case .dnsName(let text): return "DNS:\(text)"
    case .rfc822Name(let text): return "email:\(text)"
    case .uniformResourceIdentifier(let text): return "URI:\(text)"
    case .directoryName(let name): return "DirName:\(name)"
    case .registeredID(let identifier): return "Registered ID:\(identifier)"
    case .otherName(let type, let value):
      return "otherName:\(type):" + value.derBytes.map(hexadecimal).joined()
    case .other(let element): return "other:" + element.derBytes.map(hexadecimal).joined()
    case .ipAddress(let bytes):
      if let address = IPAddress(bytes: bytes) { return "IP Address:\(address)" }
      if let address = IPAddress(bytes: bytes.prefix(bytes.count / 2)),
        let mask = IPAddress(bytes: bytes.suffix(bytes.count / 2))
      {
        return "IP:\(address)/\(mask)"
      }
      return "IP:" + bytes.map(hexadecimal).joined()
    }
  }
}
