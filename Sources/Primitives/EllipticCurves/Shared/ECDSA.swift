import BigInt

/// ECDSA (FIPS 186-5, section 6), with deterministic nonces (RFC 6979). Signatures are r and s in one string, each in as
/// many big-endian bytes as n has (IEEE P1363).
extension CurvePrivateKey {
  /// The signature of `digest`, whose leftmost bits count if it is longer than n; `H` derives the nonce.
  @inline(__always)
  func signature<H: HashFunction>(forDigest digest: Span<UInt8>, using _: H.Type) -> [UInt8] {
    let hash = Scalar(digest: digest)
    var nonces = DeterministicNonces<Curve.Order, H>(privateKey: span, hash: hash)
    while true {
      var nonce = nonces.next()
      // r or s is 0 with a probability of 2^-255: the branch tells nothing.
      let signature = signature(of: hash, nonce: nonce)
      Wipe.zero(&nonce)
      if let signature { return signature }
    }
  }

  /// s = (e + r d) / k, where r is the x coordinate of k G; nil in the case, never yet seen, that r or s is 0.
  @inline(never)
  private func signature(of hash: Scalar, nonce: Scalar) -> [UInt8]? {
    let r = Scalar(coordinate: Curve.product(nonce).x)
    var d = scalar()
    var inverse = nonce.inverted()
    let s = (hash + r * d) * inverse
    Wipe.zero(&d)
    Wipe.zero(&inverse)
    if (r.isZero | s.isZero).declassified { return nil }
    var signature = [UInt8](repeating: 0, count: 2 * Scalar.byteCount)
    var span = signature.mutableSpan
    r.store(to: &span)
    s.store(to: &span, at: Scalar.byteCount)
    return signature
  }
}

extension CurvePublicKey {
  private typealias Scalar = CurveScalar<Curve.Order>

  /// Whether `signature` is one of `digest` by this key's owner. Variable time: all of it is public.
  @inline(never)
  func isValidSignature(_ signature: Span<UInt8>, forDigest digest: Span<UInt8>) -> Bool {
    guard
      signature.count == 2 * Scalar.byteCount,
      let r = Scalar(nonZeroCanonical: signature),
      let s = Scalar(nonZeroCanonical: signature, at: Scalar.byteCount)
    else { return false }
    let inverse = s.invertedVarTime()
    return Curve.hasCoordinateVarTime(r, Scalar(digest: digest) * inverse, r * inverse, point)
  }
}

extension CurveScalar {
  /// Whether `numerator / denominator`, a coordinate of a point, is this number modulo n, without the division: p is between
  /// n and 2n, so that the coordinate is this number or n more. All is public.
  func isCoordinateVarTime<Field: PrimeFieldElement>(_ numerator: Field, over denominator: Field) -> Bool {
    let x = Field(self)
    if (x * denominator).equals(numerator).declassified { return true }
    let next = x + Field(Self.minusOne) + .one
    // If n more is p or more, it has been reduced to another number modulo n.
    guard Self(coordinate: next).equals(self).declassified else { return false }
    return (next * denominator).equals(numerator).declassified
  }
}

extension PrimeFieldElement {
  /// A scalar that is public; n is below p on all three curves.
  fileprivate init<Order>(_ scalar: CurveScalar<Order>) {
    let element = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.byteCount) { buffer in
      buffer.initialize(repeating: 0)
      var span = MutableSpan(_unsafeElements: buffer)
      scalar.store(to: &span)
      return Self(canonical: span.span, at: 0)
    }
    guard let element else { preconditionFailure("n is below p") }
    self = element
  }
}

extension CurveScalar {
  /// A coordinate modulo n: p is below 2n on all three curves.
  init<Field: PrimeFieldElement>(coordinate: Field) {
    self = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Field.byteCount) { buffer in
      buffer.initialize(repeating: 0)
      var span = MutableSpan(_unsafeElements: buffer)
      coordinate.store(to: &span, at: 0)
      let scalar = Self.load(span.span).scalar
      Wipe.zero(UnsafeMutableRawBufferPointer(buffer))
      return scalar
    }
  }
}
