import BigInt

/// A scalar in odd digits of five bits and a sign, for multiplication that treats all scalars alike: no digit is 0 (Joye and
/// Tunstall, "Exponent recoding and regular exponentiation algorithms", Africacrypt 2009).
///
/// For an odd k, digit i is 2 B + 1 - 32, where B is the five bits of k from 5 i + 1 on, and the last one 2 B + 1 with what
/// bits are left. An even scalar has no such digits; -k modulo n, which is odd, has.
struct OddDigits<Order: ScalarOrder> {
  /// Whether the digits are those of the negative.
  let isNegated: Choice
  private var odd: CurveScalar<Order>

  /// The digits of `scalar`, which is not 0, or its negative, in constant time. Who takes them wipes them.
  init(_ scalar: CurveScalar<Order>) {
    isNegated = Choice(bit: ConstantTime.barrier(~scalar.bits(from: 0, count: 1) & 1))
    odd = scalar.negated(if: isNegated)
  }

  /// How many digits there are: the last has up to four bits.
  static var count: Int { (Order.bitCount + 4) / 5 }

  /// Digit `i`: (|d| - 1)/2, and whether d is negative, which the last is not.
  @inline(__always)
  func digit(_ i: Int) -> (index: UInt64, isNegative: UInt64) {
    let bits = odd.bits(from: 5 &* i &+ 1, count: 5)
    if i == Self.count &- 1 { return (bits, 0) }
    // Below 16, 2 B - 31 is negative, and the magnitude's index 15 - B.
    let isNegative = bits &>> 4 ^ 1
    return ((bits ^ (0 &- isNegative)) & 15, isNegative)
  }

  /// Writes the digits, the lowest first, in a byte each: (|d| - 1)/2, and 2^7 more for a negative d.
  func store(to digits: UnsafeMutablePointer<UInt8>) {
    for i in 0..<Self.count {
      let (index, isNegative) = digit(i)
      digits[i] = UInt8(truncatingIfNeeded: index | isNegative &<< 7)
    }
  }
}
