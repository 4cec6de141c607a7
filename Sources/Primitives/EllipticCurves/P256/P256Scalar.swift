extension P256 {
  /// A number modulo the order of the curve.
  typealias Scalar = CurveScalar<GroupOrder>

  /// The number n of points on the curve, a prime of 256 bits (SP 800-186, section 3.2.1).
  enum GroupOrder: ScalarOrder {
    static var bitCount: Int { 256 }
    static var wordCount: Int { 4 }
    static var modulus: InlineArray<9, UInt64> {
      [
        0xf3b9_cac2_fc63_2551, 0xbce6_faad_a717_9e84, 0xffff_ffff_ffff_ffff, 0xffff_ffff_0000_0000,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x0000_0000_0000_0000,
      ]
    }
    /// 2^512 mod n.
    static var rSquared: InlineArray<9, UInt64> {
      [
        0x8324_4c95_be79_eea2, 0x4699_799c_49bd_6fa6, 0x2845_b239_2b6b_ec59, 0x66e1_2d94_f3d9_5620,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x0000_0000_0000_0000,
      ]
    }
    static var negatedInverse: UInt64 { 0xccd1_c8aa_ee00_bc4f }
  }
}
