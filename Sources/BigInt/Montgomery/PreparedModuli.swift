import Processor

#if arch(x86_64)
  import KernelsX86V3
  import KernelsX86V4
#endif

/// One modulus, or two of the same size, prepared for this processor's kernels. Nil where it has none for that size:
/// then the portable loops do the work.
struct PreparedModuli: ~Copyable, Sendable {
  #if arch(x86_64)
    private enum Kernel {
      case v3(KernelsX86V3.MontgomerySize)
      case v4(KernelsX86V4.MontgomerySize)
    }

    private let kernel: Kernel
    private let context: SecretLimbs

    /// Of a modulus of that many limbs, with `R² mod n` for the `R` of as many, for kernels of at most that level.
    init?(_ modulus: UnsafePointer<UInt64>, squaredRadix: UnsafePointer<UInt64>, limbs: Int, level: Processor.Level) {
      if level >= .v4, let size = KernelsX86V4.MontgomerySize(limbs: limbs, numbers: 1) {
        kernel = .v4(size)
        context = SecretLimbs(count: size.contextWords)
        KernelsX86V4.prepareMontgomery(context.base, size, (modulus, modulus), (squaredRadix, squaredRadix))
      } else if level >= .v3, let size = KernelsX86V3.MontgomerySize(limbs: limbs) {
        kernel = .v3(size)
        context = SecretLimbs(count: size.contextWords)
        KernelsX86V3.prepareMontgomery(context.base, size, modulus, squaredRadix)
      } else {
        return nil
      }
    }

    /// Of two moduli of that many limbs each. Only v4 has kernels for two.
    init?(
      _ first: UnsafePointer<UInt64>, _ second: UnsafePointer<UInt64>,
      squaredRadices firstSquare: UnsafePointer<UInt64>,
      _ secondSquare: UnsafePointer<UInt64>, limbs: Int
    ) {
      guard Processor.hasV4, let size = KernelsX86V4.MontgomerySize(limbs: limbs, numbers: 2) else { return nil }
      kernel = .v4(size)
      context = SecretLimbs(count: size.contextWords)
      KernelsX86V4.prepareMontgomery(context.base, size, (first, second), (firstSquare, secondSquare))
    }

    /// `x = x^exponent`, of plain residues, for one modulus; see `Modulus.pow`.
    func power(_ x: inout SecretLimbs, _ exponent: borrowing SecretLimbs, bits: Int, modulus: borrowing SecretLimbs) {
      let (x, e, limbs) = (x.base, exponent.base, exponent.count)
      switch kernel {
      case .v4(let size):
        withScratchLimbs(size.scratchWords) { scratch in
          KernelsX86V4.powerMontgomery(
            (x, x), (UnsafePointer(x), UnsafePointer(x)), (UnsafePointer(e), UnsafePointer(e)), exponentLimbs: limbs,
            exponentBits: bits, context.base, size, scratch)
        }
      case .v3(let size):
        withScratchLimbs(size.scratchWords) { scratch in
          KernelsX86V3.powerMontgomery(
            x, x, e, exponentLimbs: limbs, exponentBits: bits, context.base, size, scratch)
          LimbArithmetic.subtractOnce(x, modulus.base, modulus.count, top: 0, scratch: scratch)
        }
      }
    }

    /// The same for two moduli; the exponents have the same number of limbs.
    func power(
      _ x: inout SecretLimbs, _ y: inout SecretLimbs, _ xExponent: borrowing SecretLimbs,
      _ yExponent: borrowing SecretLimbs, bits: Int
    ) {
      guard case .v4(let size) = kernel, size.numbers == 2, xExponent.count == yExponent.count else {
        preconditionFailure("two moduli are prepared for v4 alone, and their exponents have one size")
      }
      let (a, b, c, d, limbs) = (x.base, y.base, xExponent.base, yExponent.base, xExponent.count)
      withScratchLimbs(size.scratchWords) { scratch in
        KernelsX86V4.powerMontgomery(
          (a, b), (UnsafePointer(a), UnsafePointer(b)), (UnsafePointer(c), UnsafePointer(d)), exponentLimbs: limbs,
          exponentBits: bits, context.base, size, scratch)
      }
    }

    /// `x = x^exponent`, of a plain residue, for one modulus and a public exponent above 0.
    func powerVarTime(_ x: inout SecretLimbs, _ exponent: UInt64, modulus: borrowing SecretLimbs) {
      let x = x.base
      switch kernel {
      case .v4(let size):
        withScratchLimbs(size.scratchWordsVarTime) { scratch in
          KernelsX86V4.powerMontgomeryVarTime(x, x, exponent: exponent, context.base, size, scratch)
        }
      case .v3(let size):
        withScratchLimbs(size.scratchWordsVarTime) { scratch in
          KernelsX86V3.powerMontgomeryVarTime(x, x, exponent: exponent, context.base, size, scratch)
          LimbArithmetic.subtractOnce(x, modulus.base, modulus.count, top: 0, scratch: scratch)
        }
      }
    }
  #else
    init?(_ modulus: UnsafePointer<UInt64>, squaredRadix: UnsafePointer<UInt64>, limbs: Int, level: Processor.Level) {
      nil
    }
    init?(
      _ first: UnsafePointer<UInt64>, _ second: UnsafePointer<UInt64>,
      squaredRadices firstSquare: UnsafePointer<UInt64>,
      _ secondSquare: UnsafePointer<UInt64>, limbs: Int
    ) { nil }
    func power(_ x: inout SecretLimbs, _ exponent: borrowing SecretLimbs, bits: Int, modulus: borrowing SecretLimbs) {}
    func power(
      _ x: inout SecretLimbs, _ y: inout SecretLimbs, _ xExponent: borrowing SecretLimbs,
      _ yExponent: borrowing SecretLimbs, bits: Int
    ) {}
    func powerVarTime(_ x: inout SecretLimbs, _ exponent: UInt64, modulus: borrowing SecretLimbs) {}
  #endif
}
