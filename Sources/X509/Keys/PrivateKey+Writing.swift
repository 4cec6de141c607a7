import ASN1
import Primitives

extension PrivateKey {
  /// The DER of the key as PKCS #8 (RFC 5208), not encrypted.
  public var pkcs8Bytes: SecretBytes {
    var serializer = DER.Serializer(capacity: capacity)
    appendPKCS8(to: &serializer)
    return Self.secret(&serializer)
  }

  /// The DER of the key as PKCS #1 (RSA) or SEC 1 (elliptic curves), not encrypted.
  ///
  /// - Throws: `unsupported` for Ed25519, which has no such form.
  public borrowing func traditionalBytes() throws(KeyError) -> SecretBytes {
    guard kind != .ed25519 else { throw .unsupported("the traditional form of an Ed25519 key") }
    var serializer = DER.Serializer(capacity: capacity)
    appendAlgorithmForm(to: &serializer, namesCurve: true)
    return Self.secret(&serializer)
  }

  /// The most bytes that a key of this type takes in any form: RSA has 9 numbers that add up to less than 5 moduli.
  private var capacity: Int {
    switch self {
    case .rsa(let key): 5 * key.publicKey.modulus.count + 256
    default: 512
    }
  }

  private static func secret(_ serializer: inout DER.Serializer) -> SecretBytes {
    var bytes = serializer.take()
    let secret = SecretBytes(copying: bytes.span)
    Wipe.zero(&bytes)
    return secret
  }

  /// PrivateKeyInfo (RFC 5208, 5).
  private borrowing func appendPKCS8(to serializer: inout DER.Serializer) {
    let sequence = serializer.begin(.sequence)
    serializer.appendInteger(0)
    serializer.append(publicKey.subjectPublicKeyInfo.algorithm)
    let privateKey = serializer.begin(.octetString)
    appendAlgorithmForm(to: &serializer, namesCurve: false)
    serializer.end(privateKey)
    serializer.end(sequence)
  }

  /// What PKCS #8 encloses: RSAPrivateKey, ECPrivateKey, or CurvePrivateKey (RFC 8410, 7).
  private borrowing func appendAlgorithmForm(to serializer: inout DER.Serializer, namesCurve: Bool) {
    switch self {
    case .rsa(let key): Self.append(key, to: &serializer)
    case .p256(let key): Self.append(key, namesCurve, to: &serializer)
    case .p384(let key): Self.append(key, namesCurve, to: &serializer)
    case .p521(let key): Self.append(key, namesCurve, to: &serializer)
    case .ed25519(let key): Self.append(key, to: &serializer)
    }
  }

  // The functions for each type of key are not inlined: Swift 6.3's optimiser crashes on the switch that they would make.

  @inline(never)
  private static func append(
    _ key: borrowing Curve25519.Signing.PrivateKey, to serializer: inout DER.Serializer
  ) {
    let seed = key.rawRepresentation
    serializer.appendPrimitive(.octetString, content: seed.span)
  }

  @inline(never)
  private static func append(
    _ key: borrowing P256.Signing.PrivateKey, _ namesCurve: Bool, to serializer: inout DER.Serializer
  ) {
    append(.p256, key.rawRepresentation, key.publicKey.x963Representation, namesCurve, to: &serializer)
  }

  @inline(never)
  private static func append(
    _ key: borrowing P384.Signing.PrivateKey, _ namesCurve: Bool, to serializer: inout DER.Serializer
  ) {
    append(.p384, key.rawRepresentation, key.publicKey.x963Representation, namesCurve, to: &serializer)
  }

  @inline(never)
  private static func append(
    _ key: borrowing P521.Signing.PrivateKey, _ namesCurve: Bool, to serializer: inout DER.Serializer
  ) {
    append(.p521, key.rawRepresentation, key.publicKey.x963Representation, namesCurve, to: &serializer)
  }

  /// RSAPrivateKey (RFC 8017, appendix A.1.2).
  @inline(never)
  private static func append(_ key: borrowing RSA.Signing.PrivateKey, to serializer: inout DER.Serializer) {
    let sequence = serializer.begin(.sequence)
    serializer.appendInteger(0)
    serializer.appendUnsignedInteger(key.publicKey.modulus.span)
    serializer.appendUnsignedInteger(key.publicKey.publicExponent.span)
    append(key.privateExponent, to: &serializer)
    append(key.prime1, to: &serializer)
    append(key.prime2, to: &serializer)
    append(key.exponent1, to: &serializer)
    append(key.exponent2, to: &serializer)
    append(key.coefficient, to: &serializer)
    serializer.end(sequence)
  }

  private static func append(_ number: borrowing SecretBytes, to serializer: inout DER.Serializer) {
    serializer.appendUnsignedInteger(number.span)
  }

  /// ECPrivateKey (RFC 5915, 3).
  private static func append(
    _ curve: NamedCurve, _ scalar: borrowing SecretBytes, _ point: [UInt8], _ namesCurve: Bool,
    to serializer: inout DER.Serializer
  ) {
    let sequence = serializer.begin(.sequence)
    serializer.appendInteger(1)
    serializer.appendPrimitive(.octetString, content: scalar.span)
    if namesCurve { serializer.appendExplicit(0) { $0.append(curve.objectIdentifier) } }
    serializer.appendExplicit(1) { $0.appendBitString(point) }
    serializer.end(sequence)
  }
}
