extension Limbs {
  /// Words of scratch space that `karatsuba` needs for factors of `count` words: 2h + 2h/2 + ... with h rounded up at
  /// each level, and the 2h + 1 words of the middle term.
  static func karatsubaScratch(_ count: Int) -> Int { 4 * count + 256 }

  /// Whether transforms are faster for the square of `count` words, and have room.
  @inline(__always)
  private static func usesSquareTransform(_ count: Int) -> Bool {
    count >= transformSquareThreshold && count <= transformLimit / 2
  }

  /// Sets the `xCount + yCount` words of `r` to `x * y`; `r` overlaps neither. `xCount >= yCount >= 1`.
  static func multiply(_ r: Target, _ x: Source, _ xCount: Int, _ y: Source, _ yCount: Int) {
    if yCount < karatsubaThreshold { return multiplyBasic(r, x, xCount, y, yCount) }
    if yCount >= transformThreshold {
      // Slices of three lengths fill a transform of four, and its data are sooner in the caches.
      let slice = min(3 * yCount, transformLimit - yCount)
      if xCount <= slice { return multiplyTransform(r, x, xCount, y, yCount) }
      if yCount <= slice { return multiplySlices(r, x, xCount, y, yCount, slice: slice) }
    }
    if yCount < xCount { return multiplySlices(r, x, xCount, y, yCount, slice: yCount) }
    withUnsafeTemporaryAllocation(of: UInt.self, capacity: karatsubaScratch(yCount)) { scratch in
      guard let s = scratch.baseAddress else { return }
      karatsuba(r, x, y, yCount, s)
    }
  }

  /// As `multiply`, with the longer factor in slices of `slice >= yCount` words.
  static func multiplySlices(
    _ r: Target, _ x: Source, _ xCount: Int, _ y: Source, _ yCount: Int, slice: Int
  ) {
    multiply(r, x, slice, y, yCount)
    withUnsafeTemporaryAllocation(of: UInt.self, capacity: slice + yCount) { product in
      guard let p = product.baseAddress else { return }
      var done = slice
      while done < xCount {
        let count = min(slice, xCount &- done)
        if count >= yCount {
          multiply(p, x + done, count, y, yCount)
        } else {
          multiply(p, y, yCount, x + done, count)
        }
        // The product begins in the upper yCount words of the result so far; above it is still to be written.
        let carry = add(r + done, p, yCount, r + done, yCount)
        _ = propagateCarry(r + done, p, from: yCount, to: count &+ yCount, carry)
        done &+= count
      }
    }
  }

  /// Sets the `2 * count` words of `r` to `x²`; `r` does not overlap `x`. `count >= 1`.
  static func square(_ r: Target, _ x: Source, _ count: Int) {
    if count < karatsubaSquareThreshold { return squareBasic(r, x, count) }
    if usesSquareTransform(count) { return multiplyTransform(r, x, count, x, count) }
    withUnsafeTemporaryAllocation(of: UInt.self, capacity: karatsubaScratch(count)) { scratch in
      guard let s = scratch.baseAddress else { return }
      karatsubaSquare(r, x, count, s)
    }
  }

  /// As `multiply`, word by word: rows of products for each four words of `y`.
  package static func multiplyRows(_ r: Target, _ x: Source, _ xCount: Int, _ y: Source, _ yCount: Int) {
    r.update(repeating: 0, count: xCount)
    var j = 0
    while j &+ 4 <= yCount {
      store(r + (xCount &+ j), addMultiply4(r + j, x, xCount, y + j))
      j &+= 4
    }
    while j < yCount {
      r[xCount &+ j] = addMultiply1(r + j, x, xCount, y[j])
      j &+= 1
    }
  }

  /// As `square`, word by word: the products of different words once, doubled, and then the squares.
  package static func squareRows(_ r: Target, _ x: Source, _ count: Int) {
    r.update(repeating: 0, count: 2 * count)
    var i = 0
    // The triangle among four words, then their rows over all words above: two at least, so that the triangle stays below
    // the words that these set.
    while i &+ 6 <= count {
      let c0 = addMultiply1(r + (2 * i + 1), x + (i + 1), 3, x[i])
      let c1 = addMultiply1(r + (2 * i + 3), x + (i + 2), 2, x[i + 1])
      let c2 = addMultiply1(r + (2 * i + 5), x + (i + 3), 1, x[i + 2])
      let rest = addMultiply4(r + (2 * i + 4), x + (i + 4), count &- i &- 4, x + i, carries: (c0, c1, c2, 0))
      store(r + (count &+ i), rest)
      i &+= 4
    }
    while i < count {
      r[count &+ i] = addMultiply1(r + (2 * i + 1), x + (i + 1), count &- i &- 1, x[i])
      i &+= 1
    }
    doubleAndAddSquares(r, x, count)
  }

  /// Replaces `r` by `2r` plus the squares of the words of `x`, each at its place.
  @inline(__always)
  private static func doubleAndAddSquares(_ r: Target, _ x: Source, _ count: Int) {
    let topBit = UInt(UInt.bitWidth - 1)
    var carry: UInt = 0
    var shifted: UInt = 0
    var i = 0
    while i < count {
      let square = UInt128(x[i]) &* UInt128(x[i])
      let lower = r[2 * i]
      let upper = r[2 * i + 1]
      let sum0 = UInt128((lower &<< 1) | shifted) &+ UInt128(low(square)) &+ UInt128(carry)
      let sum1 = UInt128((upper &<< 1) | (lower &>> topBit)) &+ UInt128(high(square)) &+ UInt128(high(sum0))
      r[2 * i] = low(sum0)
      r[2 * i + 1] = low(sum1)
      shifted = upper &>> topBit
      carry = high(sum1)
      i &+= 1
    }
  }

  /// Sets `r` to `|a - b|` and returns whether `a < b`. `b` has `count` words or one fewer, all of `r` are set.
  @inline(__always)
  private static func absoluteDifference(_ r: Target, _ a: Source, _ count: Int, _ b: Source, _ bCount: Int) -> Bool {
    let isLess = bCount == count || a[count &- 1] == 0 ? compare(a, b, bCount) < 0 : false
    if isLess {
      _ = subtract(r, b, bCount, a, bCount)
      if bCount < count { r[bCount] = 0 }
    } else {
      _ = subtract(r, a, count, b, bCount)
    }
    return isLess
  }

  /// Karatsuba's method: with x = x1·W + x0 and so on, x·y = x1y1·W² + (x0y0 + x1y1 - (x0-x1)(y0-y1))·W + x0y0.
  /// Both factors have `count` words, `r` twice as many; `s` has `karatsubaScratch(count)`. No overlaps.
  private static func karatsuba(_ r: Target, _ x: Source, _ y: Source, _ count: Int, _ s: Target) {
    if count < karatsubaThreshold { return multiplyBasic(r, x, count, y, count) }
    if count >= transformThreshold, count <= transformLimit / 2 {
      return multiplyTransform(r, x, count, y, count)
    }
    let h = (count &+ 1) / 2
    let l = count &- h
    let xIsLess = absoluteDifference(r, x, h, x + h, l)
    let yIsLess = absoluteDifference(r + h, y, h, y + h, l)
    let rest = s + 2 * h
    karatsuba(s, r, r + h, h, rest)
    karatsuba(r, x, y, h, rest)
    karatsuba(r + 2 * h, x + h, y + h, l, rest)
    combine(r, h, l, s, middleIsAdded: xIsLess != yIsLess)
  }

  /// As `karatsuba` with `x = y`.
  private static func karatsubaSquare(_ r: Target, _ x: Source, _ count: Int, _ s: Target) {
    if count < karatsubaSquareThreshold { return squareBasic(r, x, count) }
    if usesSquareTransform(count) { return multiplyTransform(r, x, count, x, count) }
    let h = (count &+ 1) / 2
    let l = count &- h
    _ = absoluteDifference(r, x, h, x + h, l)
    let rest = s + 2 * h
    karatsubaSquare(s, r, h, rest)
    karatsubaSquare(r, x, h, rest)
    karatsubaSquare(r + 2 * h, x + h, l, rest)
    combine(r, h, l, s, middleIsAdded: false)
  }

  /// Adds the middle term at word `h`. `r` holds x0y0 in `2h` words and x1y1 in `2l`; `s` holds |x0-x1||y0-y1| in `2h`
  /// and has room for `2h + 1` words more.
  private static func combine(_ r: Target, _ h: Int, _ l: Int, _ s: Target, middleIsAdded: Bool) {
    let middle = s + 2 * h
    var top = add(middle, r, 2 * h, r + 2 * h, 2 * l)
    // The middle term is x0y1 + x1y0 in the end: not negative, and below 2W².
    if middleIsAdded {
      top &+= add(middle, middle, 2 * h, s, 2 * h)
    } else {
      top &-= subtract(middle, middle, 2 * h, s, 2 * h)
    }
    middle[2 * h] = top
    // r + h has h + 2l words: at least 2h + 1, since l >= h - 1 and h >= 3.
    _ = add(r + h, r + h, h &+ 2 * l, middle, 2 * h &+ 1)
  }
}
