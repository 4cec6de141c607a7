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

  @Test("A divisor of several dividends, of any length, gives the quotients that it gives one by one")
  func repeated() {
    var samples = Samples(seed: 35)
    let least = Limbs.reciprocalThreshold
    for words in [1, least - 1, least, least + 77] {
      let division = RepeatedDivision(samples.natural(bits: words * UInt.bitWidth - 5) | .one)
      for dividendWords in [2 * words, words / 2 + 1, words, 2 * words + 1, 3 * words, words + 1] {
        let dividend = samples.natural(bits: dividendWords * UInt.bitWidth)
        let (quotient, remainder) = division.quotientAndRemainder(dividend)
        #expect(quotient * division.divisor + remainder == dividend && remainder < division.divisor)
      }
    }
  }

  @Test("A reciprocal is too small by less than 6, and its leading word is 1")
  func reciprocal() {
    var samples = Samples(seed: 32)
    let least = Limbs.newtonThreshold
    for words in [1, 2, least - 1, least, least + 1, 2 * least - 1, 2 * least, 2 * least + 1, 4 * least + 3] {
      let power = BigUInt.one << (2 * words * UInt.bitWidth)
      let half = BigUInt.one << (words * UInt.bitWidth - 1)
      let others = (0..<4).map { _ in half | samples.natural(bits: words * UInt.bitWidth) }
      for a in [half, half + 1, 2 * half - 1] + others {
        var fraction = [UInt](repeating: 1, count: words)
        a.withWords { start, count in Limbs.reciprocal(&fraction, start, count) }
        let x = BigUInt(words: fraction + [1])
        #expect(a * x <= power && power < a * (x + 6), "\(words) words")
      }
    }
  }

  @Test("Divisions by reciprocals of every length of quotient give what Knuth's algorithm gives")
  func shapes() {
    var samples = Samples(seed: 33)
    for n in [64, 100, 128, 200, 256, 257] {
      for m in [128, 129, 200, 255, 256, 257, 264, 265, 512, 1_000, 3 * n + 9, 5 * n + 1] {
        let divisor = samples.natural(bits: n * UInt.bitWidth) | (BigUInt.one << (n * UInt.bitWidth - 1))
        for kind in 0..<4 {
          // A quotient of ones, with the largest remainder and with none; a multiple less one; anything.
          let whole = kind < 2 ? (BigUInt.one << (m * UInt.bitWidth)) - 1 : samples.natural(bits: m * UInt.bitWidth)
          let rest = kind == 0 ? divisor - .one : kind == 1 ? 0 : samples.natural(bits: n * UInt.bitWidth) % divisor
          let dividend = kind == 2 && !whole.isZero ? whole * divisor - .one : whole * divisor + rest
          let words = dividend.limbs + [UInt](repeating: 0, count: m + n - dividend.limbs.count)
          var (found, expected) = (words, words)
          var (quotient, expectedQuotient) = ([UInt](repeating: 1, count: m), [UInt](repeating: 2, count: m))
          let b = divisor.limbs
          let top = ReciprocalDivision(b, n, quotientWords: m).divide(&quotient, &found, m)
          let expectedTop = Limbs.divideRows(&expectedQuotient, &expected, m, b, n)
          #expect(top == expectedTop && quotient == expectedQuotient && found == expected, "\(m) by \(n), \(kind)")
          let remainder = BigUInt(words: found)
          #expect(BigUInt(words: quotient + [top]) * divisor + remainder == dividend && remainder < divisor)
        }
      }
    }
  }

  @Test("Cyclic products are products modulo B^L - 1")
  func cyclic() {
    var samples = Samples(seed: 34)
    for words in [64, 65, 100, 500, 1_000, 2_000] {
      let product = CyclicProduct(words: words)
      let modulus = (BigUInt.one << (product.length * UInt.bitWidth)) - 1
      for (xCount, yCount) in [(product.length, 1), (product.length / 2, product.length), (words, words / 2)] {
        let x = BigUInt(words: samples.natural(bits: xCount * UInt.bitWidth).limbs + [1])
        let y = samples.natural(bits: yCount * UInt.bitWidth) | .one
        var found = [UInt](repeating: 1, count: product.length + 2)
        AlignedWords.with([product.keptWords, product.scratchWords]) { memory in
          let (kept, scratch) = (memory.take(product.keptWords), memory.take(product.scratchWords))
          product.keep(kept, y.limbs, y.limbs.count, scratch: scratch)
          product.multiply(&found, x.limbs, min(x.limbs.count, xCount), kept: kept, scratch: scratch)
        }
        let factor = BigUInt(words: x.limbs.prefix(xCount))
        #expect(BigUInt(words: found) % modulus == factor * y % modulus, "\(xCount) by \(yCount) in \(words)")
      }
    }
  }
}
