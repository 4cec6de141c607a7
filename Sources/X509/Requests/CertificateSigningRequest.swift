import ASN1

/// A request for a certificate (PKCS #10, RFC 2986): a name, a public key and wishes, signed with the key itself.
public struct CertificateSigningRequest: Sendable {
  /// The most attributes that are taken. Requests have one or two; each is compared with all before it.
  public static let maximumAttributeCount = 64

  /// A wish or a remark: a type and its values.
  public struct Attribute: Hashable, Sendable {
    /// The attribute's type.
    public let type: ObjectIdentifier
    /// The values, at least one.
    public let values: [ASN1Any]

    /// An attribute of the given values, at least one.
    public init(type: ObjectIdentifier, values: [ASN1Any]) {
      precondition(!values.isEmpty, "RFC 2986 4.1: an attribute has at least one value")
      self.type = type
      self.values = values
    }
  }

  /// The whole request.
  public let derBytes: [UInt8]
  /// The part that the signature is over, as a range of `derBytes`.
  let signedRange: Range<Int>

  /// The name that is asked for.
  public let subject: DistinguishedName
  /// The key, as it is encoded.
  public let subjectPublicKeyInfo: SubjectPublicKeyInfo
  /// The key, or `nil` for an algorithm that is not supported.
  public let publicKey: PublicKey?
  /// All attributes.
  public let attributes: [Attribute]
  /// The extensions that are asked for (RFC 2985, 5.4.2).
  public let extensions: Certificate.Extensions
  /// How the request is signed, as it is encoded.
  public let signatureAlgorithmIdentifier: AlgorithmIdentifier
  /// How the request is signed, or `nil` for an algorithm that is not supported.
  public let signatureAlgorithm: SignatureAlgorithm?
  /// The signature, in the form of its algorithm.
  public let signature: [UInt8]

  /// The part that the signature is over (CertificationRequestInfo).
  public var signedBytes: ArraySlice<UInt8> { derBytes[signedRange] }

  /// Whether the request was signed with the private key that belongs to the key in it.
  public var isSignatureValid: Bool {
    guard let publicKey, let signatureAlgorithm else { return false }
    return publicKey.isValidSignature(signature.span, for: signedBytes.span, algorithm: signatureAlgorithm)
  }

  /// The request as PEM.
  public var pemRepresentation: String { PEMDocument(type: "CERTIFICATE REQUEST", derBytes: derBytes).pemString }

  /// Makes and signs a request.
  ///
  /// - Parameters:
  ///   - subject: the name that is asked for.
  ///   - extensions: the extensions that are asked for, subject alternative names above all.
  ///   - privateKey: the key that the certificate shall be for; it signs the request.
  ///   - signatureAlgorithm: how it signs; `nil` for the key's default.
  /// - Throws: `key` when the key cannot sign so; `der` when what was given breaks a rule.
  public init(
    subject: DistinguishedName,
    extensions: Certificate.Extensions = Certificate.Extensions(),
    privateKey: borrowing PrivateKey,
    signatureAlgorithm: SignatureAlgorithm? = nil
  ) throws(CertificateError) {
    let algorithm = signatureAlgorithm ?? privateKey.defaultSignatureAlgorithm
    let attributes =
      extensions.isEmpty ? [] : [Attribute(type: AlgorithmOID.extensionRequest, values: [ASN1Any(extensions)])]
    var serializer = DER.Serializer()
    let sequence = serializer.begin(.sequence)
    serializer.appendInteger(0)
    serializer.append(subject)
    serializer.append(privateKey.publicKey.subjectPublicKeyInfo)
    serializer.appendSetOf(attributes, identifier: .contextSpecificConstructed(0))
    serializer.end(sequence)
    let bytes = try SignedStructure.sign(serializer.bytes, key: privateKey, algorithm: algorithm)
    do throws(ASN1Error) { try self.init(derEncoded: bytes) } catch { throw .der(error) }
  }
}

extension CertificateSigningRequest: Hashable {
  /// Whether two requests have the same bytes.
  public static func == (first: Self, second: Self) -> Bool { first.derBytes == second.derBytes }

  /// Feeds the request's bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(derBytes) }
}
