/// A hash function that an RSASSA-PKCS1-v1_5 signature can name (RFC 8017, appendix B.1).
public protocol RSAHashFunction: HashFunction {
  /// The content of the DER object identifier that stands for it in `DigestInfo`.
  static var digestAlgorithmIdentifier: [UInt8] { get }
}

extension RSAHashFunction {
  /// The DER encoding of `DigestInfo` up to where the digest begins (RFC 8017, section 9.2, note 1):
  /// `SEQUENCE { SEQUENCE { OBJECT IDENTIFIER, NULL }, OCTET STRING }`.
  static var digestInfoPrefix: [UInt8] {
    let identifier = digestAlgorithmIdentifier
    let algorithm = [0x06, UInt8(identifier.count)] + identifier + [0x05, 0x00]
    let octets = [0x04, UInt8(digestByteCount)]
    let content = [0x30, UInt8(algorithm.count)] + algorithm + octets
    return [0x30, UInt8(content.count + digestByteCount)] + content
  }
}

extension SHA1: RSAHashFunction {
  /// 1.3.14.3.2.26.
  public static var digestAlgorithmIdentifier: [UInt8] { [0x2b, 0x0e, 0x03, 0x02, 0x1a] }
}

/// 2.16.840.1.101.3.4.2, the arc of NIST's hash functions, and the function's number.
private func nistHash(_ number: UInt8) -> [UInt8] { [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, number] }

extension SHA256: RSAHashFunction {
  /// 2.16.840.1.101.3.4.2.1.
  public static var digestAlgorithmIdentifier: [UInt8] { nistHash(1) }
}
extension SHA384: RSAHashFunction {
  /// 2.16.840.1.101.3.4.2.2.
  public static var digestAlgorithmIdentifier: [UInt8] { nistHash(2) }
}
extension SHA512: RSAHashFunction {
  /// 2.16.840.1.101.3.4.2.3.
  public static var digestAlgorithmIdentifier: [UInt8] { nistHash(3) }
}
extension SHA224: RSAHashFunction {
  /// 2.16.840.1.101.3.4.2.4.
  public static var digestAlgorithmIdentifier: [UInt8] { nistHash(4) }
}
extension SHA512_224: RSAHashFunction {
  /// 2.16.840.1.101.3.4.2.5.
  public static var digestAlgorithmIdentifier: [UInt8] { nistHash(5) }
}
extension SHA512_256: RSAHashFunction {
  /// 2.16.840.1.101.3.4.2.6.
  public static var digestAlgorithmIdentifier: [UInt8] { nistHash(6) }
}
