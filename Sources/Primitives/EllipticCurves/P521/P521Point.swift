/// The curve y^2 = x^3 - 3x + b (SP 800-186, section 3.2.1).
extension P521: WeierstrassCurve {
  typealias Field = FieldElement
  typealias Order = GroupOrder
  typealias Point = ProjectivePoint<P521>

  /// The coefficient b, in digits of 58 bits; in hexadecimal
  /// 0051953eb9618e1c 9a1f929a21a0b685 40eea2da725b99b3 15f3b8b489918ef1
  /// 09e156193951ec7e 937b1652c0bd3bb1 bf073573df883d2c 34f1ef451fd46b50
  /// 3f00.
  static var b: FieldElement {
    FieldElement(
      digits: [
        0x345_1fd4_6b50_3f00, 0x0f7_e20f_4b0d_3c7b, 0x00b_d3bb_1bf0_7357, 0x147_b1fa_4dec_594b,
        0x18e_f109_e156_1939, 0x26c_c57c_ee2d_2264, 0x054_0eea_2da7_25b9, 0x268_7e4a_6886_82da,
        0x051_953e_b961_8e1c,
      ])
  }

  /// The base point G, in digits of 58 bits; its x and y in hexadecimal
  /// 00c6858e06b70404 e9cd9e3ecb662395 b4429c648139053f b521f828af606b4d
  /// 3dbaa14b5e77efe7 5928fe1dc127a2ff a8de3348b3c1856a 429bf97e7e31c2e5
  /// bd66,
  /// 011839296a789a3b c0045c8a5fb42c7d 1bd998f54449579b 446817afbd17273e
  /// 662c97ee72995ef4 2640c550b9013fad 0761353c7086a272 c24088be94769fd1
  /// 6650.
  static var generator: AffinePoint<P521> {
    AffinePoint(
      x: FieldElement(
        digits: [
          0x17e_7e31_c2e5_bd66, 0x22c_f061_5a90_a6fe, 0x012_7a2f_fa8d_e334, 0x1df_bf9d_64a3_f877,
          0x06b_4d3d_baa1_4b5e, 0x14f_ed48_7e0a_2bd8, 0x15b_4429_c648_1390, 0x3a7_3678_fb2d_988e,
          0x0c6_858e_06b7_0404,
        ]),
      y: FieldElement(
        digits: [
          0x0be_9476_9fd1_6650, 0x31c_21a8_9cb0_9022, 0x390_13fa_d076_1353, 0x265_7bd0_9903_1542,
          0x327_3e66_2c97_ee72, 0x1e6_d11a_05eb_ef45, 0x3d1_bd99_8f54_4495, 0x300_1172_297e_d0b1,
          0x118_3929_6a78_9a3b,
        ]))
  }
}
