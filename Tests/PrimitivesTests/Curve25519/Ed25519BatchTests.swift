import TestSupport
import Testing

@testable import Primitives

@Suite("Ed25519 in batches")
struct Ed25519BatchTests {
  private typealias PrivateKey = Curve25519.Signing.PrivateKey
  private typealias PublicKey = Curve25519.Signing.PublicKey
  private typealias BatchVerifier = Curve25519.Signing.BatchVerifier
  private typealias Point = Curve25519.EdwardsPoint
  private typealias Scalar = Curve25519.Scalar

  private struct Signed {
    var key: PublicKey
    var message: [UInt8]
    var signature: [UInt8]

    var isValid: Bool { key.isValidSignature(signature.span, for: message.span) }
  }

  private func signed(_ number: Int, seed: UInt8? = nil) throws -> Signed {
    let key = try PrivateKey(rawRepresentation: [UInt8](repeating: seed ?? UInt8(number % 251), count: 32).span)
    let message = (0..<number % 70).map { UInt8($0 &+ number & 255) }
    return Signed(key: key.publicKey, message: message, signature: key.signature(for: message.span))
  }

  private func batch(_ all: [Signed]) -> BatchVerifier {
    var batch = BatchVerifier()
    for signed in all { batch.append(signed.signature.span, for: signed.message.span, by: signed.key) }
    return batch
  }

  @Test("Valid signatures are a valid batch, however many", arguments: [0, 1, 2, 3, 63, 64, 65, 130])
  func valid(count: Int) throws {
    let batch = batch(try (0..<count).map { try signed($0) })
    #expect(batch.count == count)
    #expect(batch.isValid())
    #expect(batch.invalidIndices().isEmpty)
  }

  @Test("Several signatures by one key")
  func oneKey() throws {
    var all = try (0..<20).map { try signed($0, seed: UInt8($0 % 3)) }
    #expect(batch(all).isValid())
    (all[3].signature, all[4].signature) = (all[4].signature, all[3].signature)
    #expect(!batch(all).isValid())
    #expect(batch(all).invalidIndices() == [3, 4])
  }

  @Test("One wrong signature, key or message anywhere makes a batch invalid, and is found")
  func oneWrong() throws {
    let all = try (0..<66).map { try signed($0 + 1) }
    for place in stride(from: 0, to: 66, by: 5) {
      var wrong = all
      wrong[place].signature[place % 32] ^= 1 << UInt8(place % 8)
      #expect(!batch(wrong).isValid(), "R of \(place)")
      #expect(batch(wrong).invalidIndices() == [place])
      wrong = all
      wrong[place].signature[32 + place % 31] ^= 1 << UInt8(place % 8)
      #expect(!batch(wrong).isValid(), "S of \(place)")
      wrong = all
      wrong[place].message.append(0)
      #expect(!batch(wrong).isValid(), "message \(place)")
      wrong = all
      wrong[place].key = all[(place + 1) % 66].key
      #expect(!batch(wrong).isValid(), "key \(place)")
    }
  }

  @Test("Malformed signatures make a batch invalid")
  func malformed() throws {
    let all = try (0..<4).map { try signed($0 + 40) }
    let order = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
    var carry = 0
    let sPlusOrder = (0..<32).map { i -> UInt8 in
      carry += Int(all[2].signature[32 + i]) + Int(order[i])
      defer { carry >>= 8 }
      return UInt8(carry & 255)
    }
    let r = Array(all[2].signature.prefix(32))
    let s = Array(all[2].signature.suffix(32))
    let notCanonical = hex("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")  // y = p + 1
    let noPoint = hex("0200000000000000000000000000000000000000000000000000000000000000")
    let signatures: [[UInt8]] = [
      [], Array((r + s).dropLast()), r + s + r, r + sPlusOrder, notCanonical + s, noPoint + s,
    ]
    for signature in signatures {
      var wrong = all
      wrong[2].signature = signature
      #expect(!batch(wrong).isValid())
      #expect(batch(wrong).invalidIndices() == [2])
    }
  }

  @Test("Wycheproof: what is valid alone is valid in a batch, and only small orders are so in a batch alone")
  func wycheproof() throws {
    for record in try VectorFile("curve25519/ed25519-wycheproof.txt").records {
      let signed = Signed(
        key: try PublicKey(rawRepresentation: record.bytes("Key").span), message: record.bytes("Message"),
        signature: record.bytes("Signature"))
      let isValid = batch([signed]).isValid()
      if signed.isValid { #expect(isValid, "\(record.location)") }
      if isValid && !signed.isValid { #expect(record["Result"] == "acceptable", "\(record.location)") }
    }
  }

  /// A signature whose R, and whose key, may have a point of order 8 added.
  private func forged(_ number: UInt8, inR: Bool, inKey: Bool) throws -> (signed: Signed, hash: Scalar) {
    let encoding = hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
    let decoded = Point(decoding: encoding.span)
    let orderEight = try #require(decoded)
    func encoded(_ multiplier: Scalar, plus torsion: Bool) -> [UInt8] {
      var point = Curve25519.BasePointMultiples.multiply(multiplier)
      if torsion { point.add(Curve25519.ProjectiveAddend(orderEight)) }
      var bytes = [UInt8](repeating: 0, count: 32)
      var span = bytes.mutableSpan
      point.store(to: &span)
      return bytes
    }
    let secret = Scalar(reducing: [UInt8](repeating: 77, count: 64).span)
    let nonce = Scalar(reducing: [UInt8](repeating: number, count: 64).span)
    let key = try PublicKey(rawRepresentation: encoded(secret, plus: inKey).span)
    let r = encoded(nonce, plus: inR)
    let zeros = [UInt8](repeating: 0, count: 32)
    let (unsigned, message) = (r + zeros, [number])
    let equation = Curve25519.Signing.VerificationEquation(unsigned.span, for: message.span, by: key)
    let hash = try #require(equation).k
    var s = zeros
    var span = s.mutableSpan
    Scalar.multiplyAdd(hash, secret, nonce).store(to: &span)
    return (Signed(key: key, message: message, signature: r + s), hash)
  }

  @Test("Errors of small order are refused one by one and always accepted in batches, alone and in pairs that cancel")
  func smallOrders() throws {
    var answers: Set<Bool> = []
    for number in UInt8(1)...40 {
      // [k] of a point of order 8 is zero when 8 divides k.
      let inKey = try forged(number, inR: false, inKey: true)
      #expect(inKey.signed.isValid == (inKey.hash.words[0] % 8 == 0))
      answers.insert(inKey.signed.isValid)
      #expect(batch([inKey.signed]).isValid())
      let inR = try forged(number, inR: true, inKey: false)
      #expect(!inR.signed.isValid)
      #expect(batch([inR.signed]).isValid())
      #expect(batch([inR.signed]).invalidIndices() == [0])
      let inBoth = try forged(number, inR: true, inKey: true)
      #expect(inBoth.signed.isValid == ((inBoth.hash.words[0] + 1) % 8 == 0))
      let all = batch([inR.signed, inKey.signed, inR.signed, inBoth.signed, try signed(5)])
      #expect(all.isValid())
      #expect(all.invalidIndices().contains(0) && all.invalidIndices().contains(2) && !all.invalidIndices().contains(4))
      let sound = try forged(number, inR: false, inKey: false)
      #expect(sound.signed.isValid && batch([sound.signed]).isValid())
    }
    #expect(answers.count == 2)
  }
}
