import BigInt
import Processor

#if arch(x86_64)
  import KernelsX86V4
#endif

/// Products of big integers: each algorithm against rows of products. Quotients: against Knuth's algorithm.
enum BigIntegerComparisons {
  static let all: [Comparison] = portable + blocks + transforms + powers

  /// Words of the product in rows, the reference.
  static func rows(_ x: [UInt64], _ y: [UInt64]) -> [UInt64] {
    let (x, y) = (x.map { UInt($0) }, y.map { UInt($0) })
    var product = [UInt](repeating: 1, count: x.count + y.count)
    Limbs.multiplyRows(&product, x, x.count, y, y.count)
    return product.map { UInt64($0) }
  }

  /// Both factors and what the two ways made of them, when they differ.
  static func difference(_ x: [UInt64], _ y: [UInt64], _ found: [UInt64], _ expected: [UInt64]) -> String? {
    found == expected ? nil : "\(x) * \(y) gave \(found), not \(expected)"
  }

  private static let portable = [
    Comparison(name: "bigint-multiply-transform", level: .portable, share: 1_000) { operands in
      let (x, y) = (operands.limbs(1 + operands.below(1_500)), operands.limbs(1 + operands.below(1_500)))
      return difference(x, y, multiplyPortableTransform(x, y), rows(x, y))
    },
    Comparison(name: "bigint-divide", level: .portable, share: 1_000) { operands in
      // Now and then so large that a reciprocal divides.
      let words = operands.below(20) == 0 ? 8_000 : 1_200
      let divisor = BigUInt(words: operands.limbs(1 + operands.below(words)).map { UInt($0) }) | BigUInt(1 as UInt)
      let dividend = BigUInt(words: operands.limbs(1 + operands.below(2 * words + 200)).map { UInt($0) })
      let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
      let isRight = remainder < divisor && quotient * divisor + remainder == dividend
      return isRight ? nil : "\(dividend) / \(divisor) gave \(quotient), remainder \(remainder)"
    },
    // Both levels' transforms: once with PURETLS_CPU=portable.
    Comparison(name: "bigint-divide-reciprocal", level: .portable, share: 200) { divide(&$0, words: 64, more: 400) },
    Comparison(name: "bigint-divide-large-reciprocal", level: .portable, share: 5_000) {
      divide(&$0, words: 64, more: 2_600)
    },
  ]

  /// Division by a reciprocal of numbers whose quotients and remainders are at the limits as often as not.
  private static func divide(_ operands: inout Operands, words: Int, more: Int) -> String? {
    let (n, m) = (words + operands.below(more), 2 * words + operands.below(more))
    var divisor = operands.limbs(n)
    switch operands.below(8) {
    case 0: divisor = [UInt64](repeating: 0, count: n)
    case 1: divisor = [UInt64](repeating: .max, count: n)
    default: break
    }
    divisor[n - 1] |= 1 << 63
    if operands.below(4) == 0 { divisor[0] = operands.limb() }
    var dividend = operands.limbs(m + n)
    if operands.below(4) > 0 {
      // The divisor times a quotient, and any remainder, none, or the largest.
      let isLargest = operands.below(4) == 0
      let quotient = isLargest ? [UInt64](repeating: .max, count: m) : operands.limbs(m)
      dividend = rows(quotient, divisor)
      let choice = operands.below(3)
      let rest = choice == 0 ? [0] : choice == 1 ? divisor : operands.limbs(n - 1)
      var sum = BigUInt(words: (dividend + [0]).map { UInt($0) }) + BigUInt(words: rest.map { UInt($0) })
      if choice == 1 { sum -= BigUInt(1 as UInt) }
      dividend = (0..<m + n).map { i in i < sum.words.count ? UInt64(sum.words[i]) : 0 }
    }
    let b = divisor.map { UInt($0) }
    var (found, expected) = (dividend.map { UInt($0) }, dividend.map { UInt($0) })
    var (foundQuotient, quotient) = ([UInt](repeating: 1, count: m), [UInt](repeating: 2, count: m))
    let foundTop = ReciprocalDivision(b, n, quotientWords: m).divide(&foundQuotient, &found, m)
    let top = Limbs.divideRows(&quotient, &expected, m, b, n)
    if (foundTop, foundQuotient, found) == (top, quotient, expected) { return nil }
    return "\(dividend) / \(divisor) gave \(foundTop), \(foundQuotient), remainder \(found)"
  }

  private static func multiplyPortableTransform(_ x: [UInt64], _ y: [UInt64]) -> [UInt64] {
    let product = TransformProduct(words: x.count + y.count)
    let (x, y) = (x.map { UInt($0) }, y.map { UInt($0) })
    var scratch = [UInt](repeating: 1, count: product.scratch)
    var result = [UInt](repeating: 1, count: x.count + y.count)
    product.multiply(&result, x, x.count, y, y.count, scratch: &scratch)
    return result.map { UInt64($0) }
  }

  #if arch(x86_64)
    private static let powers = [
      Comparison(name: "bigint-power-v4", level: .v4, share: 500) { operands in
        power(&operands, words: 8 + operands.below(60), exponentWords: 1)
      },
      Comparison(name: "bigint-power-long-exponent-v4", level: .v4, share: 5_000) { operands in
        power(&operands, words: 8 + operands.below(20), exponentWords: 1 + operands.below(20))
      },
      Comparison(name: "bigint-power-large-v4", level: .v4, share: 20_000) { operands in
        power(&operands, words: 8 + operands.below(480), exponentWords: 1)
      },
    ]

    /// The kernel against rows of words.
    private static func power(_ operands: inout Operands, words: Int, exponentWords: Int) -> String? {
      func number(_ words: Int, top: UInt64) -> BigUInt {
        var limbs = operands.limbs(words)
        limbs[words - 1] |= top
        limbs[0] |= 1
        return BigUInt(words: limbs.map { UInt($0) })
      }
      let modulus = number(words, top: 1 << UInt64(operands.below(64)))
      let montgomery = MontgomeryVarTime(modulus)
      let base = operands.below(8) == 0 ? modulus - BigUInt(1 as UInt) : number(words, top: 0) % modulus
      let exponent = number(exponentWords, top: 0) >> operands.below(2)
      if exponent.isZero { return nil }
      let (found, expected) = (montgomery.power(base, exponent), montgomery.powerInWords(base, exponent))
      return found == expected ? nil : "\(base) ^ \(exponent) % \(modulus) gave \(found), not \(expected)"
    }

    private static let blocks = [
      Comparison(name: "bigint-multiply-blocks-v4", level: .v4) { operands in
        let x = operands.limbs(1 + operands.below(30))
        let y = operands.limbs(1 + operands.below(30))
        return difference(x, y, multiplyBlocks(x, y), rows(x, y))
      },
      Comparison(name: "bigint-multiply-large-blocks-v4", level: .v4, share: 1_000) { operands in
        let x = operands.limbs(1 + operands.below(1_024))
        let y = operands.limbs(1 + operands.below(1_024))
        return difference(x, y, multiplyBlocks(x, y), rows(x, y))
      },
      Comparison(name: "bigint-square-blocks-v4", level: .v4, share: 2) { operands in
        let x = operands.limbs(1 + operands.below(operands.below(50) == 0 ? 700 : 40))
        return difference(x, x, squareBlocks(x), rows(x, x))
      },
    ]

    private static let transforms = [
      Comparison(name: "bigint-multiply-transform-v4", level: .v4, share: 500) { operands in
        // Sizes at which a transform is just filled as often as others.
        let total =
          operands.next() & 1 == 0 ? 2 + operands.below(2_000) : (64 << operands.below(5)) * (2 + operands.below(2))
        let words = max(2, total / 2 - 1 + operands.below(3))
        let x = operands.limbs(words)
        let y = operands.limbs(max(1, operands.below(3) == 0 ? 1 + operands.below(words) : total - words))
        return difference(x, y, multiplyTransform(x, y), rows(x, y))
      },
      Comparison(name: "bigint-square-transform-v4", level: .v4, share: 500) { operands in
        let x = operands.limbs(1 + operands.below(1_000))
        return difference(x, x, multiplyTransform(x, nil), rows(x, x))
      },
      Comparison(name: "bigint-multiply-large-transform-v4", level: .v4, share: 200_000) { operands in
        let x = operands.limbs(1 + operands.below(20_000))
        let y = operands.limbs(1 + operands.below(20_000))
        return difference(x, y, multiplyTransform(x, y), rows(x, y))
      },
    ]

    /// `y` nil stands for the square.
    private static func multiplyTransform(_ x: [UInt64], _ y: [UInt64]?) -> [UInt64] {
      var product = [UInt64](repeating: 1, count: x.count + (y ?? x).count)
      withScratch(KernelsX86V4.transformScratch(product.count)) { scratch in
        x.withUnsafeBufferPointer { xWords in
          guard let xStart = xWords.baseAddress else { return }
          if let y {
            KernelsX86V4.transformMultiply(&product, xStart, x.count, y, y.count, scratch: scratch)
          } else {
            KernelsX86V4.transformMultiply(&product, xStart, x.count, xStart, x.count, scratch: scratch)
          }
        }
      }
      return product
    }

    private static func multiplyBlocks(_ x: [UInt64], _ y: [UInt64]) -> [UInt64] {
      var product = [UInt64](repeating: 1, count: x.count + y.count)
      withScratch(KernelsX86V4.multiplyScratch(x.count, y.count)) {
        KernelsX86V4.multiply(&product, x, x.count, y, y.count, scratch: $0)
      }
      return product
    }

    private static func squareBlocks(_ x: [UInt64]) -> [UInt64] {
      var square = [UInt64](repeating: 1, count: 2 * x.count)
      withScratch(KernelsX86V4.multiplyScratch(x.count, x.count)) {
        KernelsX86V4.square(&square, x, x.count, scratch: $0)
      }
      return square
    }

    /// So many words, aligned as the kernels want them.
    static func withScratch(_ words: Int, _ body: (UnsafeMutableRawPointer) -> Void) {
      let scratch = UnsafeMutableRawPointer.allocate(byteCount: words * 8, alignment: 64)
      defer { scratch.deallocate() }
      body(scratch)
    }
  #else
    private static let blocks: [Comparison] = []
    private static let transforms: [Comparison] = []
    private static let powers: [Comparison] = []
  #endif
}
