extension BigUInt {
  /// The sum.
  public static func + (a: BigUInt, b: BigUInt) -> BigUInt {
    if a.limbs.count < b.limbs.count { return b + a }
    if b.isZero { return a }
    return a.withWords { x, xCount in
      b.withWords { y, yCount in
        BigUInt(count: xCount + 1) { r in r[xCount] = Limbs.add(r, x, xCount, y, yCount) }
      }
    }
  }

  /// Adds `b` in place.
  public static func += (a: inout BigUInt, b: BigUInt) {
    if a.limbs.count < b.limbs.count {
      a = b + a
      return
    }
    let carry = b.withWords { y, yCount in a.withMutableWords { x, xCount in Limbs.add(x, x, xCount, y, yCount) } }
    if carry != 0 { a.limbs.append(carry) }
  }

  /// The difference. Traps when `b` is greater than `a`, as `UInt` does.
  public static func - (a: BigUInt, b: BigUInt) -> BigUInt {
    if b.isZero { return a }
    precondition(a.limbs.count >= b.limbs.count, "Difference of BigUInt values is negative")
    var borrow: UInt = 0
    let difference = a.withWords { x, xCount in
      b.withWords { y, yCount in
        BigUInt(count: xCount) { r in borrow = Limbs.subtract(r, x, xCount, y, yCount) }
      }
    }
    precondition(borrow == 0, "Difference of BigUInt values is negative")
    return difference
  }

  /// Subtracts `b` in place. Traps when `b` is greater than `a`, as `UInt` does.
  public static func -= (a: inout BigUInt, b: BigUInt) {
    precondition(a.limbs.count >= b.limbs.count, "Difference of BigUInt values is negative")
    let borrow = b.withWords { y, yCount in
      a.withMutableWords { x, xCount in Limbs.subtract(x, x, xCount, y, yCount) }
    }
    precondition(borrow == 0, "Difference of BigUInt values is negative")
    a.normalize()
  }

  /// The product: Karatsuba's method for large factors. `x * x` is recognised and squared.
  public static func * (a: BigUInt, b: BigUInt) -> BigUInt {
    if a.limbs.count < b.limbs.count { return b * a }
    if b.isZero { return BigUInt() }
    return a.withWords { x, xCount in
      b.withWords { y, yCount in
        BigUInt(count: xCount + yCount) { r in
          if yCount == 1 {
            r[xCount] = Limbs.multiply1(r, x, xCount, y[0])
          } else if x == y, xCount == yCount {
            Limbs.square(r, x, xCount)
          } else {
            Limbs.multiply(r, x, xCount, y, yCount)
          }
        }
      }
    }
  }

  /// Multiplies by `b` in place.
  public static func *= (a: inout BigUInt, b: BigUInt) { a = a * b }

  /// The square.
  public func squared() -> BigUInt { self * self }

  /// The product with a word.
  func multiplied(byWord word: UInt) -> BigUInt {
    if word == 0 || isZero { return BigUInt() }
    return withWords { x, count in
      BigUInt(count: count + 1) { r in r[count] = Limbs.multiply1(r, x, count, word) }
    }
  }

  /// Replaces the value by itself times `factor` plus `addend`.
  mutating func multiply(byWord factor: UInt, adding addend: UInt) {
    let carry = withMutableWords { x, count in Limbs.multiply1(x, x, count, factor, carry: addend) }
    if carry != 0 { limbs.append(carry) }
    if factor == 0 { normalize() }
  }

  /// The value to the power of `exponent`, which must not be negative; anything to the power of 0 is 1.
  public func power(_ exponent: Int) -> BigUInt {
    precondition(exponent >= 0, "Negative exponent")
    if exponent == 0 { return .one }
    var result = self
    var bit = Int.bitWidth - exponent.leadingZeroBitCount - 1
    while bit > 0 {
      bit -= 1
      result = result.squared()
      if (exponent >> bit) & 1 == 1 { result *= self }
    }
    return result
  }
}

extension BigUInt {
  /// The quotient, rounded towards zero. Traps when `b` is zero.
  public static func / (a: BigUInt, b: BigUInt) -> BigUInt { a.quotientAndRemainder(dividingBy: b).quotient }

  /// The remainder. Traps when `b` is zero.
  public static func % (a: BigUInt, b: BigUInt) -> BigUInt { a.quotientAndRemainder(dividingBy: b).remainder }

  /// Divides in place, rounding towards zero. Traps when `b` is zero.
  public static func /= (a: inout BigUInt, b: BigUInt) { a = a / b }

  /// Takes the remainder in place. Traps when `b` is zero.
  public static func %= (a: inout BigUInt, b: BigUInt) { a = a % b }

  /// Quotient and remainder of one division: `self == quotient * divisor + remainder`, `remainder < divisor`.
  /// Traps when `divisor` is zero.
  public func quotientAndRemainder(dividingBy divisor: BigUInt) -> (quotient: BigUInt, remainder: BigUInt) {
    precondition(!divisor.isZero, "Division by zero")
    if limbs.count < divisor.limbs.count { return (BigUInt(), self) }
    if divisor.limbs.count == 1 {
      let (quotient, remainder) = quotientAndRemainder(dividingByWord: divisor.limbs[0])
      return (quotient, BigUInt(remainder))
    }
    let n = divisor.limbs.count
    let m = limbs.count - n
    let shift = divisor.limbs[n - 1].leadingZeroBitCount
    var remainder = BigUInt()
    let quotient = withWords { x, xCount in
      divisor.withWords { y, _ in
        BigUInt(count: m + 1) { q in
          // The dividend, shifted, and above it the divisor, shifted.
          withUnsafeTemporaryAllocation(of: UInt.self, capacity: xCount + 1 + n) { buffer in
            guard let a = buffer.baseAddress else { return }
            a[xCount] = Limbs.shiftLeft(a, x, xCount, shift)
            let b = a + xCount + 1
            _ = Limbs.shiftLeft(b, y, n, shift)
            // The word shifted out is below the divisor's top word, so the quotient has m + 1 words and no more.
            _ = Limbs.divide(q, a, m + 1, b, n)
            remainder = BigUInt(count: n) { r in Limbs.shiftRight(r, a, n, shift) }
          }
        }
      }
    }
    return (quotient, remainder)
  }

  /// Quotient and remainder of a division by a word, which must not be zero.
  func quotientAndRemainder(dividingByWord word: UInt) -> (quotient: BigUInt, remainder: UInt) {
    var remainder: UInt = 0
    let quotient = withWords { x, count in
      BigUInt(count: count) { q in remainder = Limbs.divide1(q, x, count, word) }
    }
    return (quotient, remainder)
  }

  /// Whether this is a multiple of `other`. Only zero is a multiple of zero.
  public func isMultiple(of other: BigUInt) -> Bool { other.isZero ? isZero : (self % other).isZero }

  /// 1, or 0 for zero.
  public func signum() -> BigUInt { isZero ? BigUInt() : .one }
}
