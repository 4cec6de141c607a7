import Processor

/// An odd modulus with what Montgomery arithmetic modulo it needs, computed once.
///
/// Residues are `SecretLimbs` of `limbCount` limbs, below the modulus. Montgomery's form of a residue `x` is `x·R mod n`
/// with `R = 2^(64·limbCount)`; methods say which form they take. The modulus may itself be secret (a prime of an RSA
/// key): the time of everything here, `init` included, depends on bit widths alone, except for methods whose names end
/// in `VarTime`, which say what they reveal. The storage is wiped when the last reference goes away.
public final class Modulus: Sendable {
  /// Limbs in a residue: a multiple of four, so that arithmetic works on tiles of 256 bits.
  public let limbCount: Int
  /// The modulus' own width in bits. Public.
  public let bitWidth: Int

  /// The modulus `n`.
  let limbs: SecretLimbs
  /// `R² mod n`, which brings residues into Montgomery's form.
  let rSquared: SecretLimbs
  /// `R mod n`: one, in Montgomery's form.
  let one: SecretLimbs
  /// `-n^-1 mod 2^64`, in a limb that is wiped.
  private let negatedInverseLimb: SecretLimbs
  /// The same for this processor's kernels, which compute the powers where they can.
  let prepared: PreparedModuli?

  var tiles: Int { limbCount / Tile.limbs }
  var negatedInverse: UInt64 { negatedInverseLimb.base[0] }

  /// The modulus of that value; nil when it is even, or below 3. Reveals its bit width.
  public convenience init?(_ value: borrowing SecretLimbs) { self.init(value, level: Processor.level) }

  /// The same with kernels of at most that level, which the processor must have.
  package init?(_ value: borrowing SecretLimbs, level: Processor.Level) {
    let width = value.bitWidthVarTime
    guard width >= 2, value.bit(0) == 1 else { return nil }
    bitWidth = width
    let tiles = (width + 255) / 256
    let count = tiles * Tile.limbs
    limbCount = count
    let n = value.resized(to: count)
    let inverse = MontgomeryKernel.negatedInverse(of: n.base[0])
    negatedInverseLimb = SecretLimbs(inverse, count: 1)

    // From 2^(width-1), the largest power of two below n, double up to R mod n: that is 1 in Montgomery's form.
    let power = SecretLimbs(count: count)
    power.base[(width - 1) / 64] = 1 << UInt64((width - 1) % 64)
    let one = SecretLimbs(count: count)
    // Bare pointers in the closure: `power`, `one` and `n` stay whole, to be moved into place below.
    let (x, r, modulus) = (power.base, one.base, n.base)
    withScratchLimbs(2 * count) { scratch in
      func double() {
        let top = LimbArithmetic.double(x, count)
        LimbArithmetic.subtractOnce(x, modulus, count, top: top, scratch: scratch)
      }
      for _ in 0..<(64 * count - width + 1) { double() }
      r.update(from: x, count: count)
      // 2^count in Montgomery's form, squared six times, is 2^(64·count) = R in Montgomery's form: R².
      for _ in 0..<count { double() }
      for _ in 0..<6 {
        MontgomeryKernel.square(scratch, x, tiles: tiles)
        MontgomeryKernel.reduce(x, scratch, modulus, negatedInverse: inverse, tiles: tiles)
      }
    }
    limbs = n
    rSquared = power
    self.one = one
    prepared = PreparedModuli(modulus, squaredRadix: x, limbs: count, level: level)
  }

  /// The modulus' value, in `limbCount` limbs.
  public func value() -> SecretLimbs { limbs.copy() }

  /// Whether `x` is below the modulus, as a residue must be.
  public func contains(_ x: borrowing SecretLimbs) -> Choice {
    precondition(x.count == limbCount)
    return SecretLimbs.isLess(x, limbs)
  }

  // MARK: Residues, in either form alike

  /// `x = x + y mod n`, both in the same form.
  public func add(_ x: inout SecretLimbs, _ y: borrowing SecretLimbs) {
    check(x, y)
    let carry = LimbArithmetic.add(x.base, x.base, y.base, limbCount)
    withScratchLimbs(limbCount) { scratch in
      LimbArithmetic.subtractOnce(x.base, limbs.base, limbCount, top: carry, scratch: scratch)
    }
  }

  /// `x = x - y mod n`, both in the same form.
  public func subtract(_ x: inout SecretLimbs, _ y: borrowing SecretLimbs) {
    check(x, y)
    let borrow = LimbArithmetic.subtract(x.base, x.base, y.base, limbCount)
    // Where it went below zero, adding n brings it back; the carry out cancels the borrow.
    withScratchLimbs(limbCount) { scratch in
      LimbArithmetic.add(scratch, x.base, limbs.base, limbCount)
      LimbArithmetic.assign(x.base, scratch, limbCount, when: Choice(bit: borrow))
    }
  }

  // MARK: Montgomery's form

  /// `x = x·R mod n`: into Montgomery's form. `x` may be any number of `limbCount` limbs; it comes out below the modulus.
  public func toMontgomery(_ x: inout SecretLimbs) { multiplyMontgomery(&x, rSquared) }

  /// `x = x/R mod n`: out of Montgomery's form.
  public func fromMontgomery(_ x: inout SecretLimbs) {
    precondition(x.count == limbCount)
    withScratchLimbs(2 * limbCount) { t in
      t.update(from: x.base, count: limbCount)
      reduce(x.base, t)
    }
  }

  /// `x = x·y/R mod n`: the product of two residues in Montgomery's form, or the plain product of one in that form and
  /// one that is not. One of them may be any number of `limbCount` limbs, if the other is below the modulus.
  public func multiplyMontgomery(_ x: inout SecretLimbs, _ y: borrowing SecretLimbs) {
    check(x, y)
    withScratchLimbs(2 * limbCount) { multiply(x.base, x.base, y.base, $0) }
  }

  /// `x = x²/R mod n`: the square of a residue in Montgomery's form.
  public func squareMontgomery(_ x: inout SecretLimbs) {
    precondition(x.count == limbCount)
    withScratchLimbs(2 * limbCount) { square(x.base, x.base, $0) }
  }

  // MARK: Plain residues

  /// `x = x·y mod n`.
  public func multiply(_ x: inout SecretLimbs, _ y: borrowing SecretLimbs) {
    multiplyMontgomery(&x, y)
    toMontgomery(&x)
  }

  /// `wide mod n`, for a number of any limb count.
  public func reduce(_ wide: borrowing SecretLimbs) -> SecretLimbs {
    // Horner's rule in base R: the running value times R is its Montgomery product with R², and a part of limbCount limbs,
    // which need not be below n, is reduced by its product with R mod n.
    var end = (wide.count - 1) / limbCount * limbCount
    var result = wide.part(from: end, count: limbCount)
    guard end > 0 else {
      multiplyMontgomery(&result, one)
      return result
    }
    while end > 0 {
      end -= limbCount
      toMontgomery(&result)
      var part = wide.part(from: end, count: limbCount)
      multiplyMontgomery(&part, one)
      add(&result, part)
    }
    return result
  }

  // MARK: On bare limbs, for the algorithms built on this type

  /// `r = x·y/R mod n`; `t` is scratch of twice `limbCount` limbs. In place if wanted.
  @inline(__always)
  func multiply(
    _ r: LimbArithmetic.Limbs, _ x: LimbArithmetic.ConstLimbs, _ y: LimbArithmetic.ConstLimbs, _ t: LimbArithmetic.Limbs
  ) {
    MontgomeryKernel.multiply(t, x, y, tiles: tiles)
    reduce(r, t)
  }

  /// `r = x²/R mod n`; `t` is scratch of twice `limbCount` limbs. In place if wanted.
  @inline(__always)
  func square(_ r: LimbArithmetic.Limbs, _ x: LimbArithmetic.ConstLimbs, _ t: LimbArithmetic.Limbs) {
    MontgomeryKernel.square(t, x, tiles: tiles)
    reduce(r, t)
  }

  /// `r = t/R mod n`; `t` has twice `limbCount` limbs, is below `n·R`, and is overwritten.
  @inline(__always)
  func reduce(_ r: LimbArithmetic.Limbs, _ t: LimbArithmetic.Limbs) {
    MontgomeryKernel.reduce(r, t, limbs.base, negatedInverse: negatedInverse, tiles: tiles)
  }

  private func check(_ x: borrowing SecretLimbs, _ y: borrowing SecretLimbs) {
    precondition(x.count == limbCount && y.count == limbCount, "a residue has its modulus' number of limbs")
  }
}
