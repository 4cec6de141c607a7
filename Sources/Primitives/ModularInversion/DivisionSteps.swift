/// Division steps, of which Bernstein and Yang's gcd is made ("Fast constant-time gcd computation and modular inversion",
/// TCHES 2019), a word's worth at a time.
///
/// A step takes (delta, f, g), f odd, to (1 - delta, g, (g - f)/2) if delta > 0 and g is odd, else to
/// (1 + delta, f, (g + (g mod 2) f)/2). What a run of steps does to f and g depends on their lowest bits only: it
/// multiplies by a matrix of small integers and divides by a power of two.
struct DivisionSteps {
  /// Steps in a run. A matrix has room for 62; with 59 none are wasted at 256 and 384 bits (see `ModularInversion`).
  static var count: Int { 59 }

  /// The run's matrix times 2^(62 - count): f becomes (u f + v g)/2^62 and g becomes (q f + r g)/2^62. In a row the
  /// magnitudes add up to at most 2^62.
  var u: Int64
  var v: Int64
  var q: Int64
  var r: Int64

  @inline(__always)
  init(u: Int64, v: Int64, q: Int64, r: Int64) {
    self.u = u
    self.v = v
    self.q = q
    self.r = r
  }

  /// The run from f and g modulo 2^62, in constant time. `zeta` is -(delta + 1/2): delta starts at 1/2, which needs fewer
  /// steps than 1 (Wuille, "The safegcd implementation in libsecp256k1 explained").
  @inline(__always)
  init(_ f: Int64, _ g: Int64, zeta: inout Int64) {
    let first = Self.packed(20, f, g, &zeta)
    let (f20, g20) = first.applied(f, g, 20)
    let second = Self.packed(20, f20, g20, &zeta)
    let (f40, g40) = second.applied(f20, g20, 20)
    let third = Self.packed(19, f40, g40, &zeta)
    // The third matrix was made for 20 steps of which it did 19, so it is doubled as it is: 60 factors of 2, and two more.
    self = third.times(second.times(first))
    u = u &<< 2
    v = v &<< 2
    q = q &<< 2
    r = r &<< 2
  }

  /// Up to 20 steps on f and g modulo 2^20 with the matrix in the same words: f + 2^21 u + 2^42 v and g + 2^21 q + 2^42 r,
  /// so that a step is one sum and one shift (section 10.3 of the paper, and s2n-bignum's use of it).
  ///
  /// u, v, q and r begin as -2^20 times the identity and are halved where g is. After k steps they are -2^(20 - k) times
  /// integers above -2^k and at most 2^k (the paper's section 9), so that they fit 21 bits, signed; and |f|, |g| < 2^20.
  @inline(__always)
  private static func packed(_ steps: Int, _ f: Int64, _ g: Int64, _ zeta: inout Int64) -> Self {
    let low: Int64 = 1 &<< 20 &- 1
    var fuv = (f & low) &- 1 &<< 41
    var gqr = (g & low) &- 1 &<< 62
    for _ in 0..<steps {
      let isOdd = 0 &- (gqr & 1)
      let isPositive = zeta &>> 63
      let sum = gqr &+ ((fuv ^ isPositive) &- isPositive) & isOdd
      let swaps = isOdd & isPositive
      zeta = (zeta ^ swaps) &- 1
      fuv = fuv &+ sum & swaps
      gqr = sum &>> 1
    }
    return Self(u: 0 &- middle(fuv), v: 0 &- top(fuv), q: 0 &- middle(gqr), r: 0 &- top(gqr))
  }

  /// u of f + 2^21 u + 2^42 v.
  @inline(__always)
  private static func middle(_ word: Int64) -> Int64 { ((word &+ 1 &<< 20) &<< 22) &>> 43 }

  /// v of f + 2^21 u + 2^42 v.
  @inline(__always)
  private static func top(_ word: Int64) -> Int64 { (word &+ 1 &<< 20 &+ 1 &<< 41) &>> 42 }

  /// f and g after the steps, of their lowest bits `bits` fewer than before.
  @inline(__always)
  private func applied(_ f: Int64, _ g: Int64, _ bits: Int64) -> (Int64, Int64) {
    ((u &* f &+ v &* g) &>> bits, (q &* f &+ r &* g) &>> bits)
  }

  /// The steps of `first`, then these.
  @inline(__always)
  private func times(_ first: Self) -> Self {
    Self(
      u: u &* first.u &+ v &* first.q, v: u &* first.v &+ v &* first.r,
      q: q &* first.u &+ r &* first.q, r: q &* first.v &+ r &* first.r)
  }

  /// 62 steps in variable time: all halvings in a row at once, and up to six bits of g cancelled by one multiple of f.
  /// `eta` is -delta, which starts at 1 here.
  @inline(__always)
  init(varTime f: Int64, _ g: Int64, eta: inout Int64) {
    var (f, g) = (f, g)
    self.init(u: 1, v: 0, q: 0, r: 1)
    var left: Int64 = 62
    while true {
      // A bit above those that are left stops the count.
      let zeros = Int64(truncatingIfNeeded: (g | -1 &<< left).trailingZeroBitCount)
      g = g &>> zeros
      u = u &<< zeros
      v = v &<< zeros
      eta = eta &- zeros
      left = left &- zeros
      if left == 0 { return }
      if eta < 0 {
        eta = 0 &- eta
        (f, g) = (g, 0 &- f)
        (u, q) = (q, 0 &- u)
        (v, r) = (r, 0 &- v)
      }
      // For the next eta + 1 steps f stays, so that as many bits may be cancelled: g + w f = 0 modulo 2^6 for
      // w = -g/f, where 1/f = f (2 - f^2) modulo 2^6 as f^2 = 1 modulo 2^3.
      let limit = Swift.min(eta &+ 1, left, 6)
      let w = (f &* g &* (f &* f &- 2)) & (1 &<< limit &- 1)
      g = g &+ f &* w
      q = q &+ u &* w
      r = r &+ v &* w
    }
  }
}
