import Testing

@testable import BigInt

/// Quotients by whatever algorithm the sizes call for.
@Suite struct DivisionTests {
  @Test("Quotient and remainder give the dividend again, around the sizes where reciprocals divide")
  func reciprocals() {
    var samples = Samples(seed: 31)
    let least = Limbs.reciprocalThreshold
    for words in [least - 1, least, least + 1, 2 * least + 3] {
      for quotientWords in [least - 2, least, least + 1, words, 2 * words + 1] {
        let divisor = samples.natural(bits: words * UInt.bitWidth) | (BigUInt.one << (words * UInt.bitWidth - 7))
        let whole = samples.natural(bits: quotientWords * UInt.bitWidth) | .one
        // The largest remainder there is, the smallest, and any.
        for rest in [divisor - .one, BigUInt(), samples.natural(bits: words * UInt.bitWidth) % divisor] {
          let (quotient, remainder) = (whole * divisor + rest).quotientAndRemainder(dividingBy: divisor)
          #expect(quotient == whole && remainder == rest, "\(quotientWords) by \(words) words")
        }
      }
    }
  }

  @Test("A reciprocal is the largest or the one before")
  func reciprocal() {
    var samples = Samples(seed: 32)
    for words in [1, 2, 199, 200, 201, 400, 401, 402, 1_001] {
      let a = samples.natural(bits: words * UInt.bitWidth) | (BigUInt.one << (words * UInt.bitWidth - 1))
      let x = ReciprocalDivision.reciprocal(a)
      let power = BigUInt.one << (2 * words * UInt.bitWidth)
      #expect(a * x < power && power < a * (x + 2), "\(words) words")
    }
  }
}
