import TestSupport
import Testing

@testable import Primitives

@Suite("Triple DES, for traditional PEM")
struct InsecureTripleDESTests {
  @Test(
    "NIST CAVP, in both directions",
    arguments: ["MMT2", "MMT3", "invperm", "permop", "subtab", "varkey", "vartext"])
  func published(_ name: String) throws {
    for record in try VectorFile("des/TCBC\(name).txt").records {
      let (key, iv) = (record.bytes("key"), record.bytes("iv"))
      var data = record.bytes("plaintext")
      try InsecureTripleDES.transformBlocks(&data, key: key.span, iv: iv.span, encrypting: true)
      #expect(data == record.bytes("ciphertext"), "\(record.location)")
      try InsecureTripleDES.transformBlocks(&data, key: key.span, iv: iv.span, encrypting: false)
      #expect(data == record.bytes("plaintext"), "\(record.location)")
    }
  }

  @Test(
    "OpenSSL reads what is written, and writes what is read", .enabled(if: Tool.openssl.isAvailable, "needs openssl"))
  func openssl() throws {
    for count in [0, 1, 7, 8, 9, 1000] {
      let plaintext = SystemRandom.bytes(count: count)
      let (key, iv) = (SystemRandom.bytes(count: 24), SystemRandom.bytes(count: 8))
      let ciphertext = try InsecureTripleDES.encryptCBCVarTime(plaintext.span, key: key.span, iv: iv.span)
      #expect(ciphertext.count == (count / 8 + 1) * 8)
      let theirs = try Tool.openssl.run(
        ["enc", "-e", "-des-ede3-cbc", "-K", hex(key), "-iv", hex(iv)], input: plaintext)
      #expect(theirs.output == ciphertext, "\(theirs.errorText)")
      #expect(
        try InsecureTripleDES.decryptCBCVarTime(theirs.output.span, key: key.span, iv: iv.span) == plaintext)
    }
  }

  @Test("Wrong lengths and wrong padding are refused")
  func refused() throws {
    let (key, iv) = ([UInt8](repeating: 1, count: 24), [UInt8](repeating: 2, count: 8))
    #expect(throws: CryptoError.incorrectKeySize(found: 16, expected: "24 bytes")) {
      try InsecureTripleDES.encryptCBCVarTime([1].span, key: key.span.extracting(first: 16), iv: iv.span)
    }
    for count in [0, 7, 9] {
      #expect(throws: CryptoError.self) {
        try InsecureTripleDES.decryptCBCVarTime([UInt8](repeating: 0, count: count).span, key: key.span, iv: iv.span)
      }
    }
    for ending: [UInt8] in [[0], [9], [8], [3, 3], [2, 3, 3], [255]] {
      var block = [UInt8](repeating: 0x55, count: 8 - ending.count) + ending
      try InsecureTripleDES.transformBlocks(&block, key: key.span, iv: iv.span, encrypting: true)
      #expect(throws: CryptoError.invalidPadding) {
        try InsecureTripleDES.decryptCBCVarTime(block.span, key: key.span, iv: iv.span)
      }
    }
  }
}
