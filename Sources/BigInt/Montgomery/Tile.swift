/// A 256-bit digit: four limbs, least significant first, held in registers.
///
/// Multiplication and reduction work on digits of this size because sixteen products then share eight loads and four
/// stores, which makes them about a third faster than the same code a limb at a time.
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

  /// `t + a·b + carry` as a low limb and the next carry. It cannot overflow: `(2^64-1)^2 + 2(2^64-1) = 2^128 - 1`.
  @inline(__always)
  private static func mac(_ t: UInt64, _ a: UInt64, _ b: UInt64, _ carry: inout UInt64) -> UInt64 {
    let sum = UInt128(a) &* UInt128(b) &+ UInt128(t) &+ UInt128(carry)
    carry = UInt64(truncatingIfNeeded: sum &>> 64)
    return UInt64(truncatingIfNeeded: sum)
  }

  /// `t + x·y + carry` as a low tile and the next carry. It cannot overflow, for the same reason as one limb's.
  @inline(__always)
  static func multiplyAdd(_ t: Tile, _ x: Tile, _ y: Tile, carry: Tile) -> (low: Tile, high: Tile) {
    var k = carry.a
    let t0 = mac(t.a, x.a, y.a, &k)
    var t1 = mac(t.b, x.b, y.a, &k)
    var t2 = mac(t.c, x.c, y.a, &k)
    var t3 = mac(t.d, x.d, y.a, &k)
    var t4 = k
    k = carry.b
    t1 = mac(t1, x.a, y.b, &k)
    t2 = mac(t2, x.b, y.b, &k)
    t3 = mac(t3, x.c, y.b, &k)
    t4 = mac(t4, x.d, y.b, &k)
    var t5 = k
    k = carry.c
    t2 = mac(t2, x.a, y.c, &k)
    t3 = mac(t3, x.b, y.c, &k)
    t4 = mac(t4, x.c, y.c, &k)
    t5 = mac(t5, x.d, y.c, &k)
    var t6 = k
    k = carry.d
    t3 = mac(t3, x.a, y.d, &k)
    t4 = mac(t4, x.b, y.d, &k)
    t5 = mac(t5, x.c, y.d, &k)
    t6 = mac(t6, x.d, y.d, &k)
    return (Tile(t0, t1, t2, t3), Tile(t4, t5, t6, k))
  }

  /// `x·y mod 2^256`.
  @inline(__always)
  static func multiplyLow(_ x: Tile, _ y: Tile) -> Tile {
    var k: UInt64 = 0
    let t0 = mac(0, x.a, y.a, &k)
    var t1 = mac(0, x.b, y.a, &k)
    var t2 = mac(0, x.c, y.a, &k)
    var t3 = x.d &* y.a &+ k
    k = 0
    t1 = mac(t1, x.a, y.b, &k)
    t2 = mac(t2, x.b, y.b, &k)
    t3 = t3 &+ x.c &* y.b &+ k
    k = 0
    t2 = mac(t2, x.a, y.c, &k)
    t3 = t3 &+ x.b &* y.c &+ k
    t3 = t3 &+ x.a &* y.d
    return Tile(t0, t1, t2, t3)
  }

  /// `x²` as a low and a high tile: the six mixed products once, doubled, and the four squares.
  @inline(__always)
  static func square(_ x: Tile) -> (low: Tile, high: Tile) {
    var k: UInt64 = 0
    var r1 = mac(0, x.a, x.b, &k)
    var r2 = mac(0, x.a, x.c, &k)
    var r3 = mac(0, x.a, x.d, &k)
    var r4 = k
    k = 0
    r3 = mac(r3, x.b, x.c, &k)
    r4 = mac(r4, x.b, x.d, &k)
    var r5 = k
    k = 0
    r5 = mac(r5, x.c, x.d, &k)
    var r6 = k
    let r7 = r6 &>> 63
    r6 = r6 &<< 1 | r5 &>> 63
    r5 = r5 &<< 1 | r4 &>> 63
    r4 = r4 &<< 1 | r3 &>> 63
    r3 = r3 &<< 1 | r2 &>> 63
    r2 = r2 &<< 1 | r1 &>> 63
    r1 = r1 &<< 1
    let s0 = UInt128(x.a) &* UInt128(x.a)
    let s1 = UInt128(x.b) &* UInt128(x.b)
    let s2 = UInt128(x.c) &* UInt128(x.c)
    let s3 = UInt128(x.d) &* UInt128(x.d)
    var carry: UInt64 = 0
    let r0 = UInt64(truncatingIfNeeded: s0)
    r1 = add(r1, UInt64(truncatingIfNeeded: s0 &>> 64), &carry)
    r2 = add(r2, UInt64(truncatingIfNeeded: s1), &carry)
    r3 = add(r3, UInt64(truncatingIfNeeded: s1 &>> 64), &carry)
    r4 = add(r4, UInt64(truncatingIfNeeded: s2), &carry)
    r5 = add(r5, UInt64(truncatingIfNeeded: s2 &>> 64), &carry)
    r6 = add(r6, UInt64(truncatingIfNeeded: s3), &carry)
    return (Tile(r0, r1, r2, r3), Tile(r4, r5, r6, add(r7, UInt64(truncatingIfNeeded: s3 &>> 64), &carry)))
  }

  /// `x + y + carry` for one limb; `carry` is 0 or 1 before and after.
  @inline(__always)
  static func add(_ x: UInt64, _ y: UInt64, _ carry: inout UInt64) -> UInt64 {
    let sum = UInt128(x) &+ UInt128(y) &+ UInt128(carry)
    carry = UInt64(truncatingIfNeeded: sum &>> 64)
    return UInt64(truncatingIfNeeded: sum)
  }

  /// `x - y - borrow` for one limb; `borrow` is 0 or 1 before and after.
  @inline(__always)
  static func subtract(_ x: UInt64, _ y: UInt64, _ borrow: inout UInt64) -> UInt64 {
    let difference = UInt128(x) &- UInt128(y) &- UInt128(borrow)
    borrow = UInt64(truncatingIfNeeded: difference &>> 64) & 1
    return UInt64(truncatingIfNeeded: difference)
  }

  /// `x + y + carry` for a tile; `carry` is 0 or 1 before and after.
  @inline(__always)
  static func add(_ x: Tile, _ y: Tile, _ carry: inout UInt64) -> Tile {
    let a = add(x.a, y.a, &carry)
    let b = add(x.b, y.b, &carry)
    let c = add(x.c, y.c, &carry)
    return Tile(a, b, c, add(x.d, y.d, &carry))
  }
}
