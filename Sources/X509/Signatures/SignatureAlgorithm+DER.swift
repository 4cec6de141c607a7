import ASN1

extension SignatureAlgorithm {
  private static let rsaPKCS1: [(ObjectIdentifier, DigestAlgorithm)] = [
    (AlgorithmOID.sha1WithRSA, .sha1), (AlgorithmOID.sha224WithRSA, .sha224), (AlgorithmOID.sha256WithRSA, .sha256),
    (AlgorithmOID.sha384WithRSA, .sha384), (AlgorithmOID.sha512WithRSA, .sha512),
  ]

  private static let ecdsa: [(ObjectIdentifier, DigestAlgorithm)] = [
    (AlgorithmOID.ecdsaWithSHA1, .sha1), (AlgorithmOID.ecdsaWithSHA224, .sha224),
    (AlgorithmOID.ecdsaWithSHA256, .sha256), (AlgorithmOID.ecdsaWithSHA384, .sha384),
    (AlgorithmOID.ecdsaWithSHA512, .sha512),
  ]

  /// The algorithm's identifier in certificates, requests and revocation lists.
  public var algorithmIdentifier: AlgorithmIdentifier {
    switch self {
    case .rsaPKCS1(let digest):
      // Every digest is in the table.
      .withNull(Self.rsaPKCS1.first { $0.1 == digest }?.0 ?? AlgorithmOID.sha256WithRSA)
    case .rsaPSS(let digest, let saltByteCount):
      AlgorithmIdentifier(
        algorithm: AlgorithmOID.rsassaPSS,
        parameters: ASN1Any(RSAPSSParameters(digest: digest, saltByteCount: saltByteCount)))
    case .ecdsa(let digest):
      AlgorithmIdentifier(algorithm: Self.ecdsa.first { $0.1 == digest }?.0 ?? AlgorithmOID.ecdsaWithSHA256)
    case .ed25519: AlgorithmIdentifier(algorithm: AlgorithmOID.ed25519)
    }
  }

  /// The algorithm that an identifier names, or `nil` for one that is not supported.
  ///
  /// - Throws: an `ASN1Error` when the algorithm is known and its parameters are not as its RFC has them.
  init?(_ parsed: AlgorithmIdentifier.Parsed) throws(ASN1Error) {
    if let (_, digest) = Self.rsaPKCS1.first(where: { $0.0 == parsed.algorithm }) {
      // RFC 4055, 5: the parameters are NULL, and readers must take absent ones too.
      if let parameters = parsed.parameters { try parameters.null() }
      self = .rsaPKCS1(digest)
    } else if let (_, digest) = Self.ecdsa.first(where: { $0.0 == parsed.algorithm }) {
      try parsed.requireAbsent()
      self = .ecdsa(digest)
    } else if parsed.algorithm == AlgorithmOID.ed25519 {
      try parsed.requireAbsent()
      self = .ed25519
    } else if parsed.algorithm == AlgorithmOID.rsassaPSS {
      guard let parameters = parsed.parameters else {
        throw parsed.node.invalid("RFC 4055 3.1: RSASSA-PSS parameters are present in a signature")
      }
      guard let pss = try RSAPSSParameters(derEncoded: parameters) else { return nil }
      self = .rsaPSS(pss.digest, saltByteCount: pss.saltByteCount)
    } else {
      return nil
    }
  }
}

/// RSASSA-PSS-params (RFC 4055, 3.1) with MGF1 and one hash function for both.
public struct RSAPSSParameters: Hashable, Sendable, DERSerializable {
  /// The longest salt that is accepted, in bytes: more fits no key of up to 16,384 bits.
  public static let maximumSaltByteCount = 2048

  /// The hash function, of the message and of MGF1.
  public let digest: DigestAlgorithm
  /// The salt's length in bytes.
  public let saltByteCount: Int

  /// The parameters of a signature.
  public init(digest: DigestAlgorithm, saltByteCount: Int) {
    self.digest = digest
    self.saltByteCount = saltByteCount
  }

  /// Reads RSASSA-PSS-params; `nil` for functions that are not supported.
  init?(derEncoded node: DER.Node) throws(ASN1Error) {
    var fields = try node.sequence()
    var digest: DigestAlgorithm? = .sha1
    if let field = try fields.nextIf(.contextSpecificConstructed(0)) {
      digest = try Self.digest(AlgorithmIdentifier.Parsed(field.explicit(0)))
    }
    var maskDigest: DigestAlgorithm? = .sha1
    if let field = try fields.nextIf(.contextSpecificConstructed(1)) {
      let mask = try AlgorithmIdentifier.Parsed(field.explicit(1))
      guard mask.algorithm == AlgorithmOID.mgf1 else { return nil }
      guard let parameters = mask.parameters else {
        throw mask.node.invalid("RFC 4055 2.2: MGF1 has a hash function as its parameter")
      }
      maskDigest = try Self.digest(AlgorithmIdentifier.Parsed(parameters))
    }
    var saltByteCount = 20
    if let field = try fields.nextIf(.contextSpecificConstructed(2)) {
      let value = try field.explicit(2)
      saltByteCount = try value.int()
      guard (0...Self.maximumSaltByteCount).contains(saltByteCount) else {
        throw ASN1Error(
          .integerOutOfRange(rule: "RFC 4055 3.1: saltLength is 0 to \(Self.maximumSaltByteCount)"), at: value.offset)
      }
    }
    if let field = try fields.nextIf(.contextSpecificConstructed(3)) {
      let value = try field.explicit(3)
      guard try value.int() == 1 else {
        throw ASN1Error(.integerOutOfRange(rule: "RFC 4055 3.1: trailerField is 1"), at: value.offset)
      }
    }
    try fields.end()
    guard let digest, digest == maskDigest else { return nil }
    self.init(digest: digest, saltByteCount: saltByteCount)
  }

  /// A hash function, whose parameters are NULL or absent (RFC 4055, 2.1: both must be accepted).
  private static func digest(_ parsed: AlgorithmIdentifier.Parsed) throws(ASN1Error) -> DigestAlgorithm? {
    guard let digest = DigestAlgorithm(parsed.algorithm) else { return nil }
    if let parameters = parsed.parameters { try parameters.null() }
    return digest
  }

  /// Writes RSASSA-PSS-params; defaults are left out.
  public func serialize(into serializer: inout DER.Serializer) {
    let hash = AlgorithmIdentifier.withNull(digest.objectIdentifier)
    serializer.appendSequence { fields in
      if digest != .sha1 {
        fields.appendExplicit(0) { $0.append(hash) }
        fields.appendExplicit(1) {
          $0.append(AlgorithmIdentifier(algorithm: AlgorithmOID.mgf1, parameters: ASN1Any(hash)))
        }
      }
      if saltByteCount != 20 { fields.appendExplicit(2) { $0.appendInteger(saltByteCount) } }
    }
  }
}
