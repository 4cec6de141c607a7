#if arch(x86_64)
  /// Masks of lanes whose values LLVM does not know.
  ///
  /// Of a constant mask it draws conclusions: that some lanes of what came before are not needed, so that the vectors may
  /// be taken apart and computed in halves and single words, which takes longer than the four lanes at once.
  struct LaneMasks {
    /// Lanes 0 and 2.
    let even: UInt8
    /// Lanes 1 and 3.
    let odd: UInt8
    let first: UInt8
    let second: UInt8
    let third: UInt8
    let fourth: UInt8
    /// Lanes 0 and 1.
    let low: UInt8

    @inline(__always)
    init() {
      even = Self.opaque(0b0101)
      odd = Self.opaque(0b1010)
      first = Self.opaque(0b0001)
      second = Self.opaque(0b0010)
      third = Self.opaque(0b0100)
      fourth = Self.opaque(0b1000)
      low = Self.opaque(0b0011)
    }

    @inline(never)
    @_optimize(none)
    private static func opaque(_ mask: UInt8) -> UInt8 { mask }
  }
#endif
