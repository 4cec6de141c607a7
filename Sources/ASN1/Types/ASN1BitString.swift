/// A BIT STRING: whole bytes, or a list of bits whose first is the most significant of the first byte.
public struct ASN1BitString: Hashable, Sendable {
  /// The bits; unused bits at the end of the last byte are zero.
  public let bytes: [UInt8]
  /// How many bits of the last byte do not belong to the string, 0 to 7.
  public let unusedBitCount: Int

  /// A string of whole bytes.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
    unusedBitCount = 0
  }

  /// A list of named bits, which DER cuts off after the last one that is set (X.690, 11.2.2).
  public init(namedBits: some Collection<Int>) {
    let last = namedBits.max() ?? -1
    var bytes = [UInt8](repeating: 0, count: (last + 8) / 8)
    for bit in namedBits { bytes[bit / 8] |= 0x80 >> UInt8(bit % 8) }
    self.bytes = bytes
    unusedBitCount = bytes.count * 8 - (last + 1)
  }

  /// The bits that are set in a list of named bits.
  public var setBits: [Int] {
    (0..<bytes.count * 8).filter { bytes[$0 / 8] & 0x80 >> UInt8($0 % 8) != 0 }
  }

  /// Reads a list of named bits, at most `maximumBitCount` long.
  public init(
    namedBitsIn node: DER.Node, identifier: ASN1Identifier = .bitString, maximumBitCount: Int
  ) throws(ASN1Error) {
    let (bytes, unused) = try node.bitString(identifier)
    if let last = bytes.last, last & 1 << UInt8(unused) == 0 {
      throw ASN1Error(.namedBitsNotMinimal, at: node.offset)
    }
    guard bytes.count * 8 - unused <= maximumBitCount else {
      throw node.invalid("the list has at most \(maximumBitCount) named bits")
    }
    self.bytes = Array(bytes)
    unusedBitCount = unused
  }
}

extension ASN1BitString: DERParseable, DERSerializable {
  /// Reads a BIT STRING.
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    let (bytes, unused) = try node.bitString()
    self.bytes = Array(bytes)
    unusedBitCount = unused
  }

  /// Writes a BIT STRING.
  public func serialize(into serializer: inout DER.Serializer) { serialize(into: &serializer, identifier: .bitString) }

  /// Writes a BIT STRING under an implicit tag.
  public func serialize(into serializer: inout DER.Serializer, identifier: ASN1Identifier) {
    serializer.appendPrimitive(identifier, content: [UInt8(unusedBitCount)] + bytes)
  }
}
