import Crypto
import Primitives

/// ECDSA and ECDH. A generated key counts with its encoded public half, which a key share needs.
func nistCurveOperations() -> [Operation] {
  operations(
    "p256", "P-256", hash: "SHA256", Primitives.SHA256.self,
    Primitives.P256.Signing.PrivateKey.self, Primitives.P256.KeyAgreement.PrivateKey.self,
    Crypto.P256.Signing.PrivateKey.self, Crypto.P256.KeyAgreement.PrivateKey.self)
    + operations(
      "p384", "P-384", hash: "SHA384", Primitives.SHA384.self,
      Primitives.P384.Signing.PrivateKey.self, Primitives.P384.KeyAgreement.PrivateKey.self,
      Crypto.P384.Signing.PrivateKey.self, Crypto.P384.KeyAgreement.PrivateKey.self)
    + operations(
      "p521", "P-521", hash: "SHA512", Primitives.SHA512.self,
      Primitives.P521.Signing.PrivateKey.self, Primitives.P521.KeyAgreement.PrivateKey.self,
      Crypto.P521.Signing.PrivateKey.self, Crypto.P521.KeyAgreement.PrivateKey.self)
}

private func operations<
  H: Primitives.HashFunction, Signing: OurSigningKey & ~Copyable, Agreement: OurAgreementKey & ~Copyable,
  PeerSigning: PeerSigningKey, PeerAgreement: PeerAgreementKey
>(
  _ name: String, _ curve: String, hash: String, _: H.Type, _: Signing.Type, _: Agreement.Type,
  _: PeerSigning.Type, _: PeerAgreement.Type
) -> [Operation] {
  let generator = OpenSSL.KeyGenerator(curve: curve)
  return [
    Operation(name: name + "-sign") {
      let key = Shared(Signing())
      let openSSL = OpenSSL.Signer(OpenSSL.Key(generator.next()), hash: hash, isPSS: false, message: signedMessage)
      let boringSSL = PeerSigning(compactRepresentable: false)
      return [
        .ours { consume(key.value.signature(for: signedMessage.span, using: H.self)) },
        .openSSL { openSSL.sign() },
        .boringSSL { consume(must { try boringSSL.signature(for: signedMessage) }) },
      ]
    },
    Operation(name: name + "-verify") {
      let key = Signing()
      let publicKey = key.publicKey
      let signature = key.signature(for: signedMessage.span, using: H.self)
      let openSSL = OpenSSL.Signer(OpenSSL.Key(generator.next()), hash: hash, isPSS: false, message: signedMessage)
      let boringSSL = PeerSigning(compactRepresentable: false)
      let peerKey = boringSSL.publicKey
      let peerSignature = must { try boringSSL.signature(for: signedMessage) }
      return [
        .ours {
          expect(publicKey.isValidSignature(signature, for: signedMessage.span, using: H.self), "ours is valid")
        },
        .openSSL { openSSL.verify() },
        .boringSSL { expect(peerKey.isValidSignature(peerSignature, for: signedMessage), "BoringSSL's is valid") },
      ]
    },
    Operation(name: name + "-ecdh") {
      let key = Shared(Agreement())
      let publicKey = Agreement().publicKey
      let openSSL = OpenSSL.Agreement(OpenSSL.Key(generator.next()), with: OpenSSL.Key(generator.next()))
      let boringSSL = PeerAgreement(compactRepresentable: false)
      let peerKey = PeerAgreement(compactRepresentable: false).publicKey
      return [
        .ours { consume(must { try key.value.sharedSecretFromKeyAgreement(with: publicKey) }) },
        .openSSL { openSSL.agree() },
        .boringSSL { consume(must { try boringSSL.sharedSecretFromKeyAgreement(with: peerKey) }) },
      ]
    },
    Operation(name: name + "-keygen") {
      [
        .ours { consume(Agreement().publicKey.x963Representation) },
        .openSSL { generator.generateShare() },
        .boringSSL { consume(PeerAgreement(compactRepresentable: false).publicKey.x963Representation) },
      ]
    },
  ]
}
