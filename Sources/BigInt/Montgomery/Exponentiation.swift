/// Powers modulo an odd modulus.
extension Modulus {
  /// Bits of the exponent that one table look-up takes.
  private static let windowBits = 5

  /// `base^exponent mod n`, for a plain residue; `0^0` is 1.
  ///
  /// Neither base nor exponent is revealed: the squarings and multiplications follow from `exponentBitWidth`, a public
  /// bound on the exponent (its limbs' whole width when nil), and every table look-up reads the whole table. `base` may
  /// be any number of `limbCount` limbs. Bits of the exponent above the bound are ignored.
  public func pow(
    _ base: borrowing SecretLimbs, _ exponent: borrowing SecretLimbs, exponentBitWidth: Int? = nil
  ) -> SecretLimbs {
    precondition(base.count == limbCount, "a residue has its modulus' number of limbs")
    guard prepared != nil else { return powPortable(base, exponent, exponentBitWidth: exponentBitWidth) }
    var result = base.copy()
    prepared?.power(&result, exponent, bits: exponentBitWidth ?? .max, modulus: limbs)
    return result
  }

  /// The same without kernels.
  package func powPortable(
    _ base: borrowing SecretLimbs, _ exponent: borrowing SecretLimbs, exponentBitWidth: Int? = nil
  ) -> SecretLimbs {
    var result = base.copy()
    toMontgomery(&result)
    powMontgomeryPortable(&result, exponent, exponentBitWidth: exponentBitWidth)
    fromMontgomery(&result)
    return result
  }

  /// `x = x^exponent mod n`, for a residue in Montgomery's form. What is revealed is the same as with `pow`.
  public func powMontgomery(
    _ x: inout SecretLimbs, _ exponent: borrowing SecretLimbs, exponentBitWidth: Int? = nil
  ) {
    guard prepared != nil else { return powMontgomeryPortable(&x, exponent, exponentBitWidth: exponentBitWidth) }
    fromMontgomery(&x)
    prepared?.power(&x, exponent, bits: exponentBitWidth ?? .max, modulus: limbs)
    toMontgomery(&x)
  }

  private func powMontgomeryPortable(
    _ x: inout SecretLimbs, _ exponent: borrowing SecretLimbs, exponentBitWidth: Int?
  ) {
    precondition(x.count == limbCount, "a residue has its modulus' number of limbs")
    let entries = 1 << Self.windowBits
    let count = limbCount
    let bits = min(exponentBitWidth ?? .max, 64 * exponent.count)
    let x = x.base
    let exponentBase = exponent.base
    let exponentCount = exponent.count
    withScratchLimbs((entries + 3) * count) { table in
      let t = table + entries * count
      let factor = t + 2 * count
      table.update(from: one.base, count: count)
      (table + count).update(from: x, count: count)
      for i in 2..<entries {
        if i & 1 == 0 {
          square(table + i * count, table + i / 2 * count, t)
        } else {
          multiply(table + i * count, table + (i - 1) * count, table + count, t)
        }
      }
      /// The window that begins at a bit position, which is public; bits above the bound count as zero.
      func window(_ position: Int) -> UInt64 {
        let word = position / 64
        let offset = UInt64(position % 64)
        let above = word + 1 < exponentCount ? exponentBase[word + 1] : 0
        let value = exponentBase[word] &>> offset | (above &<< 1) &<< (63 &- offset)
        return value & ((1 << UInt64(min(Self.windowBits, bits - position))) - 1)
      }
      guard bits > 0 else { return x.update(from: one.base, count: count) }
      var position = (bits - 1) / Self.windowBits * Self.windowBits
      MontgomeryKernel.select(x, from: table, entries: entries, limbs: count, index: window(position))
      while position > 0 {
        position -= Self.windowBits
        for _ in 0..<Self.windowBits { square(x, x, t) }
        MontgomeryKernel.select(factor, from: table, entries: entries, limbs: count, index: window(position))
        multiply(x, x, factor, t)
      }
    }
  }

  /// `base^exponent mod n`, for a plain residue and a public exponent, whose every bit is revealed; the base is not.
  /// `base` may be any number of `limbCount` limbs.
  public func powVarTime(_ base: borrowing SecretLimbs, _ exponent: UInt64) -> SecretLimbs {
    guard exponent > 0 else { return SecretLimbs(1, count: limbCount) }
    guard prepared != nil else { return powPortableVarTime(base, exponent) }
    precondition(base.count == limbCount, "a residue has its modulus' number of limbs")
    var result = base.copy()
    prepared?.powerVarTime(&result, exponent, modulus: limbs)
    return result
  }

  /// The same without kernels, for an exponent above 0.
  package func powPortableVarTime(_ base: borrowing SecretLimbs, _ exponent: UInt64) -> SecretLimbs {
    var result = base.copy()
    toMontgomery(&result)
    let factor = result.copy()
    withScratchLimbs(2 * limbCount) { t in
      var bit = 62 - exponent.leadingZeroBitCount
      while bit >= 0 {
        square(result.base, result.base, t)
        if exponent >> UInt64(bit) & 1 == 1 { multiply(result.base, result.base, factor.base, t) }
        bit -= 1
      }
    }
    fromMontgomery(&result)
    return result
  }

  /// `x^-1 mod n` where the modulus is prime, by Fermat's little theorem: `x^(n-2)`. Zero stays zero. Nothing about `x`
  /// or the modulus is revealed. `x` may be any number of `limbCount` limbs.
  public func inverseModuloPrime(_ x: borrowing SecretLimbs) -> SecretLimbs {
    var exponent = value()
    exponent.subtract(SecretLimbs(2, count: limbCount))
    return pow(x, exponent, exponentBitWidth: bitWidth)
  }
}
