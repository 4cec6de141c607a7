/// The Miller-Rabin test of one number (FIPS 186-5, appendix B.3.1).
///
/// A round's time depends on the number's bit width alone, as long as `w - 1` is not divisible by `2^tailBits`: how many
/// factors of two it has is not revealed.
struct MillerRabin: ~Copyable {
  private let modulus: Modulus
  /// `w - 1`.
  private let minusOne: SecretLimbs
  /// `(w - 1) >> tailBits`.
  private let head: SecretLimbs
  /// `-1` in Montgomery's form.
  private let minusOneMontgomery: SecretLimbs
  /// Bits of the exponent `w - 1` that are taken one by one at its end, among which all its trailing zeros must be.
  private let tailBits: Int

  /// How many trailing zeros of `w - 1` are hidden; one random odd number in 2^31 has more.
  static let hiddenTailBits = 32

  /// Prepares the test of `w`; nil where `w` is even or below 5. With `tailBits` above the number of trailing zeros of
  /// `w - 1` the test is exact; otherwise it may call a prime composite.
  init?(_ w: borrowing SecretLimbs, tailBits: Int = hiddenTailBits) {
    guard let modulus = Modulus(w), modulus.bitWidth >= 3 else { return nil }
    self.modulus = modulus
    self.tailBits = tailBits
    let count = modulus.limbCount
    var minusOne = modulus.value()
    minusOne.subtract(SecretLimbs(1, count: count))
    var head = SecretLimbs(count: count)
    head.storeShifted(minusOne, rightBy: tailBits)
    var negative = modulus.value()
    negative.subtract(modulus.one)
    self.minusOne = minusOne
    self.head = head
    minusOneMontgomery = negative
  }

  /// Limbs in a base.
  var limbCount: Int { modulus.limbCount }
  /// The number's width in bits.
  var bitWidth: Int { modulus.bitWidth }

  /// Whether `base` is one that the standard allows: above 1 and below `w - 1`.
  func allows(_ base: borrowing SecretLimbs) -> Choice {
    SecretLimbs.isLess(SecretLimbs(1, count: limbCount), base) & SecretLimbs.isLess(base, minusOne)
  }

  /// Whether the number passes the round with that base: primes always do, composites for less than a quarter of bases.
  func passes(_ base: borrowing SecretLimbs) -> Choice {
    let count = modulus.limbCount
    var factor = base.copy()
    modulus.toMontgomery(&factor)
    var z = factor.copy()
    modulus.powMontgomery(&z, head, exponentBitWidth: max(0, bitWidth - tailBits))
    // From here on z = base^((w-1) >> j). With a trailing zeros in w-1, the number passes when z is -1 for some j in
    // 1...a, or 1 for j = a.
    var passed = Choice.no
    let (zBase, factorBase) = (z.base, factor.base)
    withScratchLimbs(3 * count) { scratch in
      let t = scratch + count
      var j = tailBits - 1
      while j >= 1 {
        modulus.square(zBase, zBase, t)
        modulus.multiply(scratch, zBase, factorBase, t)
        let bit = Choice(bit: minusOne.bit(j)).opaque
        LimbArithmetic.assign(zBase, scratch, count, when: bit)
        var below = Choice.yes
        for i in 0..<j { below = below & !Choice(bit: minusOne.bit(i)) }
        let isOne = LimbArithmetic.equals(zBase, modulus.one.base, count).opaque
        let isMinusOne = LimbArithmetic.equals(zBase, minusOneMontgomery.base, count).opaque
        passed = passed | (below.opaque & (isMinusOne | (bit & isOne)))
        j -= 1
      }
    }
    return passed
  }
}

extension SecretLimbs {
  /// Overwrites this with `other >> bits`, for a public number of bits.
  mutating func storeShifted(_ other: borrowing SecretLimbs, rightBy bits: Int) {
    let words = bits / 64
    let rest = UInt64(bits % 64)
    for i in 0..<count {
      let low = i + words < other.count ? other.base[i + words] : 0
      let high = i + words + 1 < other.count ? other.base[i + words + 1] : 0
      base[i] = low &>> rest | (high &<< 1) &<< (63 &- rest)
    }
  }
}
