import Processor

#if arch(x86_64)
  import KernelsX86V4
#endif

/// Powers modulo an odd number by Montgomery's reduction: for public numbers, on the fast loops of `Limbs`. `Modulus` is the
/// one for secrets.
///
/// Residues x are kept as x·R mod m with R = B^count, so that reduction needs no division (Montgomery, 1985).
package struct MontgomeryVarTime {
  private let modulus: BigUInt
  private let count: Int
  /// -1/m modulo the word size B.
  private let negatedInverse: UInt
  /// From `multipliedReductionThreshold` words on, -1/m modulo R: it makes a reduction two multiplications.
  private let wholeNegatedInverse: BigUInt?

  /// From how many words on multiplications reduce faster than rows: the two take less than quadratic time.
  private static let multipliedReductionThreshold = 320

  /// `modulus` is odd.
  package init(_ modulus: BigUInt) {
    self.modulus = modulus
    count = modulus.limbs.count
    negatedInverse = Self.negatedInverse(modulus, words: 1).limbs[0]
    let isLarge = count >= Self.multipliedReductionThreshold && !Self.hasKernel(count)
    wholeNegatedInverse = isLarge ? Self.negatedInverse(modulus, words: count) : nil
  }

  /// -1/m modulo B to the power of `words` (Hensel's lifting).
  private static func negatedInverse(_ modulus: BigUInt, words: Int) -> BigUInt {
    let m = modulus.limbs[0]
    // Newton's iteration doubles the correct bits: 3, 6, 12, 24, 48, 96.
    var word = m
    for _ in 0..<5 { word = word &* (2 &- m &* word) }
    var inverse = BigUInt(word)
    var known = 1
    while known < words {
      known = min(2 * known, words)
      let product = (modulus.lowest(known) * inverse).lowest(known)
      // 1/m · (2 - m/m), where m/m is 1 in the lower half.
      inverse = (inverse * ((BigUInt.one << (known * UInt.bitWidth)) + 2 - product)).lowest(known)
    }
    return (BigUInt.one << (words * UInt.bitWidth)) - inverse
  }

  /// `base` to the power of `exponent`, which is not zero; `base` is below the modulus.
  package func power(_ base: BigUInt, _ exponent: BigUInt) -> BigUInt {
    #if arch(x86_64)
      if Self.hasKernel(count) { return powerInBlocks(base, exponent, windowWidth(exponent.bitWidth)) }
    #endif
    return powerInWords(base, exponent)
  }

  /// As `power`, in portable code.
  package func powerInWords(_ base: BigUInt, _ exponent: BigUInt) -> BigUInt {
    let bits = exponent.bitWidth
    let width = windowWidth(bits)
    let n = count
    // The odd powers of the base, the result, a product of double width, and two more for `reduceByMultiplication`.
    let odd = 1 << (width - 1)
    let extra = wholeNegatedInverse == nil ? 0 : 4 * n
    return withUnsafeTemporaryAllocation(of: UInt.self, capacity: n * (odd + 3) + extra) { buffer in
      guard let table = buffer.baseAddress else { return BigUInt() }
      let result = table + n * odd
      let product = result + n
      enter(base, table)
      if odd > 1 {
        multiply(result, table, table, product)
        for i in 1..<odd { multiply(table + n * i, table + n * (i - 1), result, product) }
      }
      // A window starts and ends with a set bit; the first is copied rather than multiplied.
      var isFirst = true
      var position = bits - 1
      while position >= 0 {
        if !exponent[bit: position] {
          multiply(result, result, result, product)
          position -= 1
          continue
        }
        var end = max(position - width + 1, 0)
        while !exponent[bit: end] { end += 1 }
        var window = 0
        for bit in stride(from: position, through: end, by: -1) {
          window = 2 * window + (exponent[bit: bit] ? 1 : 0)
          if !isFirst { multiply(result, result, result, product) }
        }
        let factor = table + n * (window / 2)
        if isFirst {
          result.update(from: factor, count: n)
        } else {
          multiply(result, result, factor, product)
        }
        isFirst = false
        position = end - 1
      }
      product.update(from: result, count: n)
      (product + n).update(repeating: 0, count: n)
      reduce(result, product)
      return BigUInt(count: n) { $0.update(from: result, count: n) }
    }
  }

  /// The width that makes the fewest multiplications, table included.
  private func windowWidth(_ bits: Int) -> Int {
    switch bits {
    case ...24: 1
    case ...80: 3
    case ...240: 4
    case ...670: 5
    default: 6
    }
  }

  /// Sets `r` to `x·R` modulo the modulus.
  private func enter(_ x: BigUInt, _ r: Limbs.Target) {
    let residue = x.shifted(leftBy: count * UInt.bitWidth) % modulus
    r.update(repeating: 0, count: count)
    residue.withWords { words, length in r.update(from: words, count: length) }
  }

  /// Sets `r` to `x·y/R` modulo the modulus; `r` may be `x` or `y`.
  @inline(__always)
  private func multiply(_ r: Limbs.Target, _ x: Limbs.Target, _ y: Limbs.Target, _ product: Limbs.Target) {
    if x == y {
      Limbs.square(product, x, count)
    } else {
      Limbs.multiply(product, x, count, y, count)
    }
    reduce(r, product)
  }

  /// Adds the multiple of the modulus' `n` lowest words to `t` that makes its lowest word zero.
  @inline(__always)
  private func eliminate(_ t: Limbs.Target, _ m: Limbs.Source, _ n: Int) -> (quotient: UInt, carry: UInt) {
    let quotient = t[0] &* negatedInverse
    return (quotient, Limbs.addMultiply1(t, m, n, quotient))
  }

  /// Sets `r` to the `2·count` words of `t` divided by R modulo the modulus. `t` is below modulus·R, and is overwritten.
  private func reduce(_ r: Limbs.Target, _ t: Limbs.Target) {
    if let wholeNegatedInverse { return reduceByMultiplication(r, t, wholeNegatedInverse) }
    modulus.withWords { m, n in
      var i = 0
      while i &+ 4 <= n {
        // Four rows as below, first on the lowest four words of the modulus, which tell the four quotient words.
        var q: (UInt, UInt, UInt, UInt) = (0, 0, 0, 0)
        var carries = q
        (q.0, carries.0) = eliminate(t + i, m, 4)
        (q.1, carries.1) = eliminate(t + (i + 1), m, 4)
        (q.2, carries.2) = eliminate(t + (i + 2), m, 4)
        (q.3, carries.3) = eliminate(t + (i + 3), m, 4)
        Limbs.store(t + i, q)
        Limbs.store(t + i, Limbs.addMultiply4(t + (i + 4), m + 4, n &- 4, t + i, carries: carries))
        i &+= 4
      }
      while i < n {
        // Makes word i zero, and keeps there what word i + n is to receive.
        t[i] = eliminate(t + i, m, n).carry
        i &+= 1
      }
      let carry = Limbs.add(r, t + n, n, t, n)
      // The sum is below twice the modulus.
      if carry != 0 || Limbs.compare(r, m, n) >= 0 { _ = Limbs.subtract(r, r, n, m, n) }
    }
  }
  /// As `reduce`, by two products; `t` has room for `4·count` words behind its own.
  private func reduceByMultiplication(_ r: Limbs.Target, _ t: Limbs.Target, _ inverse: BigUInt) {
    let (quotient, multiple) = (t + 2 * count, t + 4 * count)
    modulus.withWords { m, n in
      inverse.withWords { i, iCount in Limbs.multiply(quotient, t, n, i, iCount) }
      Limbs.multiply(multiple, quotient, n, m, n)
      // The lower halves' sum is zero modulo R: zero, or R.
      var carry: UInt = Limbs.normalizedCount(t, n) > 0 ? 1 : 0
      var top = Limbs.add(r, t + n, n, multiple + n, n)
      top &+= Limbs.add(r, r, n, &carry, 1)
      // The sum is below twice the modulus.
      if top != 0 || Limbs.compare(r, m, n) >= 0 { _ = Limbs.subtract(r, r, n, m, n) }
    }
  }

  // MARK: The kernel

  /// Whether `KernelsX86V4` computes powers modulo numbers of so many words: fewer are not worth blocks of 52-bit digits, for
  /// more the products by transforms are faster.
  private static func hasKernel(_ count: Int) -> Bool {
    #if arch(x86_64)
      return 8...480 ~= count && Processor.hasV4
    #else
      return false
    #endif
  }

  #if arch(x86_64)
    private func powerInBlocks(_ base: BigUInt, _ exponent: BigUInt, _ width: Int) -> BigUInt {
      let blocks = KernelsX86V4.montgomeryBlocks(words: count)
      let residue = (base << (416 * blocks)) % modulus
      let inverse = Self.negatedInverse(modulus, words: 7)
      let words = KernelsX86V4.montgomeryPowerScratch(words: count, windowBits: width)
      let power = BigUInt(count: count) { r in
        withUnsafeTemporaryAllocation(byteCount: words * 8, alignment: 64) { scratch in
          guard let s = scratch.baseAddress else { return }
          residue.withPaddedWords(count) { b in
            inverse.withPaddedWords(7) { i in
              modulus.withWords { m, _ in
                exponent.withWords { e, _ in
                  KernelsX86V4.montgomeryPowerVarTime(
                    Limbs.kernelWords(r), Limbs.kernelWords(b), modulus: Limbs.kernelWords(m),
                    negatedInverse: Limbs.kernelWords(i), words: count, exponent: Limbs.kernelWords(e),
                    exponentBits: exponent.bitWidth, windowBits: width, scratch: s)
                }
              }
            }
          }
        }
      }
      return power >= modulus ? power - modulus : power
    }
  #endif
}

extension BigUInt {
  /// The value modulo B to the power of `words`.
  fileprivate func lowest(_ words: Int) -> BigUInt {
    limbs.count <= words ? self : BigUInt(normalizing: Array(limbs[..<words]))
  }

  /// Calls `body` with `count` words, at least as many as there are.
  fileprivate func withPaddedWords<R>(_ count: Int, _ body: (Limbs.Source) -> R) -> R {
    let words = limbs + repeatElement(0, count: count - limbs.count)
    return words.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("There are words") }
      return body(base)
    }
  }
}
