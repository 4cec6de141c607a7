import ASN1
import X509

extension ServerIdentity {
  /// An identity from a certificate and its private key.
  ///
  /// - Parameters:
  ///   - certificateChain: certificates in DER, the server's own first, then those that lead to an authority that clients
  ///     know; the authority's own may be left out.
  ///   - privateKey: the key that belongs to the first certificate.
  ///   - names: the host names that choose this identity; by default the DNS names of the first certificate.
  /// - Throws: `.misuse(.configuration)` when there is no certificate or more than 128 KiB of them, when the first one
  ///   cannot be read, has another key than `privateKey` or one that TLS cannot sign with here, or when its key usage
  ///   forbids signing (RFC 9846, section 4.4.2.2).
  public convenience init(
    certificateChain: [[UInt8]], privateKey: consuming PrivateKey, names: [String]? = nil
  ) throws(TLSError) {
    let certificate = try Self.leaf(of: certificateChain)
    try Self.check(certificate, against: privateKey.publicKey)
    try self.init(
      certificateChain: certificateChain, signer: PrivateKeySigner(privateKey),
      names: names ?? certificate.extensions.subjectAlternativeNames?.dnsNames ?? [])
  }

  private static func leaf(of chain: [[UInt8]]) throws(TLSError) -> Certificate {
    guard let bytes = chain.first else {
      throw .misuse(.configuration(reason: "an identity without a certificate"))
    }
    do throws(ASN1Error) {
      return try Certificate(derEncoded: bytes)
    } catch {
      throw .misuse(.configuration(reason: "the server's certificate: \(error)"))
    }
  }

  private static func check(_ certificate: Certificate, against publicKey: PublicKey) throws(TLSError) {
    // A certificate whose key is for RSASSA-PSS only would need other signature schemes than this library has.
    guard certificate.publicKey == publicKey else {
      throw .misuse(.configuration(reason: "the server's certificate has another key than its private key"))
    }
    guard certificate.extensions.keyUsage?.contains(.digitalSignature) ?? true else {
      throw .misuse(.configuration(reason: "the key usage of the server's certificate does not allow signing"))
    }
  }
}
