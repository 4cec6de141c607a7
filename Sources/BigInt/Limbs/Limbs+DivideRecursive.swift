extension Limbs {
  /// From how many words of quotient on recursive division is faster than Knuth's.
  static var recursiveDivisionThreshold: Int { 96 }

  /// Divides the `m + n` words of `a` by the `n >= 2` words of `b`, whose top bit is set. The remainder is left in the
  /// lower `n` words of `a`, the words above become zero; `q` takes the `m` lower words of the quotient, and its
  /// word above, 0 or 1, is returned. `q` overlaps neither.
  static func divide(_ q: Target, _ a: Target, _ m: Int, _ b: Source, _ n: Int) -> UInt {
    divideRows(q, a, m, b, n)
  }
}
