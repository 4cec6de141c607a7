/// A value that can be read from DER.
public protocol DERParseable {
  /// Reads the value from an element.
  ///
  /// - Throws: an `ASN1Error` with the rule that is broken and the byte offset in the input.
  init(derEncoded node: DER.Node) throws(ASN1Error)
}

/// A value that can be written as DER.
public protocol DERSerializable {
  /// Writes the value's element.
  func serialize(into serializer: inout DER.Serializer)
}

extension DERParseable {
  /// Reads the value from bytes that hold it and nothing else.
  public init(derEncoded bytes: [UInt8]) throws(ASN1Error) {
    try self.init(derEncoded: DER.parse(bytes))
  }
}

extension DERSerializable {
  /// The value's encoding.
  public var derBytes: [UInt8] {
    var serializer = DER.Serializer()
    serialize(into: &serializer)
    return serializer.bytes
  }
}
