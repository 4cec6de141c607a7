/// Division by multiplications with the reciprocal of the divisor's upper words, for numbers so large that transforms
/// multiply them (Barrett, 1986; Brent and Zimmermann, Modern Computer Arithmetic, 2.4.1). The quotient comes in digits as
/// long as the reciprocal. A digit times the divisor is the dividend so far but for a remainder hardly longer than the
/// divisor, so products modulo B^L - 1 with L no less than that tell it, and the divisor is transformed once.
package struct ReciprocalDivision {
  private let divisor: Limbs.Source
  /// Words of the divisor.
  private let n: Int
  /// Words of the reciprocal.
  private let k: Int
  private let estimate: CyclicProduct
  private let product: CyclicProduct

  /// Whether this is how to divide, by `n` words, for `m` words of quotient.
  static func isFastest(_ m: Int, _ n: Int) -> Bool {
    min(m, n) >= Limbs.reciprocalThreshold && 2 * n <= Limbs.transformLimit
  }

  /// For quotients of `m` words by the `n` words of `divisor`, whose top bit is set. `m >= 128`, `n >= 64`.
  package init(_ divisor: Limbs.Source, _ n: Int, quotientWords m: Int) {
    self.divisor = divisor
    self.n = n
    k = Self.digitWords(m, n)
    estimate = CyclicProduct(words: 2 * k)
    product = CyclicProduct(words: n)
  }

  /// So few words of quotient are divided for one by one, if they are what is left over by digits.
  private static let leftover = 8

  /// The length of digits with the least work.
  private static func digitWords(_ m: Int, _ n: Int) -> Int {
    let product = CyclicProduct(words: n).cost
    var best = (words: 0, cost: Int.max)
    let fewest = (m - leftover + n - 1) / n
    for digits in fewest...3 * fewest + 1 {
      let words = min(n, m / digits)
      let estimate = CyclicProduct(words: 2 * words).cost
      // The last iteration for the reciprocal has two products of half the estimate's length, all before as many again.
      let cost = 2 * estimate + digits * (estimate + product)
      if cost < best.cost { best = (words, cost) }
    }
    return best.words
  }

  /// As `Limbs.divide`.
  package func divide(_ q: Limbs.Target, _ a: Limbs.Target, _ m: Int) -> UInt {
    var top: UInt = 0
    AlignedWords.with(space) { memory in top = divide(q, a, m, prepare(&memory)) }
    return top
  }

  /// As `Limbs.divide`, with what `prepare` made, for one dividend after another.
  func divide(_ q: Limbs.Target, _ a: Limbs.Target, _ m: Int, _ space: Space) -> UInt {
    var top: UInt = 0
    if Limbs.compare(a + m, divisor, n) >= 0 {
      top = 1
      _ = Limbs.subtract(a + m, a + m, n, divisor, n)
    }
    var position = m
    while position > 0 {
      let leftover = position % k
      let words = leftover == 0 ? k : leftover
      position -= words
      if words <= Self.leftover {
        _ = Limbs.divideRows(q + position, a + position, words, divisor, n)
      } else {
        divideStep(q + position, a + position, words, space)
      }
    }
    return top
  }

  private var scratchWords: Int { max(estimate.scratchWords, product.scratchWords) }

  /// The words that `prepare` takes.
  var space: [Int] {
    [k, estimate.keptWords, product.keptWords, scratchWords, estimate.length + 2, product.length + 2]
  }

  /// The reciprocal and what else is the same for all dividends.
  func prepare(_ memory: inout AlignedWords) -> Space {
    let reciprocal = memory.take(k)
    Limbs.reciprocal(reciprocal, divisor + (n - k), k)
    let space = Space(
      reciprocal: memory.take(estimate.keptWords), divisor: memory.take(product.keptWords),
      scratch: memory.take(scratchWords), estimate: memory.take(estimate.length + 2),
      remainder: memory.take(product.length + 2))
    estimate.keep(space.reciprocal, reciprocal, k, scratch: space.scratch)
    product.keep(space.divisor, divisor, n, scratch: space.scratch)
    return space
  }

  struct Space {
    /// The transforms of the reciprocal and of the divisor.
    let reciprocal: Limbs.Target
    let divisor: Limbs.Target
    let scratch: Limbs.Target
    let estimate: Limbs.Target
    let remainder: Limbs.Target
  }

  /// As `Limbs.divide` for a quotient of `words <= k` words, without a word above.
  private func divideStep(_ q: Limbs.Target, _ a: Limbs.Target, _ words: Int, _ space: Space) {
    // The dividend's k upper words times the reciprocal are the quotient but for a few: too small by less than 2 for the
    // dividend's lower words, by less than 6 for the reciprocal, by 2 for the lower words of the product; too large by less
    // than 4 for the divisor's lower words.
    let upper = a + (n + words - k)
    estimate.multiply(space.estimate, upper, k, kept: space.reciprocal, start: k, scratch: space.scratch)
    let carry = Limbs.add(space.estimate + k, space.estimate + k, k, upper, k)
    if carry == 0 {
      q.update(from: space.estimate + (2 * k - words), count: words)
    } else {
      q.update(repeating: .max, count: words)
    }
    // The remainder: above -4 times the divisor, below 11 times.
    let r = space.remainder
    product.multiply(r, q, words, kept: space.divisor, scratch: space.scratch)
    let lowest = a[0] &- q[0] &* divisor[0]
    let lower = min(n + words, product.length)
    product.subtract(r, from: a, lower)
    product.add(r, a + lower, n + words - lower)
    var above = product.lift(r, lowest: lowest, count: n)
    var one: UInt = 1
    while above < 0 {
      above += Int(bitPattern: Limbs.add(r, r, n, divisor, n))
      _ = Limbs.subtract(q, q, words, &one, 1)
    }
    while above > 0 || Limbs.compare(r, divisor, n) >= 0 {
      above -= Int(bitPattern: Limbs.subtract(r, r, n, divisor, n))
      _ = Limbs.add(q, q, words, &one, 1)
    }
    a.update(from: r, count: n)
    (a + n).update(repeating: 0, count: words)
  }
}
