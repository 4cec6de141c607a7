import ASN1

extension CertificateSigningRequest: DERParseable, DERSerializable {
  /// Reads a request from bytes that hold it and nothing else.
  ///
  /// - Throws: an `ASN1Error` with the rule that is broken, and the offset.
  public init(derEncoded bytes: [UInt8]) throws(ASN1Error) { try self.init(derEncoded: DER.parse(bytes)) }

  /// Reads CertificationRequest (RFC 2986, 4.2).
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    var outer = try node.sequence()
    let signed = try outer.next(.sequence)
    let algorithm = try AlgorithmIdentifier.Parsed(outer.next(.sequence))
    signature = Array(try outer.next(.bitString).wholeByteBitString())
    try outer.end()

    var fields = try signed.sequence()
    let version = try fields.next(.integer)
    guard try version.int() == 0 else {
      throw ASN1Error(.integerOutOfRange(rule: "RFC 2986 4.1: the version is 0"), at: version.offset)
    }
    subject = try DistinguishedName(derEncoded: fields.next(.sequence))
    let key = try SubjectPublicKeyInfo.Parsed(fields.next(.sequence))
    subjectPublicKeyInfo = key.info
    publicKey = try key.publicKey()

    var attributes: [Attribute] = []
    var extensions: Certificate.Extensions?
    // The field is not OPTIONAL, only may be empty; some writers leave it out all the same, and OpenSSL reads that.
    if let set = try fields.nextIf(.contextSpecificConstructed(0)) {
      for element in try set.setOf(.contextSpecificConstructed(0)) {
        var parts = try element.sequence()
        let type = try ObjectIdentifier(derEncoded: parts.next(.objectIdentifier))
        let values = try parts.next(.set).setOf()
        try parts.end()
        guard !values.isEmpty else { throw element.invalid("RFC 2986 4.1: an attribute has at least one value") }
        guard attributes.count < Self.maximumAttributeCount else {
          throw element.invalid("there are at most \(Self.maximumAttributeCount) attributes")
        }
        guard !attributes.contains(where: { $0.type == type }) else {
          throw element.invalid("RFC 2986 4.1: the attribute \(type) occurs once only")
        }
        if type == AlgorithmOID.extensionRequest {
          guard values.count == 1 else { throw element.invalid("RFC 2985 5.4.2: extensionRequest has a single value") }
          extensions = try Certificate.Extensions(derEncoded: values[0])
        }
        var kept: [ASN1Any] = []
        for value in values { kept.append(try ASN1Any(derEncoded: value)) }
        attributes.append(Attribute(type: type, values: kept))
      }
    }
    try fields.end()
    self.attributes = attributes
    self.extensions = extensions ?? Certificate.Extensions()

    signatureAlgorithmIdentifier = algorithm.identifier
    signatureAlgorithm = try SignatureAlgorithm(algorithm)
    derBytes = Array(node.encodedBytes)
    let start = signed.encodedBytes.startIndex - node.encodedBytes.startIndex
    signedRange = start..<start + signed.encodedBytes.count
  }

  /// Writes the request as it was read.
  public func serialize(into serializer: inout DER.Serializer) { serializer.appendEncoded(derBytes) }

  /// Reads the first request of a PEM text.
  ///
  /// - Throws: `pem`, `notFound` or `der`.
  public init(pem: String) throws(CertificateError) {
    let documents: [PEMDocument]
    do throws(PEMError) { documents = try PEMDocument.parse(pem) } catch { throw .pem(error) }
    let labels = ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"]
    guard let document = documents.first(where: { labels.contains($0.type) }) else {
      throw .notFound(expected: labels[0], labels: documents.map(\.type))
    }
    do throws(ASN1Error) { try self.init(derEncoded: document.derBytes) } catch { throw .der(error) }
  }
}

extension CertificateSigningRequest.Attribute: DERSerializable {
  /// Writes Attribute.
  public func serialize(into serializer: inout DER.Serializer) {
    serializer.appendSequence { fields in
      fields.append(type)
      fields.appendSetOf(values)
    }
  }
}
