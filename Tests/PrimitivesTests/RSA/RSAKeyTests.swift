import BigInt
import Foundation
import TestSupport
import Testing

@testable import Primitives

@Suite("RSA: keys")
struct RSAKeyTests {
  private let message = Array("a message".utf8)

  @Test(
    "A new key has the shape that FIPS 186-5 asks for, passes its own import, and signs", arguments: [2048, 2050, 3072])
  func generation(bitCount: Int) throws {
    let key = try RSA.Signing.PrivateKey(modulusBitCount: bitCount)
    let numbers = RSANumbers(key)
    #expect(key.modulusBitCount == bitCount)
    #expect(numbers.e == [1, 0, 1])
    #expect(numbers.importError == nil)
    let width = bitCount / 2
    let p = SecretLimbs(bigEndianBytes: numbers.p.span)
    let q = SecretLimbs(bigEndianBytes: numbers.q.span)
    #expect(p.bitWidthVarTime == width && q.bitWidthVarTime == width)
    // √2·2^(width-1) squared is 2^(2·width-1): the modulus has exactly the width asked for.
    #expect(SecretLimbs.product(p, p).bitWidthVarTime == bitCount)
    #expect(SecretLimbs.product(q, q).bitWidthVarTime == bitCount)
    #expect(SecretLimbs.distance(p, q).bitWidthVarTime > width - 100)
    #expect(SecretLimbs(bigEndianBytes: numbers.d.span).bitWidthVarTime > bitCount / 2)
    for padding in [RSA.Signing.Padding.pkcs1v15, .pss(), .pss(saltByteCount: 0)] {
      let signature = try key.signature(for: message.span, using: SHA256.self, padding: padding)
      let valid = key.publicKey.accepts(signature, for: message, using: SHA256.self, padding: padding)
      #expect(valid)
      #expect(signature.count == (bitCount + 7) / 8)
    }
  }

  @Test("Key widths that are odd or out of bounds are refused", arguments: [0, -2048, 1024, 2047, 2049, 8194, 1 << 40])
  func generationBounds(bitCount: Int) {
    #expect(throws: CryptoError.self) { _ = try RSA.Signing.PrivateKey(modulusBitCount: bitCount) }
  }

  @Test("The private exponent is modulo lcm(p-1, q-1), and the primes differ: small keys from many seeds")
  func generationOfSmallKeys() throws {
    for seed in 1...20 {
      var random = CountingRandom(state: UInt64(seed))
      // The import limits widths; the parts that make a key do not.
      let key = try RSA.Signing.PrivateKey.generate(modulusBitCount: 1024 + 2 * seed, random: &random)
      let numbers = RSANumbers(key)
      let again = try numbers.key()
      #expect(again.publicKey == key.publicKey)
      let p = BigUInt(bigEndianBytes: numbers.p.span)
      let q = BigUInt(bigEndianBytes: numbers.q.span)
      let gcd = (p - 1).gcd(q - 1)
      let lambda = (p - 1) * (q - 1) / gcd
      #expect(BigUInt(bigEndianBytes: numbers.d.span) == BigUInt(65537).modInverse(lambda))
      #expect(p > q)
    }
  }

  @Test("A source of randomness that is stuck gives an error, not a key or a hang", arguments: [UInt8(0), 0xff])
  func stuckRandomness(byte: UInt8) {
    struct Stuck: RandomSource {
      let byte: UInt8
      mutating func fill(_ bytes: inout MutableSpan<UInt8>) { for i in bytes.indices { bytes[i] = byte } }
    }
    #expect(throws: CryptoError.randomnessFailure) {
      var random = Stuck(byte: byte)
      _ = try RSA.Signing.PrivateKey(modulusBitCount: 2048, random: &random)
    }
  }

  @Test("NIST's keys are accepted, and come out as they went in")
  func publishedKeys() throws {
    for record in try VectorFile("rsa/keygen-cavp.txt").records {
      let numbers = RSANumbers(record)
      let key = try numbers.key()
      #expect(BigUInt(bigEndianBytes: RSANumbers(key).d.span) == BigUInt(bigEndianBytes: numbers.d.span))
      #expect(RSANumbers(key).der == numbers.der, "\(record.location)")
    }
  }

  @Test("Each number of a private key that was changed is noticed at the import")
  func changedNumbers() throws {
    let numbers = try publishedRSANumbers(bitCount: 2048)
    #expect(numbers.importError == nil)
    let fields: [WritableKeyPath<RSANumbers, [UInt8]>] = [\.n, \.e, \.d, \.p, \.q, \.dP, \.dQ, \.qInv]
    for (index, field) in fields.enumerated() {
      for change in 0..<6 {
        var changed = numbers
        switch change {
        case 0: changed[keyPath: field][changed[keyPath: field].count - 1] ^= 2
        case 1: changed[keyPath: field][changed[keyPath: field].count - 1] ^= 1
        case 2: changed[keyPath: field] = []
        case 3: changed[keyPath: field] = [0, 0, 1]
        case 4: changed[keyPath: field] = [UInt8](repeating: 0xff, count: 5000)
        default: changed[keyPath: field].insert(1, at: 0)
        }
        #expect(changed.importError != nil, "number \(index), change \(change)")
      }
      var padded = numbers
      padded[keyPath: field].insert(contentsOf: [0, 0, 0], at: 0)
      #expect(padded.importError == nil, "leading zeros of number \(index)")
    }
  }

  @Test("Keys that are built to mislead are refused")
  func hostileKeys() throws {
    let numbers = try publishedRSANumbers(bitCount: 2048)
    // p and q exchanged: everything fits but the coefficient.
    var changed = numbers
    swap(&changed.p, &changed.q)
    swap(&changed.dP, &changed.dQ)
    #expect(changed.importError == .invalidKey(rule: "the coefficient of an RSA key is the inverse of q modulo p"))
    // n = n·1.
    changed = numbers
    changed.p = numbers.n
    changed.q = [1]
    #expect(
      changed.importError == .invalidKey(rule: "an RSA prime is odd and has at least a quarter of the modulus' bits"))
    // n = p².
    changed = numbers
    changed.q = numbers.p
    changed.dQ = numbers.dP
    changed.n = (BigUInt(bigEndianBytes: numbers.p.span) * BigUInt(bigEndianBytes: numbers.p.span)).bigEndianBytes()
    #expect(changed.importError != nil)
    // dP that is right modulo p-1, but not reduced.
    changed = numbers
    let p = BigUInt(bigEndianBytes: numbers.p.span)
    changed.dP = (BigUInt(bigEndianBytes: numbers.dP.span) + p - 1).bigEndianBytes()
    #expect(changed.importError == .invalidKey(rule: "exponent1 of an RSA key is d mod (p-1)"))
    // A p that is no prime, with all numbers to match: only the trial signature can tell.
    changed = numbers
    var composite = p + 2
    let e = BigUInt(bigEndianBytes: numbers.e.span)
    let q = BigUInt(bigEndianBytes: numbers.q.span)
    while composite.gcd(q) != 1 || ((composite - 1) * (q - 1)).gcd(e) != 1 { composite += 2 }
    let phi = (composite - 1) * (q - 1)
    let d = try #require(e.modInverse(phi))
    changed.p = composite.bigEndianBytes()
    changed.n = (composite * q).bigEndianBytes()
    changed.d = d.bigEndianBytes()
    changed.dP = (d % (composite - 1)).bigEndianBytes()
    changed.dQ = (d % (q - 1)).bigEndianBytes()
    changed.qInv = try #require(q.modInverse(composite)).bigEndianBytes()
    #expect(
      changed.importError == .invalidKey(rule: "an RSA key verifies what it signs: its factors are not both prime"))
  }

  @Test("Public keys out of bounds are refused, and the largest are not")
  func publicBounds() throws {
    func error(_ n: [UInt8], _ e: [UInt8]) -> CryptoError? {
      do throws(CryptoError) {
        _ = try RSA.Signing.PublicKey(modulus: n.span, publicExponent: e.span)
        return nil
      } catch {
        return error
      }
    }
    let ones = { (count: Int) in [UInt8](repeating: 0xff, count: count) }
    #expect(error(ones(2048), [3]) == nil)
    #expect(error(ones(2048), ones(8)) == nil)
    #expect(error([0, 0] + ones(128), [0, 0, 0, 0, 0, 0, 0, 0, 3]) == nil)
    #expect(error(ones(2049), [3]) != nil)
    #expect(error(ones(127), [3]) != nil)
    #expect(error([], [3]) != nil)
    #expect(error(ones(255) + [0xfe], [3]) == .invalidKey(rule: "an RSA modulus is odd"))
    for e: [UInt8] in [[], [0], [1], [2], [4], [1, 0, 0], ones(9), [1] + ones(8)] {
      #expect(error(ones(256), e) != nil, "exponent \(e)")
    }
    // The slowest key there can be, and a signature for it: an answer in milliseconds.
    let slow = try RSA.Signing.PublicKey(modulus: ones(2048).span, publicExponent: ones(8).span)
    let signature = [UInt8](repeating: 0xfe, count: 2048)
    #expect(!slow.accepts(signature, for: message, using: SHA256.self, padding: .pkcs1v15))
    #expect(!slow.accepts(signature, for: message, using: SHA256.self, padding: .pss()))
  }
}
