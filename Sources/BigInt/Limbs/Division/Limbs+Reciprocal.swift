extension Limbs {
  /// For the number A of the `k` words of `a`, whose top bit is set, sets the `k` words of `v` so that
  /// 0 <= B^2k / A - (B^k + v) < 6, where B is 2 to the width of a word: a reciprocal without its leading 1.
  ///
  /// Newton's iteration, from the upper half of the words (Brent and Zimmermann, Modern Computer Arithmetic, algorithm 3.5).
  /// A times that half of the reciprocal is B^(k + h) but for what k words hold, so that a product modulo B^L - 1, L >= k,
  /// tells the difference; the second product has a factor in common with the first (Bernstein, "Removing redundancy in
  /// high-precision Newton iteration", 2004).
  static func reciprocal(_ v: Target, _ a: Source, _ k: Int) {
    if k <= newtonThreshold { return reciprocalByDivision(v, a, k) }
    let h = (k + 1) / 2
    let l = k - h
    let upper = v + l
    reciprocal(upper, a + l, h)
    let product = CyclicProduct(words: k)
    let words = product.length + 2
    AlignedWords.with([product.keptWords, product.scratchWords, words, words]) { memory in
      let kept = memory.take(product.keptWords)
      let scratch = memory.take(product.scratchWords)
      product.keep(kept, upper, h, scratch: scratch)
      // What x = B^h + v lacks: e = B^(k + h) - A·x. By the bound for the upper half and with less than 2·B^k for the words of
      // A that it left out, this is above -2·B^k and below 6·B^k.
      let e = memory.take(words)
      product.multiply(e, a, k, kept: kept, scratch: scratch)
      let lowest = 0 &- a[0] &* upper[0]
      product.negate(e)
      product.subtract(e, a, k, at: h)
      var one: UInt = 1
      product.add(e, &one, 1, at: (k + h) % product.length)
      // A is B^k / 2 or more, so x needs few changes until 0 <= e < B^k. It stays from B^h to 2·B^h - 1, for which that holds.
      var change = 0
      var above = product.lift(e, lowest: lowest, count: k)
      while above < 0 {
        above += Int(bitPattern: add(e, e, k, a, k))
        change -= 1
      }
      while above > 0 {
        above -= Int(bitPattern: subtract(e, e, k, a, k))
        change += 1
      }
      // B^2k / A = (x + e / A)·B^l, and e·B^l / A is e·x / B^2h or up to 2 more. Another 2 are lost with the l lower words of e, 1
      // with those of the product, and 1 with what they would carry.
      let correction = memory.take(words)
      let start = 2 * h - l
      product.multiply(correction, e + l, h, kept: kept, start: start, scratch: scratch)
      correction.update(repeating: 0, count: start)
      correction[2 * h] = add(correction + h, correction + h, h, e + l, h)
      addProduct(correction, e + l, h, change, count: 2 * h + 1)
      addProduct(upper, &one, 1, change, count: h)
      v.update(from: correction + start, count: l)
      _ = propagateCarry(upper, upper, from: 0, to: h, correction[2 * h])
    }
  }

  /// As `reciprocal`, with the quotient of B^2k - 1: 0 < B^2k / A - (B^k + v) <= 1.
  private static func reciprocalByDivision(_ v: Target, _ a: Source, _ k: Int) {
    withUnsafeTemporaryAllocation(of: UInt.self, capacity: 2 * k) { buffer in
      guard let dividend = buffer.baseAddress else { return }
      dividend.update(repeating: .max, count: k)
      for i in 0..<k { dividend[k + i] = ~a[i] }
      _ = divide(v, dividend, k, a, k)
    }
  }

  /// Adds `x`, of `xCount` words, times a small `factor` to the `count` words of `r`; the sum is not negative and has no more.
  private static func addProduct(_ r: Target, _ x: Source, _ xCount: Int, _ factor: Int, count: Int) {
    if factor < 0 {
      var above = subtractMultiply1(r, x, xCount, factor.magnitude)
      _ = subtract(r + xCount, r + xCount, count - xCount, &above, 1)
    } else if factor > 0 {
      let above = addMultiply1(r, x, xCount, factor.magnitude)
      _ = propagateCarry(r, r, from: xCount, to: count, above)
    }
  }
}
