import TestSupport
import Testing

@testable import Primitives

@Suite("RSA: published signatures")
struct RSAVectorTests {
  @Test("NIST's PKCS#1 v1.5 signatures verify exactly where NIST says so")
  func pkcs1Verification() throws {
    for record in try VectorFile("rsa/pkcs1-sigver-cavp.txt").records {
      let valid = try isValid(record, hash: rsaHash(record["Hash"]), padding: .pkcs1v15)
      #expect(valid == (record["Result"] == "P"), "\(record.location): \(record["Why"])")
    }
  }

  @Test("NIST's PSS signatures verify exactly where NIST says so")
  func pssVerification() throws {
    for record in try VectorFile("rsa/pss-sigver-cavp.txt").records {
      let salt = record.bytes("Salt").count
      let valid = try isValid(record, hash: rsaHash(record["Hash"]), padding: .pss(saltByteCount: salt))
      #expect(valid == (record["Result"] == "P"), "\(record.location): \(record["Why"])")
    }
  }

  /// "acceptable" has one flag here, MissingNull: a DigestInfo without the NULL that RFC 8017 asks for. Such signatures are
  /// refused: the encoding is compared whole, as section 8.2.2 has it.
  @Test("Wycheproof's PKCS#1 v1.5 signatures verify exactly where they are valid")
  func pkcs1Wycheproof() throws {
    var valid = 0
    for record in try VectorFile("rsa/pkcs1-wycheproof.txt").records {
      if record["Result"] == "acceptable" { #expect(record["Flags"] == "MissingNull", "\(record.location)") }
      let isValid = try isValid(record, hash: rsaHash(record["Hash"]), padding: .pkcs1v15)
      #expect(isValid == (record["Result"] == "valid"), "\(record.location): \(record["Comment"])")
      valid += isValid ? 1 : 0
    }
    #expect(valid > 100)
  }

  @Test("Wycheproof's PSS signatures verify exactly where they are valid, with MGF1's own hash function too")
  func pssWycheproof() throws {
    var valid = 0
    for record in try VectorFile("rsa/pss-wycheproof.txt").records {
      let isValid = try isValidPSS(record, hash: rsaHash(record["Hash"]), mask: rsaHash(record["MGF"]))
      #expect(isValid == (record["Result"] == "valid"), "\(record.location): \(record["Comment"])")
      valid += isValid ? 1 : 0
    }
    #expect(valid > 500)
  }

  @Test("NIST's PKCS#1 v1.5 signatures are reproduced")
  func pkcs1Generation() throws {
    for record in try VectorFile("rsa/pkcs1-siggen-cavp.txt").records {
      let signature = try sign(record, hash: rsaHash(record["Hash"]))
      #expect(signature == record.bytes("S"), "\(record.location)")
    }
  }

  @Test("NIST's PSS signatures are reproduced with NIST's salt")
  func pssGeneration() throws {
    for record in try VectorFile("rsa/pss-siggen-cavp.txt").records {
      let signature = try signPSS(record, hash: rsaHash(record["Hash"]))
      #expect(signature == record.bytes("S"), "\(record.location)")
    }
  }

  /// "acceptable" here marks keys and hash functions that one need not have (SmallModulus, WeakHash, SmallPublicKey); the
  /// signatures are right, and are reproduced.
  @Test("Wycheproof's PKCS#1 v1.5 signatures are reproduced")
  func pkcs1GenerationWycheproof() throws {
    var last: (n: String, key: SharedKey)?
    for record in try VectorFile("rsa/pkcs1-siggen-wycheproof.txt").records {
      // Consecutive records share their key: it is checked once.
      let shared: SharedKey
      if let last, last.n == record["n"] {
        shared = last.key
      } else {
        shared = SharedKey(try RSANumbers(record).key())
        last = (record["n"], shared)
      }
      let signature = try shared.sign(record.bytes("Msg"), hash: rsaHash(record["Hash"]))
      #expect(signature == record.bytes("S"), "\(record.location)")
    }
  }

  private func isValid<H: RSAHashFunction>(
    _ record: VectorFile.Record, hash: H.Type, padding: RSA.Signing.Padding
  ) throws -> Bool {
    try RSA.Signing.PublicKey(record: record).isValidSignature(
      record.bytes("S").span, for: record.bytes("Msg").span, using: hash, padding: padding)
  }

  private func isValidPSS<H: RSAHashFunction, M: RSAHashFunction>(
    _ record: VectorFile.Record, hash: H.Type, mask: M.Type
  ) throws -> Bool {
    try RSA.Signing.PublicKey(record: record).isValidPSSSignature(
      record.bytes("S").span, forDigest: H.hash(data: record.bytes("Msg")), using: hash, mask: mask,
      saltByteCount: record.int("SaltLength"))
  }

  private func sign<H: RSAHashFunction>(_ record: VectorFile.Record, hash: H.Type) throws -> [UInt8] {
    let key = try RSANumbers(record).key()
    return try key.signature(for: record.bytes("Msg").span, using: hash, padding: .pkcs1v15)
  }

  private func signPSS<H: RSAHashFunction>(_ record: VectorFile.Record, hash: H.Type) throws -> [UInt8] {
    let key = try RSANumbers(record).key()
    return try key.pssSignature(
      forDigest: H.hash(data: record.bytes("Msg")), using: hash, salt: record.bytes("Salt").span)
  }
}

/// A key that several places hold.
final class SharedKey: Sendable {
  let key: RSA.Signing.PrivateKey

  init(_ key: consuming RSA.Signing.PrivateKey) { self.key = key }

  func sign<H: RSAHashFunction>(_ message: [UInt8], hash: H.Type) throws -> [UInt8] {
    try key.signature(for: message.span, using: hash, padding: .pkcs1v15)
  }
}
