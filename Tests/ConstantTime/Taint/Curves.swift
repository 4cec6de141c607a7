import Primitives

private let message = bytes(130)

let curveScenarios = [
  Scenario(name: "x25519-agree") {
    let publicKey = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes(32, first: 5).span).publicKey
    let key = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret(bytes(32)).span)
    consume(try key.sharedSecretFromKeyAgreement(with: publicKey))
  },
  Scenario(name: "ed25519-sign") {
    let key = try Curve25519.Signing.PrivateKey(rawRepresentation: secret(bytes(32)).span)
    consume(key.signature(for: message.span))
  },
  Scenario(name: "p256-sign") {
    let key = try P256.Signing.PrivateKey(rawRepresentation: secret(bytes(32)).span)
    consume(key.signature(for: message.span, using: SHA256.self))
  },
  Scenario(name: "p384-sign") {
    let key = try P384.Signing.PrivateKey(rawRepresentation: secret(bytes(48)).span)
    consume(key.signature(for: message.span, using: SHA384.self))
  },
  Scenario(name: "p521-sign") {
    let key = try P521.Signing.PrivateKey(rawRepresentation: secret(bytes(66, first: 0)).span)
    consume(key.signature(for: message.span, using: SHA512.self))
  },
  Scenario(name: "p256-ecdh") {
    let publicKey = try P256.KeyAgreement.PrivateKey(rawRepresentation: bytes(32, first: 5).span).publicKey
    let key = try P256.KeyAgreement.PrivateKey(rawRepresentation: secret(bytes(32)).span)
    consume(try key.sharedSecretFromKeyAgreement(with: publicKey))
  },
  Scenario(name: "p384-ecdh") {
    let publicKey = try P384.KeyAgreement.PrivateKey(rawRepresentation: bytes(48, first: 5).span).publicKey
    let key = try P384.KeyAgreement.PrivateKey(rawRepresentation: secret(bytes(48)).span)
    consume(try key.sharedSecretFromKeyAgreement(with: publicKey))
  },
  Scenario(name: "p521-ecdh") {
    let publicKey = try P521.KeyAgreement.PrivateKey(rawRepresentation: bytes(66, first: 1).span).publicKey
    let key = try P521.KeyAgreement.PrivateKey(rawRepresentation: secret(bytes(66, first: 0)).span)
    consume(try key.sharedSecretFromKeyAgreement(with: publicKey))
  },
]
