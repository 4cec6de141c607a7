#if arch(x86_64)
  extension KernelsX86V4 {
    /// The product modulo 2^255 - 19 of carried numbers (limbs below 2^51 + 2^17) in 4 lanes, and the square of the first: what
    /// the other kernels are made of, for tests.
    ///
    /// - Parameters:
    ///   - a, b: 5 times 4 words: limb 0 of all lanes, limb 1, and so on.
    ///   - product, square: the same; limbs below 2^51 + 2^17.
    @inline(never)
    public static func curve25519Multiply(
      _ a: UnsafePointer<SIMD4<Int64>>, _ b: UnsafePointer<SIMD4<Int64>>,
      product: UnsafeMutablePointer<SIMD4<Int64>>, square: UnsafeMutablePointer<SIMD4<Int64>>
    ) {
      let a = Field25519(a[0], a[1], a[2], a[3], a[4])
      let b = Field25519(b[0], b[1], b[2], b[3], b[4])
      (a * b).carried.store(to: product)
      a.squared.carried.store(to: square)
    }
  }
#endif
