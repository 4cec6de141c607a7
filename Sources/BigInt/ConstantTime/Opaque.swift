extension ConstantTime {
  /// `word` itself, as a value about which the compiler can assume nothing.
  ///
  /// LLVM sees through masks: where it knows that one is all ones or all zeros, it may turn `value & mask` into a jump
  /// around the loads that make `value`. A mask that comes out of here stays arithmetic. It costs a call.
  @inline(never)
  @_optimize(none)
  public static func opaque(_ word: UInt64) -> UInt64 { word }
}

extension Choice {
  /// The same choice, which the compiler cannot turn into a branch: see `ConstantTime.opaque(_:)`. For selections between
  /// values that are costly to compute or to load, where a jump would look like a gain.
  @inlinable @inline(__always)
  public var opaque: Choice { Choice(unchecked: ConstantTime.opaque(mask)) }
}
