#if arch(x86_64)
  /// Powers modulo odd numbers of 512 to 16384 bits with AVX2, in 28-bit digits: what `Modulus` and RSA run on at this
  /// level.
  ///
  /// Numbers come and go as 64-bit limbs, least significant first; the conversion is inside. A modulus is prepared
  /// once, in memory that the caller owns and wipes; preparing and powers take a time that depends on the sizes alone,
  /// unless the name ends in `VarTime`.
  extension KernelsX86V3 {
    /// The shape of a computation.
    public struct MontgomerySize: Sendable, Equatable {
      // One register together: to copy more, the compiler makes a weak function in this level's instructions, which
      // the linker may choose for the whole program (Tests/ConstantTime/symbols.py).
      private let limbCount: Int32
      private let rowCount: Int32

      /// The smallest shape with room for such numbers, as `RedundantMontgomery` needs it. Nil where there is none.
      public init?(limbs: Int) {
        guard limbs >= 8, limbs <= 256 else { return nil }
        limbCount = Int32(limbs)
        rowCount = Int32((64 * limbs + 32 + 111) / 112)
      }

      /// 64-bit limbs in a number.
      public var limbs: Int { Int(limbCount) }
      /// Vectors that hold a number.
      var rows: Int { Int(rowCount) }

      /// Words of memory for a prepared modulus.
      public var contextWords: Int { (4 * rows + 2) * 4 + limbs + 4 }
      /// Words of scratch memory for `powerMontgomery`.
      public var scratchWords: Int { (35 * rows + 1) * 4 }
      /// Words of scratch memory for `powerMontgomeryVarTime`.
      public var scratchWordsVarTime: Int { (3 * rows + 1) * 4 }
    }

    /// Prepares an odd modulus above 2^32: `context` has `size.contextWords` words, `modulus` `size.limbs` limbs, and
    /// so has `squaredRadix`, which is `2^(128·limbs)` modulo the modulus.
    @inline(never)
    public static func prepareMontgomery(
      _ context: UnsafeMutablePointer<UInt64>, _ size: MontgomerySize, _ modulus: UnsafePointer<UInt64>,
      _ squaredRadix: UnsafePointer<UInt64>
    ) {
      RedundantContext(context, size).initialize(modulus, squaredRadix)
    }

    /// `result = base^exponent` modulo the prepared modulus, at most that: a result equal to the modulus stands for 0.
    /// Of the exponent the low `exponentBits` bits count, at most 64 times `exponentLimbs`; the base is any number of
    /// `size.limbs` limbs. In place if wanted. Nothing but sizes is revealed.
    @inline(never)
    public static func powerMontgomery(
      _ result: UnsafeMutablePointer<UInt64>, _ base: UnsafePointer<UInt64>, _ exponent: UnsafePointer<UInt64>,
      exponentLimbs: Int, exponentBits: Int, _ context: UnsafePointer<UInt64>, _ size: MontgomerySize,
      _ scratch: UnsafeMutablePointer<UInt64>
    ) {
      RedundantContext(UnsafeMutablePointer(mutating: context), size)
        .power(result, base, exponent, limbs: exponentLimbs, bits: min(exponentBits, 64 * exponentLimbs), scratch)
    }

    /// `result = base^exponent` modulo the prepared modulus, at most that, for an exponent of at least 1 whose every
    /// bit is revealed; the base, any number of `size.limbs` limbs, is not. In place if wanted.
    @inline(never)
    public static func powerMontgomeryVarTime(
      _ result: UnsafeMutablePointer<UInt64>, _ base: UnsafePointer<UInt64>, exponent: UInt64,
      _ context: UnsafePointer<UInt64>, _ size: MontgomerySize, _ scratch: UnsafeMutablePointer<UInt64>
    ) {
      RedundantContext(UnsafeMutablePointer(mutating: context), size).powerVarTime(result, base, exponent, scratch)
    }
  }
#endif
