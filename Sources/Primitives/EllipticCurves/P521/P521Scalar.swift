extension P521 {
  /// A number modulo the order of the curve.
  typealias Scalar = CurveScalar<GroupOrder>

  /// The number n of points on the curve, a prime of 521 bits (SP 800-186, section 3.2.1).
  enum GroupOrder: ScalarOrder {
    static var bitCount: Int { 521 }
    static var wordCount: Int { 9 }
    static var modulus: InlineArray<9, UInt64> {
      [
        0xbb6f_b71e_9138_6409, 0x3bb5_c9b8_899c_47ae, 0x7fcc_0148_f709_a5d0, 0x5186_8783_bf2f_966b,
        0xffff_ffff_ffff_fffa, 0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff,
        0x0000_0000_0000_01ff,
      ]
    }
    /// 2^1152 mod n.
    static var rSquared: InlineArray<9, UInt64> {
      [
        0x137c_d04d_cf15_dd04, 0xf707_badc_e554_7ea3, 0x12a7_8d38_7945_73ff, 0xd372_1ef5_57f7_5e06,
        0xdd6e_23d8_2e49_c7db, 0xcff3_d142_b775_6e3e, 0x5bcc_6d61_a8e5_67bc, 0x2d8e_03d1_492d_0d45,
        0x0000_0000_0000_003d,
      ]
    }
    static var negatedInverse: UInt64 { 0x1d2f_5ccd_79a9_95c7 }
  }
}
