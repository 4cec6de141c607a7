import Primitives
import TestSupport
import Testing

@Suite("Ed25519")
struct Ed25519Tests {
  typealias PrivateKey = Curve25519.Signing.PrivateKey
  typealias PublicKey = Curve25519.Signing.PublicKey

  private func sign(_ key: borrowing PrivateKey, _ message: [UInt8]) -> [UInt8] { key.signature(for: message.span) }

  private func verify(_ key: PublicKey, _ signature: [UInt8], _ message: [UInt8]) -> Bool {
    key.isValidSignature(signature.span, for: message.span)
  }

  @Test("Bernstein's vectors, which hold those of RFC 8032 section 7.1: keys, signatures, verification")
  func vectors() throws {
    for record in try VectorFile("curve25519/ed25519-sign.txt").records {
      let key = try PrivateKey(rawRepresentation: record.bytes("Private").span)
      #expect(key.publicKey.rawRepresentation == record.bytes("Public"), "\(record.location)")
      let message = record.bytes("Message")
      let signature = sign(key, message)
      #expect(signature == record.bytes("Signature"), "\(record.location)")
      let publicKey = try PublicKey(rawRepresentation: record.bytes("Public").span)
      #expect(publicKey == key.publicKey)
      #expect(verify(publicKey, signature, message), "\(record.location)")
      #expect(verify(key.publicKey, signature, message), "\(record.location)")
      #expect(!verify(publicKey, signature, message + [0]), "\(record.location)")
    }
  }

  /// "Acceptable" are keys of small or mixed order, where verifiers with and without the cofactor differ. Ours has none,
  /// as OpenSSL's and Go's have none; the file holds that equation's answer, computed independently.
  @Test("Wycheproof")
  func wycheproof() throws {
    for record in try VectorFile("curve25519/ed25519-wycheproof.txt").records {
      let key = try PublicKey(rawRepresentation: record.bytes("Key").span)
      let isValid = verify(key, record.bytes("Signature"), record.bytes("Message"))
      #expect(isValid == (record["Cofactorless"] == "valid"), "\(record.location)")
      if record["Result"] != "acceptable" { #expect(isValid == (record["Result"] == "valid"), "\(record.location)") }
    }
  }

  @Test("One flipped bit anywhere in a signature or its message makes it invalid")
  func flippedBits() throws {
    let key = try PrivateKey(rawRepresentation: [UInt8](0..<32).span)
    let message = Array("a message".utf8)
    let signature = sign(key, message)
    for bit in 0..<512 {
      var changed = signature
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!verify(key.publicKey, changed, message), "bit \(bit)")
    }
    for bit in 0..<(message.count * 8) {
      var changed = message
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!verify(key.publicKey, signature, changed), "bit \(bit)")
    }
  }

  @Test("S plus the order is refused, as are signatures of other lengths")
  func malleability() throws {
    let key = try PrivateKey(rawRepresentation: [UInt8](repeating: 7, count: 32).span)
    let message = Array("m".utf8)
    var signature = sign(key, message)
    #expect(verify(key.publicKey, signature, message))
    #expect(!verify(key.publicKey, Array(signature.dropLast()), message))
    #expect(!verify(key.publicKey, signature + [0], message))
    #expect(!verify(key.publicKey, [UInt8](), message))
    let order = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
    var carry = 0
    for i in 0..<32 {
      carry += Int(signature[32 + i]) + Int(order[i])
      signature[32 + i] = UInt8(carry & 255)
      carry >>= 8
    }
    #expect(carry == 0)
    #expect(!verify(key.publicKey, signature, message))
  }

  @Test(
    "Encodings that are no point, or not the canonical one, are no keys",
    arguments: [
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  // y = p
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  // y = p + 1, which would be 1
      "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
      "0100000000000000000000000000000000000000000000000000000000000080",  // x = 0 marked odd
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",  // y = -1, x = 0 marked odd
      "0200000000000000000000000000000000000000000000000000000000000000",  // no x
    ])
  func invalidPoints(_ encoding: String) {
    let bytes = hex(encoding)
    #expect(throws: CryptoError.self) { _ = try PublicKey(rawRepresentation: bytes.span) }
  }

  @Test("Keys of other lengths are refused, and say what was found")
  func lengths() {
    for count in [0, 31, 33, 64] {
      let bytes = [UInt8](repeating: 1, count: count)
      let expected = CryptoError.incorrectKeySize(found: count, expected: "32")
      #expect(throws: expected) { _ = try PrivateKey(rawRepresentation: bytes.span) }
      #expect(throws: expected) { _ = try PublicKey(rawRepresentation: bytes.span) }
    }
  }

  @Test("A random key signs, and its raw form is the same key")
  func randomKey() throws {
    let key = PrivateKey()
    let copy = try PrivateKey(rawRepresentation: key.rawRepresentation.span)
    #expect(copy.publicKey == key.publicKey)
    #expect(PrivateKey().publicKey != key.publicKey)
    let message = Array("any".utf8)
    #expect(sign(copy, message) == sign(key, message))
  }
}
