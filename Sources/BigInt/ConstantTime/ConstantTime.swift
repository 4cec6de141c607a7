/// The vocabulary of constant-time code: comparisons that answer with a `Choice`, and selection by one.
///
/// A reviewer who sees only these, fixed loop bounds and word arithmetic between a secret and a result knows that no
/// branch and no index depended on the secret.
public enum ConstantTime {
  /// Whether `word` is zero.
  @inlinable @inline(__always)
  public static func isZero(_ word: UInt64) -> Choice {
    // The top bit of `word | -word` is set exactly when some bit of `word` is.
    Choice(bit: ((word | (0 &- word)) >> 63) ^ 1)
  }

  /// Whether `a` and `b` are the same word.
  @inlinable @inline(__always)
  public static func equals(_ a: UInt64, _ b: UInt64) -> Choice { isZero(a ^ b) }

  /// Whether `a < b`, both unsigned (Hacker's Delight, section 2-12).
  @inlinable @inline(__always)
  public static func isLess(_ a: UInt64, _ b: UInt64) -> Choice {
    Choice(bit: ((~a & b) | ((~a | b) & (a &- b))) >> 63)
  }

  /// `a` when `choice` is true, else `b`.
  @inlinable @inline(__always)
  public static func select(_ choice: Choice, _ a: UInt64, _ b: UInt64) -> UInt64 {
    b ^ (choice.mask & (a ^ b))
  }

  /// `a` when `choice` is true, else `b`.
  @inlinable @inline(__always)
  public static func select(_ choice: Choice, _ a: UInt8, _ b: UInt8) -> UInt8 {
    b ^ (UInt8(truncatingIfNeeded: choice.mask) & (a ^ b))
  }

  /// Whether two byte strings are equal. Their lengths are public; where the first difference lies is not.
  @inlinable
  public static func equals(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Choice {
    guard a.count == b.count else { return .no }
    var difference: UInt8 = 0
    for i in a.indices { difference |= a[unchecked: i] ^ b[unchecked: i] }
    return isZero(UInt64(difference))
  }
}
