import ASN1
import Primitives
import TestSupport
import Testing
import X509

/// Keys in every form that they are written in.
@Suite struct KeyRoundTripTests {
  /// One key of each type; the RSA key is a stored one, for making one takes a while.
  static func key(_ kind: PrivateKey.Kind) throws -> PrivateKey {
    if case .rsa = kind { return try PrivateKey(pem: CertificateVectorTests.bytes("keys/traditional/testrsa.pem")) }
    return try PrivateKey.generate(kind)
  }

  static let kinds: [PrivateKey.Kind] = [.rsa(bitCount: 2048), .p256, .p384, .p521, .ed25519]

  @Test("A key comes back from every form, and signs as before", arguments: kinds)
  func roundTrip(_ kind: PrivateKey.Kind) throws {
    let key = try Self.key(kind)
    for format in [PrivateKey.PEMFormat.pkcs8, .traditional] {
      for passphrase in [nil, "", "secret", "p\u{e4}ss\u{20ac}"] as [String?] {
        if kind == .ed25519, format == .traditional {
          #expect(throws: KeyError.self) { try key.pemRepresentation(format: format, passphrase: passphrase) }
          continue
        }
        let pem = try key.pemRepresentation(format: format, passphrase: passphrase, iterations: 10)
        #expect(try PrivateKey.isEncrypted(pem: Array(pem.utf8)) == (passphrase != nil))
        let again = try PrivateKey(pem: pem, passphrase: passphrase)
        #expect(again.publicKey == key.publicKey)
        #expect(try again.pemRepresentation() == key.pemRepresentation())
        let message: [UInt8] = [1, 2, 3]
        let signature = try again.sign(message.span, algorithm: again.defaultSignatureAlgorithm)
        let isValid = key.publicKey.isValidSignature(
          signature.span, for: message.span, algorithm: key.defaultSignatureAlgorithm)
        #expect(isValid)
      }
    }
    let encoded = key.pkcs8Bytes
    #expect(try PrivateKey(derEncoded: encoded.span.array).publicKey == key.publicKey)
    #expect(try PublicKey(pem: key.publicKey.pemRepresentation) == key.publicKey)
    #expect(try PublicKey(derEncoded: key.publicKey.derBytes) == key.publicKey)
  }

  @Test("A wrong passphrase never opens a key, nor crashes; 300 are tried on either form")
  func wrongPassphrases() throws {
    let key = try PrivateKey.generate(.p256)
    for format in [PrivateKey.PEMFormat.pkcs8, .traditional] {
      let pem = try key.pemRepresentation(format: format, passphrase: "right", iterations: 1)
      for index in 0..<300 {
        #expect(throws: KeyError.wrongPassphrase) { _ = try PrivateKey(pem: pem, passphrase: "wrong \(index)") }
      }
      #expect(throws: KeyError.passphraseNeeded) { _ = try PrivateKey(pem: pem) }
      #expect(try PrivateKey(pem: pem, passphrase: "right").publicKey == key.publicKey)
    }
  }

  @Test("By default 600,000 iterations protect a key, and more than the limit are not even begun")
  func iterations() throws {
    #expect(PrivateKey.defaultIterationCount == 600_000)
    let key = try PrivateKey.generate(.ed25519)
    #expect(throws: KeyError.iterationCountOutOfRange(found: 0, limit: 10_000_000)) {
      try key.pemRepresentation(passphrase: "x", iterations: 0)
    }
    // A file of somebody else's that asks for 2^62 iterations.
    let file = try PEMDocument(
      key.pemRepresentation(passphrase: "x", iterations: 0x1234), type: "ENCRYPTED PRIVATE KEY"
    ).derBytes
    let changed = try Self.changeIterations(file)
    let passphrase = Array("x".utf8)
    #expect(throws: KeyError.iterationCountOutOfRange(found: 1 << 62, limit: 10_000_000)) {
      _ = try PrivateKey(derEncoded: changed, passphrase: passphrase.span)
    }
  }

  /// The encrypted key with 2^62 as its number of iterations, all lengths around it made right.
  private static func changeIterations(_ file: [UInt8]) throws -> [UInt8] {
    func rewrite(_ node: DER.Node, into serializer: inout DER.Serializer) throws {
      if Array(node.encodedBytes) == hex("02021234") {
        serializer.appendInteger(1 << 62)
      } else if node.identifier.isConstructed {
        let start = serializer.begin(node.identifier)
        for child in try node.sequenceOf(node.identifier) { try rewrite(child, into: &serializer) }
        serializer.end(start)
      } else {
        serializer.appendEncoded(node.encodedBytes)
      }
    }
    var serializer = DER.Serializer()
    try rewrite(DER.parse(file), into: &serializer)
    return serializer.bytes
  }

  @Test("A file may hold other blocks before the key")
  func otherBlocks() throws {
    let key = try PrivateKey.generate(.p256)
    let text =
      "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
      + (try key.pemRepresentation(format: .traditional))
    #expect(try PrivateKey(pem: text).publicKey == key.publicKey)
    #expect(throws: KeyError.notFound(expected: "PRIVATE KEY", labels: ["PUBLIC KEY"])) {
      _ = try PrivateKey(pem: key.publicKey.pemRepresentation)
    }
    #expect(throws: KeyError.pem(PEMError(.noDocument, line: 0))) { _ = try PrivateKey(pem: "") }
  }

  @Test("A public key that does not belong to the private one is noticed")
  func mismatch() throws {
    let key = try PrivateKey.generate(.p256)
    let other = try PrivateKey.generate(.p256).publicKey.subjectPublicKeyInfo.keyBytes
    let encoded = key.pkcs8Bytes
    var bytes = encoded.span.array
    bytes.replaceSubrange((bytes.count - 65)..., with: other)
    #expect(throws: KeyError.publicKeyMismatch) { _ = try PrivateKey(derEncoded: bytes) }
  }

  @Test("Ed25519 keys with a public key are read (RFC 8410, 10.3)")
  func oneAsymmetricKey() throws {
    let pem = """
      -----BEGIN PRIVATE KEY-----
      MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
      oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB
      Z9w7lshQhqowtrbLDFw4rXAxZuE=
      -----END PRIVATE KEY-----
      """
    let key = try PrivateKey(pem: pem)
    #expect(
      hex(key.publicKey.subjectPublicKeyInfo.keyBytes)
        == "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1")
    let changed = pem.replacing("XAxZuE=", with: "XAxZuI=")
    #expect(throws: KeyError.publicKeyMismatch) { _ = try PrivateKey(pem: changed) }
  }

  @Test("An ECDSA signature is strict DER")
  func ecdsaStrictness() throws {
    let key = try PrivateKey.generate(.p256)
    let message: [UInt8] = [1, 2, 3]
    func isValid(_ signature: [UInt8]) -> Bool {
      key.publicKey.isValidSignature(signature.span, for: message.span, algorithm: .ecdsaWithSHA256)
    }
    let signature = try key.sign(message.span, algorithm: .ecdsaWithSHA256)
    #expect(isValid(signature))
    #expect(!isValid(signature + [0]))
    #expect(!isValid(Array(signature.dropLast())))
    #expect(!isValid([0x30, 0x81] + signature.dropFirst()))
    #expect(!isValid([]))
    #expect(!isValid(hex("3006020100020100")))
    // r with a needless zero byte in front.
    var padded = signature
    padded.insert(0, at: 4)
    padded[3] += 1
    padded[1] += 1
    if signature[4] < 0x80, signature[4] != 0 { #expect(!isValid(padded)) }
  }
}

extension Span<UInt8> {
  /// The bytes in an array.
  var array: [UInt8] {
    var bytes: [UInt8] = []
    for index in indices { bytes.append(self[index]) }
    return bytes
  }
}
