import ASN1

/// Ecdsa-Sig-Value (RFC 3279, 2.2.3): the two numbers of an ECDSA signature in DER.
enum ECDSASignatureValue {
  /// The DER of a signature given as r and s, each in half of the bytes.
  static func derBytes(raw: [UInt8]) -> [UInt8] {
    var serializer = DER.Serializer()
    serializer.appendSequence { fields in
      fields.append(ASN1Integer(magnitude: raw.prefix(raw.count / 2)))
      fields.append(ASN1Integer(magnitude: raw.suffix(raw.count / 2)))
    }
    return serializer.bytes
  }

  /// r and s, each padded to `scalarByteCount` bytes; `nil` unless the signature is strict DER of two non-negative
  /// numbers of at most that length.
  static func rawBytes(der: Span<UInt8>, scalarByteCount: Int) -> [UInt8]? {
    // Two numbers of a scalar's length with a zero byte each, and three headers: nothing longer need be looked at.
    guard der.count <= 2 * (scalarByteCount + 4) + 4 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(der.count)
    for index in der.indices { bytes.append(der[index]) }
    do throws(ASN1Error) {
      var fields = try DER.parse(bytes).sequence()
      var raw: [UInt8] = []
      for _ in 0..<2 {
        let magnitude = try fields.next(.integer).unsignedIntegerBytes()
        guard magnitude.count <= scalarByteCount else { return nil }
        raw += [UInt8](repeating: 0, count: scalarByteCount - magnitude.count) + magnitude
      }
      try fields.end()
      return raw
    } catch {
      return nil
    }
  }
}
