import Primitives
import TestSupport
import Testing

extension CurveUnderTest {
  static let p521 = CurveUnderTest(
    name: "P-521", byteCount: 66,
    order: hex(
      "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
        + "fffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e9138"
        + "6409"),
    publicKey: { try P521.Signing.PrivateKey(rawRepresentation: $0.span).publicKey.x963Representation },
    compressedPublicKey: {
      try P521.Signing.PrivateKey(rawRepresentation: $0.span).publicKey.compressedX963Representation
    },
    readPoint: {
      let agreement = try P521.KeyAgreement.PublicKey(x963Representation: $0.span)
      #expect(
        agreement.compressedX963Representation
          == (try P521.Signing.PublicKey(x963Representation: $0.span)).compressedX963Representation)
      return agreement.x963Representation
    },
    agree: {
      try P521.KeyAgreement.PrivateKey(rawRepresentation: $0.span)
        .sharedSecretFromKeyAgreement(with: .init(x963Representation: $1.span)).array
    },
    sign: { privateKey, message, hash in
      let key = try P521.Signing.PrivateKey(rawRepresentation: privateKey.span)
      return switch hash {
      case .sha1: key.signature(for: message.span, using: SHA1.self).rawRepresentation
      case .sha224: key.signature(for: message.span, using: SHA224.self).rawRepresentation
      case .sha256: key.signature(for: message.span, using: SHA256.self).rawRepresentation
      case .sha384: key.signature(for: message.span, using: SHA384.self).rawRepresentation
      case .sha512: key.signature(for: message.span, using: SHA512.self).rawRepresentation
      }
    },
    verify: { publicKey, signature, message, hash in
      let key = try P521.Signing.PublicKey(x963Representation: publicKey.span)
      let signature = try P521.Signing.ECDSASignature(rawRepresentation: signature.span)
      return switch hash {
      case .sha1: key.isValidSignature(signature, for: message.span, using: SHA1.self)
      case .sha224: key.isValidSignature(signature, for: message.span, using: SHA224.self)
      case .sha256: key.isValidSignature(signature, for: message.span, using: SHA256.self)
      case .sha384: key.isValidSignature(signature, for: message.span, using: SHA384.self)
      case .sha512: key.isValidSignature(signature, for: message.span, using: SHA512.self)
      }
    },
    verifyDigest: { publicKey, signature, digest in
      try P521.Signing.PublicKey(x963Representation: publicKey.span)
        .isValidSignature(.init(rawRepresentation: signature.span), forDigest: digest.span)
    },
    generate: { random in
      var source = ChosenRandom(bytes: random)
      let key = P521.Signing.PrivateKey(using: &source)
      return (key.rawRepresentation.array, source.drawn)
    })
}
