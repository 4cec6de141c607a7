#if arch(x86_64)
  extension Field25519 {
    /// The square of the square ..., `count` times; the count is public.
    @inline(never)
    func squared(times count: Int) -> Self {
      var result = self
      var left = count
      while left > 0 {
        result = result.squared
        left &-= 1
      }
      return result
    }

    /// The product, as a call: in chains of powers it is not worth its size in every place.
    @inline(never)
    func multiplied(by other: Self) -> Self { self * other }

    /// z^(2^250 - 1), by the chain of `Curve25519.FieldElement`.
    @inline(__always)
    private var power250: Self {
      // zN is z^(2^N - 1), except z2 and z9, which are plain powers.
      let z2 = squared(times: 1)
      let z9 = z2.squared(times: 2).multiplied(by: self)
      let z5 = z9.multiplied(by: z2).squared(times: 1).multiplied(by: z9)
      let z10 = z5.squared(times: 5).multiplied(by: z5)
      let z20 = z10.squared(times: 10).multiplied(by: z10)
      let z40 = z20.squared(times: 20).multiplied(by: z20)
      let z50 = z40.squared(times: 10).multiplied(by: z10)
      let z100 = z50.squared(times: 50).multiplied(by: z50)
      let z200 = z100.squared(times: 100).multiplied(by: z100)
      return z200.squared(times: 50).multiplied(by: z50)
    }

    /// z^((p - 5) / 8), (p - 5) / 8 = 2^252 - 3: the core of a square root.
    @inline(never)
    var raisedToSquareRootPower: Self { power250.squared(times: 2).multiplied(by: self) }
  }

  extension KernelsX86V3 {
    /// The product modulo 2^255 - 19 of two times 4 words, and the square of the first, each into 4 words below 2^256: what
    /// the other kernels are made of, for tests.
    @inline(never)
    public static func curve25519Multiply(
      _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, product: UnsafeMutablePointer<UInt64>,
      square: UnsafeMutablePointer<UInt64>
    ) {
      (Field25519(a) * Field25519(b)).store(to: product)
      Field25519(a).squared.store(to: square)
    }

    /// The power (p - 5) / 8 modulo p = 2^255 - 19 of 4 words, least significant first, into 4 words below 2^256.
    @inline(never)
    public static func curve25519SquareRootPower(
      _ value: UnsafePointer<UInt64>, result: UnsafeMutablePointer<UInt64>
    ) {
      Field25519(value).raisedToSquareRootPower.store(to: result)
    }
  }
#endif
