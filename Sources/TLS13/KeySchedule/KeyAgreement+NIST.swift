import Primitives

extension KeyAgreement {
  static func secp256r1(_ share: KeyShareEntry, _ injected: [UInt8]?) throws(CryptoError) -> KeyAgreement {
    typealias Group = P256.KeyAgreement
    let peer = try Group.PublicKey(x963Representation: share.keyExchange.span)
    let key = if let injected { try Group.PrivateKey(rawRepresentation: injected.span) } else { Group.PrivateKey() }
    return KeyAgreement(
      .secp256r1, key.publicKey.x963Representation, try key.sharedSecretFromKeyAgreement(with: peer))
  }

  static func secp384r1(_ share: KeyShareEntry, _ injected: [UInt8]?) throws(CryptoError) -> KeyAgreement {
    typealias Group = P384.KeyAgreement
    let peer = try Group.PublicKey(x963Representation: share.keyExchange.span)
    let key = if let injected { try Group.PrivateKey(rawRepresentation: injected.span) } else { Group.PrivateKey() }
    return KeyAgreement(
      .secp384r1, key.publicKey.x963Representation, try key.sharedSecretFromKeyAgreement(with: peer))
  }

  static func secp521r1(_ share: KeyShareEntry, _ injected: [UInt8]?) throws(CryptoError) -> KeyAgreement {
    typealias Group = P521.KeyAgreement
    let peer = try Group.PublicKey(x963Representation: share.keyExchange.span)
    let key = if let injected { try Group.PrivateKey(rawRepresentation: injected.span) } else { Group.PrivateKey() }
    return KeyAgreement(
      .secp521r1, key.publicKey.x963Representation, try key.sharedSecretFromKeyAgreement(with: peer))
  }
}
