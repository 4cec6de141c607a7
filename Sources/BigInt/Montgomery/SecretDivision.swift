/// Division and greatest common divisor whose time depends on limb counts alone, by shifting and subtracting a bit at a
/// time: slow, for the few places where a secret has a modulus that is even or used once, such as making and checking
/// RSA keys.
extension SecretLimbs {
  /// The quotient, in `self`'s limb count, and the remainder, in the divisor's. The divisor must not be zero, and its top
  /// bit may be set.
  public func quotientAndRemainder(
    dividingBy divisor: borrowing SecretLimbs
  ) -> SecretQuotient {
    let quotient = SecretLimbs(count: count)
    let remainder = SecretLimbs(count: divisor.count)
    withScratchLimbs(divisor.count) { scratch in
      var i = 64 * count
      while i > 0 {
        i -= 1
        // The remainder is below the divisor, so twice it plus a bit is below twice the divisor: one subtraction does.
        let top = LimbArithmetic.double(remainder.base, divisor.count, bit: bit(i))
        let borrow = LimbArithmetic.subtract(scratch, remainder.base, divisor.base, divisor.count)
        let fits = top | (borrow ^ 1)
        LimbArithmetic.assign(remainder.base, scratch, divisor.count, when: Choice(bit: fits))
        quotient.base[i / 64] |= fits << UInt64(i % 64)
      }
    }
    return SecretQuotient(quotient: quotient, remainder: remainder)
  }

  /// The quotient, in `self`'s limb count. The divisor must not be zero.
  public func quotient(dividingBy divisor: borrowing SecretLimbs) -> SecretLimbs {
    let division = quotientAndRemainder(dividingBy: divisor)
    return division.quotient.copy()
  }

  /// The remainder, in the divisor's limb count. The divisor must not be zero.
  public func remainder(dividingBy divisor: borrowing SecretLimbs) -> SecretLimbs {
    let division = quotientAndRemainder(dividingBy: divisor)
    return division.remainder.copy()
  }

  /// The greatest common divisor of two numbers of equal limb counts, neither of them zero.
  public static func gcd(_ a: borrowing SecretLimbs, _ b: borrowing SecretLimbs) -> SecretLimbs {
    precondition(a.count == b.count)
    let count = a.count
    let u = a.copy()
    let v = b.copy()
    // Each step of the binary algorithm takes at least one bit from one of the numbers, so twice their width is enough.
    var twos: UInt64 = 0
    for _ in 0..<(128 * count) {
      let uOdd = Choice(bit: u.base[0] & 1)
      let vOdd = Choice(bit: v.base[0] & 1)
      let vLess = Choice(bit: LimbArithmetic.borrow(v.base, u.base, count))
      // Two odd numbers: subtract the smaller from the larger, which then is even.
      LimbArithmetic.subtract(u.base, v.base, count, when: uOdd & vOdd & vLess)
      LimbArithmetic.subtract(v.base, u.base, count, when: uOdd & vOdd & !vLess)
      let uEven = Choice(bit: (u.base[0] & 1) ^ 1)
      let vEven = Choice(bit: (v.base[0] & 1) ^ 1)
      // A factor of two that both have is the divisor's. At the end one number is zero, and the other is odd.
      twos &+= (uEven & vEven).bit
      LimbArithmetic.halve(u.base, count, when: uEven)
      LimbArithmetic.halve(v.base, count, when: vEven)
    }
    var i = 0
    while i < count {
      u.base[i] |= v.base[i]
      i += 1
    }
    // Put the common factors of two back, by a shift of secret length: as many conditional shifts as there could be.
    for step in 0..<UInt64(64 * count) {
      let doubled = u.copy()
      _ = LimbArithmetic.double(doubled.base, count)
      LimbArithmetic.assign(u.base, doubled.base, count, when: ConstantTime.isLess(step, twos))
    }
    return u
  }
}

/// What a division gives.
public struct SecretQuotient: ~Copyable {
  /// The dividend divided by the divisor, rounded down.
  public let quotient: SecretLimbs
  /// What is left, below the divisor.
  public let remainder: SecretLimbs
}
