/// An INTEGER of any size, as bytes: ASN.1 does no arithmetic.
public struct ASN1Integer: Hashable, Sendable {
  /// Two's complement, most significant byte first, minimal, at least one byte.
  public let bytes: [UInt8]

  /// The integer `value`.
  public init(_ value: Int) {
    var bytes = (0..<8).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }[...]
    while bytes.count > 1, let first = bytes.first, let second = bytes.dropFirst().first,
      first == 0 && second < 0x80 || first == 0xff && second >= 0x80
    { bytes.removeFirst() }
    self.bytes = Array(bytes)
  }

  /// A non-negative integer from its magnitude, most significant byte first; leading zero bytes do not matter.
  public init(magnitude: some Collection<UInt8>) {
    let significant = magnitude.drop { $0 == 0 }
    bytes = (significant.first ?? 0x80) >= 0x80 ? [0] + significant : Array(significant)
  }

  /// Reads an INTEGER under an implicit tag.
  public init(derEncoded node: DER.Node, identifier: ASN1Identifier) throws(ASN1Error) {
    bytes = Array(try node.integerBytes(identifier))
  }

  /// Whether the integer is below zero.
  public var isNegative: Bool { (bytes.first ?? 0) >= 0x80 }

  /// The magnitude of a non-negative integer, most significant byte first, no leading zero byte; empty for zero.
  public var magnitude: ArraySlice<UInt8> { bytes.drop { $0 == 0 } }
}

extension ASN1Integer: DERParseable, DERSerializable {
  /// Reads an INTEGER.
  public init(derEncoded node: DER.Node) throws(ASN1Error) { bytes = Array(try node.integerBytes()) }

  /// Writes an INTEGER.
  public func serialize(into serializer: inout DER.Serializer) {
    serializer.appendPrimitive(.integer, content: bytes)
  }
}
