#if arch(x86_64)
  extension KernelsX86V3 {
    /// The product modulo 2^255 - 19 of two times 4 words, and the square of the first, each into 4 words below 2^256: what
    /// the ladder is made of, for tests.
    @inline(never)
    public static func curve25519Multiply(
      _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, product: UnsafeMutablePointer<UInt64>,
      square: UnsafeMutablePointer<UInt64>
    ) {
      (Field25519(a) * Field25519(b)).store(to: product)
      Field25519(a).squared.store(to: square)
    }
  }
#endif
