/// The inner loops of Montgomery arithmetic, in portable Swift: the reference that kernels for particular processors
/// must agree with.
///
/// Sizes are in tiles of four limbs. With `R = 2^(256·tiles)` and an odd modulus `n < R`, `reduce` takes `t < n·R` to
/// `t/R mod n` (P. Montgomery, "Modular multiplication without trial division", 1985), one tile of the quotient a step.
/// Time depends on the number of tiles alone.
enum MontgomeryKernel {
  typealias Limbs = LimbArithmetic.Limbs
  typealias ConstLimbs = LimbArithmetic.ConstLimbs

  /// `t = x·y`; `t` has twice the tiles and overlaps neither factor.
  @inline(never)
  static func multiply(_ t: Limbs, _ x: ConstLimbs, _ y: ConstLimbs, tiles: Int) {
    var carry = Tile.zero
    var low: Tile
    var i = 0
    let first = Tile(y, 0)
    while i < tiles {
      (low, carry) = Tile.multiplyAdd(.zero, Tile(x, i), first, carry: carry)
      low.store(t, i)
      i &+= 1
    }
    carry.store(t, tiles)
    var j = 1
    while j < tiles {
      let digit = Tile(y, j)
      carry = .zero
      i = 0
      while i < tiles {
        (low, carry) = Tile.multiplyAdd(Tile(t, i &+ j), Tile(x, i), digit, carry: carry)
        low.store(t, i &+ j)
        i &+= 1
      }
      carry.store(t, tiles &+ j)
      j &+= 1
    }
  }

  /// `t = x²`; `t` has twice the tiles and does not overlap `x`. Products of different tiles are computed once and
  /// doubled while the squares are added.
  @inline(never)
  static func square(_ t: Limbs, _ x: ConstLimbs, tiles: Int) {
    var carry = Tile.zero
    var low: Tile
    Tile.zero.store(t, 0)
    var i = 1
    let first = Tile(x, 0)
    while i < tiles {
      (low, carry) = Tile.multiplyAdd(.zero, Tile(x, i), first, carry: carry)
      low.store(t, i)
      i &+= 1
    }
    carry.store(t, tiles)
    var j = 1
    while j < tiles &- 1 {
      let digit = Tile(x, j)
      carry = .zero
      i = j &+ 1
      while i < tiles {
        (low, carry) = Tile.multiplyAdd(Tile(t, i &+ j), Tile(x, i), digit, carry: carry)
        low.store(t, i &+ j)
        i &+= 1
      }
      carry.store(t, tiles &+ j)
      j &+= 1
    }
    Tile.zero.store(t, 2 &* tiles &- 1)
    var shifted: UInt64 = 0
    var sum: UInt8 = 0
    i = 0
    while i < tiles {
      let (low, high) = Tile.square(Tile(x, i))
      let doubledLow = doubled(Tile(t, 2 &* i), &shifted)
      let doubledHigh = doubled(Tile(t, 2 &* i &+ 1), &shifted)
      Tile.add(doubledLow, low, &sum).store(t, 2 &* i)
      Tile.add(doubledHigh, high, &sum).store(t, 2 &* i &+ 1)
      i &+= 1
    }
  }

  @inline(__always)
  private static func doubled(_ t: Tile, _ carry: inout UInt64) -> Tile {
    let result = Tile(
      t.a &<< 1 | carry, t.b &<< 1 | t.a &>> 63, t.c &<< 1 | t.b &>> 63, t.d &<< 1 | t.c &>> 63)
    carry = t.d &>> 63
    return result
  }

  /// `r = t/R mod n`, below `n`. Needs `t < n·R`, and `negatedInverse = -n^-1 mod 2^64`. `t` has twice the tiles and is
  /// overwritten; `r` overlaps neither `t` nor `n`.
  @inline(never)
  static func reduce(_ r: Limbs, _ t: Limbs, _ n: ConstLimbs, negatedInverse: UInt64, tiles: Int) {
    // Adding a multiple of n, chosen tile by tile, clears the low half: what is left is below (n·R + R·n)/R = 2n.
    let first = Tile(n, 0)
    var top: UInt8 = 0
    var low: Tile
    var i = 0
    while i < tiles {
      var carry = Tile(t, i)
      let digit = carry.clear(first, negatedInverse: negatedInverse)
      var j = 1
      while j < tiles {
        (low, carry) = Tile.multiplyAdd(Tile(t, i &+ j), Tile(n, j), digit, carry: carry)
        low.store(t, i &+ j)
        j &+= 1
      }
      Tile.add(Tile(t, i &+ tiles), carry, &top).store(t, i &+ tiles)
      i &+= 1
    }
    var borrow: UInt8 = 0
    i = 0
    while i < tiles {
      Tile.subtract(Tile(t, i &+ tiles), Tile(n, i), &borrow).store(r, i)
      i &+= 1
    }
    // Keep the unsubtracted value where it was below n: a borrow, and no bit above the top to pay for it.
    let limbs = tiles &* Tile.limbs
    LimbArithmetic.assign(r, t + limbs, limbs, when: Choice(bit: UInt64(borrow & (top ^ 1))))
  }

  /// `-n^-1 mod 2^64` for odd `n`, by Newton's iteration: each step doubles the number of right bits.
  @inline(never)
  static func negatedInverse(of n: UInt64) -> UInt64 {
    // n·n ≡ 1 mod 8, so n is its own inverse to three bits; 3·2^5 > 64.
    var x = n
    for _ in 0..<5 { x = x &* (2 &- n &* x) }
    return 0 &- x
  }

  /// `r` becomes entry number `index` of a table of `entries` residues of `limbs` limbs. Every entry is read, so that
  /// the cache sees nothing of `index`.
  @inline(never)
  static func select(_ r: Limbs, from table: ConstLimbs, entries: Int, limbs: Int, index: UInt64) {
    r.update(repeating: 0, count: limbs)
    var entry = 0
    while entry < entries {
      // Without the barrier the compiler skips the rows that the mask would clear: the index would be seen.
      let mask = ConstantTime.equals(UInt64(truncatingIfNeeded: entry), index).opaque.mask
      let row = table + entry &* limbs
      var i = 0
      while i < limbs {
        r[i] |= row[i] & mask
        i &+= 1
      }
      entry &+= 1
    }
  }
}
