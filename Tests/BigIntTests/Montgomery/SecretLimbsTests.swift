import Testing

@testable import BigInt

@Suite("SecretLimbs")
struct SecretLimbsTests {
  @Test("Division agrees with BigUInt, by divisors of every length and with their top bit set")
  func division() {
    var random = Xorshift(state: 11)
    for dividendLimbs in [1, 2, 5, 16, 32] {
      for divisorLimbs in [1, 2, 4, 16] {
        for _ in 0..<8 {
          let x = random.number(bits: 64 * dividendLimbs)
          let y = random.number(bits: Int.random(in: 1...64 * divisorLimbs, using: &random)) | 1
          let division = SecretLimbs(of: x, count: dividendLimbs)
            .quotientAndRemainder(dividingBy: SecretLimbs(of: y, count: divisorLimbs))
          #expect(division.quotient.revealed == x / y, "\(x) / \(y)")
          #expect(division.remainder.revealed == x % y, "\(x) % \(y)")
        }
      }
    }
  }

  @Test("The greatest common divisor agrees with BigUInt, common factors of two and all")
  func gcd() {
    var random = Xorshift(state: 12)
    for count in [1, 2, 4, 16] {
      for _ in 0..<10 {
        let bits = 64 * count
        let common = random.number(bits: bits / 3) << Int.random(in: 0...bits / 4, using: &random)
        let a = (common * random.number(bits: bits / 3) + 1 - 1) | (common == 0 ? 1 : 0)
        let b = (common * random.number(bits: bits / 3)) | (common == 0 ? 2 : 0)
        guard a != 0, b != 0 else { continue }
        let result = SecretLimbs.gcd(SecretLimbs(of: a, count: count), SecretLimbs(of: b, count: count)).revealed
        #expect(result == a.gcd(b), "gcd(\(a), \(b))")
      }
      let power = BigUInt(1) << (64 * count - 1)
      #expect(
        SecretLimbs.gcd(SecretLimbs(of: power, count: count), SecretLimbs(of: power, count: count)).revealed == power)
      #expect(SecretLimbs.gcd(SecretLimbs(of: power, count: count), SecretLimbs(of: 1, count: count)).revealed == 1)
    }
  }

  @Test("Bytes go in and come out, and what does not fit is refused")
  func bytes() {
    let bytes: [UInt8] = [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    guard let limbs = SecretLimbs(bigEndianBytes: bytes.span, count: 2) else {
      Issue.record("eleven bytes with two leading zeros fit two limbs")
      return
    }
    let (low, high) = (limbs.span[0], limbs.span[1])
    #expect(low == 0x0203_0405_0607_0809 && high == 1)
    if SecretLimbs(bigEndianBytes: bytes.span, count: 1) != nil { Issue.record("they do not fit one") }
    var out = [UInt8](repeating: 0xee, count: 20)
    var span = out.mutableSpan
    limbs.storeBigEndian(into: &span)
    #expect(out == [UInt8](repeating: 0, count: 11) + bytes.dropFirst(2))
    #expect(limbs.bitWidthVarTime == 65)
    #expect(SecretLimbs(count: 3).bitWidthVarTime == 0)
    let empty: [UInt8] = []
    let zero = SecretLimbs(bigEndianBytes: empty.span)
    #expect(zero.isZero.declassified)
  }

  @Test("Order, difference, product and distance follow from the numbers")
  func comparison() {
    var random = Xorshift(state: 13)
    for _ in 0..<200 {
      let x = random.number(bits: 256)
      let y = random.next() % 4 == 0 ? x : random.number(bits: 256)
      let a = SecretLimbs(of: x, count: 4)
      let b = SecretLimbs(of: y, count: 4)
      #expect(SecretLimbs.isLess(a, b).declassified == (x < y))
      #expect(SecretLimbs.equals(a, b).declassified == (x == y))
      #expect(SecretLimbs.product(a, b).revealed == x * y)
      var sum = a.copy()
      let carry = sum.add(b)
      #expect(sum.revealed + BigUInt(carry) << 256 == x + y)
      var difference = a.copy()
      let borrow = difference.subtract(b)
      #expect(difference.revealed + y == x + BigUInt(borrow) << 256)
    }
  }
}
