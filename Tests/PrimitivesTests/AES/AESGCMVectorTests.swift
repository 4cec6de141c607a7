import Primitives
import TestSupport
import Testing

@Suite("AES-GCM: NIST CAVP and Wycheproof")
struct AESGCMVectorTests {
  private func aead(_ key: [UInt8]) -> AnyAEAD {
    [16: AnyAEAD.aes128, 24: .aes192, 32: .aes256][key.count] ?? .aes128
  }

  /// Tags shorter than 16 bytes are the beginning of the whole tag (SP 800-38D, section 7.1, step 6).
  @Test("CAVP's encryptions have their published ciphertext and tag")
  func encrypt() throws {
    let records = try VectorFile("aes/gcm-encrypt.txt").records
    #expect(records.count == 3 * 525)
    for record in records {
      let (key, tag) = (record.bytes("key"), record.bytes("tag"))
      let sealed = try aead(key).seal(key, record.bytes("iv"), record.bytes("aad"), record.bytes("pt"))
      #expect(sealed.ciphertext == record.bytes("ct"), "\(record.location)")
      #expect(Array(sealed.tag.prefix(tag.count)) == tag, "\(record.location)")
    }
  }

  /// Contexts take whole tags only, so the tag for a shortened one is computed from the decryption: sealing twice is
  /// the identity in counter mode.
  @Test("CAVP's decryptions are accepted or refused as published")
  func decrypt() throws {
    let records = try VectorFile("aes/gcm-decrypt.txt").records
    #expect(records.count == 3 * 525)
    for record in records {
      let (key, nonce, additionalData) = (record.bytes("key"), record.bytes("iv"), record.bytes("aad"))
      let (ciphertext, tag) = (record.bytes("ct"), record.bytes("tag"))
      let plaintext = try aead(key).seal(key, nonce, additionalData, ciphertext).ciphertext
      let sealed = try aead(key).seal(key, nonce, additionalData, plaintext)
      #expect(sealed.ciphertext == ciphertext, "\(record.location)")
      let isValid = record.optional("result") != "invalid"
      #expect((Array(sealed.tag.prefix(tag.count)) == tag) == isValid, "\(record.location)")
      if isValid { #expect(plaintext == record.bytes("pt"), "\(record.location)") }
      if tag.count == 16 {
        let opened = try aead(key).open(key, nonce, additionalData, ciphertext, tag)
        #expect((opened.error == nil) == isValid, "\(record.location)")
        let zeros = [UInt8](repeating: 0, count: ciphertext.count)
        #expect(opened.buffer == (isValid ? plaintext : zeros), "\(record.location)")
      }
    }
  }

  @Test("Wycheproof's valid vectors open and seal, the invalid ones are refused")
  func wycheproof() throws {
    for record in try VectorFile("aes/gcm-wycheproof.txt").records {
      let (key, nonce, additionalData) = (record.bytes("key"), record.bytes("iv"), record.bytes("aad"))
      let (ciphertext, tag, plaintext) = (record.bytes("ct"), record.bytes("tag"), record.bytes("pt"))
      let opened = try aead(key).open(key, nonce, additionalData, ciphertext, tag)
      if record["result"] == "valid" {
        #expect(opened.error == nil && opened.buffer == plaintext, "\(record.location)")
        let sealed = try aead(key).seal(key, nonce, additionalData, plaintext)
        #expect(sealed.ciphertext == ciphertext && sealed.tag == tag, "\(record.location)")
      } else {
        #expect(opened.error == .authenticationFailure, "\(record.location)")
        #expect(opened.buffer.allSatisfy { $0 == 0 }, "\(record.location)")
      }
    }
  }
}
