/// Arithmetic on bare limbs: `count` words of 64 bits, least significant first.
///
/// Time depends on the counts alone: no branch and no index is taken from a limb, and choices pass the optimiser's barrier. Operands may be the same memory as the
/// result where the comment says "in place". Callers own all memory; nothing here allocates.
enum LimbArithmetic {
  typealias Limbs = UnsafeMutablePointer<UInt64>
  typealias ConstLimbs = UnsafePointer<UInt64>

  /// `r = x + y`, in place if wanted; the carry out, 0 or 1.
  @discardableResult
  static func add(_ r: Limbs, _ x: ConstLimbs, _ y: ConstLimbs, _ count: Int) -> UInt64 {
    var carry: UInt8 = 0
    var i = 0
    while i < count {
      r[i] = Tile.add(x[i], y[i], &carry)
      i &+= 1
    }
    return UInt64(carry)
  }

  /// `r = x - y mod 2^(64·count)`, in place if wanted; the borrow out, 0 or 1.
  @discardableResult
  static func subtract(_ r: Limbs, _ x: ConstLimbs, _ y: ConstLimbs, _ count: Int) -> UInt64 {
    var borrow: UInt8 = 0
    var i = 0
    while i < count {
      r[i] = Tile.subtract(x[i], y[i], &borrow)
      i &+= 1
    }
    return UInt64(borrow)
  }

  /// `x = x - y` where `choice` holds, else unchanged; the borrow of the subtraction that was or was not done.
  @discardableResult
  static func subtract(_ x: Limbs, _ y: ConstLimbs, _ count: Int, when choice: Choice) -> UInt64 {
    let mask = choice.opaque.mask
    var borrow: UInt8 = 0
    var i = 0
    while i < count {
      x[i] = Tile.subtract(x[i], y[i] & mask, &borrow)
      i &+= 1
    }
    return UInt64(borrow)
  }

  /// The borrow of `x - y`: 1 when `x < y`, else 0.
  static func borrow(_ x: ConstLimbs, _ y: ConstLimbs, _ count: Int) -> UInt64 {
    var borrow: UInt8 = 0
    var i = 0
    while i < count {
      _ = Tile.subtract(x[i], y[i], &borrow)
      i &+= 1
    }
    return UInt64(borrow)
  }

  /// `x = 2x + bit mod 2^(64·count)`; the bit that fell out, 0 or 1.
  static func double(_ x: Limbs, _ count: Int, bit: UInt64 = 0) -> UInt64 {
    var carry = bit
    var i = 0
    while i < count {
      let word = x[i]
      x[i] = word &<< 1 | carry
      carry = word &>> 63
      i &+= 1
    }
    return carry
  }

  /// `x = x / 2`, rounded down, where `choice` holds, else unchanged.
  static func halve(_ x: Limbs, _ count: Int, when choice: Choice) {
    let choice = choice.opaque
    var i = 0
    while i < count {
      let above = i &+ 1 < count ? x[i &+ 1] : 0
      x[i] = ConstantTime.select(choice, x[i] &>> 1 | above &<< 63, x[i])
      i &+= 1
    }
  }

  /// `r = x` where `choice` holds, else unchanged.
  static func assign(_ r: Limbs, _ x: ConstLimbs, _ count: Int, when choice: Choice) {
    let choice = choice.opaque
    var i = 0
    while i < count {
      r[i] = ConstantTime.select(choice, x[i], r[i])
      i &+= 1
    }
  }

  /// `x = x - n` when `top·2^(64·count) + x >= n`: brings a value below `2n` below `n`. `scratch` holds `count` limbs.
  static func subtractOnce(_ x: Limbs, _ n: ConstLimbs, _ count: Int, top: UInt64, scratch: Limbs) {
    let borrow = subtract(scratch, x, n, count)
    // With a top bit the difference is right whatever the borrow, because the value is below 2n < 2^(64·count + 1).
    assign(x, scratch, count, when: Choice(bit: top | (borrow ^ 1)))
  }

  /// `r = x·y`, where `x` and `y` have any counts and `r` has room for both together. Not in place.
  static func multiply(_ r: Limbs, _ x: ConstLimbs, _ xCount: Int, _ y: ConstLimbs, _ yCount: Int) {
    r.update(repeating: 0, count: xCount &+ yCount)
    var j = 0
    while j < yCount {
      var carry: UInt64 = 0
      var i = 0
      while i < xCount {
        // (2^64-1)^2 + 2(2^64-1) = 2^128 - 1: no overflow.
        let sum = UInt128(x[i]) &* UInt128(y[j]) &+ UInt128(r[i &+ j]) &+ UInt128(carry)
        r[i &+ j] = UInt64(truncatingIfNeeded: sum)
        carry = UInt64(truncatingIfNeeded: sum &>> 64)
        i &+= 1
      }
      r[j &+ xCount] = carry
      j &+= 1
    }
  }

  /// Whether every limb is zero.
  static func isZero(_ x: ConstLimbs, _ count: Int) -> Choice {
    var any: UInt64 = 0
    var i = 0
    while i < count {
      any |= x[i]
      i &+= 1
    }
    return ConstantTime.isZero(any)
  }

  /// Whether `x` and `y` are the same number.
  static func equals(_ x: ConstLimbs, _ y: ConstLimbs, _ count: Int) -> Choice {
    var difference: UInt64 = 0
    var i = 0
    while i < count {
      difference |= x[i] ^ y[i]
      i &+= 1
    }
    return ConstantTime.isZero(difference)
  }
}
