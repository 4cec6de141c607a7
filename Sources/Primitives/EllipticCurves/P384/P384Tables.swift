extension P384 {
  static var baseWindowBitCount: Int { 5 }

  /// 77 digits of 5 bits, 16 magnitudes each: 116 KiB. Computed on first use.
  static let baseMultiples = BaseMultiples<P384>()
}
