import Processor

#if arch(x86_64)
  import KernelsX86V4
#endif

/// One modulus, or two of the same size, prepared for this processor's kernels. Nil where it has none for that size: then
/// the portable loops do the work.
struct PreparedModuli: ~Copyable, Sendable {
  #if arch(x86_64)
    private let context: SecretLimbs
    private let size: KernelsX86V4.MontgomerySize

    /// Of a modulus of that many limbs, with `R² mod n` for the `R` of as many.
    init?(_ modulus: UnsafePointer<UInt64>, squaredRadix: UnsafePointer<UInt64>, limbs: Int) {
      guard Processor.hasV4, let size = KernelsX86V4.MontgomerySize(limbs: limbs, numbers: 1) else { return nil }
      context = SecretLimbs(count: size.contextWords)
      self.size = size
      KernelsX86V4.prepareMontgomery(context.base, size, (modulus, modulus), (squaredRadix, squaredRadix))
    }

    /// Of two moduli of that many limbs each.
    init?(
      _ first: UnsafePointer<UInt64>, _ second: UnsafePointer<UInt64>,
      squaredRadices firstSquare: UnsafePointer<UInt64>,
      _ secondSquare: UnsafePointer<UInt64>, limbs: Int
    ) {
      guard Processor.hasV4, let size = KernelsX86V4.MontgomerySize(limbs: limbs, numbers: 2) else { return nil }
      context = SecretLimbs(count: size.contextWords)
      self.size = size
      KernelsX86V4.prepareMontgomery(context.base, size, (first, second), (firstSquare, secondSquare))
    }

    /// `x = x^exponent`, of plain residues, for one modulus; see `Modulus.pow`.
    func power(_ x: inout SecretLimbs, _ exponent: borrowing SecretLimbs, bits: Int) {
      let (base, exponents, limbs) = (x.base, exponent.base, exponent.count)
      withScratchLimbs(size.scratchWords) { scratch in
        KernelsX86V4.powerMontgomery(
          (base, base), (UnsafePointer(base), UnsafePointer(base)),
          (UnsafePointer(exponents), UnsafePointer(exponents)), exponentLimbs: limbs, exponentBits: bits, context.base,
          size,
          scratch)
      }
    }

    /// The same for two moduli; the exponents have the same number of limbs.
    func power(
      _ x: inout SecretLimbs, _ y: inout SecretLimbs, _ xExponent: borrowing SecretLimbs,
      _ yExponent: borrowing SecretLimbs, bits: Int
    ) {
      precondition(size.numbers == 2 && xExponent.count == yExponent.count)
      let (a, b, c, d, limbs) = (x.base, y.base, xExponent.base, yExponent.base, xExponent.count)
      withScratchLimbs(size.scratchWords) { scratch in
        KernelsX86V4.powerMontgomery(
          (a, b), (UnsafePointer(a), UnsafePointer(b)), (UnsafePointer(c), UnsafePointer(d)), exponentLimbs: limbs,
          exponentBits: bits, context.base, size, scratch)
      }
    }

    /// `x = x^exponent`, of a plain residue, for one modulus and a public exponent above 0.
    func powerVarTime(_ x: inout SecretLimbs, _ exponent: UInt64) {
      let base = x.base
      withScratchLimbs(size.scratchWordsVarTime) { scratch in
        KernelsX86V4.powerMontgomeryVarTime(base, base, exponent: exponent, context.base, size, scratch)
      }
    }
  #else
    init?(_ modulus: UnsafePointer<UInt64>, squaredRadix: UnsafePointer<UInt64>, limbs: Int) { nil }
    init?(
      _ first: UnsafePointer<UInt64>, _ second: UnsafePointer<UInt64>,
      squaredRadices firstSquare: UnsafePointer<UInt64>,
      _ secondSquare: UnsafePointer<UInt64>, limbs: Int
    ) { nil }
    func power(_ x: inout SecretLimbs, _ exponent: borrowing SecretLimbs, bits: Int) {}
    func power(
      _ x: inout SecretLimbs, _ y: inout SecretLimbs, _ xExponent: borrowing SecretLimbs,
      _ yExponent: borrowing SecretLimbs, bits: Int
    ) {}
    func powerVarTime(_ x: inout SecretLimbs, _ exponent: UInt64) {}
  #endif
}
