extension BigInt {
  /// The value with the other sign.
  public static prefix func - (a: BigInt) -> BigInt { BigInt(isNegative: !a.isNegative, magnitude: a.magnitude) }

  /// Changes the sign.
  public mutating func negate() { self = -self }

  /// The sum.
  public static func + (a: BigInt, b: BigInt) -> BigInt { sum(a, b, bIsNegative: b.isNegative) }

  /// The difference.
  public static func - (a: BigInt, b: BigInt) -> BigInt { sum(a, b, bIsNegative: !b.isNegative) }

  private static func sum(_ a: BigInt, _ b: BigInt, bIsNegative: Bool) -> BigInt {
    if a.isNegative == bIsNegative { return BigInt(isNegative: bIsNegative, magnitude: a.magnitude + b.magnitude) }
    return switch a.magnitude.compared(to: b.magnitude) {
    case 0: BigInt()
    case 1: BigInt(isNegative: a.isNegative, magnitude: a.magnitude - b.magnitude)
    default: BigInt(isNegative: bIsNegative, magnitude: b.magnitude - a.magnitude)
    }
  }

  /// The product.
  public static func * (a: BigInt, b: BigInt) -> BigInt {
    BigInt(isNegative: a.isNegative != b.isNegative, magnitude: a.magnitude * b.magnitude)
  }

  /// The quotient, rounded towards zero. Traps when `b` is zero.
  public static func / (a: BigInt, b: BigInt) -> BigInt { a.quotientAndRemainder(dividingBy: b).quotient }

  /// The remainder, with the sign of `a`. Traps when `b` is zero.
  public static func % (a: BigInt, b: BigInt) -> BigInt { a.quotientAndRemainder(dividingBy: b).remainder }

  /// Adds `b` in place.
  public static func += (a: inout BigInt, b: BigInt) {
    if a.isNegative == b.isNegative { a.magnitude += b.magnitude } else { a = a + b }
  }
  /// Subtracts `b` in place.
  public static func -= (a: inout BigInt, b: BigInt) { a = a - b }
  /// Multiplies by `b` in place.
  public static func *= (a: inout BigInt, b: BigInt) { a = a * b }
  /// Divides in place, rounding towards zero. Traps when `b` is zero.
  public static func /= (a: inout BigInt, b: BigInt) { a = a / b }
  /// Takes the remainder in place. Traps when `b` is zero.
  public static func %= (a: inout BigInt, b: BigInt) { a = a % b }

  /// Quotient and remainder of one division: `self == quotient * divisor + remainder`, and the remainder is nearer to
  /// zero than the divisor and has the sign of `self`. Traps when `divisor` is zero.
  public func quotientAndRemainder(dividingBy divisor: BigInt) -> (quotient: BigInt, remainder: BigInt) {
    let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: divisor.magnitude)
    return (
      BigInt(isNegative: isNegative != divisor.isNegative, magnitude: quotient),
      BigInt(isNegative: isNegative, magnitude: remainder)
    )
  }

  /// The residue of this in `0..<modulus`, which has to be positive: unlike `%` it is never negative.
  public func modulo(_ modulus: BigUInt) -> BigUInt {
    let remainder = magnitude % modulus
    return isNegative && !remainder.isZero ? modulus - remainder : remainder
  }

  /// Whether this is a multiple of `other`. Only zero is a multiple of zero.
  public func isMultiple(of other: BigInt) -> Bool { magnitude.isMultiple(of: other.magnitude) }

  /// -1, 0 or 1 as the value is negative, zero or positive.
  public func signum() -> BigInt { BigInt(isNegative: isNegative, magnitude: magnitude.signum()) }

  /// The value to the power of `exponent`, which must not be negative; anything to the power of 0 is 1.
  public func power(_ exponent: Int) -> BigInt {
    BigInt(isNegative: isNegative && exponent & 1 == 1, magnitude: magnitude.power(exponent))
  }
}
