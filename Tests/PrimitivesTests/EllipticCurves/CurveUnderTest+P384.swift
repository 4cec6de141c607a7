import Primitives
import TestSupport
import Testing

extension CurveUnderTest {
  static let p384 = CurveUnderTest(
    name: "P-384", byteCount: 48,
    order: hex(
      "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf"
        + "581a0db248b0a77aecec196accc52973"),
    publicKey: { try P384.Signing.PrivateKey(rawRepresentation: $0.span).publicKey.x963Representation },
    compressedPublicKey: {
      try P384.Signing.PrivateKey(rawRepresentation: $0.span).publicKey.compressedX963Representation
    },
    readPoint: {
      let agreement = try P384.KeyAgreement.PublicKey(x963Representation: $0.span)
      #expect(
        agreement.compressedX963Representation
          == (try P384.Signing.PublicKey(x963Representation: $0.span)).compressedX963Representation)
      return agreement.x963Representation
    },
    agree: {
      try P384.KeyAgreement.PrivateKey(rawRepresentation: $0.span)
        .sharedSecretFromKeyAgreement(with: .init(x963Representation: $1.span)).array
    },
    sign: { privateKey, message, hash in
      let key = try P384.Signing.PrivateKey(rawRepresentation: privateKey.span)
      return switch hash {
      case .sha1: key.signature(for: message.span, using: SHA1.self).rawRepresentation
      case .sha224: key.signature(for: message.span, using: SHA224.self).rawRepresentation
      case .sha256: key.signature(for: message.span, using: SHA256.self).rawRepresentation
      case .sha384: key.signature(for: message.span, using: SHA384.self).rawRepresentation
      case .sha512: key.signature(for: message.span, using: SHA512.self).rawRepresentation
      }
    },
    verify: { publicKey, signature, message, hash in
      let key = try P384.Signing.PublicKey(x963Representation: publicKey.span)
      let signature = try P384.Signing.ECDSASignature(rawRepresentation: signature.span)
      return switch hash {
      case .sha1: key.isValidSignature(signature, for: message.span, using: SHA1.self)
      case .sha224: key.isValidSignature(signature, for: message.span, using: SHA224.self)
      case .sha256: key.isValidSignature(signature, for: message.span, using: SHA256.self)
      case .sha384: key.isValidSignature(signature, for: message.span, using: SHA384.self)
      case .sha512: key.isValidSignature(signature, for: message.span, using: SHA512.self)
      }
    },
    verifyDigest: { publicKey, signature, digest in
      try P384.Signing.PublicKey(x963Representation: publicKey.span)
        .isValidSignature(.init(rawRepresentation: signature.span), forDigest: digest.span)
    },
    generate: { random in
      var source = ChosenRandom(bytes: random)
      let key = P384.Signing.PrivateKey(using: &source)
      return (key.rawRepresentation.array, source.drawn)
    })
}
