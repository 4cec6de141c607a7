extension P521 {
  static var baseWindowBitCount: Int { 5 }

  /// 105 digits of 5 bits, 16 magnitudes each: 236 KiB. Computed on first use.
  static let baseMultiples = BaseMultiples<P521>()
}
