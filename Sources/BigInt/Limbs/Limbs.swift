/// Loops over little-endian runs of machine words, on which `BigUInt` is built. They allocate nothing, and their
/// pre- and postconditions stand over each. Time depends on the values: never for secrets.
///
/// A carry lives in the upper half of a `UInt128` accumulator, which compiles to plain add-with-carry code.
package enum Limbs {
  package typealias Source = UnsafePointer<UInt>
  package typealias Target = UnsafeMutablePointer<UInt>

  @inline(__always)
  static func low(_ wide: UInt128) -> UInt { UInt(truncatingIfNeeded: wide) }

  @inline(__always)
  static func high(_ wide: UInt128) -> UInt { UInt(truncatingIfNeeded: wide &>> UInt128(UInt.bitWidth)) }

  @inline(__always)
  static func wide(_ high: UInt, _ low: UInt) -> UInt128 {
    (UInt128(high) &<< UInt128(UInt.bitWidth)) | UInt128(low)
  }

  /// -1, 0 or 1 as `a` is less than, equal to or greater than `b`, both of `count` words.
  static func compare(_ a: Source, _ b: Source, _ count: Int) -> Int {
    var i = count
    while i > 0 {
      i &-= 1
      if a[i] != b[i] { return a[i] < b[i] ? -1 : 1 }
    }
    return 0
  }

  /// How many of the `count` words remain without the leading zeros.
  static func normalizedCount(_ a: Source, _ count: Int) -> Int {
    var n = count
    while n > 0, a[n &- 1] == 0 { n &-= 1 }
    return n
  }

  /// Sets `r` to `a + b` and returns the carry, 0 or 1. `aCount >= bCount`; `r` has `aCount` words and may be `a` or `b`.
  static func add(_ r: Target, _ a: Source, _ aCount: Int, _ b: Source, _ bCount: Int) -> UInt {
    var k: UInt8 = 0
    var i = 0
    // Four words at a time, in chains of carries.
    while i &+ 4 <= bCount {
      let s0 = Tile.add(UInt64(a[i]), UInt64(b[i]), &k)
      let s1 = Tile.add(UInt64(a[i &+ 1]), UInt64(b[i &+ 1]), &k)
      let s2 = Tile.add(UInt64(a[i &+ 2]), UInt64(b[i &+ 2]), &k)
      let s3 = Tile.add(UInt64(a[i &+ 3]), UInt64(b[i &+ 3]), &k)
      store(r + i, (UInt(s0), UInt(s1), UInt(s2), UInt(s3)))
      i &+= 4
    }
    var carry = UInt(k)
    while i < bCount {
      let sum = UInt128(a[i]) &+ UInt128(b[i]) &+ UInt128(carry)
      r[i] = low(sum)
      carry = high(sum)
      i &+= 1
    }
    return propagateCarry(r, a, from: i, to: aCount, carry)
  }

  /// Sets `r[from..<to]` to the same words of `a`, plus `carry` (any word), and returns the carry.
  @inline(__always)
  static func propagateCarry(_ r: Target, _ a: Source, from: Int, to: Int, _ carry: UInt) -> UInt {
    var carry = carry
    var i = from
    while i < to, carry != 0 {
      let sum = a[i] &+ carry
      carry = sum < carry ? 1 : 0
      r[i] = sum
      i &+= 1
    }
    if i < to, UnsafePointer(r) != a { (r + i).update(from: a + i, count: to &- i) }
    return carry
  }

  /// Sets `r` to `a - b` and returns the borrow, 0 or 1. `aCount >= bCount`; `r` has `aCount` words, may be `a` or `b`.
  static func subtract(_ r: Target, _ a: Source, _ aCount: Int, _ b: Source, _ bCount: Int) -> UInt {
    var k: UInt8 = 0
    var i = 0
    while i &+ 4 <= bCount {
      let d0 = Tile.subtract(UInt64(a[i]), UInt64(b[i]), &k)
      let d1 = Tile.subtract(UInt64(a[i &+ 1]), UInt64(b[i &+ 1]), &k)
      let d2 = Tile.subtract(UInt64(a[i &+ 2]), UInt64(b[i &+ 2]), &k)
      let d3 = Tile.subtract(UInt64(a[i &+ 3]), UInt64(b[i &+ 3]), &k)
      store(r + i, (UInt(d0), UInt(d1), UInt(d2), UInt(d3)))
      i &+= 4
    }
    var borrow = UInt(k)
    while i < bCount {
      // All 128 bits of the difference are ones above bit 64 when it is negative.
      let difference = UInt128(a[i]) &- UInt128(b[i]) &- UInt128(borrow)
      r[i] = low(difference)
      borrow = high(difference) & 1
      i &+= 1
    }
    while i < aCount, borrow != 0 {
      let word = a[i]
      r[i] = word &- 1
      borrow = word == 0 ? 1 : 0
      i &+= 1
    }
    if i < aCount, UnsafePointer(r) != a { (r + i).update(from: a + i, count: aCount &- i) }
    return borrow
  }

  /// Sets `r` to `x * y + carry` and returns the word above. `r` may be `x`.
  static func multiply1(_ r: Target, _ x: Source, _ count: Int, _ y: UInt, carry: UInt = 0) -> UInt {
    var carry = carry
    var i = 0
    while i < count {
      let sum = UInt128(x[i]) &* UInt128(y) &+ UInt128(carry)
      r[i] = low(sum)
      carry = high(sum)
      i &+= 1
    }
    return carry
  }

  /// Adds `x * y` to `r`, both of `count` words, and returns the word above.
  @inline(__always)
  static func addMultiply1(_ r: Target, _ x: Source, _ count: Int, _ y: UInt) -> UInt {
    var carry: UInt = 0
    var i = 0
    while i < count {
      // (B-1)^2 + 2(B-1) = B^2 - 1: it just fits.
      let sum = UInt128(x[i]) &* UInt128(y) &+ UInt128(r[i]) &+ UInt128(carry)
      r[i] = low(sum)
      carry = high(sum)
      i &+= 1
    }
    return carry
  }

  /// Adds `x * y` and the four words `carries` to `r`, where `x` and `r` have `count` words and `y` four, and returns the
  /// four words above. Each word of `x` and `r` is read once for four products, and carries stay in registers.
  @inline(__always)
  static func addMultiply4(
    _ r: Target, _ x: Source, _ count: Int, _ y: Source, carries: (UInt, UInt, UInt, UInt) = (0, 0, 0, 0)
  ) -> (UInt, UInt, UInt, UInt) {
    let (y0, y1, y2, y3) = (UInt128(y[0]), UInt128(y[1]), UInt128(y[2]), UInt128(y[3]))
    var (c0, c1, c2, c3) = carries
    var i = 0
    while i < count {
      let word = UInt128(x[i])
      // Each is at most (B-1)^2 + 2(B-1) = B^2 - 1: it just fits.
      let s0 = word &* y0 &+ UInt128(r[i]) &+ UInt128(c0)
      let s1 = word &* y1 &+ UInt128(c1) &+ UInt128(high(s0))
      let s2 = word &* y2 &+ UInt128(c2) &+ UInt128(high(s1))
      let s3 = word &* y3 &+ UInt128(c3) &+ UInt128(high(s2))
      r[i] = low(s0)
      (c0, c1, c2, c3) = (low(s1), low(s2), low(s3), high(s3))
      i &+= 1
    }
    return (c0, c1, c2, c3)
  }

  /// Sets four words.
  @inline(__always)
  static func store(_ r: Target, _ words: (UInt, UInt, UInt, UInt)) {
    (r[0], r[1], r[2], r[3]) = words
  }

  /// Subtracts `x * y` from `r`, both of `count` words, and returns the word to be subtracted above.
  @inline(__always)
  static func subtractMultiply1(_ r: Target, _ x: Source, _ count: Int, _ y: UInt) -> UInt {
    var carry: UInt = 0
    var i = 0
    // Four words at a time: their products in one chain of carries, which is subtracted in a second.
    while i &+ 4 <= count {
      let (p, q) = (UInt128(x[i]) &* UInt128(y), UInt128(x[i &+ 1]) &* UInt128(y))
      let (s, t) = (UInt128(x[i &+ 2]) &* UInt128(y), UInt128(x[i &+ 3]) &* UInt128(y))
      var k: UInt8 = 0
      let t0 = Tile.add(UInt64(low(p)), UInt64(carry), &k)
      let t1 = Tile.add(UInt64(low(q)), UInt64(high(p)), &k)
      let t2 = Tile.add(UInt64(low(s)), UInt64(high(q)), &k)
      let t3 = Tile.add(UInt64(low(t)), UInt64(high(s)), &k)
      let above = Tile.add(UInt64(high(t)), 0, &k)
      k = 0
      r[i] = UInt(Tile.subtract(UInt64(r[i]), t0, &k))
      r[i &+ 1] = UInt(Tile.subtract(UInt64(r[i &+ 1]), t1, &k))
      r[i &+ 2] = UInt(Tile.subtract(UInt64(r[i &+ 2]), t2, &k))
      r[i &+ 3] = UInt(Tile.subtract(UInt64(r[i &+ 3]), t3, &k))
      // For the same reason as a single word's below.
      carry = UInt(above) &+ UInt(k)
      i &+= 4
    }
    while i < count {
      let product = UInt128(x[i]) &* UInt128(y) &+ UInt128(carry)
      let word = r[i]
      r[i] = word &- low(product)
      // product <= B^2 - B: when its high half is B-1 its low half is 0, so adding the borrow cannot overflow.
      carry = high(product) &+ (word < low(product) ? 1 : 0)
      i &+= 1
    }
    return carry
  }

  /// Sets `r` to `a * 2^bits` and returns the bits shifted out. `0 <= bits < UInt.bitWidth`; `r` may be `a` or lie above.
  static func shiftLeft(_ r: Target, _ a: Source, _ count: Int, _ bits: Int) -> UInt {
    guard bits != 0 else {
      if UnsafePointer(r) != a { r.update(from: a, count: count) }
      return 0
    }
    guard count > 0 else { return 0 }
    let up = UInt(bits)
    let down = UInt(UInt.bitWidth &- bits)
    let out = a[count &- 1] &>> down
    var i = count &- 1
    while i > 0 {
      r[i] = (a[i] &<< up) | (a[i &- 1] &>> down)
      i &-= 1
    }
    r[0] = a[0] &<< up
    return out
  }

  /// Sets `r` to `a / 2^bits`, floored. `0 <= bits < UInt.bitWidth`; `r` may be `a` or lie below.
  static func shiftRight(_ r: Target, _ a: Source, _ count: Int, _ bits: Int) {
    guard bits != 0 else {
      if UnsafePointer(r) != a { r.update(from: a, count: count) }
      return
    }
    guard count > 0 else { return }
    let down = UInt(bits)
    let up = UInt(UInt.bitWidth &- bits)
    var i = 0
    while i < count &- 1 {
      r[i] = (a[i] &>> down) | (a[i &+ 1] &<< up)
      i &+= 1
    }
    r[i] = a[i] &>> down
  }
}
