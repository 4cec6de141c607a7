/// An OCTET STRING.
public struct ASN1OctetString: Hashable, Sendable, DERParseable, DERSerializable {
  /// The string's bytes.
  public let bytes: [UInt8]

  /// A string of `bytes`.
  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads an OCTET STRING.
  public init(derEncoded node: DER.Node) throws(ASN1Error) { bytes = Array(try node.octetString()) }

  /// Writes an OCTET STRING.
  public func serialize(into serializer: inout DER.Serializer) { serializer.appendOctetString(bytes) }
}

/// Any element, kept as it is encoded.
public struct ASN1Any: Hashable, Sendable, DERParseable, DERSerializable {
  /// The whole element: identifier, length and content.
  public let derBytes: [UInt8]

  /// The element that `value` is written as.
  public init(_ value: some DERSerializable) { derBytes = value.derBytes }

  /// Keeps an element.
  public init(derEncoded node: DER.Node) throws(ASN1Error) { derBytes = Array(node.encodedBytes) }

  /// Writes the element.
  public func serialize(into serializer: inout DER.Serializer) { serializer.appendEncoded(derBytes) }
}
