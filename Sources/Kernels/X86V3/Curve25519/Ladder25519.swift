#if arch(x86_64)
  extension KernelsX86V3 {
    /// The Montgomery ladder of X25519 (RFC 7748, section 5): X and Z of `scalar` times the point with u-coordinate `u`, whose
    /// quotient is the result's u-coordinate. 255 equal steps, whatever the bits are.
    ///
    /// - Parameters:
    ///   - scalar: 4 words, least significant first, below 2^255.
    ///   - u: 4 words, any.
    ///   - result: receives the 4 words of X and the 4 of Z.
    @inline(never)
    public static func curve25519Ladder(
      scalar: UnsafePointer<UInt64>, u: UnsafePointer<UInt64>, result: UnsafeMutablePointer<UInt64>
    ) {
      let x1 = Field25519(u)
      var x2 = Field25519(1, 0, 0, 0)
      var z2 = Field25519(0, 0, 0, 0)
      var x3 = x1
      var z3 = x2
      var last: UInt64 = 0
      var position = 254
      while position >= 0 {
        let bit = (scalar[position &>> 6] &>> UInt64(truncatingIfNeeded: position & 63)) & 1
        let mask = 0 &- (bit ^ last)
        last = bit
        Field25519.swap(mask, &x2, &x3)
        Field25519.swap(mask, &z2, &z3)
        let a = x2 + z2
        let b = x2 - z2
        let c = x3 + z3
        let d = x3 - z3
        let aa = a.squared
        let bb = b.squared
        let e = aa - bb
        let da = d * a
        let cb = c * b
        x3 = (da + cb).squared
        z3 = x1 * (da - cb).squared
        x2 = aa * bb
        z2 = e * (bb + e.multiplied(by: 121666))
        position &-= 1
      }
      Field25519.swap(0 &- last, &x2, &x3)
      Field25519.swap(0 &- last, &z2, &z3)
      x2.store(to: result)
      z2.store(to: result + 4)
    }
  }
#endif
