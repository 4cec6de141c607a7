/// Division of a large number by all small primes, without a division.
///
/// Primes are gathered in batches whose product `m` fits 62 bits. One pass over the limbs gives a number congruent to
/// `x / 2^(64·count)` modulo `m`; that is divisible by a prime of the batch exactly when `x` is. The pass is Montgomery's
/// reduction with one limb, and divisibility of one word is a multiplication by the prime's inverse (T. Granlund and
/// P. Montgomery, "Division by invariant integers using multiplication", 1994, section 9): no instruction here takes a
/// time that depends on the number.
struct SmallPrimes: Sendable {
  private struct Prime {
    /// `p^-1 mod 2^64`.
    let inverse: UInt64
    /// The largest quotient of a word by `p`: `w·inverse` is at most this exactly when `p` divides `w`.
    let largestQuotient: UInt64
  }

  private struct Batch {
    let product: UInt64
    /// `-product^-1 mod 2^64`.
    let negatedInverse: UInt64
    let primes: Range<Int>
  }

  /// Numbers from here on are not divided by all their possible divisors; below, `SmallPrimes` decides primality.
  static let bound: UInt64 = 8192

  /// The odd primes below `bound`, ready for use.
  static let shared = SmallPrimes()

  /// The odd primes below `bound`, ascending.
  let values: [UInt64]
  private let primes: [Prime]
  private let batches: [Batch]

  private init() {
    // The sieve of Eratosthenes.
    var composite = [Bool](repeating: false, count: Int(Self.bound))
    var values: [UInt64] = []
    for candidate in stride(from: 3, to: Int(Self.bound), by: 2) where !composite[candidate] {
      values.append(UInt64(candidate))
      for multiple in stride(from: candidate * candidate, to: Int(Self.bound), by: candidate) {
        composite[multiple] = true
      }
    }
    self.values = values
    primes = values.map { Prime(inverse: Self.inverse($0), largestQuotient: .max / $0) }
    var batches: [Batch] = []
    var begin = 0
    var product: UInt64 = 1
    for (index, prime) in values.enumerated() {
      if product > (1 << 62) / prime {
        batches.append(Batch(product: product, negatedInverse: 0 &- Self.inverse(product), primes: begin..<index))
        begin = index
        product = 1
      }
      product *= prime
    }
    batches.append(Batch(product: product, negatedInverse: 0 &- Self.inverse(product), primes: begin..<values.count))
    self.batches = batches
  }

  /// `x^-1 mod 2^64` for odd `x`, by Newton's iteration from three right bits.
  private static func inverse(_ x: UInt64) -> UInt64 {
    var y = x
    for _ in 0..<5 { y = y &* (2 &- x &* y) }
    return y
  }

  /// Whether an odd prime below `bound` divides `x`. A number that none divides takes the same time as any other such
  /// number of its limb count; one that is divisible reveals in which batch its smallest divisor is.
  func divideVarTime(_ x: borrowing SecretLimbs) -> Bool {
    for batch in batches {
      var sum: UInt64 = 0
      for i in 0..<x.count {
        // sum <= m + 1, so with q < 2^64 and m < 2^62 nothing overflows, and the next sum is again at most m + 1.
        let wide = UInt128(sum) &+ UInt128(x.base[i])
        let q = UInt64(truncatingIfNeeded: wide) &* batch.negatedInverse
        sum = UInt64(truncatingIfNeeded: (wide &+ UInt128(q) &* UInt128(batch.product)) &>> 64)
      }
      var divides = Choice.no
      for i in batch.primes {
        divides = divides | !ConstantTime.isLess(primes[i].largestQuotient, sum &* primes[i].inverse)
      }
      if divides.declassified { return true }
    }
    return false
  }
}
