/// RSA signatures: RSASSA-PKCS1-v1_5 and RSASSA-PSS (RFC 8017, section 8), and the making of keys (FIPS 186-5).
public enum RSA {
  /// Keys that sign and verify.
  public enum Signing {
    /// How a message's digest becomes the number that is signed.
    public enum Padding: Sendable, Hashable {
      /// RSASSA-PKCS1-v1_5 (RFC 8017, section 8.2): the same message always has the same signature.
      case pkcs1v15
      /// RSASSA-PSS (RFC 8017, section 8.1) with MGF1 on the message's hash function and a salt of that many bytes; nil
      /// stands for the digest's length, which is what TLS 1.3 asks for. Verification accepts no other salt length.
      case pss(saltByteCount: Int? = nil)
    }
  }

  /// Widths of a modulus, in bits, whose signatures can be verified. Below, keys have been broken; the upper bound limits
  /// what a stranger's key can make us compute.
  public static let verifiableModulusBitCounts = 1024...16384
  /// Widths of a modulus, in bits, that a private key may have: FIPS 186-5 asks for at least 2048.
  public static let signingModulusBitCounts = 2048...8192
}
