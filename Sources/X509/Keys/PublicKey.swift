import ASN1
import Primitives

/// A public key as certificates and requests carry it (SubjectPublicKeyInfo, RFC 5280, 4.1.2.7).
public enum PublicKey: Sendable, Equatable {
  /// RSA, for both paddings (RFC 3279, 2.3.1).
  case rsa(RSA.Signing.PublicKey)
  /// RSA for RSASSA-PSS only, perhaps with the one hash function and least salt it may be used with (RFC 4055, 1.2).
  case rsaPSS(RSA.Signing.PublicKey, RSAPSSParameters?)
  /// ECDSA on P-256 (RFC 5480).
  case p256(P256.Signing.PublicKey)
  /// ECDSA on P-384.
  case p384(P384.Signing.PublicKey)
  /// ECDSA on P-521.
  case p521(P521.Signing.PublicKey)
  /// Ed25519 (RFC 8410).
  case ed25519(Curve25519.Signing.PublicKey)
  /// X25519, for key agreement: it verifies nothing (RFC 8410).
  case x25519(Curve25519.KeyAgreement.PublicKey)

  /// The key as SubjectPublicKeyInfo.
  public var subjectPublicKeyInfo: SubjectPublicKeyInfo {
    switch self {
    case .rsa(let key):
      SubjectPublicKeyInfo(algorithm: .withNull(AlgorithmOID.rsaEncryption), keyBytes: Self.rsaPublicKey(key))
    case .rsaPSS(let key, let parameters):
      SubjectPublicKeyInfo(
        algorithm: AlgorithmIdentifier(
          algorithm: AlgorithmOID.rsassaPSS, parameters: parameters.map { ASN1Any($0) }),
        keyBytes: Self.rsaPublicKey(key))
    case .p256(let key): Self.ellipticCurve(.p256, key.x963Representation)
    case .p384(let key): Self.ellipticCurve(.p384, key.x963Representation)
    case .p521(let key): Self.ellipticCurve(.p521, key.x963Representation)
    case .ed25519(let key):
      SubjectPublicKeyInfo(
        algorithm: AlgorithmIdentifier(algorithm: AlgorithmOID.ed25519), keyBytes: key.rawRepresentation)
    case .x25519(let key):
      SubjectPublicKeyInfo(
        algorithm: AlgorithmIdentifier(algorithm: AlgorithmOID.x25519), keyBytes: key.rawRepresentation)
    }
  }

  /// The DER of SubjectPublicKeyInfo.
  public var derBytes: [UInt8] { subjectPublicKeyInfo.derBytes }

  /// The key as PEM with the label `PUBLIC KEY`.
  public var pemRepresentation: String { PEMDocument(type: "PUBLIC KEY", derBytes: derBytes).pemString }

  /// The key's type and, for RSA, its size, for people.
  public var kindDescription: String {
    switch self {
    case .rsa(let key): "RSA, \(key.modulusBitCount) bits"
    case .rsaPSS(let key, _): "RSASSA-PSS, \(key.modulusBitCount) bits"
    case .p256: "P-256"
    case .p384: "P-384"
    case .p521: "P-521"
    case .ed25519: "Ed25519"
    case .x25519: "X25519"
    }
  }

  private static func ellipticCurve(_ curve: NamedCurve, _ point: [UInt8]) -> SubjectPublicKeyInfo {
    SubjectPublicKeyInfo(
      algorithm: AlgorithmIdentifier(
        algorithm: AlgorithmOID.ecPublicKey, parameters: ASN1Any(curve.objectIdentifier)),
      keyBytes: point)
  }

  private static func rsaPublicKey(_ key: RSA.Signing.PublicKey) -> [UInt8] {
    var serializer = DER.Serializer()
    serializer.appendSequence { fields in
      fields.append(ASN1Integer(magnitude: key.modulus))
      fields.append(ASN1Integer(magnitude: key.publicExponent))
    }
    return serializer.bytes
  }
}
