/// Products by number-theoretic transforms (Pollard, "The fast Fourier transform in a finite field", Mathematics of
/// Computation 25, 1971): numbers are polynomials with digits of 84 bits as coefficients. Those of the product are computed
/// modulo three primes and put together by Garner's method (Knuth, The Art of Computer Programming, volume 2, section 4.3.2).
package struct TransformProduct {
  /// Coefficients of a product are below 2^168 times how many there are, at most 2^17: below 2^185, and the product of the
  /// primes is above.
  private static let digitBits = 84

  /// The most words of a product.
  static let limit = digitBits << 17 / 64 * 2

  /// Words of the product.
  private let words: Int
  /// Coefficients of one transform; there are three when `isTripled`.
  private let count: Int
  private let isTripled: Bool

  /// The smallest transform for so many words of product: a power of two of coefficients, or three times one.
  package init(words: Int) {
    self.words = words
    let digits = Self.digits(words)
    var count = 16
    while count < digits { count *= 2 }
    isTripled = count / 4 * 3 >= digits
    self.count = isTripled ? count / 4 : count
  }

  private static func digits(_ words: Int) -> Int { (words * 64 + digitBits - 1) / digitBits }

  private var length: Int { isTripled ? 3 * count : count }

  /// Words of scratch space that `multiply` needs.
  package var scratch: Int { 4 * length + WordTransform.tableWords(count: count) }

  /// Sets the `xCount + yCount` words of `r` to `x * y`; `r` overlaps neither, and neither is empty. A square, `y == x`, takes
  /// two thirds of the time.
  package func multiply(
    _ r: Limbs.Target, _ x: Limbs.Source, _ xCount: Int, _ y: Limbs.Source, _ yCount: Int, scratch: Limbs.Target
  ) {
    let isSquare = x == y && xCount == yCount
    let other = scratch + 3 * length
    for number in 0..<Prime62.count {
      let data = scratch + number * length
      let transform = WordTransform(Prime62(number), count: count, table: other + length)
      forward(transform, data, x, xCount)
      if !isSquare { forward(transform, other, y, yCount) }
      multiply(transform, data, isSquare ? data : other)
    }
    combine(r, 0, words, scratch)
  }

  /// Sets `data` to the transform, below 4p, of a number's polynomial.
  private func forward(_ transform: WordTransform, _ data: WordTransform.Words, _ x: Limbs.Source, _ xCount: Int) {
    load(data, x, xCount, transform.prime)
    if isTripled { WordTransformTriple(transform.prime, count: count).forward(data) }
    for part in 0..<length / count { transform.forward(data + part * count) }
  }

  /// Replaces the transform in `a` by its product with that in `b`, which may be `a`, and transforms that back.
  private func multiply(_ transform: WordTransform, _ a: WordTransform.Words, _ b: WordTransform.Words) {
    for part in 0..<length / count {
      transform.multiplyPointwise(a + part * count, b + part * count)
      transform.backward(a + part * count)
    }
    if isTripled { WordTransformTriple(transform.prime, count: count).backward(a) }
  }

  // MARK: Cyclic products

  /// The words L that the transform has room for, when there are as many as 64: products are modulo 2^64L - 1.
  var cyclicWords: Int { length * Self.digitBits / 64 }

  /// Words of a kept transform.
  var keptWords: Int { 3 * length }

  /// Transforms `x`, of one word or more up to `cyclicWords`, into `kept`.
  func keep(_ kept: Limbs.Target, _ x: Limbs.Source, _ xCount: Int, scratch: Limbs.Target) {
    for number in 0..<Prime62.count {
      let transform = WordTransform(Prime62(number), count: count, table: scratch)
      forward(transform, kept + number * length, x, xCount)
    }
  }

  /// Sets the `cyclicWords + 2` words of `r` to the product of `x` and the number that was transformed into `kept`, but for
  /// a multiple of 2^(64·cyclicWords) - 1. Of the two factors, one has half of `limit` at most.
  ///
  /// Only the words from number `start` on are needed; they may be too small by 1 when that is not 0.
  func multiplyCyclic(
    _ r: Limbs.Target, _ x: Limbs.Source, _ xCount: Int, kept: Limbs.Target, start: Int, scratch: Limbs.Target
  ) {
    for number in 0..<Prime62.count {
      let transform = WordTransform(Prime62(number), count: count, table: scratch + 3 * length)
      forward(transform, scratch + number * length, x, xCount)
      multiply(transform, scratch + number * length, kept + number * length)
    }
    // Coefficients of digits that end 21 words below, or more, reach two words up: their sum is less than 1 above.
    combine(r, max(0, start / 21 - 1), cyclicWords + 2, scratch)
  }

  /// Sets `data` to the digits' remainders, below 4p, and zeros above.
  private func load(_ data: WordTransform.Words, _ x: Limbs.Source, _ xCount: Int, _ prime: Prime62) {
    let one = prime.constant(1)
    let word = prime.constant(prime.remainder(1, 0))
    let digits = Self.digits(xCount)
    var bit = 0
    for i in 0..<digits {
      let (at, shift) = (bit &>> 6, UInt128(bit & 63))
      // Three words hold the digit: 63 + 84 bits at most.
      let low = x[at]
      let middle = at &+ 1 < xCount ? x[at &+ 1] : 0
      let high = at &+ 2 < xCount ? x[at &+ 2] : 0
      let lower = Limbs.low(Limbs.wide(middle, low) &>> shift)
      let upper = Limbs.low(Limbs.wide(high, middle) &>> shift) & (1 &<< UInt(Self.digitBits - 64) &- 1)
      data[i] = prime.multiply(lower, one) &+ prime.multiply(upper, word)
      bit &+= Self.digitBits
    }
    (data + digits).update(repeating: 0, count: length - digits)
  }

  /// Adds up the coefficients, each at its place, from the first digit of a group of 16 on, and writes the words up to `end`.
  private func combine(_ r: Limbs.Target, _ group: Int, _ end: Int, _ data: WordTransform.Words) {
    let (p1, p2, p3) = (Prime62(0), Prime62(1), Prime62(2))
    let (scale1, scale2, scale3) = (scale(p1), scale(p2), scale(p3))
    let inverse12 = p2.constant(0xccc_ccce_ea88_8888)  // 1/p1 modulo p2
    let inverse123 = p3.constant(0x31df_6239_b88d_d7b5)  // 1/(p1·p2) modulo p3
    let inverse23 = p3.constant(0x1999_999d_db11_1111)  // 1/p2 modulo p3
    let p12 = UInt128(p1.p) &* UInt128(p2.p)
    let (lower12, upper12) = (UInt128(Limbs.low(p12)), UInt128(Limbs.high(p12)))
    // What the coefficients so far leave for the digits to come, and the bits that do not fill a word yet.
    var (pending, pendingTop): (UInt128, UInt) = (0, 0)
    var (ready, readyBits): (UInt128, Int) = (0, 0)
    var at = group * 16 * Self.digitBits / 64
    var i = group * 16
    while at < end {
      if i < length {
        let x1 = p1.reduceFully(p1.multiply(data[i], scale1))
        let s2 = p2.multiply(data[length &+ i], scale2)
        let s3 = p3.multiply(data[2 &* length &+ i], scale3)
        // x1 < p1 < p2 < p3. The differences are below 3p.
        let x2 = p2.reduceFully(p2.multiply(s2 &+ p2.p &- x1, inverse12))
        let y = p3.multiply(s3 &+ p3.p &- x1, inverse123) &+ p3.twoP &- p3.multiply(x2, inverse23)
        let x3 = UInt128(p3.reduceFully(p3.reduceOnce(y)))
        // x1 + x2·p1 + x3·p1·p2, below 2^186, and what is pending, below 2^103.
        let low = UInt128(x2) &* UInt128(p1.p) &+ UInt128(x1)
        let s = UInt128(Limbs.low(low)) &+ UInt128(Limbs.low(pending)) &+ UInt128(Limbs.low(x3 &* lower12))
        let t =
          UInt128(Limbs.high(low)) &+ UInt128(Limbs.high(pending)) &+ UInt128(Limbs.high(s))
          &+ UInt128(Limbs.high(x3 &* lower12)) &+ x3 &* upper12
        pending = Limbs.wide(Limbs.low(t), Limbs.low(s))
        pendingTop = pendingTop &+ Limbs.high(t)
        i &+= 1
      }
      // The lowest digit is complete.
      let digit = pending & (1 &<< UInt128(Self.digitBits) &- 1)
      pending = (pending &>> UInt128(Self.digitBits)) | (UInt128(pendingTop) &<< UInt128(128 - Self.digitBits))
      pendingTop = 0
      let both = ready | digit &<< UInt128(readyBits)
      // Of the digit, 128 - 84 = 44 bits or more fitted.
      let over = readyBits > 128 - Self.digitBits ? digit &>> UInt128(128 &- readyBits) : 0
      readyBits &+= Self.digitBits
      r[at] = Limbs.low(both)
      at &+= 1
      ready = (both &>> 64) | over &<< 64
      readyBits &-= 64
      if readyBits >= 64, at < end {
        r[at] = Limbs.low(ready)
        at &+= 1
        ready = ready &>> 64
        readyBits &-= 64
      }
    }
  }

  /// 2^64 / count, over 3 when `isTripled`: what coefficients are to be multiplied by.
  private func scale(_ prime: Prime62) -> Prime62.Constant {
    // 1/n is p - (p - 1)/n for any divisor n of p - 1.
    let inverse = prime.p - (prime.p - 1) / UInt(length)
    return prime.constant(prime.product(prime.remainder(1, 0), inverse))
  }
}
