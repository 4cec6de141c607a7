import BigInt

/// Masks that pick one entry of a table by a secret index, reading all of them: all ones for that entry, zeros for others.
///
/// They are made in a function of their own and come back through memory. Where LLVM could see that a mask is all ones or
/// all zeros, it did turn reading a table under masks into a comparison and a jump around the loads.
enum TableMasks {
  /// Masks for the first `count` of up to 64 entries, of which the one at `magnitude - 1` is wanted; for magnitude 0 none.
  @inline(never)
  static func fill(_ masks: inout InlineArray<64, UInt64>, magnitude: UInt64, count: Int) {
    for j in 0..<count {
      masks[j] = ConstantTime.equals(magnitude, UInt64(truncatingIfNeeded: j &+ 1)).mask
    }
  }
}
