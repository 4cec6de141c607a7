extension P256 {
  static var baseWindowBitCount: Int { 6 }

  /// 43 digits of 6 bits, 32 magnitudes each: 86 KiB. Computed on first use.
  static let baseMultiples = BaseMultiples<P256>()
}
