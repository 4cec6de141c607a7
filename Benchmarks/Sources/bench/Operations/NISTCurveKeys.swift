import Crypto
import Foundation
import Primitives

// What the keys of the three curves have in common, in our library and in swift-crypto: so that the operations are
// written once.

protocol OurSigningKey: ~Copyable {
  associatedtype PublicKey: OurVerifyingKey
  init()
  var publicKey: PublicKey { get }
  borrowing func signature<H: Primitives.HashFunction>(for data: Span<UInt8>, using _: H.Type) -> PublicKey.Signature
}

protocol OurVerifyingKey {
  associatedtype Signature
  func isValidSignature<H: Primitives.HashFunction>(
    _ signature: Signature, for data: Span<UInt8>, using _: H.Type
  ) -> Bool
}

protocol OurAgreementKey: ~Copyable {
  associatedtype PublicKey: OurShare
  init()
  var publicKey: PublicKey { get }
  borrowing func sharedSecretFromKeyAgreement(with publicKey: PublicKey) throws(Primitives.CryptoError) -> SecretBytes
}

protocol OurShare { var x963Representation: [UInt8] { get } }

extension Primitives.P256.Signing.PrivateKey: OurSigningKey {}
extension Primitives.P384.Signing.PrivateKey: OurSigningKey {}
extension Primitives.P521.Signing.PrivateKey: OurSigningKey {}
extension Primitives.P256.Signing.PublicKey: OurVerifyingKey {}
extension Primitives.P384.Signing.PublicKey: OurVerifyingKey {}
extension Primitives.P521.Signing.PublicKey: OurVerifyingKey {}
extension Primitives.P256.KeyAgreement.PrivateKey: OurAgreementKey {}
extension Primitives.P384.KeyAgreement.PrivateKey: OurAgreementKey {}
extension Primitives.P521.KeyAgreement.PrivateKey: OurAgreementKey {}
extension Primitives.P256.KeyAgreement.PublicKey: OurShare {}
extension Primitives.P384.KeyAgreement.PublicKey: OurShare {}
extension Primitives.P521.KeyAgreement.PublicKey: OurShare {}

protocol PeerSigningKey {
  associatedtype PublicKey: PeerVerifyingKey
  init(compactRepresentable: Bool)
  var publicKey: PublicKey { get }
  func signature(for message: [UInt8]) throws -> PublicKey.Signature
}

protocol PeerVerifyingKey {
  associatedtype Signature
  func isValidSignature(_ signature: Signature, for message: [UInt8]) -> Bool
}

protocol PeerAgreementKey {
  associatedtype PublicKey: PeerShare
  init(compactRepresentable: Bool)
  var publicKey: PublicKey { get }
  func sharedSecretFromKeyAgreement(with publicKey: PublicKey) throws(CryptoKitMetaError) -> SharedSecret
}

protocol PeerShare { var x963Representation: Data { get } }

// A generic method is no witness for one that takes an array, hence a line each.
extension Crypto.P256.Signing.PrivateKey: PeerSigningKey {
  func signature(for message: [UInt8]) throws -> Crypto.P256.Signing.ECDSASignature {
    try signature(for: Crypto.SHA256.hash(data: message))
  }
}
extension Crypto.P384.Signing.PrivateKey: PeerSigningKey {
  func signature(for message: [UInt8]) throws -> Crypto.P384.Signing.ECDSASignature {
    try signature(for: Crypto.SHA384.hash(data: message))
  }
}
extension Crypto.P521.Signing.PrivateKey: PeerSigningKey {
  func signature(for message: [UInt8]) throws -> Crypto.P521.Signing.ECDSASignature {
    try signature(for: Crypto.SHA512.hash(data: message))
  }
}
extension Crypto.P256.Signing.PublicKey: PeerVerifyingKey {
  func isValidSignature(_ signature: Crypto.P256.Signing.ECDSASignature, for message: [UInt8]) -> Bool {
    isValidSignature(signature, for: Crypto.SHA256.hash(data: message))
  }
}
extension Crypto.P384.Signing.PublicKey: PeerVerifyingKey {
  func isValidSignature(_ signature: Crypto.P384.Signing.ECDSASignature, for message: [UInt8]) -> Bool {
    isValidSignature(signature, for: Crypto.SHA384.hash(data: message))
  }
}
extension Crypto.P521.Signing.PublicKey: PeerVerifyingKey {
  func isValidSignature(_ signature: Crypto.P521.Signing.ECDSASignature, for message: [UInt8]) -> Bool {
    isValidSignature(signature, for: Crypto.SHA512.hash(data: message))
  }
}
extension Crypto.P256.KeyAgreement.PrivateKey: PeerAgreementKey {}
extension Crypto.P384.KeyAgreement.PrivateKey: PeerAgreementKey {}
extension Crypto.P521.KeyAgreement.PrivateKey: PeerAgreementKey {}
extension Crypto.P256.KeyAgreement.PublicKey: PeerShare {}
extension Crypto.P384.KeyAgreement.PublicKey: PeerShare {}
extension Crypto.P521.KeyAgreement.PublicKey: PeerShare {}

/// Holds a value that cannot be copied, for several closures to use.
final class Shared<Value: ~Copyable> {
  let value: Value
  init(_ value: consuming Value) { self.value = value }
}
