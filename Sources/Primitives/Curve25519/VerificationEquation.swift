import BigInt

extension Curve25519.Signing {
  /// What a signature claims: [S]B = R + [k]A (RFC 8032, section 5.1.7).
  struct VerificationEquation: Sendable {
    /// R as it was encoded.
    let encodedR: InlineArray<32, UInt8>
    let s: Curve25519.Scalar
    /// SHA-512 of R, A and the message.
    let k: Curve25519.Scalar
    let key: PublicKey

    /// Nil when the signature is not 64 bytes long or its S not below the order of the base point.
    init?(_ signature: Span<UInt8>, for message: Span<UInt8>, by key: PublicKey) {
      guard signature.count == signatureByteCount else { return nil }
      let r = signature.extracting(0..<32)
      guard let s = Curve25519.Scalar(canonicalVarTime: signature.extracting(32..<64)) else { return nil }
      var hash = SHA512()
      hash.update(r)
      hash.update(key.rawRepresentation.span)
      hash.update(message)
      encodedR = InlineArray { r[$0] }
      self.s = s
      k = Curve25519.Scalar(reducing: hash.finalize().span)
      self.key = key
    }

    /// Whether it holds, without cofactor, and R is the canonical encoding of the point that it gives.
    var holds: Bool {
      let point = Curve25519.EdwardsPoint.sumVarTime(
        [Curve25519.PublicMultiple(scalar: k, point: key.negated)], base: s)
      var expected = InlineArray<32, UInt8>(repeating: 0)
      var span = expected.mutableSpan
      point.store(to: &span)
      return ConstantTime.equals(encodedR.span, expected.span).declassified
    }
  }
}
