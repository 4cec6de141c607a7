import Primitives
import TestSupport
import Testing

@Suite("AES in ECB, CBC and CTR: NIST CAVP and RFC 3686")
struct AESModeVectorTests {
  /// Electronic codebook is CBC of single blocks with an initialisation vector of zeros.
  @Test("Single blocks have their published ciphertext")
  func ecb() throws {
    let zeros = [UInt8](repeating: 0, count: 16)
    for record in try VectorFile("aes/ecb.txt").records {
      let (key, plaintext, ciphertext) = (record.bytes("key"), record.bytes("plaintext"), record.bytes("ciphertext"))
      for start in stride(from: 0, to: plaintext.count, by: 16) {
        let (p, c) = (Array(plaintext[start..<start + 16]), Array(ciphertext[start..<start + 16]))
        let encrypted = try AES.CBC.encrypt(p.span, key: key.span, iv: zeros.span, padding: .none)
        #expect(encrypted == c, "\(record.location)")
        // The first block of key stream is the counter's encryption.
        let keyStream = try AES.CTR.apply(zeros.span, key: key.span, initialCounter: p.span)
        #expect(keyStream == c, "\(record.location)")
      }
    }
  }

  @Test("CBC encrypts and decrypts as published")
  func cbc() throws {
    for record in try VectorFile("aes/cbc.txt").records {
      let (key, iv) = (record.bytes("key"), record.bytes("iv"))
      let (plaintext, ciphertext) = (record.bytes("plaintext"), record.bytes("ciphertext"))
      let encrypted = try AES.CBC.encrypt(plaintext.span, key: key.span, iv: iv.span, padding: .none)
      #expect(encrypted == ciphertext, "\(record.location)")
      let decrypted = try AES.CBC.decrypt(ciphertext.span, key: key.span, iv: iv.span, padding: .none)
      #expect(decrypted == plaintext, "\(record.location)")
    }
  }

  @Test("CTR has the key stream of RFC 3686")
  func ctr() throws {
    for record in try VectorFile("aes/ctr.txt").records {
      let (key, counter) = (record.bytes("key"), record.bytes("counter"))
      let plaintext = record.bytes("plaintext")
      let ciphertext = try AES.CTR.apply(plaintext.span, key: key.span, initialCounter: counter.span)
      #expect(ciphertext == record.bytes("ciphertext"), "\(record.location)")
    }
  }
}
