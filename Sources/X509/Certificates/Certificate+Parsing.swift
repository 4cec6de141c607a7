import ASN1

extension Certificate: DERParseable, DERSerializable {
  /// Reads a certificate from bytes that hold it and nothing else.
  ///
  /// - Throws: an `ASN1Error` with the rule of RFC 5280 or X.690 that is broken, and the offset.
  public init(derEncoded bytes: [UInt8]) throws(ASN1Error) { try self.init(derEncoded: DER.parse(bytes)) }

  /// Reads Certificate (RFC 5280, 4.1).
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    var outer = try node.sequence()
    let signed = try outer.next(.sequence)
    let algorithmNode = try outer.next(.sequence)
    let algorithm = try AlgorithmIdentifier.Parsed(algorithmNode)
    signature = Array(try outer.next(.bitString).wholeByteBitString())
    try outer.end()

    var fields = try signed.sequence()
    version = try Self.version(&fields)
    serialNumber = try SerialNumber(derEncoded: fields.next(.integer))
    let innerAlgorithm = try fields.next(.sequence)
    guard innerAlgorithm.encodedBytes == algorithmNode.encodedBytes else {
      throw algorithmNode.invalid("RFC 5280 4.1.1.2: signatureAlgorithm is the same inside and outside what is signed")
    }
    let issuerNode = try fields.next(.sequence)
    issuer = try DistinguishedName(derEncoded: issuerNode)
    guard !issuer.isEmpty else { throw issuerNode.invalid("RFC 5280 4.1.2.4: the issuer's name is not empty") }

    var validity = try fields.next(.sequence).sequence()
    notValidBefore = try ASN1Time(derEncoded: validity.next())
    notValidAfter = try ASN1Time(derEncoded: validity.next())
    try validity.end()

    let subjectNode = try fields.next(.sequence)
    subject = try DistinguishedName(derEncoded: subjectNode)
    let key = try SubjectPublicKeyInfo.Parsed(fields.next(.sequence))
    subjectPublicKeyInfo = key.info
    publicKey = try key.publicKey()

    for number in [UInt32(1), 2] {
      guard let identifier = try fields.nextIf(.contextSpecific(number)) else { continue }
      guard version != .v1 else { throw identifier.invalid("RFC 5280 4.1.2.8: unique identifiers need version 2 or 3") }
      _ = try identifier.bitString(.contextSpecific(number))
    }
    if let wrapped = try fields.nextIf(.contextSpecificConstructed(3)) {
      guard version == .v3 else { throw wrapped.invalid("RFC 5280 4.1.2.9: extensions need version 3") }
      extensions = try Extensions(derEncoded: wrapped.explicit(3))
    } else {
      extensions = Extensions()
    }
    try fields.end()
    if subject.isEmpty, extensions.subjectAlternativeNames == nil {
      throw subjectNode.invalid("RFC 5280 4.1.2.6: without a subject there is a subjectAltName")
    }

    signatureAlgorithmIdentifier = algorithm.identifier
    signatureAlgorithm = try SignatureAlgorithm(algorithm)
    derBytes = Array(node.encodedBytes)
    let start = signed.encodedBytes.startIndex - node.encodedBytes.startIndex
    signedRange = start..<start + signed.encodedBytes.count
  }

  private static func version(_ fields: inout DER.Reader) throws(ASN1Error) -> Version {
    guard let wrapped = try fields.nextIf(.contextSpecificConstructed(0)) else { return .v1 }
    let number = try wrapped.explicit(0)
    let value = try number.int()
    guard value != 0 else { throw ASN1Error(.defaultValueEncoded, at: wrapped.offset) }
    guard let version = Version(rawValue: value) else {
      throw ASN1Error(
        .integerOutOfRange(rule: "RFC 5280 4.1.2.1: the version is 0, 1 or 2, found \(value)"), at: number.offset)
    }
    return version
  }

  /// Writes the certificate as it was read.
  public func serialize(into serializer: inout DER.Serializer) { serializer.appendEncoded(derBytes) }
}

extension Certificate {
  /// Reads the first certificate of a PEM text.
  ///
  /// - Throws: `pem`, `notFound` or `der`.
  public init(pem: String) throws(CertificateError) {
    guard let first = try Self.certificates(pem: pem).first else {
      throw .notFound(expected: "CERTIFICATE", labels: [])  // `certificates` returns at least one
    }
    self = first
  }

  /// Reads all certificates of a PEM text, in its order; at least one.
  ///
  /// - Throws: `pem`, `notFound` or `der`.
  public static func certificates(pem: String) throws(CertificateError) -> [Certificate] {
    let documents: [PEMDocument]
    do throws(PEMError) { documents = try PEMDocument.parse(pem) } catch { throw .pem(error) }
    var certificates: [Certificate] = []
    // The second label is what OpenSSL wrote before 2000, and still reads.
    for document in documents where document.type == "CERTIFICATE" || document.type == "X509 CERTIFICATE" {
      do throws(ASN1Error) {
        certificates.append(try Certificate(derEncoded: document.derBytes))
      } catch {
        throw .der(error)
      }
    }
    guard !certificates.isEmpty else { throw .notFound(expected: "CERTIFICATE", labels: documents.map(\.type)) }
    return certificates
  }
}
