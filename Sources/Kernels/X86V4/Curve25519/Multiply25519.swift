#if arch(x86_64)
  extension KernelsX86V4 {
    /// The product modulo 2^255 - 19 of carried numbers (limbs below 2^51 + 2^17) in 4 lanes: what the other kernels are
    /// made of, for tests.
    ///
    /// - Parameters:
    ///   - a, b: 5 times 4 words: limb 0 of all lanes, limb 1, and so on.
    ///   - result: the same; limbs below 2^51 + 2^17.
    @inline(never)
    public static func curve25519Multiply(
      _ a: UnsafePointer<SIMD4<Int64>>, _ b: UnsafePointer<SIMD4<Int64>>,
      result: UnsafeMutablePointer<SIMD4<Int64>>
    ) {
      let product = (Field25519(a[0], a[1], a[2], a[3], a[4]) * Field25519(b[0], b[1], b[2], b[3], b[4])).carried
      result[0] = product.l0
      result[1] = product.l1
      result[2] = product.l2
      result[3] = product.l3
      result[4] = product.l4
    }
  }
#endif
