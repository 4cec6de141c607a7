import Primitives
import TestSupport
import Testing

@Suite("X25519")
struct X25519Tests {
  typealias PrivateKey = Curve25519.KeyAgreement.PrivateKey
  typealias PublicKey = Curve25519.KeyAgreement.PublicKey

  private func agree(_ privateKey: [UInt8], _ publicKey: [UInt8]) throws -> [UInt8] {
    let privateKey = try PrivateKey(rawRepresentation: privateKey.span)
    let secret = try privateKey.sharedSecretFromKeyAgreement(with: PublicKey(rawRepresentation: publicKey.span))
    return secret.span.withUnsafeBufferPointer { [UInt8]($0) }
  }

  @Test("RFC 7748, section 5.2: the single multiplications")
  func rfcVectors() throws {
    for record in try VectorFile("curve25519/x25519-rfc7748.txt").records {
      let shared = try agree(record.bytes("Private"), record.bytes("Public"))
      #expect(shared == record.bytes("Shared"), "\(record.location)")
    }
  }

  @Test("RFC 7748, section 5.2: 1 and 1,000 iterations")
  func iterated() throws {
    var k = [9] + [UInt8](repeating: 0, count: 31)
    var u = k
    for iteration in 1...1000 {
      (k, u) = (try agree(k, u), k)
      if iteration == 1 { #expect(hex(k) == "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079") }
    }
    #expect(hex(k) == "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51")
  }

  @Test("RFC 7748, section 6.1: Alice and Bob")
  func aliceAndBob() throws {
    let alice = try PrivateKey(
      rawRepresentation: hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a").span)
    let bob = try PrivateKey(
      rawRepresentation: hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb").span)
    #expect(
      hex(alice.publicKey.rawRepresentation) == "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")
    #expect(
      hex(bob.publicKey.rawRepresentation) == "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")
    let shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"
    let fromAlice = try alice.sharedSecretFromKeyAgreement(with: bob.publicKey)
    let fromBob = try bob.sharedSecretFromKeyAgreement(with: alice.publicKey)
    #expect(fromAlice.span.withUnsafeBufferPointer { hex([UInt8]($0)) } == shared)
    #expect(fromBob.span.withUnsafeBufferPointer { hex([UInt8]($0)) } == shared)
  }

  /// Wycheproof's "acceptable": keys on the twist and non-canonical keys are taken, as RFC 7748 has it; a shared secret of
  /// zero is refused (flag ZeroSharedSecret), as RFC 9846, section 7.4.2 has it.
  @Test("Wycheproof")
  func wycheproof() throws {
    var refused = 0
    for record in try VectorFile("curve25519/x25519-wycheproof.txt").records {
      let input = (record.bytes("Private"), record.bytes("Public"))
      if record["Flags"].contains("ZeroSharedSecret") {
        #expect(throws: CryptoError.weakSharedSecret, "\(record.location)") { try agree(input.0, input.1) }
        refused += 1
      } else {
        #expect(try agree(input.0, input.1) == record.bytes("Shared"), "\(record.location)")
      }
    }
    #expect(refused == 31)
  }

  @Test("Keys of other lengths are refused, and say what was found")
  func lengths() {
    for count in [0, 31, 33, 64] {
      let bytes = [UInt8](repeating: 9, count: count)
      let expected = CryptoError.incorrectKeySize(found: count, expected: "32")
      #expect(throws: expected) { _ = try PrivateKey(rawRepresentation: bytes.span) }
      #expect(throws: expected) { _ = try PublicKey(rawRepresentation: bytes.span) }
    }
  }

  @Test("Random keys differ, are kept as they are, and agree")
  func randomKeys() throws {
    let a = PrivateKey()
    let b = PrivateKey()
    #expect(a.publicKey != b.publicKey)
    let copy = try PrivateKey(rawRepresentation: a.rawRepresentation.span)
    #expect(copy.publicKey == a.publicKey)
    let first = try a.sharedSecretFromKeyAgreement(with: b.publicKey)
    let second = try b.sharedSecretFromKeyAgreement(with: copy.publicKey)
    #expect((0..<32).allSatisfy { first.span[$0] == second.span[$0] })
  }
}
