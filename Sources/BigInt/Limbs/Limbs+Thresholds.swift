import Processor

#if arch(x86_64)
  import KernelsX86V4
#endif

/// Which algorithm multiplies how many words: measured sizes where one becomes faster than the other, on a processor of the
/// Zen 4 kind.
extension Limbs {
  /// From how many words on Karatsuba's method is faster than the basic product. With basic products in blocks the
  /// transforms are, before it would be.
  static var karatsubaThreshold: Int { hasBlocks ? transformThreshold : 32 }

  /// From how many words on Karatsuba's method is faster than the basic square.
  static var karatsubaSquareThreshold: Int { hasBlocks ? transformSquareThreshold : 48 }

  /// From how many words of the shorter factor on number-theoretic transforms are faster than everything else.
  static var transformThreshold: Int { hasBlocks ? 224 : 900 }

  /// As `transformThreshold`, for squares.
  static var transformSquareThreshold: Int { hasBlocks ? 384 : 1_100 }

  /// From how many words of quotient and divisor on multiplications with a reciprocal divide faster than recursion.
  static var reciprocalThreshold: Int { hasBlocks ? 500 : 1_000 }

  /// Reciprocals of so many words or fewer come from a division.
  static var newtonThreshold: Int { hasBlocks ? 160 : 500 }

  /// The most words of a product by transforms.
  static var transformLimit: Int {
    #if arch(x86_64)
      if hasBlocks { return KernelsX86V4.transformLimit }
    #endif
    return TransformProduct.limit
  }

  /// Whether products are those of `KernelsX86V4`.
  @inline(__always)
  private static var hasBlocks: Bool {
    #if arch(x86_64)
      Processor.hasV4
    #else
      false
    #endif
  }
}
