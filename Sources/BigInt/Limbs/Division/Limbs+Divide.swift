/// A normalised word with its reciprocal, so that dividing by it costs two multiplications.
/// Möller and Granlund, "Improved division by invariant integers", IEEE Transactions on Computers 60 (2011).
struct WordDivisor {
  /// The divisor; its top bit is set.
  let word: UInt
  /// floor((B² - 1) / word) - B, where B is 2 to the width of a word.
  let reciprocal: UInt

  /// `word` has its top bit set.
  init(normalized word: UInt) {
    self.word = word
    reciprocal = word.dividingFullWidth((~word, .max)).quotient
  }

  /// Divides `high·B + low` by the divisor (algorithm 4). `high < word`.
  @inline(__always)
  func divide(_ high: UInt, _ low: UInt) -> (quotient: UInt, remainder: UInt) {
    let q = UInt128(reciprocal) &* UInt128(high) &+ Limbs.wide(high, low)
    var quotient = Limbs.high(q) &+ 1
    var remainder = low &- quotient &* word
    if remainder > Limbs.low(q) {
      quotient &-= 1
      remainder = remainder &+ word
    }
    if remainder >= word {
      quotient &+= 1
      remainder &-= word
    }
    return (quotient, remainder)
  }
}

/// The two top words of a normalised divisor with their reciprocal: it estimates a quotient word from three words.
struct TwoWordDivisor {
  private let d1: UInt
  private let d0: UInt
  private let reciprocal: UInt

  /// `d1` has its top bit set (algorithm 6).
  init(normalized d1: UInt, _ d0: UInt) {
    self.d1 = d1
    self.d0 = d0
    var v = WordDivisor(normalized: d1).reciprocal
    var p = d1 &* v &+ d0
    if p < d0 {
      v &-= 1
      if p >= d1 {
        v &-= 1
        p &-= d1
      }
      p &-= d1
    }
    let t = UInt128(v) &* UInt128(d0)
    p &+= Limbs.high(t)
    if p < Limbs.high(t) {
      v &-= 1
      if Limbs.wide(p, Limbs.low(t)) >= Limbs.wide(d1, d0) { v &-= 1 }
    }
    reciprocal = v
  }

  /// The quotient of three words by the two of the divisor (algorithm 5). `(u2, u1) < (d1, d0)`.
  @inline(__always)
  func quotient(_ u2: UInt, _ u1: UInt, _ u0: UInt) -> UInt {
    let q = UInt128(reciprocal) &* UInt128(u2) &+ Limbs.wide(u2, u1)
    var quotient = Limbs.high(q)
    let r1 = u1 &- quotient &* d1
    var r = Limbs.wide(r1, u0) &- UInt128(d0) &* UInt128(quotient) &- Limbs.wide(d1, d0)
    quotient &+= 1
    if Limbs.high(r) >= Limbs.low(q) {
      quotient &-= 1
      r = r &+ Limbs.wide(d1, d0)
    }
    if r >= Limbs.wide(d1, d0) { quotient &+= 1 }
    return quotient
  }
}

extension Limbs {
  /// Divides `a` by a word: `q` takes `count` words of quotient (it may be `a`), the remainder is returned.
  static func divide1(_ q: Target, _ a: Source, _ count: Int, _ divisor: UInt) -> UInt {
    guard count > 0 else { return 0 }
    let shift = divisor.leadingZeroBitCount
    let d = WordDivisor(normalized: divisor &<< UInt(shift))
    var remainder: UInt = 0
    var i = count &- 1
    if shift == 0 {
      while i >= 0 {
        (q[i], remainder) = d.divide(remainder, a[i])
        i &-= 1
      }
      return remainder
    }
    let up = UInt(shift)
    let down = UInt(UInt.bitWidth &- shift)
    remainder = a[i] &>> down
    while i >= 0 {
      let below = i > 0 ? a[i &- 1] &>> down : 0
      (q[i], remainder) = d.divide(remainder, (a[i] &<< up) | below)
      i &-= 1
    }
    return remainder &>> up
  }

  /// Knuth's algorithm D (The Art of Computer Programming, volume 2, section 4.3.1).
  ///
  /// Divides the `m + n` words of `a` by the `n >= 2` words of `b`, whose top bit is set. The remainder is left in the
  /// lower `n` words of `a`, the words above become zero; `q` takes the `m` lower words of the quotient, and its
  /// word above, 0 or 1, is returned. `q` overlaps neither.
  package static func divideRows(_ q: Target, _ a: Target, _ m: Int, _ b: Source, _ n: Int) -> UInt {
    let d = TwoWordDivisor(normalized: b[n &- 1], b[n &- 2])
    var top: UInt = 0
    if compare(a + m, b, n) >= 0 {
      _ = subtract(a + m, a + m, n, b, n)
      top = 1
    }
    var j = m &- 1
    while j >= 0 {
      let part = a + j
      let u2 = part[n]
      let u1 = part[n &- 1]
      // The remainder so far is below b, so its top two words exceed those of b never, and equal them at most.
      var estimate = u2 == b[n &- 1] && u1 == b[n &- 2] ? UInt.max : d.quotient(u2, u1, part[n &- 2])
      let taken = subtractMultiply1(part, b, n, estimate)
      if u2 < taken {
        // Rare: the third word of b made the estimate one too large.
        estimate &-= 1
        _ = add(part, part, n, b, n)
      }
      part[n] = 0
      q[j] = estimate
      j &-= 1
    }
    return top
  }
}
