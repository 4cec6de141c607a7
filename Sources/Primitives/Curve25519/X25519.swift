import BigInt

extension Curve25519 {
  /// The function X25519 (RFC 7748, section 5) without its encodings.
  enum X25519 {
    /// The u-coordinate of `scalar` times the point with u-coordinate `u`; zero for the point at infinity.
    ///
    /// The Montgomery ladder of RFC 7748: 255 equal steps, whatever the bits are. Each step's words differ from call to
    /// call only in value, never in where they are kept or in what is executed.
    @inline(never)
    static func multiply(_ scalar: Scalar, _ u: FieldElement) -> FieldElement {
      var x2 = FieldElement.one
      var z2 = FieldElement.zero
      var x3 = u
      var z3 = FieldElement.one
      var swap: UInt64 = 0
      var position = 254
      while position >= 0 {
        let bit = (scalar.words[position &>> 6] &>> UInt64(position & 63)) & 1
        let choice = Choice(bit: swap ^ bit)
        FieldElement.swap(choice, &x2, &x3)
        FieldElement.swap(choice, &z2, &z3)
        swap = bit

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
        z3 = u * (da - cb).squared
        x2 = aa * bb
        z2 = e * (aa + e.multiplied(by: 121665))
        position &-= 1
      }
      let choice = Choice(bit: swap)
      FieldElement.swap(choice, &x2, &x3)
      FieldElement.swap(choice, &z2, &z3)
      return x2 * z2.inverted
    }

    /// The u-coordinate of `scalar` times the base point u = 9, by way of the Edwards curve, where a table makes it three
    /// times faster: u = (1 + y) / (1 - y) (RFC 7748, section 4.1).
    static func multiplyBase(_ scalar: Scalar) -> FieldElement {
      let point = BasePointMultiples.multiply(scalar)
      return (point.z + point.y) * (point.z - point.y).inverted
    }
  }
}
