import BigInt

extension Curve25519.Signing {
  /// Verifies many Ed25519 signatures at once, in about half the time that they take one by one.
  ///
  /// The equations [S]B = R + [k]A of all signatures are multiplied by random numbers z and added up (Bernstein, Duif,
  /// Lange, Schwabe, Yang, "High-speed high-security signatures", 2012, section 5): the sum shares one chain of doublings. When
  /// one equation does not hold, the sum holds with probability 2^-127.
  ///
  /// How `isValid()` relates to `PublicKey.isValidSignature(_:for:)`:
  ///
  /// * Encodings are as strict: 64 bytes, S below the order of the base point, R a canonical encoding of a point.
  /// * Whatever `isValidSignature` accepts, `isValid()` accepts, always.
  /// * `isValid()` multiplies the sum by the cofactor 8, as RFC 8032 has it in section 5.1.7, and `isValidSignature` does not,
  ///   as most verifiers do not. So a signature whose equation is wrong by a point of order 2, 4 or 8 is accepted by the one and
  ///   refused by the other. Only who holds the private key can make such a signature, by adding such a point to R or to the
  ///   public key; signatures by RFC 8032 are never among them. Without the factor the answer for them would be a matter of
  ///   chance, since such errors cancel in sums.
  /// * `invalidIndices()` asks for each signature what `isValidSignature` asks. Who needs exactly its answers, even
  ///   for signers who try to make verifiers disagree, uses that.
  public struct BatchVerifier: Sendable {
    /// The equations; nil for a signature that is no signature at all.
    private var equations: [VerificationEquation?] = []

    /// An empty batch, which is valid.
    public init() {}

    /// The number of signatures.
    public var count: Int { equations.count }

    /// Adds a signature of `message` by `key` to the batch. A malformed one makes the batch invalid.
    public mutating func append(_ signature: Span<UInt8>, for message: Span<UInt8>, by key: PublicKey) {
      equations.append(VerificationEquation(signature, for: message, by: key))
    }

    /// Whether all signatures are valid, up to points of small order (see above).
    public func isValid() -> Bool {
      // 64 signatures share a chain of doublings, which then is a small part of the work: more would need more memory.
      stride(from: 0, to: count, by: 64).allSatisfy { sumHolds(equations[$0..<min($0 + 64, count)]) }
    }

    /// The places of the signatures that `PublicKey.isValidSignature(_:for:)` refuses, in order. This takes as long as
    /// to verify them one by one.
    public func invalidIndices() -> [Int] { equations.indices.filter { equations[$0]?.holds != true } }

    /// 8 (sum of z S) B = 8 (sum of z R + sum of z k A).
    private func sumHolds(_ equations: ArraySlice<VerificationEquation?>) -> Bool {
      let random = SystemRandom.bytes(count: 16 * equations.count)
      var base = Curve25519.Scalar(words: [0, 0, 0, 0])
      var multiples: [Curve25519.PublicMultiple] = []
      multiples.reserveCapacity(2 * equations.count)
      // A key that signed several messages is multiplied once.
      var places: [PublicKey: Int] = [:]
      let decodings = equations.compactMap { $0.flatMap { Curve25519.PointDecoding($0.encodedR.span) } }
      guard decodings.count == equations.count else { return false }
      let powers = Curve25519.FieldElement.raisedToSquareRootPower(decodings.map(\.radicand))
      for (i, equation) in equations.enumerated() {
        guard let equation, let r = decodings[i].point(power: powers[i]) else { return false }
        // Odd, so that it is not zero.
        let low = Curve25519.Words.load(random.span, at: 16 * i) | 1
        let z = Curve25519.Scalar(words: [low, Curve25519.Words.load(random.span, at: 16 * i + 8), 0, 0])
        base = .multiplyAdd(z, equation.s, base)
        multiples.append(Curve25519.PublicMultiple(scalar: z, point: -r))
        let place = places[equation.key]
        let factor = Curve25519.Scalar.multiplyAdd(
          z, equation.k, place.map { multiples[$0].scalar } ?? Curve25519.Scalar(words: [0, 0, 0, 0]))
        if let place {
          multiples[place].scalar = factor
        } else {
          places[equation.key] = multiples.count
          multiples.append(Curve25519.PublicMultiple(scalar: factor, point: equation.key.negated))
        }
      }
      // z k is reduced by the order of B, which is not that of a point with a part of small order: the factor 8
      // makes good for that as well.
      var sum = Curve25519.EdwardsPoint.sumVarTime(multiples, base: base)
      for _ in 0..<3 { sum.double() }
      return (sum.x.isZero & (sum.y - sum.z).isZero).declassified
    }
  }
}
