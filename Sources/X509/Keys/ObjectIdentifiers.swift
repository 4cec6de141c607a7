import ASN1

/// The object identifiers of the algorithms in keys and signatures, with the documents that assign them.
enum AlgorithmOID {
  // RFC 8017, appendix C
  static let rsaEncryption: ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 1]
  static let sha1WithRSA: ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 5]
  static let mgf1: ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 8]
  static let rsassaPSS: ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 10]
  static let sha256WithRSA: ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 11]
  static let sha384WithRSA: ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 12]
  static let sha512WithRSA: ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 13]
  static let sha224WithRSA: ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 14]
  // RFC 5480
  static let ecPublicKey: ObjectIdentifier = [1, 2, 840, 10045, 2, 1]
  static let secp256r1: ObjectIdentifier = [1, 2, 840, 10045, 3, 1, 7]
  static let secp384r1: ObjectIdentifier = [1, 3, 132, 0, 34]
  static let secp521r1: ObjectIdentifier = [1, 3, 132, 0, 35]
  // RFC 5758, and RFC 3279 for SHA-1
  static let ecdsaWithSHA1: ObjectIdentifier = [1, 2, 840, 10045, 4, 1]
  static let ecdsaWithSHA224: ObjectIdentifier = [1, 2, 840, 10045, 4, 3, 1]
  static let ecdsaWithSHA256: ObjectIdentifier = [1, 2, 840, 10045, 4, 3, 2]
  static let ecdsaWithSHA384: ObjectIdentifier = [1, 2, 840, 10045, 4, 3, 3]
  static let ecdsaWithSHA512: ObjectIdentifier = [1, 2, 840, 10045, 4, 3, 4]
  // RFC 8410
  static let x25519: ObjectIdentifier = [1, 3, 101, 110]
  static let ed25519: ObjectIdentifier = [1, 3, 101, 112]
  // RFC 8017, appendix B.1
  static let sha1: ObjectIdentifier = [1, 3, 14, 3, 2, 26]
  static let sha224: ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 4]
  static let sha256: ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 1]
  static let sha384: ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 2]
  static let sha512: ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 3]
  // RFC 8018, appendices A, B and C
  static let pbkdf2: ObjectIdentifier = [1, 2, 840, 113549, 1, 5, 12]
  static let pbes2: ObjectIdentifier = [1, 2, 840, 113549, 1, 5, 13]
  static let hmacWithSHA1: ObjectIdentifier = [1, 2, 840, 113549, 2, 7]
  static let hmacWithSHA224: ObjectIdentifier = [1, 2, 840, 113549, 2, 8]
  static let hmacWithSHA256: ObjectIdentifier = [1, 2, 840, 113549, 2, 9]
  static let hmacWithSHA384: ObjectIdentifier = [1, 2, 840, 113549, 2, 10]
  static let hmacWithSHA512: ObjectIdentifier = [1, 2, 840, 113549, 2, 11]
  static let desEDE3CBC: ObjectIdentifier = [1, 2, 840, 113549, 3, 7]
  // NIST Computer Security Objects Register
  static let aes128CBC: ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 1, 2]
  static let aes192CBC: ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 1, 22]
  static let aes256CBC: ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 1, 42]
  // RFC 2985
  static let extensionRequest: ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 14]
}

/// The curves that keys may be on, by their names in certificates (RFC 5480, 2.1.1.1).
enum NamedCurve: CaseIterable {
  case p256, p384, p521

  var objectIdentifier: ObjectIdentifier {
    switch self {
    case .p256: AlgorithmOID.secp256r1
    case .p384: AlgorithmOID.secp384r1
    case .p521: AlgorithmOID.secp521r1
    }
  }

  /// The length of a scalar, or a coordinate, in bytes.
  var scalarByteCount: Int {
    switch self {
    case .p256: 32
    case .p384: 48
    case .p521: 66
    }
  }

  /// Reads ECParameters, of which only the name of a curve is supported.
  init(parameters node: DER.Node) throws(KeyError) {
    if node.identifier == .sequence || node.identifier == .null {
      throw .unsupported("an elliptic curve that is not given by its name (RFC 5480 2.1.1)")
    }
    do throws(ASN1Error) {
      let identifier = try ObjectIdentifier(derEncoded: node)
      guard let curve = Self.allCases.first(where: { $0.objectIdentifier == identifier }) else {
        throw node.invalid("")
      }
      self = curve
    } catch {
      if case .invalidValue = error.reason { throw .unsupported("an elliptic curve other than P-256, P-384 and P-521") }
      throw .der(error)
    }
  }
}
