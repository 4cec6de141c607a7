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
    let (p, q, r, s) = (steps.p, steps.q, steps.r, steps.s)
    if steps.isOdd {
      (a, b) = (Self.difference(b, q, a, p), Self.difference(a, r, b, s))
    } else {
      (a, b) = (Self.difference(a, p, b, q), Self.difference(b, s, a, r))
    }
    if hasCofactors {
      (aCofactor, bCofactor) = (
        aCofactor.multiplied(byWord: p) + bCofactor.multiplied(byWord: q),
        aCofactor.multiplied(byWord: r) + bCofactor.multiplied(byWord: s)
      )
    }
    if steps.isOdd { isCofactorNegative.toggle() }
  }

  /// `x * p - y * q`, which must not be negative and must fit into the longer number's words.
  private static func difference(_ x: BigUInt, _ p: UInt, _ y: BigUInt, _ q: UInt) -> BigUInt {
    x.multiplied(byWord: p) - y.multiplied(byWord: q)
  }
}
