extension P384 {
  /// A number modulo the order of the curve.
  typealias Scalar = CurveScalar<GroupOrder>

  /// The number n of points on the curve, a prime of 384 bits (SP 800-186, section 3.2.1).
  enum GroupOrder: ScalarOrder {
    static var bitCount: Int { 384 }
    static var wordCount: Int { 6 }
    static var modulus: InlineArray<9, UInt64> {
      [
        0xecec_196a_ccc5_2973, 0x581a_0db2_48b0_a77a, 0xc763_4d81_f437_2ddf, 0xffff_ffff_ffff_ffff,
        0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x0000_0000_0000_0000,
      ]
    }
    /// 2^768 mod n.
    static var rSquared: InlineArray<9, UInt64> {
      [
        0x2d31_9b24_19b4_09a9, 0xff3d_81e5_df1a_a419, 0xbc3e_483a_fcb8_2947, 0xd40d_4917_4aab_1cc5,
        0x3fb0_5b7a_2826_6895, 0x0c84_ee01_2b39_bf21, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x0000_0000_0000_0000,
      ]
    }
    static var negatedInverse: UInt64 { 0x6ed4_6089_e88f_dc45 }
  }
}
