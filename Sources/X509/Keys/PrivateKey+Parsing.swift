import ASN1
import Primitives

extension PrivateKey {
  /// Reads the DER of a PKCS #8 key (RFC 5958; encrypted or not), of a PKCS #1 key or of a SEC 1 key, whichever it is.
  ///
  /// - Throws: a `KeyError`; `passphraseNeeded` when the key is encrypted and there is no passphrase.
  public init(derEncoded bytes: [UInt8], passphrase: Span<UInt8>? = nil) throws(KeyError) {
    let form = try Self.form(of: bytes)
    switch form {
    case .encrypted:
      guard let passphrase else { throw .passphraseNeeded }
      self = try Self.decrypt(bytes, passphrase: passphrase)
    case .pkcs8, .pkcs1, .sec1: self = try Self.parse(bytes, as: form)
    }
  }

  /// The structures that hold a private key.
  enum Form { case pkcs8, encrypted, pkcs1, sec1 }

  /// Tells the structures apart by their first two fields.
  private static func form(of bytes: [UInt8]) throws(KeyError) -> Form {
    do throws(ASN1Error) {
      var fields = try DER.parse(bytes).sequence()
      let first = try fields.next()
      let second = try fields.next()
      return switch (first.identifier, second.identifier) {
      case (.sequence, .octetString): .encrypted  // algorithm, data
      case (.integer, .sequence): .pkcs8  // version, algorithm
      case (.integer, .octetString): .sec1  // version, scalar
      case (.integer, .integer): .pkcs1  // version, modulus
      default: throw first.invalid("this is none of PKCS #8, PKCS #1 and SEC 1")
      }
    } catch {
      throw .der(error)
    }
  }

  /// Reads a key that is not encrypted. No part of it is copied but into the key itself.
  static func parse(_ bytes: [UInt8], as form: Form) throws(KeyError) -> PrivateKey {
    let node: DER.Node
    do throws(ASN1Error) { node = try DER.parse(bytes) } catch { throw .der(error) }
    return switch form {
    case .pkcs1: try rsa(node)
    case .sec1: try ellipticCurve(node, curve: nil)
    case .pkcs8, .encrypted: try pkcs8(node)
    }
  }

  // MARK: PKCS #8

  /// OneAsymmetricKey (RFC 5958, 2).
  private static func pkcs8(_ node: DER.Node) throws(KeyError) -> PrivateKey {
    let algorithm: AlgorithmIdentifier.Parsed
    let content: ArraySlice<UInt8>
    let publicBytes: ArraySlice<UInt8>?
    do throws(ASN1Error) {
      var fields = try node.sequence()
      let version = try fields.next(.integer)
      let number = try version.int()
      guard number == 0 || number == 1 else {
        throw ASN1Error(
          .integerOutOfRange(rule: "RFC 5958 2: the version is 0 or 1, found \(number)"), at: version.offset)
      }
      algorithm = try AlgorithmIdentifier.Parsed(fields.next(.sequence))
      content = try fields.next(.octetString).octetString()
      if let attributes = try fields.nextIf(.contextSpecificConstructed(0)) {
        _ = try attributes.setOf(.contextSpecificConstructed(0))
      }
      publicBytes = try fields.nextIf(.contextSpecific(1))?.wholeByteBitString(.contextSpecific(1))
      guard (publicBytes != nil) == (number == 1) else {
        throw version.invalid("RFC 5958 2: version 1 is for keys with a publicKey field")
      }
      try fields.end()
    } catch {
      throw .der(error)
    }
    let key = try privateKey(algorithm, content)
    if let publicBytes, !publicBytes.elementsEqual(key.publicKey.subjectPublicKeyInfo.keyBytes) {
      throw .publicKeyMismatch
    }
    return key
  }

  private static func privateKey(
    _ algorithm: AlgorithmIdentifier.Parsed, _ content: ArraySlice<UInt8>
  ) throws(KeyError) -> PrivateKey {
    let node: DER.Node
    do throws(ASN1Error) {
      switch algorithm.algorithm {
      case AlgorithmOID.rsaEncryption: try algorithm.requireNull()
      case AlgorithmOID.ed25519: try algorithm.requireAbsent()
      case AlgorithmOID.rsassaPSS:
        if let parameters = algorithm.parameters { _ = try RSAPSSParameters(derEncoded: parameters) }
      case AlgorithmOID.ecPublicKey: break
      default: throw algorithm.node.invalid("")
      }
      node = try DER.parse(content)
    } catch {
      if case .invalidValue("") = error.reason {
        throw .unsupported("a private key of the algorithm \(algorithm.algorithm)")
      }
      throw .der(error)
    }
    switch algorithm.algorithm {
    case AlgorithmOID.ed25519:
      let seed: ArraySlice<UInt8>
      do throws(ASN1Error) { seed = try node.octetString() } catch { throw .der(error) }
      do throws(CryptoError) {
        return .ed25519(try Curve25519.Signing.PrivateKey(rawRepresentation: seed.span))
      } catch {
        throw .cryptographic(error)
      }
    case AlgorithmOID.ecPublicKey:
      guard let parameters = algorithm.parameters else {
        throw .der(algorithm.node.invalid("RFC 5480 2.1.1: the parameters of an elliptic curve key are present"))
      }
      return try ellipticCurve(node, curve: try NamedCurve(parameters: parameters))
    default:
      // A key for RSASSA-PSS only has the same numbers; what it is restricted to stands in its certificate.
      return try rsa(node)
    }
  }

  // MARK: PKCS #1

  /// RSAPrivateKey (RFC 8017, appendix A.1.2).
  private static func rsa(_ node: DER.Node) throws(KeyError) -> PrivateKey {
    let (n, e, d, p, q): (ArraySlice<UInt8>, ArraySlice<UInt8>, ArraySlice<UInt8>, ArraySlice<UInt8>, ArraySlice<UInt8>)
    let (dP, dQ, qInv): (ArraySlice<UInt8>, ArraySlice<UInt8>, ArraySlice<UInt8>)
    do throws(ASN1Error) {
      var fields = try node.sequence()
      let version = try fields.next(.integer)
      guard try version.int() == 0 else {
        throw ASN1Error(
          .integerOutOfRange(rule: "RFC 8017 A.1.2: the version is 0; keys of more than two primes are not supported"),
          at: version.offset)
      }
      n = try fields.next(.integer).unsignedIntegerBytes()
      e = try fields.next(.integer).unsignedIntegerBytes()
      d = try fields.next(.integer).unsignedIntegerBytes()
      p = try fields.next(.integer).unsignedIntegerBytes()
      q = try fields.next(.integer).unsignedIntegerBytes()
      dP = try fields.next(.integer).unsignedIntegerBytes()
      dQ = try fields.next(.integer).unsignedIntegerBytes()
      qInv = try fields.next(.integer).unsignedIntegerBytes()
      try fields.end()
    } catch {
      throw .der(error)
    }
    do throws(CryptoError) {
      return .rsa(
        try RSA.Signing.PrivateKey(
          modulus: n.span, publicExponent: e.span, privateExponent: d.span, prime1: p.span, prime2: q.span,
          exponent1: dP.span, exponent2: dQ.span, coefficient: qInv.span))
    } catch {
      throw .cryptographic(error)
    }
  }

  // MARK: SEC 1

  /// ECPrivateKey (RFC 5915, 3), on `curve` where the structure around it says so.
  private static func ellipticCurve(_ node: DER.Node, curve outerCurve: NamedCurve?) throws(KeyError) -> PrivateKey {
    let scalar: DER.Node
    let parameters: DER.Node?
    let publicBytes: ArraySlice<UInt8>?
    do throws(ASN1Error) {
      var fields = try node.sequence()
      let version = try fields.next(.integer)
      guard try version.int() == 1 else {
        throw ASN1Error(.integerOutOfRange(rule: "RFC 5915 3: the version is 1"), at: version.offset)
      }
      scalar = try fields.next(.octetString)
      parameters = try fields.nextIf(.contextSpecificConstructed(0))?.explicit(0)
      publicBytes = try fields.nextIf(.contextSpecificConstructed(1))?.explicit(1).wholeByteBitString()
      try fields.end()
    } catch {
      throw .der(error)
    }
    let innerCurve = if let parameters { try NamedCurve(parameters: parameters) } else { outerCurve }
    guard let curve = innerCurve else {
      throw .der(node.invalid("RFC 5915 3: the parameters name the curve, here or in the structure around it"))
    }
    guard outerCurve == nil || outerCurve == curve else {
      throw .der(node.invalid("RFC 5915 3: the curve is the one that PKCS #8 names"))
    }
    guard scalar.contentBytes.count == curve.scalarByteCount else {
      throw .der(scalar.invalid("RFC 5915 3: the private key has \(curve.scalarByteCount) bytes"))
    }
    let key: PrivateKey
    do throws(CryptoError) {
      let bytes = scalar.contentBytes
      key =
        switch curve {
        case .p256: .p256(try P256.Signing.PrivateKey(rawRepresentation: bytes.span))
        case .p384: .p384(try P384.Signing.PrivateKey(rawRepresentation: bytes.span))
        case .p521: .p521(try P521.Signing.PrivateKey(rawRepresentation: bytes.span))
        }
    } catch {
      throw .cryptographic(error)
    }
    if let publicBytes { try key.requirePublicKey(point: publicBytes) }
    return key
  }

  /// Throws unless `point`, compressed or not, is this key's public key.
  private borrowing func requirePublicKey(point: ArraySlice<UInt8>) throws(KeyError) {
    let isSame: Bool
    do throws(CryptoError) {
      isSame =
        switch self {
        case .p256(let key): try P256.Signing.PublicKey(x963Representation: point.span) == key.publicKey
        case .p384(let key): try P384.Signing.PublicKey(x963Representation: point.span) == key.publicKey
        case .p521(let key): try P521.Signing.PublicKey(x963Representation: point.span) == key.publicKey
        case .rsa: false
        case .ed25519: false
        }
    } catch {
      throw .cryptographic(error)
    }
    guard isSame else { throw .publicKeyMismatch }
  }
}
