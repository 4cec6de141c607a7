extension BigUInt {
  /// The greatest common divisor; with zero it is the other number.
  public func gcd(_ other: BigUInt) -> BigUInt {
    var euclid = LehmerEuclid(self, other, cofactors: false)
    return euclid.run()
  }

  /// The least common multiple; with zero it is zero.
  public func lcm(_ other: BigUInt) -> BigUInt {
    if isZero || other.isZero { return BigUInt() }
    return self / gcd(other) * other
  }

  /// The number below `modulus` whose product with this is 1 modulo `modulus`, or nil when there is none since they have
  /// a common divisor. Modulo 1 it is 0. Traps when `modulus` is zero. Variable time.
  public func modInverse(_ modulus: BigUInt) -> BigUInt? {
    precondition(!modulus.isZero, "Division by zero")
    if modulus == .one { return BigUInt() }
    var euclid = LehmerEuclid(modulus, self % modulus, cofactors: true)
    guard euclid.run() == .one else { return nil }
    // Cofactors of Euclid's algorithm are at most half the modulus.
    return euclid.isCofactorNegative ? modulus - euclid.cofactor : euclid.cofactor
  }

  /// The value to the power of `exponent`, modulo `modulus`; 1 modulo `modulus` for exponent 0. Traps when `modulus` is
  /// zero. Takes time that depends on all three: only for public numbers.
  public func powerVarTime(_ exponent: BigUInt, modulus: BigUInt) -> BigUInt {
    precondition(!modulus.isZero, "Division by zero")
    if modulus == .one { return BigUInt() }
    let base = self % modulus
    if exponent.isZero { return .one }
    if modulus.isOdd { return MontgomeryVarTime(modulus).power(base, exponent) }
    var result = base
    var bit = exponent.bitWidth - 1
    while bit > 0 {
      bit -= 1
      result = result.squared() % modulus
      if exponent[bit: bit] { result = result * base % modulus }
    }
    return result
  }

  /// The square root, rounded down (Newton's method, from above).
  public func squareRoot() -> BigUInt {
    if isZero { return BigUInt() }
    var root = BigUInt.one << ((bitWidth + 1) / 2)
    while true {
      let next = (root + self / root) >> 1
      if next >= root { return root }
      root = next
    }
  }
}

extension BigInt {
  /// The greatest common divisor of `a` and `b`, and integers with `gcd == a * x + b * y`.
  public static func extendedGCD(_ a: BigInt, _ b: BigInt) -> (gcd: BigUInt, x: BigInt, y: BigInt) {
    if a.isZero { return (b.magnitude, BigInt(), b.signum()) }
    var euclid = LehmerEuclid(a.magnitude, b.magnitude, cofactors: true)
    let gcd = euclid.run()
    let y = BigInt(isNegative: euclid.isCofactorNegative != b.isNegative, magnitude: euclid.cofactor)
    return (gcd, (BigInt(gcd) - b * y) / a, y)
  }
}
