import Processor

#if arch(x86_64)
  import KernelsX86V4
#endif

/// Dispatch to the kernels for the processor at hand.
extension Limbs {
  /// The product in quadratic time by the fastest kernel that this processor has: as `multiply`, for
  /// `yCount < karatsubaThreshold`.
  static func multiplyBasic(_ r: Target, _ x: Source, _ xCount: Int, _ y: Source, _ yCount: Int) {
    #if arch(x86_64)
      if yCount >= blockThreshold, Processor.hasV4 {
        if xCount <= blockLimit { return multiplyBlocks(r, x, xCount, y, yCount) }
        return multiplySlices(r, x, xCount, y, yCount, slice: blockLimit / 2)
      }
    #endif
    multiplyRows(r, x, xCount, y, yCount)
  }

  /// The square in quadratic time: as `square`, for `count < karatsubaSquareThreshold`.
  static func squareBasic(_ r: Target, _ x: Source, _ count: Int) {
    #if arch(x86_64)
      if count >= blockThreshold, Processor.hasV4 { return squareBlocks(r, x, count) }
    #endif
    squareRows(r, x, count)
  }

  /// The product by number-theoretic transforms: as `multiply`, for `transformThreshold <= yCount` and
  /// `xCount + yCount <= transformLimit`.
  static func multiplyTransform(_ r: Target, _ x: Source, _ xCount: Int, _ y: Source, _ yCount: Int) {
    #if arch(x86_64)
      if Processor.hasV4 {
        let words = KernelsX86V4.transformScratch(xCount + yCount)
        withUnsafeTemporaryAllocation(byteCount: words * 8, alignment: 64) { scratch in
          guard let s = scratch.baseAddress else { return }
          KernelsX86V4.transformMultiply(kernelWords(r), kernelWords(x), xCount, kernelWords(y), yCount, scratch: s)
        }
        return
      }
    #endif
    let product = TransformProduct(words: xCount + yCount)
    withUnsafeTemporaryAllocation(of: UInt.self, capacity: product.scratch) { scratch in
      guard let s = scratch.baseAddress else { return }
      product.multiply(r, x, xCount, y, yCount, scratch: s)
    }
  }
}

#if arch(x86_64)
  extension Limbs {
    /// From how many words of the shorter factor on blocks of 52-bit digits are faster than rows of products: below, packing
    /// and unpacking take longer than they save.
    static var blockThreshold: Int { 10 }

    /// The most words of the shorter factor in one product of blocks: the digits of both stay in the first-level cache.
    static var blockLimit: Int { 1_024 }

    /// As `multiply` by `KernelsX86V4`, for `blockThreshold <= yCount <= blockLimit`.
    static func multiplyBlocks(_ r: Target, _ x: Source, _ xCount: Int, _ y: Source, _ yCount: Int) {
      let words = KernelsX86V4.multiplyScratch(xCount, yCount)
      withUnsafeTemporaryAllocation(byteCount: words * 8, alignment: 64) { scratch in
        guard let s = scratch.baseAddress else { return }
        KernelsX86V4.multiply(kernelWords(r), kernelWords(x), xCount, kernelWords(y), yCount, scratch: s)
      }
    }

    /// As `square` by `KernelsX86V4`, for `blockThreshold <= count <= blockLimit`.
    static func squareBlocks(_ r: Target, _ x: Source, _ count: Int) {
      let words = KernelsX86V4.multiplyScratch(count, count)
      withUnsafeTemporaryAllocation(byteCount: words * 8, alignment: 64) { scratch in
        guard let s = scratch.baseAddress else { return }
        KernelsX86V4.square(kernelWords(r), kernelWords(x), count, scratch: s)
      }
    }

    /// `UInt` has 64 bits on x86-64: the same words under another name.
    @inline(__always)
    static func kernelWords(_ words: Source) -> UnsafePointer<UInt64> {
      UnsafeRawPointer(words).assumingMemoryBound(to: UInt64.self)
    }

    @inline(__always)
    static func kernelWords(_ words: Target) -> UnsafeMutablePointer<UInt64> {
      UnsafeMutableRawPointer(words).assumingMemoryBound(to: UInt64.self)
    }
  }
#endif
