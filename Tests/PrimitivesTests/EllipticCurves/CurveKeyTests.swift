import BigInt
import Primitives
import TestSupport
import Testing

@Suite("NIST curves: keys and signatures")
struct CurveKeyTests {
  private func number(_ curve: CurveUnderTest, adding difference: Int) -> [UInt8] {
    let order = BigUInt(bigEndianBytes: curve.order.span)
    let value = difference < 0 ? order - BigUInt(-difference) : order + BigUInt(difference)
    return value.bigEndianBytes(count: curve.byteCount)
  }

  private func one(_ curve: CurveUnderTest) -> [UInt8] { [UInt8](repeating: 0, count: curve.byteCount - 1) + [1] }

  @Test("A private key is from 1 to n - 1, in exactly the order's length", arguments: CurveUnderTest.all)
  func privateKeyRange(_ curve: CurveUnderTest) throws {
    let count = curve.byteCount
    for refused in [[UInt8](repeating: 0, count: count), number(curve, adding: 0), number(curve, adding: 1)] {
      #expect(throws: CryptoError.self) { try curve.publicKey(refused) }
    }
    for length in [0, 1, count - 1, count + 1] {
      #expect(throws: CryptoError.self) { try curve.publicKey([UInt8](repeating: 1, count: length)) }
    }
    // (n - 1) G = -G: the same x and the other y.
    let base = try curve.compressedPublicKey(one(curve))
    let opposite = try curve.compressedPublicKey(number(curve, adding: -1))
    #expect(base.dropFirst() == opposite.dropFirst())
    #expect(base[0] ^ opposite[0] == 1)
  }

  @Test("Points are read in both forms, and nothing else is", arguments: CurveUnderTest.all)
  func pointEncodings(_ curve: CurveUnderTest) throws {
    for privateKey in [one(curve), number(curve, adding: -1), number(curve, adding: -5)] {
      let point = try curve.publicKey(privateKey)
      let compressed = try curve.compressedPublicKey(privateKey)
      #expect(try curve.readPoint(point) == point)
      #expect(try curve.readPoint(compressed) == point)
      var refused: [[UInt8]] = [[], [0], [4], Array(point.dropLast()), point + [0], Array(compressed.dropLast())]
      refused += [[0] + point.dropFirst(), [5] + point.dropFirst(), [6] + point.dropFirst(), [7] + point.dropFirst()]
      refused += [[2] + point.dropFirst(), [4] + compressed.dropFirst(), Array(point.dropFirst()), compressed + [0]]
      for bit in [0, 7, 8 * curve.byteCount - 1] {
        var wrong = point
        wrong[wrong.count - 1 - bit / 8] ^= 1 << UInt8(bit % 8)
        refused.append(wrong)
      }
      for bytes in refused { #expect(throws: CryptoError.self, "\(hex(bytes))") { try curve.readPoint(bytes) } }
    }
  }

  @Test("A coordinate of p or more is refused, even where it stands for a point", arguments: CurveUnderTest.all)
  func nonCanonicalCoordinates(_ curve: CurveUnderTest) throws {
    let p =
      switch curve.byteCount {
      case 32: (BigUInt(1) << 256) - (BigUInt(1) << 224) + (BigUInt(1) << 192) + (BigUInt(1) << 96) - BigUInt(1)
      case 48: (BigUInt(1) << 384) - (BigUInt(1) << 128) - (BigUInt(1) << 96) + (BigUInt(1) << 32) - BigUInt(1)
      default: (BigUInt(1) << 521) - BigUInt(1)
      }
    // Some small x is on the curve; x + p then fits into the same bytes.
    var tested = 0
    for x in 0..<64 {
      let small = [UInt8(2)] + BigUInt(x).bigEndianBytes(count: curve.byteCount)
      guard let point = try? curve.readPoint(small) else { continue }
      let large = (BigUInt(x) + p).bigEndianBytes(count: curve.byteCount)
      #expect(throws: CryptoError.self) { try curve.readPoint([2] + large) }
      #expect(throws: CryptoError.self) { try curve.readPoint([4] + large + point.suffix(curve.byteCount)) }
      tested += 1
    }
    #expect(tested > 10)
  }

  @Test("Random numbers out of range are drawn again", arguments: CurveUnderTest.all)
  func generation(_ curve: CurveUnderTest) {
    let count = curve.byteCount
    // As leftmost bits: for P-521 the 7 bits below them are ignored.
    let shift = 8 * count - (count == 66 ? 521 : 8 * count)
    func drawn(_ value: BigUInt) -> [UInt8] { (value << shift).bigEndianBytes(count: count) }
    let order = BigUInt(bigEndianBytes: curve.order.span)
    let last = order - BigUInt(1)
    let bytes =
      drawn(BigUInt(0)) + drawn(order) + [UInt8](repeating: 0xff, count: count) + drawn(last) + drawn(BigUInt(5))
    let (privateKey, used) = curve.generate(bytes)
    #expect(privateKey == last.bigEndianBytes(count: count))
    #expect(used == 4 * count)
  }

  @Test("Fresh keys differ, agree on secrets and sign", arguments: CurveUnderTest.all)
  func freshKeys(_ curve: CurveUnderTest) throws {
    let keys = (0..<3).map { _ in curve.generate(SystemRandom.bytes(count: 8 * curve.byteCount)).privateKey }
    #expect(Set(keys).count == 3)
    for a in keys {
      for b in keys {
        #expect(try curve.agree(a, curve.publicKey(b)) == curve.agree(b, curve.publicKey(a)))
      }
      for hash in HashName.allCases {
        let message = SystemRandom.bytes(count: 100)
        let signature = try curve.sign(a, message, hash)
        #expect(try curve.verify(curve.publicKey(a), signature, message, hash))
        #expect(try !curve.verify(curve.publicKey(a), signature, message + [0], hash))
        #expect(try signature == curve.sign(a, message, hash), "signing is deterministic")
      }
    }
  }

  @Test("A signature has one length, and r and s from 1 to n - 1", arguments: CurveUnderTest.all)
  func signatureRange(_ curve: CurveUnderTest) throws {
    let count = curve.byteCount
    let digest = [UInt8](repeating: 7, count: 32)
    let publicKey = try curve.publicKey(number(curve, adding: -2))
    let zero = [UInt8](repeating: 0, count: count)
    let numbers = [
      zero, one(curve), number(curve, adding: -1), number(curve, adding: 0), [UInt8](repeating: 0xff, count: count),
    ]
    for r in numbers {
      for s in numbers { #expect(try !curve.verifyDigest(publicKey, r + s, digest)) }
      #expect(throws: CryptoError.self) { try curve.verifyDigest(publicKey, r, digest) }
      #expect(throws: CryptoError.self) { try curve.verifyDigest(publicKey, r + r + [0], digest) }
    }
  }

  @Test("A sum that cancels to infinity is no signature", arguments: CurveUnderTest.all)
  func infinity(_ curve: CurveUnderTest) throws {
    // With d = 1 and e = -r, the point (e/s) G + (r/s) G is infinity for every s.
    let publicKey = try curve.publicKey(one(curve))
    let order = BigUInt(bigEndianBytes: curve.order.span)
    let r = BigUInt(12345)
    let shift = 8 * curve.byteCount - order.bitWidth
    let digest = ((order - r) << shift).bigEndianBytes(count: curve.byteCount)
    let signature = r.bigEndianBytes(count: curve.byteCount) + one(curve)
    #expect(try !curve.verifyDigest(publicKey, signature, digest))
  }
}
