import BigInt

/// A private key d from 1 to n - 1, as big-endian bytes that are wiped when it goes away, with its public key d G.
struct CurvePrivateKey<Curve: WeierstrassCurve>: ~Copyable, Sendable {
  typealias Scalar = CurveScalar<Curve.Order>

  private let bytes: SecretBytes
  let publicKey: CurvePublicKey<Curve>

  /// A new key: random numbers of n's length until one is in range (FIPS 186-5, appendix A.2.2). For these curves the
  /// first nearly always is.
  init(using random: inout some RandomSource & ~Copyable) {
    var candidate = SecretBytes(count: Scalar.byteCount)
    while true {
      var span = candidate.mutableSpan
      random.fill(&span)
      if var scalar = Scalar(candidate: candidate.span) {
        self.init(scalar)
        Wipe.zero(&scalar)
        return
      }
    }
  }

  /// The key with this number, in exactly as many bytes as n has.
  init(rawRepresentation: Span<UInt8>) throws(CryptoError) {
    guard rawRepresentation.count == Scalar.byteCount else {
      throw .incorrectKeySize(found: rawRepresentation.count, expected: "\(Scalar.byteCount)")
    }
    guard var scalar = Scalar(nonZeroCanonical: rawRepresentation) else {
      throw .invalidKey(rule: "a private key is from 1 to n - 1 (SP 800-56A, section 5.6.2.1.2)")
    }
    self.init(scalar)
    Wipe.zero(&scalar)
  }

  private init(_ scalar: Scalar) {
    publicKey = CurvePublicKey(Curve.product(scalar))
    var bytes = SecretBytes(count: Scalar.byteCount)
    var span = bytes.mutableSpan
    scalar.store(to: &span)
    self.bytes = bytes
  }

  /// The number in n's length of big-endian bytes, in secret storage of the caller's own.
  var rawRepresentation: SecretBytes { bytes.copy() }

  /// The number; who takes it wipes it.
  func scalar() -> Scalar { Scalar.load(bytes.span).scalar }

  var span: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get { bytes.span }
  }

  /// The x coordinate of d Q (ECC CDH, SP 800-56A, section 5.7.1.2). The cofactor is 1, and Q is not infinity, so that
  /// the product never is either.
  func sharedSecret(with peer: CurvePublicKey<Curve>) -> SecretBytes {
    var scalar = scalar()
    var shared = Curve.product(scalar, peer.point)
    Wipe.zero(&scalar)
    var secret = SecretBytes(count: Curve.Field.byteCount)
    var span = secret.mutableSpan
    shared.x.store(to: &span, at: 0)
    Wipe.zero(&shared)
    return secret
  }
}
