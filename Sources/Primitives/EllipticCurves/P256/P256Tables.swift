extension P256 {
  static var baseWindowBitCount: Int { 6 }

  /// 43 digits of 6 bits, 32 magnitudes each: 86 KiB. For tests; what is used is `baseTable`.
  static let baseMultiples = BaseMultiples<P256>()

  /// The same, for use. Computed on first use.
  static let baseTable = BaseTable(BaseMultiples<P256>())
}
