import ASN1

extension Certificate {
  /// Makes and signs a certificate of version 3.
  ///
  /// - Parameters:
  ///   - serialNumber: the issuer's number for the certificate.
  ///   - issuer: the issuer's name, not empty.
  ///   - notValidBefore: the first moment at which it is valid.
  ///   - notValidAfter: the last one.
  ///   - subject: whose key it is; may be empty where there are alternative names.
  ///   - publicKey: the subject's key.
  ///   - extensions: the extensions.
  ///   - issuerPrivateKey: the key that signs.
  ///   - signatureAlgorithm: how it signs; `nil` for the key's default.
  /// - Throws: `validityIsEmpty`; `key` when the key cannot sign so; `der` when what was given breaks RFC 5280.
  public init(
    serialNumber: SerialNumber = .random(),
    issuer: DistinguishedName,
    notValidBefore: ASN1Time,
    notValidAfter: ASN1Time,
    subject: DistinguishedName,
    publicKey: PublicKey,
    extensions: Extensions,
    issuerPrivateKey: borrowing PrivateKey,
    signatureAlgorithm: SignatureAlgorithm? = nil
  ) throws(CertificateError) {
    guard notValidBefore <= notValidAfter else {
      throw .validityIsEmpty(notBefore: notValidBefore, notAfter: notValidAfter)
    }
    let algorithm = signatureAlgorithm ?? issuerPrivateKey.defaultSignatureAlgorithm
    var serializer = DER.Serializer()
    serializer.appendSequence { fields in
      fields.appendExplicit(0) { $0.appendInteger(Version.v3.rawValue) }
      fields.append(serialNumber)
      fields.append(algorithm.algorithmIdentifier)
      fields.append(issuer)
      fields.appendSequence { validity in
        validity.append(notValidBefore)
        validity.append(notValidAfter)
      }
      fields.append(subject)
      fields.append(publicKey.subjectPublicKeyInfo)
      if !extensions.isEmpty { fields.appendExplicit(3) { $0.append(extensions) } }
    }
    let bytes = try SignedStructure.sign(serializer.bytes, key: issuerPrivateKey, algorithm: algorithm)
    // What is written is read by the same rules as everybody else's.
    do throws(ASN1Error) { try self.init(derEncoded: bytes) } catch { throw .der(error) }
  }
}

/// SIGNED{} of X.509: what is signed, the algorithm, and the signature.
enum SignedStructure {
  static func sign(
    _ content: [UInt8], key: borrowing PrivateKey, algorithm: SignatureAlgorithm
  ) throws(CertificateError) -> [UInt8] {
    let signature: [UInt8]
    do throws(KeyError) { signature = try key.sign(content.span, algorithm: algorithm) } catch { throw .key(error) }
    var serializer = DER.Serializer()
    serializer.appendSequence { fields in
      fields.appendEncoded(content)
      fields.append(algorithm.algorithmIdentifier)
      fields.appendBitString(signature)
    }
    return serializer.bytes
  }
}
