/// Two moduli whose powers are wanted together, as by RSA's private operation: kernels compute both at once.
public final class ModulusPair: Sendable {
  /// The first modulus.
  public let p: Modulus
  /// The second modulus.
  public let q: Modulus
  private let prepared: PreparedModuli?

  /// The pair of those moduli, of any sizes. Reveals what the moduli reveal.
  public init(_ p: Modulus, _ q: Modulus) {
    self.p = p
    self.q = q
    prepared =
      p.limbCount == q.limbCount
      ? PreparedModuli(
        p.limbs.base, q.limbs.base, squaredRadices: p.rSquared.base, q.rSquared.base, limbs: p.limbCount)
      : nil
  }

  /// `x = x^xExponent mod p` and `y = y^yExponent mod q`, for plain residues. As with `Modulus.pow` nothing is revealed but
  /// sizes; `x` and `y` may be any numbers of their moduli's limb counts, and all bits of the exponents below the
  /// moduli's bit widths count.
  public func pow(
    _ x: inout SecretLimbs, _ xExponent: borrowing SecretLimbs, _ y: inout SecretLimbs,
    _ yExponent: borrowing SecretLimbs
  ) {
    precondition(x.count == p.limbCount && y.count == q.limbCount, "a residue has its modulus' number of limbs")
    guard prepared != nil, xExponent.count == yExponent.count else {
      x = p.pow(x, xExponent, exponentBitWidth: p.bitWidth)
      y = q.pow(y, yExponent, exponentBitWidth: q.bitWidth)
      return
    }
    prepared?.power(&x, &y, xExponent, yExponent, bits: max(p.bitWidth, q.bitWidth))
  }
}
