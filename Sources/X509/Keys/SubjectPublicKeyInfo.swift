import ASN1
import Primitives

/// A public key of any algorithm, as it is encoded (RFC 5280, 4.1.2.7).
public struct SubjectPublicKeyInfo: Hashable, Sendable {
  /// The key's algorithm and, for elliptic curves, the curve.
  public let algorithm: AlgorithmIdentifier
  /// The content of the BIT STRING, whose form depends on the algorithm.
  public let keyBytes: [UInt8]

  /// A key in the form of its algorithm.
  public init(algorithm: AlgorithmIdentifier, keyBytes: [UInt8]) {
    self.algorithm = algorithm
    self.keyBytes = keyBytes
  }

  /// The key's identifier for certificates: the SHA-1 digest of the key's bytes (RFC 5280, 4.2.1.2, method 1). It is a
  /// name, not a proof, so that collisions do not matter.
  public var keyIdentifier: [UInt8] { SHA1.hash(data: keyBytes.span).bytes }

  /// The key as a part of the input.
  struct Parsed {
    let info: SubjectPublicKeyInfo
    let algorithm: AlgorithmIdentifier.Parsed
    private let keyNode: DER.Node

    init(_ node: DER.Node) throws(ASN1Error) {
      var fields = try node.sequence()
      algorithm = try AlgorithmIdentifier.Parsed(fields.next(.sequence))
      keyNode = try fields.next(.bitString)
      try fields.end()
      info = SubjectPublicKeyInfo(
        algorithm: algorithm.identifier, keyBytes: Array(try keyNode.wholeByteBitString()))
    }

    /// The key, or `nil` when its algorithm or curve is not supported.
    ///
    /// - Throws: an `ASN1Error` when the algorithm is known and parameters or key break its rules.
    func publicKey() throws(ASN1Error) -> PublicKey? {
      let bytes = try keyNode.wholeByteBitString()
      switch algorithm.algorithm {
      case AlgorithmOID.rsaEncryption:
        try algorithm.requireNull()
        return try PublicKey.rsa(DER.parse(bytes)).map { .rsa($0) }
      case AlgorithmOID.rsassaPSS:
        guard let key = try PublicKey.rsa(DER.parse(bytes)) else { return nil }
        guard let parameters = algorithm.parameters else { return .rsaPSS(key, nil) }
        guard let restriction = try RSAPSSParameters(derEncoded: parameters) else { return nil }
        return .rsaPSS(key, restriction)
      case AlgorithmOID.ecPublicKey:
        guard let parameters = algorithm.parameters else {
          throw algorithm.node.invalid("RFC 5480 2.1.1: the parameters of an elliptic curve key are present")
        }
        // ECParameters is a CHOICE; RFC 5480 leaves only the curve's name of it, which old certificates do not know.
        guard parameters.identifier == .objectIdentifier else { return nil }
        let identifier = try ObjectIdentifier(derEncoded: parameters)
        guard let curve = NamedCurve.allCases.first(where: { $0.objectIdentifier == identifier }) else { return nil }
        return try construct { () throws(CryptoError) in
          switch curve {
          case .p256: .p256(try P256.Signing.PublicKey(x963Representation: bytes.span))
          case .p384: .p384(try P384.Signing.PublicKey(x963Representation: bytes.span))
          case .p521: .p521(try P521.Signing.PublicKey(x963Representation: bytes.span))
          }
        }
      case AlgorithmOID.ed25519:
        try algorithm.requireAbsent()
        return try construct { () throws(CryptoError) in
          .ed25519(try Curve25519.Signing.PublicKey(rawRepresentation: bytes.span))
        }
      case AlgorithmOID.x25519:
        try algorithm.requireAbsent()
        return try construct { () throws(CryptoError) in
          .x25519(try Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes.span))
        }
      default: return nil
      }
    }

    private func construct(_ body: () throws(CryptoError) -> PublicKey) throws(ASN1Error) -> PublicKey {
      do throws(CryptoError) { return try body() } catch {
        throw keyNode.invalid("the public key is invalid: \(error.text)")
      }
    }
  }
}

extension SubjectPublicKeyInfo: DERParseable, DERSerializable {
  /// Reads SubjectPublicKeyInfo.
  public init(derEncoded node: DER.Node) throws(ASN1Error) { self = try Parsed(node).info }

  /// Writes SubjectPublicKeyInfo.
  public func serialize(into serializer: inout DER.Serializer) {
    serializer.appendSequence { fields in
      fields.append(algorithm)
      fields.appendBitString(keyBytes)
    }
  }
}

extension PublicKey {
  /// Reads RSAPublicKey (RFC 8017, appendix A.1.1); `nil` for a modulus of a size that is not supported.
  static func rsa(_ node: DER.Node) throws(ASN1Error) -> RSA.Signing.PublicKey? {
    var fields = try node.sequence()
    let modulus = try fields.next(.integer).unsignedIntegerBytes()
    let exponent = try fields.next(.integer).unsignedIntegerBytes()
    try fields.end()
    do throws(CryptoError) {
      return try RSA.Signing.PublicKey(modulus: modulus.span, publicExponent: exponent.span)
    } catch {
      if case .incorrectKeySize = error { return nil }
      throw node.invalid("the public key is invalid: \(error.text)")
    }
  }
}
