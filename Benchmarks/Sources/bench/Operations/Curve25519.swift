import Crypto
import Primitives

/// X25519 and Ed25519.
func curve25519Operations() -> [Operation] {
  typealias Ours = Primitives.Curve25519
  typealias Peer = Crypto.Curve25519
  let generator = OpenSSL.KeyGenerator("X25519")
  return [
    Operation(name: "x25519-agree") {
      let key = Shared(Ours.KeyAgreement.PrivateKey())
      let publicKey = Ours.KeyAgreement.PrivateKey().publicKey
      let openSSL = OpenSSL.Agreement(OpenSSL.Key(generator.next()), with: OpenSSL.Key(generator.next()))
      let boringSSL = Peer.KeyAgreement.PrivateKey()
      let peerKey = Peer.KeyAgreement.PrivateKey().publicKey
      return [
        .ours { consume(must { try key.value.sharedSecretFromKeyAgreement(with: publicKey) }) },
        .openSSL { openSSL.agree() },
        .boringSSL { consume(must { try boringSSL.sharedSecretFromKeyAgreement(with: peerKey) }) },
      ]
    },
    Operation(name: "x25519-keygen") {
      [
        .ours { consume(Ours.KeyAgreement.PrivateKey().publicKey.rawRepresentation) },
        .openSSL { generator.generateShare() },
        .boringSSL { consume(Peer.KeyAgreement.PrivateKey().publicKey.rawRepresentation) },
      ]
    },
    Operation(name: "ed25519-sign") {
      let key = Shared(Ours.Signing.PrivateKey())
      let openSSL = OpenSSL.EdwardsSigner(
        OpenSSL.Key(OpenSSL.KeyGenerator("ED25519").next()), message: signedMessage)
      let boringSSL = Peer.Signing.PrivateKey()
      return [
        .ours { consume(key.value.signature(for: signedMessage.span)) },
        .openSSL { openSSL.sign() },
        .boringSSL { consume(must { try boringSSL.signature(for: signedMessage) }) },
      ]
    },
    Operation(name: "ed25519-verify") {
      let key = Ours.Signing.PrivateKey()
      let publicKey = key.publicKey
      let signature = key.signature(for: signedMessage.span)
      let openSSL = OpenSSL.EdwardsSigner(
        OpenSSL.Key(OpenSSL.KeyGenerator("ED25519").next()), message: signedMessage)
      let peerKey = must { try Peer.Signing.PublicKey(rawRepresentation: publicKey.rawRepresentation) }
      return [
        .ours { expect(publicKey.isValidSignature(signature.span, for: signedMessage.span), "ours is valid") },
        .openSSL { openSSL.verify() },
        .boringSSL { expect(peerKey.isValidSignature(signature, for: signedMessage), "BoringSSL accepts ours") },
      ]
    },
    // 64 keys and messages at once; peers, which have no such thing, one by one. The rate is that of signatures.
    Operation(name: "ed25519-verify-batch-64") {
      let count = 64
      let messages = (0..<count).map { signedMessage + [UInt8($0)] }
      let signed = messages.map { message in
        let key = Ours.Signing.PrivateKey()
        return (key: key.publicKey, signature: key.signature(for: message.span), message: message)
      }
      let openSSL = OpenSSL.EdwardsSigner(
        OpenSSL.Key(OpenSSL.KeyGenerator("ED25519").next()), message: signedMessage)
      let peerKey = must { try Peer.Signing.PublicKey(rawRepresentation: signed[0].key.rawRepresentation) }
      return [
        .ours(operationsPerRun: count) {
          var batch = Ours.Signing.BatchVerifier()
          for one in signed { batch.append(one.signature.span, for: one.message.span, by: one.key) }
          expect(batch.isValid(), "our signatures are valid")
        },
        .openSSL { openSSL.verify() },
        .boringSSL {
          expect(peerKey.isValidSignature(signed[0].signature, for: signed[0].message), "BoringSSL accepts ours")
        },
      ]
    },
  ]
}
