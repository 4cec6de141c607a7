import Primitives
import TestSupport
import Testing

@Suite("AES-CBC: padding, parameters and OpenSSL")
struct AESCBCTests {
  private let iv = [UInt8](0..<16)

  @Test("Every length from 0 to 300 comes back, with each key size", arguments: [16, 24, 32])
  func roundTrip(_ keyByteCount: Int) throws {
    var random = TestBytes(seed: 4)
    for count in 0...300 {
      let (key, iv, plaintext) = (random.next(keyByteCount), random.next(16), random.next(count))
      let ciphertext = try AES.CBC.encrypt(plaintext.span, key: key.span, iv: iv.span)
      #expect(ciphertext.count == (count / 16 + 1) * 16)
      #expect(try AES.CBC.decrypt(ciphertext.span, key: key.span, iv: iv.span) == plaintext, "\(count) bytes")
      let secret = try AES.CBC.decryptToSecret(ciphertext.span, key: key.span, iv: iv.span)
      var secretBytes: [UInt8] = []
      for i in 0..<secret.count { secretBytes.append(secret.span[i]) }
      #expect(secretBytes == plaintext, "\(count) bytes")
      if count % 16 == 0 {
        let unpadded = try AES.CBC.encrypt(plaintext.span, key: key.span, iv: iv.span, padding: .none)
        #expect(unpadded == Array(ciphertext.prefix(count)), "\(count) bytes")
        #expect(
          try AES.CBC.decrypt(unpadded.span, key: key.span, iv: iv.span, padding: .none) == plaintext, "\(count) bytes")
      }
    }
  }

  /// RFC 5652, section 6.3. Wycheproof's AES-CBC-PKCS5 set is in neither of the packages; this covers its flags
  /// (`BadPadding`, `NoPadding`, `ZeroLengthPadding`) by going through all ends of a block.
  @Test("Exactly the 16 endings of PKCS #7 are accepted")
  func padding() throws {
    let key = [UInt8](repeating: 0x42, count: 16)
    func unpadded(_ block: [UInt8]) throws -> [UInt8] {
      let ciphertext = try AES.CBC.encrypt(block.span, key: key.span, iv: iv.span, padding: .none)
      return try AES.CBC.decrypt(ciphertext.span, key: key.span, iv: iv.span)
    }
    var accepted = 0
    for last in (0...255).map(UInt8.init) {
      for right in 0...16 {
        // The last `right` bytes are `last`, the one before them is another.
        let block = [UInt8](repeating: ~last, count: 16 - right) + [UInt8](repeating: last, count: right)
        let length = Int(block[15])
        if (1...16).contains(length), block.suffix(length).allSatisfy({ Int($0) == length }) {
          #expect(try unpadded([UInt8](repeating: 9, count: 16) + block).count == 32 - length)
          accepted += 1
        } else {
          #expect(throws: CryptoError.invalidPadding, "\(block)") { _ = try unpadded(block) }
        }
      }
    }
    // For each length n, the blocks with n to 16 right bytes, and the block of n alone as the complement of `last`.
    #expect(accepted == (1...16).reduce(0) { $0 + (17 - $1) + 1 })
    // One wrong byte anywhere in the padding.
    for length in 1...16 {
      for wrong in 1...length {
        for value in [0, 1, 15, 16, 17, 255] as [UInt8] where value != UInt8(length) {
          var block = [UInt8](repeating: 0, count: 16 - length) + [UInt8](repeating: UInt8(length), count: length)
          block[16 - wrong] = value
          if wrong == 1, value == 1 { continue }  // then it is a padding of length 1
          #expect(throws: CryptoError.invalidPadding, "\(block)") { _ = try unpadded(block) }
        }
      }
    }
  }

  @Test("Wrong sizes are named, with what was found")
  func sizes() throws {
    let key = [UInt8](repeating: 1, count: 16)
    let block = [UInt8](repeating: 2, count: 16)
    let shortIV = Array(iv[..<12])
    let longKey = [UInt8](repeating: 1, count: 17)
    #expect(
      throws: CryptoError.incorrectParameterSize(
        parameter: "AES-CBC initialisation vector", found: 12, expected: "16")
    ) {
      _ = try AES.CBC.encrypt(block.span, key: key.span, iv: shortIV.span)
    }
    #expect(throws: CryptoError.incorrectKeySize(found: 17, expected: "16, 24 or 32")) {
      _ = try AES.CBC.decrypt(block.span, key: longKey.span, iv: iv.span)
    }
    for count in [1, 15, 17, 31] {
      let bytes = [UInt8](repeating: 3, count: count)
      #expect(throws: CryptoError.self) { _ = try AES.CBC.decrypt(bytes.span, key: key.span, iv: iv.span) }
      #expect(throws: CryptoError.self) {
        _ = try AES.CBC.encrypt(bytes.span, key: key.span, iv: iv.span, padding: .none)
      }
    }
    let nothing: [UInt8] = []
    #expect(
      throws: CryptoError.incorrectParameterSize(parameter: "AES-CBC ciphertext", found: 0, expected: "at least 16")
    ) {
      _ = try AES.CBC.decrypt(nothing.span, key: key.span, iv: iv.span)
    }
    #expect(try AES.CBC.decrypt(nothing.span, key: key.span, iv: iv.span, padding: .none).isEmpty)
  }

  @Test(
    "OpenSSL writes the same and reads it back",
    .enabled(if: Tool.openssl.isAvailable, "needs openssl"), arguments: [16, 24, 32])
  func openSSL(_ keyByteCount: Int) throws {
    var random = TestBytes(seed: 5)
    for count in [0, 1, 15, 16, 100, 1000, 100_000] {
      let (key, iv, plaintext) = (random.next(keyByteCount), random.next(16), random.next(count))
      func openSSL(_ mode: String, _ options: [String], _ input: [UInt8]) throws -> [UInt8] {
        let result = try Tool.openssl.run(
          ["enc", "-aes-\(keyByteCount * 8)-\(mode)", "-K", hex(key), "-iv", hex(iv)] + options, input: input)
        #expect(result.status == 0, "\(result.errorText)")
        return result.output
      }
      let ciphertext = try AES.CBC.encrypt(plaintext.span, key: key.span, iv: iv.span)
      #expect(try openSSL("cbc", ["-e"], plaintext) == ciphertext, "\(count) bytes")
      #expect(try AES.CBC.decrypt(ciphertext.span, key: key.span, iv: iv.span) == plaintext, "\(count) bytes")
      let stream = try AES.CTR.apply(plaintext.span, key: key.span, initialCounter: iv.span)
      #expect(try openSSL("ctr", ["-e"], plaintext) == stream, "\(count) bytes")
    }
  }
}
