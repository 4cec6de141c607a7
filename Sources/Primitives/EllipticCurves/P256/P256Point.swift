/// The curve y^2 = x^3 - 3x + b (SP 800-186, section 3.2.1).
extension P256: WeierstrassCurve {
  typealias Field = FieldElement
  typealias Order = GroupOrder
  typealias Point = ProjectivePoint<P256>
  typealias JacobianPoint = Primitives.JacobianPoint<P256>

  /// The coefficient b, times R = 2^256 (Montgomery's form); in hexadecimal
  /// 5ac635d8aa3a93e7 b3ebbd55769886bc 651d06b0cc53b0f6 3bce3c3e27d2604b.
  static var b: FieldElement {
    FieldElement(
      montgomery:
        0xd89c_df62_29c4_bddf, 0xacf0_05cd_7884_3090, 0xe5a2_20ab_f721_2ed6, 0xdc30_061d_0487_4834)
  }

  /// The base point G, times R = 2^256 (Montgomery's form); its x and y in hexadecimal
  /// 6b17d1f2e12c4247 f8bce6e563a440f2 77037d812deb33a0 f4a13945d898c296,
  /// 4fe342e2fe1a7f9b 8ee7eb4a7c0f9e16 2bce33576b315ece cbb6406837bf51f5.
  static var generator: AffinePoint<P256> {
    AffinePoint(
      x: FieldElement(
        montgomery:
          0x79e7_30d4_18a9_143c, 0x75ba_95fc_5fed_b601, 0x79fb_732b_7762_2510, 0x1890_5f76_a537_55c6),
      y: FieldElement(
        montgomery:
          0xddf2_5357_ce95_560a, 0x8b4a_b8e4_ba19_e45c, 0xd2e8_8688_dd21_f325, 0x8571_ff18_2588_5d85))
  }
}
