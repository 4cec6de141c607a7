#if arch(x86_64)
  import _Builtin_intrinsics.intel
#endif

/// A 256-bit digit: four limbs, least significant first, held in registers.
///
/// Multiplication and reduction work on digits of this size because sixteen products then share eight loads and four
/// stores, which makes them about a third faster than the same code a limb at a time. A tile times one limb is a row of
/// four products, summed in one chain of carries and added in a second: on x86-64 that takes five additions for each
/// two products where a sum per product takes eight.
struct Tile {
  var a, b, c, d: UInt64

  /// Limbs in a tile.
  static let limbs = 4
  static let zero = Tile(0, 0, 0, 0)

  @inline(__always)
  init(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
  }

  /// The tile of number `index` of the limbs at `limbs`.
  @inline(__always)
  init(_ limbs: UnsafePointer<UInt64>, _ index: Int) {
    let at = limbs + index &* 4
    self.init(at[0], at[1], at[2], at[3])
  }

  /// Writes this as the tile of number `index` of the limbs at `limbs`.
  @inline(__always)
  func store(_ limbs: UnsafeMutablePointer<UInt64>, _ index: Int) {
    let at = limbs + index &* 4
    at[0] = a
    at[1] = b
    at[2] = c
    at[3] = d
  }

  /// `t + x·y + carry` as a low tile and the next carry. It cannot overflow: with `B = 2^256`,
  /// `(B-1)^2 + 2(B-1) = B^2 - 1`.
  @inline(__always)
  static func multiplyAdd(_ t: Tile, _ x: Tile, _ y: Tile, carry: Tile) -> (low: Tile, high: Tile) {
    var high = t
    let a = high.addRow(x, y.a, carry: carry.a)
    let b = high.addRow(x, y.b, carry: carry.b)
    let c = high.addRow(x, y.c, carry: carry.c)
    let d = high.addRow(x, y.d, carry: carry.d)
    return (Tile(a, b, c, d), high)
  }

  /// Adds the multiple of odd `n` that clears all four limbs, and drops them: what is left is the carry, and the
  /// factor of `n` is returned. Needs `negatedInverse = -n^-1 mod 2^64`.
  @inline(__always)
  mutating func clear(_ n: Tile, negatedInverse: UInt64) -> Tile {
    let x = a &* negatedInverse
    _ = addRow(n, x, carry: 0)
    let y = a &* negatedInverse
    _ = addRow(n, y, carry: 0)
    let z = a &* negatedInverse
    _ = addRow(n, z, carry: 0)
    let w = a &* negatedInverse
    _ = addRow(n, w, carry: 0)
    return Tile(x, y, z, w)
  }

  /// Adds `x·y + carry`, returns the lowest limb of the sum, and keeps the other four. It cannot overflow:
  /// `(2^256-1) + (2^256-1)(2^64-1) + (2^64-1) = 2^320 - 1`.
  @inline(__always)
  private mutating func addRow(_ x: Tile, _ y: UInt64, carry: UInt64) -> UInt64 {
    #if arch(x86_64)
      let p = Tile.product(x.a, y)
      let q = Tile.product(x.b, y)
      let r = Tile.product(x.c, y)
      let s = Tile.product(x.d, y)
      var k: UInt8 = 0
      let t0 = Tile.add(p.low, carry, &k)
      let t1 = Tile.add(q.low, p.high, &k)
      let t2 = Tile.add(r.low, q.high, &k)
      let t3 = Tile.add(s.low, r.high, &k)
      let t4 = Tile.add(s.high, 0, &k)
      k = 0
      let lowest = Tile.add(a, t0, &k)
      a = Tile.add(b, t1, &k)
      b = Tile.add(c, t2, &k)
      c = Tile.add(d, t3, &k)
      d = Tile.add(t4, 0, &k)
      return lowest
    #else
      var k = carry
      let lowest = Tile.multiplyAdd(a, x.a, y, &k)
      a = Tile.multiplyAdd(b, x.b, y, &k)
      b = Tile.multiplyAdd(c, x.c, y, &k)
      c = Tile.multiplyAdd(d, x.d, y, &k)
      d = k
      return lowest
    #endif
  }

  #if !arch(x86_64)
    /// `t + x·y + carry` as a low limb and the next carry. It cannot overflow: `(2^64-1)^2 + 2(2^64-1) = 2^128 - 1`.
    @inline(__always)
    private static func multiplyAdd(_ t: UInt64, _ x: UInt64, _ y: UInt64, _ carry: inout UInt64) -> UInt64 {
      let sum = UInt128(x) &* UInt128(y) &+ UInt128(t) &+ UInt128(carry)
      carry = UInt64(truncatingIfNeeded: sum &>> 64)
      return UInt64(truncatingIfNeeded: sum)
    }
  #endif

  /// `x·y` as a low and a high limb.
  @inline(__always)
  private static func product(_ x: UInt64, _ y: UInt64) -> (low: UInt64, high: UInt64) {
    let product = UInt128(x) &* UInt128(y)
    return (UInt64(truncatingIfNeeded: product), UInt64(truncatingIfNeeded: product &>> 64))
  }

  /// `x²` as a low and a high tile: the six mixed products once, doubled, and the four squares.
  @inline(__always)
  static func square(_ x: Tile) -> (low: Tile, high: Tile) {
    let ab = product(x.a, x.b)
    let ac = product(x.a, x.c)
    let ad = product(x.a, x.d)
    let bc = product(x.b, x.c)
    let bd = product(x.b, x.d)
    let cd = product(x.c, x.d)
    var k: UInt8 = 0
    var r1 = ab.low
    var r2 = add(ab.high, ac.low, &k)
    var r3 = add(ac.high, ad.low, &k)
    var r4 = add(ad.high, bd.low, &k)
    var r5 = add(bd.high, cd.low, &k)
    var r6 = add(cd.high, 0, &k)
    k = 0
    r3 = add(r3, bc.low, &k)
    r4 = add(r4, bc.high, &k)
    r5 = add(r5, 0, &k)
    r6 = add(r6, 0, &k)
    k = 0
    r1 = add(r1, r1, &k)
    r2 = add(r2, r2, &k)
    r3 = add(r3, r3, &k)
    r4 = add(r4, r4, &k)
    r5 = add(r5, r5, &k)
    r6 = add(r6, r6, &k)
    var r7 = UInt64(k)
    let aa = product(x.a, x.a)
    let bb = product(x.b, x.b)
    let cc = product(x.c, x.c)
    let dd = product(x.d, x.d)
    k = 0
    r1 = add(r1, aa.high, &k)
    r2 = add(r2, bb.low, &k)
    r3 = add(r3, bb.high, &k)
    r4 = add(r4, cc.low, &k)
    r5 = add(r5, cc.high, &k)
    r6 = add(r6, dd.low, &k)
    r7 = add(r7, dd.high, &k)
    return (Tile(aa.low, r1, r2, r3), Tile(r4, r5, r6, r7))
  }

  /// `x + y + carry` for one limb; `carry` is 0 or 1 before and after.
  @inline(__always)
  static func add(_ x: UInt64, _ y: UInt64, _ carry: inout UInt8) -> UInt64 {
    #if arch(x86_64)
      // Chains of these become `adc` and nothing else, which LLVM does not always see in sums of 128 bits.
      var sum: UInt64 = 0
      let carryIn = carry
      carry = _withUnprotectedUnsafeMutablePointer(to: &sum) { _addcarry_u64(carryIn, x, y, $0) }
      return sum
    #else
      let sum = UInt128(x) &+ UInt128(y) &+ UInt128(carry)
      carry = UInt8(truncatingIfNeeded: sum &>> 64)
      return UInt64(truncatingIfNeeded: sum)
    #endif
  }

  /// `x - y - borrow` for one limb; `borrow` is 0 or 1 before and after.
  @inline(__always)
  static func subtract(_ x: UInt64, _ y: UInt64, _ borrow: inout UInt8) -> UInt64 {
    #if arch(x86_64)
      var difference: UInt64 = 0
      let borrowIn = borrow
      borrow = _withUnprotectedUnsafeMutablePointer(to: &difference) { _subborrow_u64(borrowIn, x, y, $0) }
      return difference
    #else
      let difference = UInt128(x) &- UInt128(y) &- UInt128(borrow)
      borrow = UInt8(truncatingIfNeeded: difference &>> 64) & 1
      return UInt64(truncatingIfNeeded: difference)
    #endif
  }

  /// `x + y + carry` for a tile; `carry` is 0 or 1 before and after.
  @inline(__always)
  static func add(_ x: Tile, _ y: Tile, _ carry: inout UInt8) -> Tile {
    let a = add(x.a, y.a, &carry)
    let b = add(x.b, y.b, &carry)
    let c = add(x.c, y.c, &carry)
    return Tile(a, b, c, add(x.d, y.d, &carry))
  }

  /// `x - y - borrow` for a tile; `borrow` is 0 or 1 before and after.
  @inline(__always)
  static func subtract(_ x: Tile, _ y: Tile, _ borrow: inout UInt8) -> Tile {
    let a = subtract(x.a, y.a, &borrow)
    let b = subtract(x.b, y.b, &borrow)
    let c = subtract(x.c, y.c, &borrow)
    return Tile(a, b, c, subtract(x.d, y.d, &borrow))
  }
}
