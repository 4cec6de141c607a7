/// The curve of RFC 7748 and RFC 8032 over the field of 2^255 - 19: X25519 key agreement and Ed25519 signatures.
///
/// ```
/// FieldElement   arithmetic modulo p = 2^255 - 19
/// Scalar         arithmetic modulo L, the order of the base point
/// EdwardsPoint   the curve -x^2 + y^2 = 1 + d x^2 y^2, for signatures and for multiples of the base point
/// X25519         the Montgomery ladder, for multiples of a peer's point
/// Signing        keys, signatures, their verification one by one and in batches
/// ```
///
/// All of it is complete in portable Swift. On processors that have the instructions the ladder, multiples of the base point,
/// sums of public multiples and powers go through the kernels of `Sources/Kernels`, whose numbers are in other limbs but
/// whose formulas are the same.
public enum Curve25519 {
  /// The length of every key and shared secret, in bytes.
  public static var keyByteCount: Int { 32 }

  /// X25519 (RFC 7748, section 5).
  public enum KeyAgreement {}

  /// Ed25519 (RFC 8032, section 5.1): deterministic signatures over a whole message.
  public enum Signing {}
}
