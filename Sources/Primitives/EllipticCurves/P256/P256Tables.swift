extension P256 {
  static var baseWindowBitCount: Int { 7 }

  /// 37 digits of 7 bits, 64 magnitudes each: 148 KiB. Computed on first use.
  static let baseMultiples = BaseMultiples<P256>()
}
