#if arch(x86_64)
  extension KernelsX86V4 {
    /// The power (p - 5) / 8 modulo p = 2^255 - 19 of eight numbers at once.
    ///
    /// - Parameters:
    ///   - values: 8 times 4 words, least significant first, below 2^255.
    ///   - result: receives 8 times 5 limbs of 51 bits that are below 2^52.
    @inline(never)
    public static func curve25519SquareRootPowers(
      _ values: UnsafePointer<UInt64>, result: UnsafeMutablePointer<UInt64>
    ) {
      var value = Field25519<SIMD8<Int64>>.zero
      var lane = 0
      while lane < 8 {
        let limbs = Limbs51(values + 4 &* lane)
        value.l0[lane] = limbs.l0
        value.l1[lane] = limbs.l1
        value.l2[lane] = limbs.l2
        value.l3[lane] = limbs.l3
        value.l4[lane] = limbs.l4
        lane &+= 1
      }
      let power = value.raisedToSquareRootPower
      lane = 0
      while lane < 8 {
        let limbs = result + 5 &* lane
        limbs[0] = UInt64(bitPattern: power.l0[lane])
        limbs[1] = UInt64(bitPattern: power.l1[lane])
        limbs[2] = UInt64(bitPattern: power.l2[lane])
        limbs[3] = UInt64(bitPattern: power.l3[lane])
        limbs[4] = UInt64(bitPattern: power.l4[lane])
        lane &+= 1
      }
    }
  }

  extension Field25519<SIMD8<Int64>> {
    /// z^((p - 5) / 8) = z^(2^252 - 3), by the chain of `Curve25519.FieldElement`; carried, of a carried number.
    @inline(__always)
    fileprivate var raisedToSquareRootPower: Self {
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
      let z250 = z200.squared(times: 50).multiplied(by: z50)
      return z250.squared(times: 2).multiplied(by: self)
    }

    @inline(never)
    private func squared(times count: Int) -> Self {
      var result = self
      var left = count
      while left > 0 {
        result = result.squared.carried
        left &-= 1
      }
      return result
    }

    @inline(never)
    private func multiplied(by other: Self) -> Self { (self * other).carried }
  }
#endif
