import ASN1
import Primitives

extension Certificate {
  /// A certificate's number: positive and at most 20 bytes (RFC 5280, 4.1.2.2).
  public struct SerialNumber: Hashable, Sendable {
    /// The most bytes that a serial number's encoding has.
    public static let maximumByteCount = 20

    /// The number's content in DER: most significant byte first, beginning with a zero byte where the next is over 0x7f.
    public let bytes: [UInt8]

    /// A serial number from its magnitude, most significant byte first; `nil` when it is zero or has over 159 bits.
    public init?(magnitude: some Collection<UInt8>) {
      let integer = ASN1Integer(magnitude: magnitude)
      guard integer.bytes != [0], integer.bytes.count <= Self.maximumByteCount else { return nil }
      bytes = integer.bytes
    }

    private init(validated bytes: [UInt8]) { self.bytes = bytes }

    /// A random number of exactly `bitCount` bits, 64 to 159: that many less the first, which is set, are unpredictable.
    ///
    /// 20 bytes hold 159 bits of a positive INTEGER. The CA/Browser Forum asks for at least 64 unpredictable bits.
    public static func random(bitCount: Int = 159) -> SerialNumber {
      precondition((64...159).contains(bitCount), "a serial number has 64 to 159 bits")
      var bytes = SystemRandom.bytes(count: (bitCount + 7) / 8)
      let top = UInt8((bitCount - 1) % 8)
      bytes[0] = bytes[0] & (1 << top - 1) | 1 << top
      return SerialNumber(validated: ASN1Integer(magnitude: bytes).bytes)
    }
  }
}

extension Certificate.SerialNumber: DERParseable, DERSerializable {
  /// Reads CertificateSerialNumber.
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    let content = try node.integerBytes()
    guard let first = content.first, first < 0x80, content.count > 1 || first != 0 else {
      throw ASN1Error(.integerOutOfRange(rule: "RFC 5280 4.1.2.2: a serial number is positive"), at: node.offset)
    }
    guard content.count <= Self.maximumByteCount else {
      throw ASN1Error(
        .integerOutOfRange(rule: "RFC 5280 4.1.2.2: a serial number has at most 20 bytes, found \(content.count)"),
        at: node.offset)
    }
    bytes = Array(content)
  }

  /// Writes CertificateSerialNumber.
  public func serialize(into serializer: inout DER.Serializer) {
    serializer.appendPrimitive(.integer, content: bytes)
  }
}

extension Certificate.SerialNumber: CustomStringConvertible {
  /// The bytes in hexadecimal, joined by colons.
  public var description: String { bytes.map(hexadecimal).joined(separator: ":") }
}
