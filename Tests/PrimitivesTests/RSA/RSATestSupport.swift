import Foundation
import TestSupport

@testable import Primitives

/// The hash function of that name in NIST's or Wycheproof's spelling.
func rsaHash(_ name: String) throws -> any RSAHashFunction.Type {
  switch name {
  case "SHA1", "SHA-1": SHA1.self
  case "SHA224", "SHA-224": SHA224.self
  case "SHA256", "SHA-256": SHA256.self
  case "SHA384", "SHA-384": SHA384.self
  case "SHA512", "SHA-512": SHA512.self
  case "SHA-512/224": SHA512_224.self
  case "SHA-512/256": SHA512_256.self
  default: throw RSATestError.unknownHash(name)
  }
}

enum RSATestError: Error {
  case unknownHash(String)
}

extension RSA.Signing.PublicKey {
  init(record: VectorFile.Record) throws {
    try self.init(modulus: record.bytes("n").span, publicExponent: record.bytes("e").span)
  }

  /// `isValidSignature` on arrays, which the testing library's macros can hold.
  func accepts<H: RSAHashFunction>(
    _ signature: [UInt8], for message: [UInt8], using hash: H.Type, padding: RSA.Signing.Padding
  ) -> Bool {
    isValidSignature(signature.span, for: message.span, using: hash, padding: padding)
  }
}

/// The numbers of a private key, to be imported whole or after a change.
struct RSANumbers {
  var n, e, d, p, q, dP, dQ, qInv: [UInt8]

  init(_ record: VectorFile.Record) {
    n = record.bytes("n")
    e = record.bytes("e")
    d = record.bytes("d")
    p = record.bytes("p")
    q = record.bytes("q")
    dP = record.bytes("dP")
    dQ = record.bytes("dQ")
    qInv = record.bytes("qInv")
  }

  init(_ key: borrowing RSA.Signing.PrivateKey) {
    n = key.modulus
    e = key.publicExponent
    d = Self.bytes(key.privateExponent)
    p = Self.bytes(key.prime1)
    q = Self.bytes(key.prime2)
    dP = Self.bytes(key.exponent1)
    dQ = Self.bytes(key.exponent2)
    qInv = Self.bytes(key.coefficient)
  }

  private static func bytes(_ secret: borrowing SecretBytes) -> [UInt8] {
    (0..<secret.count).map { secret.span[$0] }
  }

  /// The key; published vectors have moduli of 1024 bits, which the public initialiser refuses.
  func key() throws(CryptoError) -> RSA.Signing.PrivateKey {
    try .validated(
      modulus: n.span, publicExponent: e.span, privateExponent: d.span, prime1: p.span, prime2: q.span,
      exponent1: dP.span, exponent2: dQ.span, coefficient: qInv.span, bitCounts: 1024...8192)
  }

  /// The error that the public initialiser gives, or nil when it takes the key.
  var importError: CryptoError? {
    do throws(CryptoError) {
      _ = try RSA.Signing.PrivateKey(
        modulus: n.span, publicExponent: e.span, privateExponent: d.span, prime1: p.span, prime2: q.span,
        exponent1: dP.span, exponent2: dQ.span, coefficient: qInv.span)
      return nil
    } catch {
      return error
    }
  }

  /// `RSAPrivateKey` in DER (RFC 8017, appendix A.1.2).
  var der: [UInt8] { Self.sequence([[0], n, e, d, p, q, dP, dQ, qInv]) }
  /// `RSAPublicKey` in DER (appendix A.1.1).
  var publicDER: [UInt8] { Self.sequence([n, e]) }

  private static func sequence(_ numbers: [[UInt8]]) -> [UInt8] {
    node(
      0x30,
      numbers.flatMap { number in
        var content = Array(number.drop { $0 == 0 })
        if content.first.map({ $0 >= 0x80 }) ?? true { content.insert(0, at: 0) }
        return node(0x02, content)
      })
  }

  private static func node(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let length: [UInt8] =
      content.count < 128 ? [UInt8(content.count)] : [0x82, UInt8(content.count >> 8), UInt8(content.count & 255)]
    return [tag] + length + content
  }
}

/// The first key of that width among NIST's.
func publishedRSANumbers(bitCount: Int) throws -> RSANumbers {
  let records = try VectorFile("rsa/keygen-cavp.txt").records
  for record in records where record.bytes("n").count == bitCount / 8 { return RSANumbers(record) }
  throw RSATestError.unknownHash("no key of \(bitCount) bits")
}

/// A reproducible source of bytes: xorshift64*, for tests that must not depend on luck.
struct CountingRandom: RandomSource {
  var state: UInt64

  mutating func fill(_ bytes: inout MutableSpan<UInt8>) {
    for i in bytes.indices {
      state ^= state >> 12
      state ^= state << 25
      state ^= state >> 27
      bytes[i] = UInt8(truncatingIfNeeded: (state &* 0x2545_f491_4f6c_dd1d) >> 56)
    }
  }
}
