import X509

/// Signs CertificateVerify messages with a private key of X509; any number of connections may use it at once.
final class PrivateKeySigner: HandshakeSigner {
  private let key: PrivateKey
  let schemes: [SignatureScheme]

  init(_ key: consuming PrivateKey) {
    // Each curve has one scheme, with the hash of its strength; RSA signs with any hash, so the cheapest goes first.
    schemes =
      switch key.kind {
      case .rsa: [.rsaPSSRSAESHA256, .rsaPSSRSAESHA384, .rsaPSSRSAESHA512]
      case .p256: [.ecdsaSecp256r1SHA256]
      case .p384: [.ecdsaSecp384r1SHA384]
      case .p521: [.ecdsaSecp521r1SHA512]
      case .ed25519: [.ed25519]
      }
    self.key = key
  }

  func signature(for content: [UInt8], scheme: SignatureScheme) throws(TLSError) -> [UInt8] {
    let algorithm: SignatureAlgorithm =
      switch scheme {
      case .ecdsaSecp256r1SHA256: .ecdsaWithSHA256
      case .ecdsaSecp384r1SHA384: .ecdsaWithSHA384
      case .ecdsaSecp521r1SHA512: .ecdsaWithSHA512
      case .rsaPSSRSAESHA256: .rsaPSSWithSHA256
      case .rsaPSSRSAESHA384: .rsaPSSWithSHA384
      case .rsaPSSRSAESHA512: .rsaPSSWithSHA512
      default: .ed25519
      }
    do throws(KeyError) {
      return try key.sign(content.span, algorithm: algorithm)
    } catch {
      throw .internalFailure(reason: "signing with \(scheme): \(error)")
    }
  }
}
