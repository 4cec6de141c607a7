/// Euclid's algorithm on large numbers. Most steps look at the top words only (Lehmer), and are applied to the whole
/// numbers many at a time, as one matrix; Jebelean's condition says how long the small quotients are right.
///
/// Knuth, The Art of Computer Programming, volume 2, section 4.5.2, algorithm L;
/// T. Jebelean, "A double-digit Lehmer-Euclid algorithm for finding the GCD of long integers" (1995).
struct LehmerEuclid {
  private var a: BigUInt
  private var b: BigUInt
  /// Where cofactors are wanted: magnitudes of what `a` and `b` have of the original `b`, modulo the original `a`.
  /// Their signs differ always.
  private var aCofactor = BigUInt()
  private var bCofactor = BigUInt.one
  private let hasCofactors: Bool
  /// Whether `aCofactor` stands for a negative number.
  private(set) var isCofactorNegative = true

  /// What the greatest common divisor has of the second number, in magnitude.
  var cofactor: BigUInt { aCofactor }

  init(_ a: BigUInt, _ b: BigUInt, cofactors: Bool) {
    self.a = a
    self.b = b
    hasCofactors = cofactors
  }

  /// Runs to the end and returns the greatest common divisor.
  mutating func run() -> BigUInt {
    if a < b { divide() }
    while !b.isZero {
      if let steps = approximateSteps() { apply(steps) } else { divide() }
    }
    return a
  }

  /// One step of Euclid's algorithm on the whole numbers: `(a, b)` becomes `(b, a mod b)`.
  private mutating func divide() {
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    (a, b) = (b, remainder)
    if hasCofactors { (aCofactor, bCofactor) = (bCofactor, aCofactor + quotient * bCofactor) }
    isCofactorNegative.toggle()
  }

  /// Some steps as a matrix: the new `a` is `a*p - b*q` and the new `b` is `b*s - a*r`, or the negatives of both after an
  /// odd number of steps.
  private struct Steps {
    var p: UInt
    var q: UInt
    var r: UInt
    var s: UInt
    var isOdd: Bool
  }

  /// As many steps as the top words tell for certain; nil when there are none.
  private func approximateSteps() -> Steps? {
    let n = a.limbs.count
    guard b.limbs.count >= n - 1, b.limbs.count > 0 else { return nil }
    if n == 1 { return exactSteps() }
    // The top 64 bits of a, and those of b at the same weight.
    let shift = a.limbs[n - 1].leadingZeroBitCount
    func top(_ limbs: [UInt]) -> UInt {
      let upper = limbs.count == n ? limbs[n - 1] : 0
      return shift == 0 ? upper : (upper << UInt(shift)) | (limbs[n - 2] >> UInt(UInt.bitWidth - shift))
    }
    var x = top(a.limbs)
    var y = top(b.limbs)
    // The rows for the last three remainders; the oldest is the one that can be trusted.
    var (p, p1, p2): (UInt, UInt, UInt) = (0, 1, 0)
    var (q, q1, q2): (UInt, UInt, UInt) = (0, 0, 1)
    var isOdd = true
    while y >= q2, x &- y >= q1 &+ q2 {
      let quotient = x / y
      (x, y) = (y, x &- quotient &* y)
      (p, p1, p2) = (p1, p2, p1 &+ quotient &* p2)
      (q, q1, q2) = (q1, q2, q1 &+ quotient &* q2)
      isOdd.toggle()
    }
    return q == 0 ? nil : Steps(p: p, q: q, r: p1, s: q1, isOdd: isOdd)
  }

  /// All steps to the end, when both numbers are single words.
  private func exactSteps() -> Steps {
    var x = a.limbs[0]
    var y = b.limbs[0]
    var result = Steps(p: 1, q: 0, r: 0, s: 1, isOdd: false)
    while y != 0 {
      let quotient = x / y
      (x, y) = (y, x - quotient * y)
      // The rows' entries stay within the numbers themselves.
      (result.p, result.r) = (result.r, result.p &+ quotient &* result.r)
      (result.q, result.s) = (result.s, result.q &+ quotient &* result.s)
      result.isOdd.toggle()
    }
    return result
  }

  private mutating func apply(_ steps: Steps) {
    let n = a.limbs.count
    b.limbs.append(contentsOf: repeatElement(0, count: n - b.limbs.count))
    a.withMutableWords { x, _ in b.withMutableWords { y, _ in Self.reduce(x, y, n, steps) } }
    a.normalize()
    b.normalize()
    if hasCofactors { combineCofactors(steps) }
    if steps.isOdd { isCofactorNegative.toggle() }
  }

  /// Replaces `x` and `y`, both of `n` words, by `x*p - y*q` and `y*s - x*r`, or their negatives; neither is negative.
  private static func reduce(_ x: Limbs.Target, _ y: Limbs.Target, _ n: Int, _ steps: Steps) {
    let (p, q, r, s) = (UInt128(steps.p), UInt128(steps.q), UInt128(steps.r), UInt128(steps.s))
    // The entries of approximate steps are below 2^33, so the sums and signed carries fit. Those of exact steps may fill a
    // word, but there is one word only, and the results are right modulo 2^128.
    var (xCarry, yCarry): (UInt128, UInt128) = (0, 0)
    let sign: UInt128 = steps.isOdd ? .max : 0
    var i = 0
    while i < n {
      let (u, v) = (UInt128(x[i]), UInt128(y[i]))
      // Two's complement negates after an odd number of steps.
      let first = (((u &* p &- v &* q) ^ sign) &- sign) &+ xCarry
      let second = (((v &* s &- u &* r) ^ sign) &- sign) &+ yCarry
      x[i] = Limbs.low(first)
      y[i] = Limbs.low(second)
      xCarry = UInt128(bitPattern: Int128(bitPattern: first) &>> Int128(UInt.bitWidth))
      yCarry = UInt128(bitPattern: Int128(bitPattern: second) &>> Int128(UInt.bitWidth))
      i &+= 1
    }
  }

  /// The matrix applied to the cofactors, whose signs differ: all terms add up.
  private mutating func combineCofactors(_ steps: Steps) {
    let (p, q, r, s) = (steps.p, steps.q, steps.r, steps.s)
    guard Swift.max(p, q, r, s) >> UInt(UInt.bitWidth - 2) == 0 else {
      (aCofactor, bCofactor) = (
        aCofactor.multiplied(byWord: p) + bCofactor.multiplied(byWord: q),
        aCofactor.multiplied(byWord: r) + bCofactor.multiplied(byWord: s)
      )
      return
    }
    let count = Swift.max(aCofactor.limbs.count, bCofactor.limbs.count) + 1
    aCofactor.limbs.append(contentsOf: repeatElement(0, count: count - aCofactor.limbs.count))
    bCofactor.limbs.append(contentsOf: repeatElement(0, count: count - bCofactor.limbs.count))
    aCofactor.withMutableWords { x, _ in
      bCofactor.withMutableWords { y, _ in
        var (xCarry, yCarry): (UInt, UInt) = (0, 0)
        for i in 0..<count {
          let (u, v) = (UInt128(x[i]), UInt128(y[i]))
          // Entries below a quarter of B leave room for both products and the carry.
          let first = u &* UInt128(p) &+ v &* UInt128(q) &+ UInt128(xCarry)
          let second = u &* UInt128(r) &+ v &* UInt128(s) &+ UInt128(yCarry)
          x[i] = Limbs.low(first)
          y[i] = Limbs.low(second)
          (xCarry, yCarry) = (Limbs.high(first), Limbs.high(second))
        }
      }
    }
    aCofactor.normalize()
    bCofactor.normalize()
  }
}
