import BigInt
import Synchronization

/// Base blinding: the private operation never works on a number that the attacker knows (P. Kocher, "Timing attacks on
/// implementations of Diffie-Hellman, RSA, DSS, and other systems", 1996, section 10).
///
/// A random `u` and `u^-d` are kept: `(x·u)^d · u^-d = x^d`. Both are squared after each use, which keeps the relation at
/// the price of two multiplications, and drawn anew after `usesPerValue` uses. Signing from several threads is safe: they
/// take turns for the microseconds that a copy takes.
final class Blinding: Sendable {
  /// The factors of one use, in Montgomery's form.
  struct Factors: ~Copyable, Sendable {
    var before: SecretLimbs
    var after: SecretLimbs
    fileprivate var usesLeft: Int
  }

  /// Uses before new random factors are drawn.
  private static let usesPerValue = 32

  private let state = Mutex<Factors?>(nil)

  /// Factors for one use.
  func next(modulus: Modulus, secret: borrowing ChineseRemainders) -> Factors {
    // A borrowed parameter cannot be captured, so the lock is taken in two steps when new factors are due.
    if let factors = take(modulus: modulus) { return factors }
    var before = SecretLimbs(count: modulus.limbCount)
    repeat {
      before.randomize(bitCount: modulus.bitWidth) { SystemRandom.fill(&$0) }
      // Rejected numbers are never used.
    } while !modulus.contains(before).declassified || before.isZero.declassified
    var after = secret.inversePrivatePower(before, limbCount: modulus.limbCount)
    modulus.toMontgomery(&before)
    modulus.toMontgomery(&after)
    let result = Factors(before: before.copy(), after: after.copy(), usesLeft: 0)
    modulus.squareMontgomery(&before)
    modulus.squareMontgomery(&after)
    store(Factors(before: before, after: after, usesLeft: Self.usesPerValue - 1))
    return result
  }

  private func take(modulus: Modulus) -> Factors? {
    state.withLock { state in
      guard var factors = state.take(), factors.usesLeft > 0 else { return nil }
      let result = Factors(before: factors.before.copy(), after: factors.after.copy(), usesLeft: 0)
      modulus.squareMontgomery(&factors.before)
      modulus.squareMontgomery(&factors.after)
      factors.usesLeft -= 1
      state = consume factors
      return result
    }
  }

  private func store(_ factors: consuming Factors) {
    var factors: Factors? = consume factors
    state.withLock { state in state = factors.take() }
  }
}
