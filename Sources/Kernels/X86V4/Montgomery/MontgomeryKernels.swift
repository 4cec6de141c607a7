#if arch(x86_64)
  /// Powers modulo odd numbers of 576 to 4096 bits, in IFMA's 52-bit digits: what `Modulus` and RSA run on at this
  /// level.
  ///
  /// Numbers come and go as 64-bit limbs, least significant first; the conversion is inside. One computation takes one
  /// number in all eight lanes, or two of the same size side by side (p and q of an RSA key), four lanes each:
  /// `numbers` says which. A modulus is prepared once, in memory that the caller owns and wipes; preparing and powers
  /// take a time that depends on the sizes alone, unless the name ends in `VarTime`.
  ///
  ///     let size = KernelsX86V4.MontgomerySize(limbs: 16, numbers: 2)      // nil: not a size for this kernel
  ///     KernelsX86V4.prepareMontgomery(context, size, moduli, squaredRadices)
  ///     KernelsX86V4.powerMontgomery(results, bases, exponents, ..., context, size, scratch)
  extension KernelsX86V4 {
    /// The shape of a computation.
    public struct MontgomerySize: Sendable, Equatable {
      // One register together: to copy more, the compiler makes a weak function in this level's instructions, which
      // the linker may choose for the whole program (Tests/ConstantTime/symbols.py).
      private let limbCount: Int32
      private let numberCount: Int16
      private let rowCount: Int16

      /// The smallest shape with room for such numbers: `R = 2^(52·digits)` must be at least 16 times any modulus, for
      /// the bound that `StridedMontgomery` states. Nil where there is none.
      public init?(limbs: Int, numbers: Int) {
        let lanes = 8 / max(numbers, 1)
        guard limbs >= 9, limbs <= 64, numbers == 1 || numbers == 2 else { return nil }
        let needed = (64 * limbs + 4 + 51) / 52
        let rows =
          switch (needed + lanes - 1) / lanes {
          case ...3: 3
          case 4: 4
          case 5: 5
          case 6...8: 8
          case 9...10: 10
          default: 0
          }
        guard rows > 0, 64 * limbs > 26 * lanes * rows else { return nil }
        limbCount = Int32(limbs)
        numberCount = Int16(numbers)
        rowCount = Int16(rows)
      }

      /// 64-bit limbs in each number.
      public var limbs: Int { Int(limbCount) }
      /// 1 or 2 numbers.
      public var numbers: Int { Int(numberCount) }
      /// Vectors that hold a number, or a pair of them.
      var rows: Int { Int(rowCount) }

      var lanes: Int { 8 / numbers }
      /// Words of memory for a prepared modulus.
      public var contextWords: Int { MontgomeryContext.words(self) }
      /// Words of scratch memory for `powerMontgomery`.
      public var scratchWords: Int { (34 * rows + 2) * 8 + limbs + 1 }
      /// Words of scratch memory for `powerMontgomeryVarTime`.
      public var scratchWordsVarTime: Int { (3 * rows + 2) * 8 + limbs + 1 }
    }

    /// Prepares odd moduli above 2^64: `context` has `size.contextWords` words, `moduli` are `size.numbers` pointers to
    /// `size.limbs` limbs each, and `squaredRadices` to their `2^(128·limbs)` modulo the modulus.
    @inline(never)
    public static func prepareMontgomery(
      _ context: UnsafeMutablePointer<UInt64>, _ size: MontgomerySize,
      _ moduli: (UnsafePointer<UInt64>, UnsafePointer<UInt64>),
      _ squaredRadices: (UnsafePointer<UInt64>, UnsafePointer<UInt64>)
    ) {
      let context = MontgomeryContext(context, size)
      context.initialize(moduli)
      switch size.rows {
      case 3: StridedMontgomery<3>.prepare(context, squaredRadices)
      case 4: StridedMontgomery<4>.prepare(context, squaredRadices)
      case 5: StridedMontgomery<5>.prepare(context, squaredRadices)
      case 8: StridedMontgomery<8>.prepare(context, squaredRadices)
      default: StridedMontgomery<10>.prepare(context, squaredRadices)
      }
    }

    /// `results = bases^exponents` modulo the prepared moduli, below them. Of the exponents the low `exponentBits` bits
    /// count, at most 64 times `exponentLimbs`; bases are any numbers of `size.limbs` limbs. For one number the second
    /// pointers are not used. Results may be the bases' memory. Nothing but sizes is revealed.
    @inline(never)
    public static func powerMontgomery(
      _ results: (UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt64>),
      _ bases: (UnsafePointer<UInt64>, UnsafePointer<UInt64>),
      _ exponents: (UnsafePointer<UInt64>, UnsafePointer<UInt64>), exponentLimbs: Int, exponentBits: Int,
      _ context: UnsafePointer<UInt64>, _ size: MontgomerySize, _ scratch: UnsafeMutablePointer<UInt64>
    ) {
      let context = MontgomeryContext(UnsafeMutablePointer(mutating: context), size)
      let exponents = MontgomeryExponents(exponents, limbs: exponentLimbs, bits: exponentBits)
      switch size.rows {
      case 3: StridedMontgomery<3>.power(results, bases, exponents, context, scratch)
      case 4: StridedMontgomery<4>.power(results, bases, exponents, context, scratch)
      case 5: StridedMontgomery<5>.power(results, bases, exponents, context, scratch)
      case 8: StridedMontgomery<8>.power(results, bases, exponents, context, scratch)
      default: StridedMontgomery<10>.power(results, bases, exponents, context, scratch)
      }
    }

    /// `result = base^exponent` modulo the prepared single modulus, below it, for an exponent of at least 1 whose every
    /// bit is revealed; the base, any number of `size.limbs` limbs, is not. In place if wanted.
    @inline(never)
    public static func powerMontgomeryVarTime(
      _ result: UnsafeMutablePointer<UInt64>, _ base: UnsafePointer<UInt64>, exponent: UInt64,
      _ context: UnsafePointer<UInt64>, _ size: MontgomerySize, _ scratch: UnsafeMutablePointer<UInt64>
    ) {
      let context = MontgomeryContext(UnsafeMutablePointer(mutating: context), size)
      switch size.rows {
      case 3: StridedMontgomery<3>.powerVarTime(result, base, exponent, context, scratch)
      case 4: StridedMontgomery<4>.powerVarTime(result, base, exponent, context, scratch)
      case 5: StridedMontgomery<5>.powerVarTime(result, base, exponent, context, scratch)
      case 8: StridedMontgomery<8>.powerVarTime(result, base, exponent, context, scratch)
      default: StridedMontgomery<10>.powerVarTime(result, base, exponent, context, scratch)
      }
    }
  }
#endif
