import BigInt

/// The secret half of a key, as the private operation uses it: powers modulo each prime, joined by the Chinese remainder
/// theorem (RFC 8017, section 5.1.2, step 2b). All arithmetic is constant-time, on fixed-width limbs.
struct ChineseRemainders: ~Copyable, Sendable {
  let primes: ModulusPair
  var p: Modulus { primes.p }
  var q: Modulus { primes.q }
  /// `d mod (p-1)`, in `p`'s number of limbs.
  var dP: SecretLimbs
  /// `d mod (q-1)`, in `q`'s number of limbs.
  var dQ: SecretLimbs
  /// `q^-1 mod p`.
  let qInverse: SecretLimbs

  /// `x^d mod p·q`, in `limbCount` limbs, for any number `x`.
  func privatePower(_ x: borrowing SecretLimbs, limbCount: Int) -> SecretLimbs {
    var mP = p.reduce(x)
    var mQ = q.reduce(x)
    primes.pow(&mP, dP, &mQ, dQ)
    return join(mP, mQ, limbCount: limbCount)
  }

  /// `x^-d mod p·q`, in `limbCount` limbs, for a number `x` that neither prime divides: by Fermat's little theorem
  /// `x^-d = x^(p-1-d)` modulo `p`, and likewise modulo `q`. No inversion is needed.
  func inversePrivatePower(_ x: borrowing SecretLimbs, limbCount: Int) -> SecretLimbs {
    var eP = p.value()
    eP.subtract(SecretLimbs(1, count: p.limbCount))
    eP.subtract(dP)
    var eQ = q.value()
    eQ.subtract(SecretLimbs(1, count: q.limbCount))
    eQ.subtract(dQ)
    var mP = p.reduce(x)
    var mQ = q.reduce(x)
    primes.pow(&mP, eP, &mQ, eQ)
    return join(mP, mQ, limbCount: limbCount)
  }

  /// The number below `p·q` that is `mP` modulo `p` and `mQ` modulo `q` (Garner): `mQ + q·((mP - mQ)·q^-1 mod p)`.
  private func join(_ mP: borrowing SecretLimbs, _ mQ: borrowing SecretLimbs, limbCount: Int) -> SecretLimbs {
    var h = mP.copy()
    p.subtract(&h, p.reduce(mQ))
    p.multiply(&h, qInverse)
    let product = SecretLimbs.product(h, q.value())
    // q·h + mQ <= q·(p-1) + q-1 < p·q: it fits the modulus' limbs.
    var result = product.resized(to: limbCount)
    result.add(mQ.resized(to: limbCount))
    return result
  }
}
