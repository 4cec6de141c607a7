/// The curve y^2 = x^3 - 3x + b (SP 800-186, section 3.2.1).
extension P384: WeierstrassCurve {
  typealias Field = FieldElement
  typealias Order = GroupOrder
  typealias Point = ProjectivePoint<P384>

  /// The coefficient b, times R = 2^384 (Montgomery's form); in hexadecimal
  /// b3312fa7e23ee7e4 988e056be3f82d19 181d9c6efe814112 0314088f5013875a
  /// c656398d8a2ed19d 2a85c8edd3ec2aef.
  static var b: FieldElement {
    FieldElement(
      montgomery:
        0x0811_8871_9d41_2dcc, 0xf729_add8_7a4c_32ec, 0x77f2_209b_1920_022e, 0xe337_4bee_9493_8ae2,
      0xb62b_21f4_1f02_2094, 0xcd08_114b_604f_bff9)
  }

  /// The base point G, times R = 2^384 (Montgomery's form); its x and y in hexadecimal
  /// aa87ca22be8b0537 8eb1c71ef320ad74 6e1d3b628ba79b98 59f741e082542a38
  /// 5502f25dbf55296c 3a545e3872760ab7,
  /// 3617de4a96262c6f 5d9e98bf9292dc29 f8f41dbd289a147c e9da3113b5f0b8c0
  /// 0a60b1ce1d7e819d 7a431d7c90ea0e5f.
  static var generator: AffinePoint<P384> {
    AffinePoint(
      x: FieldElement(
        montgomery:
          0x3dd0_7566_49c0_b528, 0x20e3_78e2_a0d6_ce38, 0x879c_3afc_541b_4d6e, 0x6454_8684_59a3_0eff,
        0x812f_f723_614e_de2b, 0x4d3a_adc2_299e_1513),
      y: FieldElement(
        montgomery:
          0x2304_3dad_4b03_a4fe, 0xa1bf_a8bf_7bb4_a9ac, 0x8bad_e756_2e83_b050, 0xc6c3_5219_68f4_ffd9,
        0xdd80_0226_3969_a840, 0x2b78_abc2_5a15_c5e9))
  }
}
