extension BigUInt {
  /// Whether the number is prime, but for an error of at most `4^-rounds` when it says so of a composite. Bases come from
  /// the system's randomness. For public numbers: see `Primes.isProbablePrimeVarTime`.
  public func isProbablePrimeVarTime(rounds: Int = Primes.roundsForAnyNumber) -> Bool {
    var generator = SystemRandomNumberGenerator()
    return isProbablePrimeVarTime(rounds: rounds, using: &generator)
  }

  /// The same with bases from that generator, which whoever chose the number must not be able to predict.
  public func isProbablePrimeVarTime(rounds: Int, using generator: inout some RandomNumberGenerator) -> Bool {
    let bytes = bigEndianBytes()
    return Primes.isProbablePrimeVarTime(SecretLimbs(bigEndianBytes: bytes.span), rounds: rounds) { span in
      for i in span.indices { span[i] = UInt8.random(in: 0...255, using: &generator) }
    }
  }
}
