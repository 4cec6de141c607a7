/// Residues modulo a prime just below 2^62, a word each.
///
/// A product with a constant w takes three multiplications (Shoup's method; Harvey, "Faster arithmetic for number-theoretic
/// transforms", Journal of Symbolic Computation 60, 2014): with w' = floor(B·w / p), B = 2^64 and any word a,
/// a·w - floor(a·w' / B)·p lies from 0 up to 2p, and is known from its lower word.
struct Prime62 {
  let p: UInt
  let twoP: UInt
  /// -1/p modulo B.
  private let negatedInverse: UInt
  /// 4p with its reciprocal.
  private let divisor: WordDivisor
  /// A root of 1 of order 2^24, and one of order 3.
  let root: UInt
  let cubeRoot: UInt

  /// Three primes, in ascending order; they are 1 modulo 3·2^24. Their product is above 2^185.9.
  static let count = 3

  init(_ number: Int) {
    switch number {
    case 0: (p, root, cubeRoot) = (0x3fff_ffff_cc00_0001, 0x3bc1_f652_0884_aca2, 0x2d61_d340_c7de_e890)
    case 1: (p, root, cubeRoot) = (0x3fff_ffff_ea00_0001, 0x2bfe_4bc9_281b_5644, 0x4c_b307_8736_575e)
    default: (p, root, cubeRoot) = (0x3fff_ffff_f900_0001, 0x337c_b0b2_6e83_0fe4, 0x320_cb26_d33b_6aab)
    }
    twoP = 2 * p
    divisor = WordDivisor(normalized: 4 * p)
    // Newton's iteration doubles the correct bits: 3, 6, 12, 24, 48, 96.
    var inverse = p
    for _ in 0..<5 { inverse = inverse &* (2 &- p &* inverse) }
    negatedInverse = 0 &- inverse
  }

  /// Reduces from below 4p to below 2p.
  @inline(__always)
  func reduceOnce(_ a: UInt) -> UInt { min(a, a &- twoP) }

  /// Reduces from below 2p to below p.
  @inline(__always)
  func reduceFully(_ a: UInt) -> UInt { min(a, a &- p) }

  /// `a * w`, below 2p, for any word `a`.
  @inline(__always)
  func multiply(_ a: UInt, _ w: Constant) -> UInt {
    a &* w.value &- Limbs.high(UInt128(a) &* UInt128(w.quotient)) &* p
  }

  /// `a * b / B`, below 2p for factors below 2p (Montgomery's reduction): (4p² + pB) / B with 4p below B.
  @inline(__always)
  func montgomery(_ a: UInt, _ b: UInt) -> UInt {
    let product = UInt128(a) &* UInt128(b)
    let m = Limbs.low(product) &* negatedInverse
    return Limbs.high(product &+ UInt128(m) &* UInt128(p))
  }

  /// A factor w with its w'.
  struct Constant {
    let value: UInt
    let quotient: UInt
  }

  /// The constant for a factor below p: w·B / p = 4w·B / 4p.
  func constant(_ w: UInt) -> Constant { Constant(value: w, quotient: divisor.divide(4 &* w, 0).quotient) }

  /// The remainder of `B·high + low`, for `high` below p.
  func remainder(_ high: UInt, _ low: UInt) -> UInt {
    divisor.divide(high &<< 2 | low &>> 62, low &<< 2).remainder &>> 2
  }

  /// `a * b`, below p, for factors below p.
  func product(_ a: UInt, _ b: UInt) -> UInt {
    let wide = UInt128(a) &* UInt128(b)
    return remainder(Limbs.high(wide), Limbs.low(wide))
  }
}
