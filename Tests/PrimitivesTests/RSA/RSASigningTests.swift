import BigInt
import Foundation
import TestSupport
import Testing

@testable import Primitives

@Suite("RSA: signing")
struct RSASigningTests {
  private let message = Array("a message".utf8)

  /// The attack that the check prevents: a signature that is right modulo one prime alone gives the other prime away.
  @Test("A fault in either half of the private operation is detected, and no signature leaves")
  func faults() throws {
    for half in 0..<2 {
      var key = try publishedRSANumbers(bitCount: 2048).key()
      _ = try key.signature(for: message.span, using: SHA256.self, padding: .pkcs1v15)
      if half == 0 { key.secret.dP.flipBit() } else { key.secret.dQ.flipBit() }
      for padding in [RSA.Signing.Padding.pkcs1v15, .pss()] {
        do throws(CryptoError) {
          _ = try key.signature(for: message.span, using: SHA256.self, padding: padding)
          Issue.record("a wrong signature left")
        } catch {
          #expect(error == .faultDetected)
        }
      }
    }
  }

  @Test("Blinding changes with every signature, is renewed, and is not seen in the result")
  func blinding() throws {
    let key = try publishedRSANumbers(bitCount: 1024).key()
    let first = try key.signature(for: message.span, using: SHA256.self, padding: .pkcs1v15)
    var seen: Set<[UInt64]> = []
    let blinding = Blinding()
    for _ in 0..<100 {
      let factors = blinding.next(modulus: key.publicKey.arithmetic, secret: key.secret)
      seen.insert((0..<4).map { factors.before.span[$0] })
      let again = try key.signature(for: message.span, using: SHA256.self, padding: .pkcs1v15)
      #expect(again == first)
    }
    #expect(seen.count == 100)
  }

  @Test("Threads sign with one key at the same time")
  func threads() async throws {
    let shared = SharedKey(try publishedRSANumbers(bitCount: 1024).key())
    let expected = try shared.sign(message, hash: SHA256.self)
    let message = message
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<100 { group.addTask { try shared.sign(message, hash: SHA256.self) } }
      for try await signature in group { #expect(signature == expected) }
    }
  }

  @Test("PSS draws a new salt for each signature")
  func salts() throws {
    let key = try publishedRSANumbers(bitCount: 2048).key()
    let a = try key.signature(for: message.span, using: SHA256.self, padding: .pss())
    let b = try key.signature(for: message.span, using: SHA256.self, padding: .pss())
    #expect(a != b)
    let publicKey = key.publicKey
    #expect(publicKey.accepts(a, for: message, using: SHA256.self, padding: .pss(saltByteCount: 32)))
    for padding in [
      RSA.Signing.Padding.pss(saltByteCount: 31), .pss(saltByteCount: 33), .pss(saltByteCount: 0), .pkcs1v15,
    ] {
      #expect(!publicKey.accepts(a, for: message, using: SHA256.self, padding: padding))
    }
    #expect(!publicKey.accepts(a, for: message, using: SHA384.self, padding: .pss(saltByteCount: 32)))
  }

  @Test("A salt that does not fit the key, or a negative one, is an error; the longest that fits is not")
  func saltBounds() throws {
    let key = try publishedRSANumbers(bitCount: 2048).key()
    let longest = 256 - 64 - 2
    let signature = try key.signature(
      for: message.span, using: SHA512.self, padding: .pss(saltByteCount: longest))
    let publicKey = key.publicKey
    #expect(
      publicKey.accepts(signature, for: message, using: SHA512.self, padding: .pss(saltByteCount: longest)))
    for count in [longest + 1, 1000, -1, .min] {
      #expect(
        !publicKey.accepts(signature, for: message, using: SHA512.self, padding: .pss(saltByteCount: count)))
      do throws(CryptoError) {
        _ = try key.signature(for: message.span, using: SHA512.self, padding: .pss(saltByteCount: count))
        Issue.record("a salt of \(count) bytes was taken")
      } catch {
        #expect(error != .faultDetected)
      }
    }
  }

  @Test("Signatures that are too long, too short, out of range or changed are not valid, whatever the width")
  func malformedSignatures() throws {
    // Widths that leave 0 to 7 bits in the first byte: PSS drops a whole byte where one bit is left.
    for extra in 0..<5 {
      var random = CountingRandom(state: UInt64(extra + 1))
      let key = try RSA.Signing.PrivateKey.generate(modulusBitCount: 1024 + 2 * extra, random: &random)
      try check(key)
    }
    let odd = try VectorFile("rsa/pss-sigver-cavp.txt").records[0]
    let publicKey = try RSA.Signing.PublicKey(record: odd)
    let n = publicKey.modulus
    #expect(!publicKey.accepts(n, for: [], using: SHA1.self, padding: .pss(saltByteCount: 10)))
  }

  private func check(_ key: borrowing RSA.Signing.PrivateKey) throws {
    let publicKey = key.publicKey
    for padding in [RSA.Signing.Padding.pkcs1v15, .pss()] {
      let signature = try key.signature(for: message.span, using: SHA256.self, padding: padding)
      func isValid(_ signature: [UInt8]) -> Bool {
        publicKey.accepts(signature, for: message, using: SHA256.self, padding: padding)
      }
      #expect(isValid(signature))
      #expect(!isValid([0] + signature))
      #expect(!isValid(signature + [0]))
      #expect(!isValid(Array(signature.dropFirst())))
      #expect(!isValid([]))
      // The same number plus the modulus, where it fits.
      let larger = BigUInt(bigEndianBytes: signature.span) + BigUInt(bigEndianBytes: publicKey.modulus.span)
      if larger.bitWidth <= 8 * signature.count { #expect(!isValid(larger.bigEndianBytes(count: signature.count))) }
      for bit in stride(from: 0, to: 8 * signature.count, by: 37) {
        var changed = signature
        changed[bit / 8] ^= 1 << UInt8(bit % 8)
        #expect(!isValid(changed))
      }
    }
  }

  @Test("A PSS width with nothing in the first byte: 1025 bits")
  func pssAcrossByteBoundary() throws {
    // p of 513 and q of 512 bits: the modulus has 1025 bits, the encoded message 128 bytes, the signature 129.
    var random = CountingRandom(state: 99)
    var key: RSANumbers?
    while key == nil {
      let a = RSANumbers(try RSA.Signing.PrivateKey.generate(modulusBitCount: 1026, random: &random))
      let b = RSANumbers(try RSA.Signing.PrivateKey.generate(modulusBitCount: 1024, random: &random))
      let (p, q) = (BigUInt(bigEndianBytes: a.p.span), BigUInt(bigEndianBytes: b.p.span))
      guard (p * q).bitWidth == 1025 else { continue }
      let d = try #require(BigUInt(65537).modInverse((p - 1) * (q - 1)))
      var numbers = a
      numbers.n = (p * q).bigEndianBytes()
      numbers.d = d.bigEndianBytes()
      numbers.q = b.p
      numbers.dP = (d % (p - 1)).bigEndianBytes()
      numbers.dQ = (d % (q - 1)).bigEndianBytes()
      numbers.qInv = try #require(q.modInverse(p)).bigEndianBytes()
      key = numbers
    }
    try check(try #require(key).key())
  }

  @Test("A modulus too short for the hash function is an error, not a short padding")
  func tooShort() throws {
    // 128 bytes hold SHA-512's digest, two bytes of the encoding's own, and 62 bytes of salt.
    let key = try publishedRSANumbers(bitCount: 1024).key()
    do throws(CryptoError) {
      _ = try key.signature(for: message.span, using: SHA512.self, padding: .pss())
      Issue.record("a salt of 64 bytes was taken")
    } catch {
      #expect(
        error
          == .incorrectParameterSize(
            parameter: "PSS salt in bytes", found: 64, expected: "at most 62 for this key and hash function"))
    }
    _ = try key.signature(for: message.span, using: SHA512.self, padding: .pss(saltByteCount: 62))
    let digest = SHA512.hash(data: message)
    #expect(EncodedMessage.pkcs1v15(digest: digest, byteCount: 93, using: SHA512.self) == nil)
    #expect(EncodedMessage.pkcs1v15(digest: digest, byteCount: 94, using: SHA512.self)?.count == 94)
  }

  /// The octets that RFC 8017, section 9.2, note 1, prints.
  @Test("DigestInfo begins as RFC 8017 prints it")
  func digestInfo() {
    #expect(hex(SHA1.digestInfoPrefix) == "3021300906052b0e03021a05000414")
    #expect(hex(SHA224.digestInfoPrefix) == "302d300d06096086480165030402040500041c")
    #expect(hex(SHA256.digestInfoPrefix) == "3031300d060960864801650304020105000420")
    #expect(hex(SHA384.digestInfoPrefix) == "3041300d060960864801650304020205000430")
    #expect(hex(SHA512.digestInfoPrefix) == "3051300d060960864801650304020305000440")
    #expect(hex(SHA512_224.digestInfoPrefix) == "302d300d06096086480165030402050500041c")
    #expect(hex(SHA512_256.digestInfoPrefix) == "3031300d060960864801650304020605000420")
  }
}

extension SecretLimbs {
  /// A fault.
  fileprivate mutating func flipBit() {
    var limbs = mutableSpan
    limbs[0] ^= 1 << 40
  }
}
