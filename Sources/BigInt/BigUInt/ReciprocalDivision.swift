/// Division by multiplications with the reciprocal of the divisor's upper words, for numbers so large that transforms
/// multiply them (Barrett, 1986; Brent and Zimmermann, Modern Computer Arithmetic, 2.4.1). With a reciprocal half as long as
/// the quotient, each half of that takes two products.
struct ReciprocalDivision {
  /// The divisor; its top bit is set.
  private let divisor: BigUInt
  /// Words of quotient a step.
  private let step: Int
  /// The reciprocal of the divisor's `step` upper words.
  private let reciprocal: BigUInt

  private var count: Int { divisor.limbs.count }

  /// For quotients of `quotientWords` words. `divisor` has its top bit set.
  init(normalized divisor: BigUInt, quotientWords: Int) {
    self.divisor = divisor
    step = min(divisor.limbs.count, (quotientWords + 1) / 2)
    reciprocal = Self.reciprocal(divisor.dropping(divisor.limbs.count - step))
  }

  /// Quotient and remainder of any number.
  func divide(_ dividend: BigUInt) -> (quotient: BigUInt, remainder: BigUInt) {
    // Digits of `step` words, from the top; the first remainder is all that is above the lowest words.
    var position = max(0, dividend.limbs.count - count)
    position = (position + step - 1) / step * step
    var remainder = dividend.dropping(position)
    if remainder.limbs.count > count || remainder >= divisor {
      remainder = dividend.dropping(position + step)
      position += step
    }
    var words = [UInt](repeating: 0, count: position)
    while position > 0 {
      position -= step
      let next = (remainder << (step * UInt.bitWidth)) | dividend.words(position, step)
      let digit: BigUInt
      (digit, remainder) = divideStep(next)
      words.replaceSubrange(position..<position + digit.limbs.count, with: digit.limbs)
    }
    return (BigUInt(normalizing: words), remainder)
  }

  /// Divides a number below the divisor times B to the power of `step`.
  ///
  /// The number's words above the divisor's length, times the reciprocal, are the quotient but for a few: cut off are less
  /// than 2 with the number's lower words, and 2 with the reciprocal's; too much are at most 2 for the divisor's lower words.
  private func divideStep(_ dividend: BigUInt) -> (quotient: BigUInt, remainder: BigUInt) {
    let estimate = (dividend.dropping(count) * reciprocal).dropping(step)
    let margin = BigUInt(3 as UInt)
    var quotient = estimate < margin ? BigUInt() : estimate - margin
    var product = quotient * divisor
    while product > dividend {
      quotient -= .one
      product -= divisor
    }
    var remainder = dividend - product
    while remainder >= divisor {
      quotient += .one
      remainder -= divisor
    }
    return (quotient, remainder)
  }

  /// Reciprocals of so many words or fewer come from a division.
  private static let divisionThreshold = 200

  /// For a number A of n words, whose top bit is set, an X with A·X < B^2n < A·(X + 2): Newton's iteration, from the upper half
  /// of the words (Modern Computer Arithmetic, algorithm 3.5).
  static func reciprocal(_ a: BigUInt) -> BigUInt {
    let n = a.limbs.count
    if n <= divisionThreshold { return ((BigUInt.one << (2 * n * UInt.bitWidth)) - .one) / a }
    let lower = (n - 1) / 2
    let upper = n - lower
    var x = reciprocal(a.dropping(lower))
    var product = a * x
    let one = BigUInt.one << ((n + upper) * UInt.bitWidth)
    while product >= one {
      x -= .one
      product -= a
    }
    let correction = (one - product).dropping(lower) * x
    return (x << (lower * UInt.bitWidth)) + correction.dropping(2 * upper - lower)
  }
}

extension BigUInt {
  /// The value without its lowest `count` words.
  func dropping(_ count: Int) -> BigUInt {
    count >= limbs.count ? BigUInt() : BigUInt(normalizing: Array(limbs[count...]))
  }

  /// The value of `count` words from that of number `start` on.
  fileprivate func words(_ start: Int, _ count: Int) -> BigUInt {
    guard start < limbs.count else { return BigUInt() }
    return BigUInt(normalizing: Array(limbs[start..<Swift.min(limbs.count, start + count)]))
  }
}
