import Primitives

/// A private key that signs certificates, requests and handshakes; it is wiped when it goes away.
public enum PrivateKey: ~Copyable, Sendable {
  /// RSA.
  case rsa(RSA.Signing.PrivateKey)
  /// ECDSA on P-256.
  case p256(P256.Signing.PrivateKey)
  /// ECDSA on P-384.
  case p384(P384.Signing.PrivateKey)
  /// ECDSA on P-521.
  case p521(P521.Signing.PrivateKey)
  /// Ed25519.
  case ed25519(Curve25519.Signing.PrivateKey)

  /// The types of key that can be made.
  public enum Kind: Hashable, Sendable, CustomStringConvertible {
    /// RSA with a modulus of that many bits.
    case rsa(bitCount: Int)
    /// P-256.
    case p256
    /// P-384.
    case p384
    /// P-521.
    case p521
    /// Ed25519.
    case ed25519

    /// The type's name, as `RSA-2048`.
    public var description: String {
      switch self {
      case .rsa(let bitCount): "RSA-\(bitCount)"
      case .p256: "P-256"
      case .p384: "P-384"
      case .p521: "P-521"
      case .ed25519: "Ed25519"
      }
    }
  }

  /// A new random key.
  ///
  /// - Throws: `cryptographic` when an RSA key of that size is not made.
  public static func generate(_ kind: Kind) throws(KeyError) -> PrivateKey {
    switch kind {
    case .rsa(let bitCount):
      do throws(CryptoError) {
        return .rsa(try RSA.Signing.PrivateKey(modulusBitCount: bitCount))
      } catch {
        throw .cryptographic(error)
      }
    case .p256: return .p256(P256.Signing.PrivateKey())
    case .p384: return .p384(P384.Signing.PrivateKey())
    case .p521: return .p521(P521.Signing.PrivateKey())
    case .ed25519: return .ed25519(Curve25519.Signing.PrivateKey())
    }
  }

  /// The key's type.
  public var kind: Kind {
    switch self {
    case .rsa(let key): .rsa(bitCount: key.publicKey.modulusBitCount)
    case .p256: .p256
    case .p384: .p384
    case .p521: .p521
    case .ed25519: .ed25519
    }
  }

  /// The public key that belongs to this key.
  public var publicKey: PublicKey {
    switch self {
    case .rsa(let key): .rsa(key.publicKey)
    case .p256(let key): .p256(key.publicKey)
    case .p384(let key): .p384(key.publicKey)
    case .p521(let key): .p521(key.publicKey)
    case .ed25519(let key): .ed25519(key.publicKey)
    }
  }
}
