/// A public number as the sum of few digits, odd and from -15 to 15, times powers of two: of any five places in a row at most
/// one has a digit (J. Solinas, "Efficient arithmetic on Koblitz curves", 2000, section 3.1, with width 5).
struct NonAdjacentForm<Order: ScalarOrder> {
  struct Digit: BitwiseCopyable {
    var place: Int16
    var value: Int8
  }

  /// From the lowest place on. In the 522 places of a number below 2^521 and a carry there is room for 105.
  private(set) var digits = InlineArray<105, Digit>(repeating: Digit(place: 0, value: 0))
  private(set) var count = 0

  init(varTime scalar: CurveScalar<Order>) {
    var carry: UInt64 = 0
    var place = 0
    while place <= Order.bitCount {
      // Bits that are equal to the carry have no digit; a bit above the window ends the count.
      let zeros = (scalar.bits(from: place, count: 32) ^ (0 &- carry) | 1 &<< 32).trailingZeroBitCount
      place += zeros
      guard zeros < 32, place <= Order.bitCount else { continue }
      let bits = scalar.bits(from: place, count: 5) + carry  // odd, so from 1 to 31
      carry = bits >> 4
      digits[count] = Digit(place: Int16(place), value: Int8(truncatingIfNeeded: Int(bits) - Int(carry << 5)))
      count += 1
      place += 5
    }
  }
}
