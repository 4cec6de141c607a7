import Primitives

/// The server's half of the ephemeral key exchange (RFC 9846, sections 4.2.8.2 and 7.4.2): what it sends, and what both
/// sides then know.
struct KeyAgreement: ~Copyable {
  let serverShare: KeyShareEntry
  let sharedSecret: SecretBytes

  /// Answers the client's share with a fresh key of the same group.
  ///
  /// `injected` is the private key to use instead; published traces need it, and nothing else may.
  init(answering share: KeyShareEntry, injected: [UInt8]? = nil) throws(TLSError) {
    guard share.keyExchange.count == share.group.keyShareByteCount else {
      throw Self.invalid(share, "\(share.keyExchange.count) bytes long")
    }
    // All groups but x25519 have points, of which only the uncompressed form is allowed.
    guard share.group == .x25519 || share.keyExchange.first == 4 else {
      throw Self.invalid(share, "not an uncompressed point")
    }
    do throws(CryptoError) {
      switch share.group {
      case .secp256r1: self = try Self.secp256r1(share, injected)
      case .secp384r1: self = try Self.secp384r1(share, injected)
      case .secp521r1: self = try Self.secp521r1(share, injected)
      default: self = try Self.x25519(share, injected)
      }
    } catch {
      throw Self.invalid(share, "\(error)")
    }
  }

  init(_ group: NamedGroup, _ publicKey: [UInt8], _ sharedSecret: consuming SecretBytes) {
    serverShare = KeyShareEntry(group: group, keyExchange: publicKey)
    self.sharedSecret = sharedSecret
  }

  private static func invalid(_ share: KeyShareEntry, _ reason: String) -> TLSError {
    .peerMisbehaved(.illegalParameter(field: "key_exchange for \(share.group)", reason: reason))
  }

  private static func x25519(_ share: KeyShareEntry, _ injected: [UInt8]?) throws(CryptoError) -> KeyAgreement {
    typealias Group = Curve25519.KeyAgreement
    let peer = try Group.PublicKey(rawRepresentation: share.keyExchange.span)
    let key = if let injected { try Group.PrivateKey(rawRepresentation: injected.span) } else { Group.PrivateKey() }
    return KeyAgreement(
      .x25519, key.publicKey.rawRepresentation, try key.sharedSecretFromKeyAgreement(with: peer))
  }
}
