import BigInt

/// A scalar in odd digits of five bits and a sign, for multiplication that treats all scalars alike: no digit is 0 (Joye and
/// Tunstall, "Exponent recoding and regular exponentiation algorithms", Africacrypt 2009).
///
/// For an odd k, digit i is 2 B + 1 - 32, where B is the five bits of k from 5 i + 1 on, and the last one 2 B + 1 with what
/// bits are left. An even scalar has no such digits; -k modulo n, which is odd, has.
enum OddDigits {
  /// How many digits there are: the last has up to four bits.
  static func count<Order: ScalarOrder>(for _: Order.Type) -> Int { (Order.bitCount + 4) / 5 }

  /// Writes the digits of `scalar`, which is not 0, or of its negative, the lowest first; a byte is (|d| - 1)/2, and 2^7 more
  /// for a negative d. The answer is whether they are those of the negative. Constant time.
  static func write<Order>(_ scalar: CurveScalar<Order>, to digits: UnsafeMutablePointer<UInt8>) -> Choice {
    let isEven = Choice(bit: ConstantTime.barrier(~scalar.bits(from: 0, count: 1) & 1))
    var odd = scalar.negated(if: isEven)
    let last = count(for: Order.self) - 1
    for i in 0..<last {
      let bits = odd.bits(from: 5 &* i &+ 1, count: 5)
      // Below 16, 2 B - 31 is negative, and the magnitude's index 15 - B.
      let negative = bits &>> 4 ^ 1
      digits[i] = UInt8(truncatingIfNeeded: (bits ^ (0 &- negative)) & 15 | negative &<< 7)
    }
    digits[last] = UInt8(truncatingIfNeeded: odd.bits(from: 5 &* last &+ 1, count: 5))
    Wipe.zero(&odd)
    return isEven
  }
}
