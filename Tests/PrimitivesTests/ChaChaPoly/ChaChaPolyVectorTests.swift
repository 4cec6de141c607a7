import TestSupport
import Testing

@testable import Primitives

@Suite("ChaCha20-Poly1305: RFC 8439 and Wycheproof")
struct ChaChaPolyVectorTests {
  @Test(
    "Valid vectors open and seal, invalid ones are refused",
    arguments: ["chacha/chacha20-poly1305.txt", "chacha/poly1305-wycheproof.txt"])
  func aead(_ file: String) throws {
    for record in try VectorFile(file).records {
      let (key, nonce, additionalData) = (record.bytes("key"), record.bytes("iv"), record.bytes("aad"))
      let (ciphertext, tag, plaintext) = (record.bytes("ct"), record.bytes("tag"), record.bytes("pt"))
      let opened = try AnyAEAD.chaChaPoly.open(key, nonce, additionalData, ciphertext, tag)
      if record["result"] == "valid" {
        #expect(opened.error == nil && opened.buffer == plaintext, "\(record.location)")
        let sealed = try AnyAEAD.chaChaPoly.seal(key, nonce, additionalData, plaintext)
        #expect(sealed.ciphertext == ciphertext && sealed.tag == tag, "\(record.location)")
      } else {
        #expect(opened.error == .authenticationFailure, "\(record.location)")
        #expect(opened.buffer.allSatisfy { $0 == 0 }, "\(record.location)")
      }
    }
  }

  @Test(
    "The key stream is as published, to the last counter",
    arguments: ["chacha/chacha20-rfc8439.txt", "chacha/counter-wycheproof.txt"])
  func keyStream(_ file: String) throws {
    for record in try VectorFile(file).records {
      let (key, nonce) = (record.bytes("key"), record.bytes("nonce"))
      let plaintext = record.bytes("pt")
      let stream = ChaChaPoly.Campaign.keyStream(
        key: key, nonce: nonce, counter: UInt32(record.int("counter")), byteCount: plaintext.count)
      #expect(zip(plaintext, stream).map { $0 ^ $1 } == record.bytes("ct"), "\(record.location)")
    }
  }

  @Test("Poly1305 has its published tags")
  func poly1305() throws {
    for record in try VectorFile("chacha/poly1305-rfc8439.txt").records {
      #expect(
        ChaChaPoly.Campaign.poly1305(key: record.bytes("key"), record.bytes("message")) == record.bytes("tag"),
        "\(record.location)")
    }
  }

  /// All edge cases of the last reduction: accumulators just below, at and above the modulus.
  @Test("Poly1305 agrees with long multiplication for every length and for extreme blocks")
  func poly1305Textbook() throws {
    var random = TestBytes(seed: 13)
    for count in Array(0...400) + Array(stride(from: 495, through: 1300, by: 7)) {
      let key = random.next(32)
      let message = random.next(count)
      #expect(
        ChaChaPoly.Campaign.poly1305(key: key, message) == Textbook.poly1305(key: key, message), "\(count) random bytes"
      )
      let ones = [UInt8](repeating: 0xff, count: count)
      for fill: UInt8 in [0xff, 0x01, 0x00] {
        let key = [UInt8](repeating: fill, count: 16) + random.next(16)
        #expect(
          ChaChaPoly.Campaign.poly1305(key: key, ones) == Textbook.poly1305(key: key, ones),
          "\(count) bytes of ones, r of \(fill)")
      }
    }
    for low in (0...255).map(UInt8.init) {
      // r = 1: the accumulator is the sum of the blocks, and three such blocks pass 2^130 - 5.
      let key = [1] + [UInt8](repeating: 0, count: 31)
      let message = [low] + [UInt8](repeating: 0xff, count: 47)
      #expect(
        ChaChaPoly.Campaign.poly1305(key: key, message) == Textbook.poly1305(key: key, message),
        "a first byte of \(low)")
    }
  }
}
