import ASN1

/// What a certificate's key may be used for (RFC 5280, 4.2.1.3).
public struct KeyUsage: OptionSet, CertificateExtensionValue {
  /// Bit n of the number is bit n of the BIT STRING.
  public let rawValue: UInt16

  /// The uses whose bits are set.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Signatures other than those on certificates and revocation lists; TLS 1.3 needs it.
  public static let digitalSignature = KeyUsage(rawValue: 1 << 0)
  /// Signatures that shall prove something to third parties, also called contentCommitment.
  public static let nonRepudiation = KeyUsage(rawValue: 1 << 1)
  /// Encryption of keys.
  public static let keyEncipherment = KeyUsage(rawValue: 1 << 2)
  /// Encryption of data without a symmetric cipher in between.
  public static let dataEncipherment = KeyUsage(rawValue: 1 << 3)
  /// Key agreement.
  public static let keyAgreement = KeyUsage(rawValue: 1 << 4)
  /// Signatures on certificates.
  public static let keyCertSign = KeyUsage(rawValue: 1 << 5)
  /// Signatures on revocation lists.
  public static let cRLSign = KeyUsage(rawValue: 1 << 6)
  /// With `keyAgreement`: to encrypt only.
  public static let encipherOnly = KeyUsage(rawValue: 1 << 7)
  /// With `keyAgreement`: to decrypt only.
  public static let decipherOnly = KeyUsage(rawValue: 1 << 8)

  /// id-ce-keyUsage.
  public static let objectIdentifier: ObjectIdentifier = [2, 5, 29, 15]

  private static let names = [
    "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign",
    "cRLSign", "encipherOnly", "decipherOnly",
  ]

  /// The RFC's names of the uses.
  public var useNames: [String] {
    Self.names.indices.filter { rawValue & 1 << UInt16($0) != 0 }.map { Self.names[$0] }
  }

  /// Reads KeyUsage: at least one use, and no bits that have no meaning.
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    let bits = try ASN1BitString(namedBitsIn: node, maximumBitCount: Self.names.count).setBits
    guard !bits.isEmpty else { throw node.invalid("RFC 5280 4.2.1.3: at least one bit of KeyUsage is set") }
    self.init(rawValue: bits.reduce(0) { $0 | 1 << UInt16($1) })
  }

  /// Writes KeyUsage.
  public func serialize(into serializer: inout DER.Serializer) {
    serializer.append(ASN1BitString(namedBits: Self.names.indices.filter { rawValue & 1 << UInt16($0) != 0 }))
  }
}
