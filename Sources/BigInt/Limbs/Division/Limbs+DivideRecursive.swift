extension Limbs {
  /// From how many words of quotient and divisor on recursive division is faster than Knuth's.
  static var recursiveDivisionThreshold: Int { 48 }

  /// Divides the `m + n` words of `a` by the `n >= 2` words of `b`, whose top bit is set. The remainder is left in the
  /// lower `n` words of `a`, the words above become zero; `q` takes the `m` lower words of the quotient, and its
  /// word above, 0 or 1, is returned. `q` overlaps neither.
  static func divide(_ q: Target, _ a: Target, _ m: Int, _ b: Source, _ n: Int) -> UInt {
    if ReciprocalDivision.isFastest(m, n) { return ReciprocalDivision(b, n, quotientWords: m).divide(q, a, m) }
    // Blocks of n words of quotient from the top; the first is what does not fill one.
    var position = m &- (m % n == 0 ? Swift.min(m, n) : m % n)
    let top = divideBlock(q + position, a + position, m &- position, b, n)
    while position > 0 {
      position &-= n
      // The remainder above is less than b, so these blocks have no word above.
      _ = divideBlock(q + position, a + position, n, b, n)
    }
    return top
  }

  /// As `divide`, where the quotient has no more words than the divisor: `m <= n`. Division by the divisor's upper words
  /// gives a quotient that is hardly too large; the rest of the divisor is taken into account with one multiplication.
  ///
  /// Burnikel and Ziegler, "Fast recursive division" (1998); Brent and Zimmermann, Modern Computer Arithmetic, 1.4.3.
  private static func divideBlock(_ q: Target, _ a: Target, _ m: Int, _ b: Source, _ n: Int) -> UInt {
    if m < recursiveDivisionThreshold { return divideRows(q, a, m, b, n) }
    if m < n {
      let lower = n &- m
      var top = divide(q, a + lower, m, b + lower, m)
      subtractBack(a, q, m, &top, b, lower, n)
      return top
    }
    // The upper half of the quotient, then the lower one.
    let k = m / 2
    var top = divideBlock(q + k, a + 2 * k, m &- k, b + k, n &- k)
    subtractBack(a + k, q + k, m &- k, &top, b, k, n)
    var lowerTop = divideBlock(q, a + k, k, b + k, n &- k)
    subtractBack(a, q, k, &lowerTop, b, k, n)
    return top
  }

  /// Subtracts the product of the quotient, `q` with `top` above its `qCount` words, and the `lower` lowest words of the
  /// divisor from the `n` words of `a`. While that is negative, the quotient was too large: one less, and the whole
  /// divisor of `n` words is added again. `qCount + lower <= n`.
  private static func subtractBack(
    _ a: Target, _ q: Target, _ qCount: Int, _ top: inout UInt, _ b: Source, _ lower: Int, _ n: Int
  ) {
    var debt: UInt = 0
    withUnsafeTemporaryAllocation(of: UInt.self, capacity: qCount &+ lower) { buffer in
      guard let product = buffer.baseAddress else { return }
      if qCount >= lower {
        multiply(product, q, qCount, b, lower)
      } else {
        multiply(product, b, lower, q, qCount)
      }
      debt = subtract(a, a, n, product, qCount &+ lower)
    }
    if top != 0 { debt &+= subtract(a + qCount, a + qCount, n &- qCount, b, lower) }
    var one: UInt = 1
    while debt > 0 {
      top &-= subtract(q, q, qCount, &one, 1)
      debt &-= add(a, a, n, b, n)
    }
  }
}
