extension ConstantTime {
  /// `word`, through a call that the optimiser cannot see into.
  ///
  /// It is needed where a mask made by a comparison selects memory or many limbs. LLVM recognises such masks, whatever the
  /// arithmetic that made them, and has been seen to replace `entry & mask` by a branch around the load, and with it the
  /// promise of this vocabulary. After the barrier a mask is a word like any other. It costs about a nanosecond.
  @inline(never)
  @_optimize(none)
  public static func barrier(_ word: UInt64) -> UInt64 { word }
}

extension Choice {
  /// The same choice, of which the optimiser knows nothing (see `ConstantTime.barrier`).
  public var opaque: Choice { Choice(unchecked: ConstantTime.barrier(mask)) }
}
