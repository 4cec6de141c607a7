import ASN1

/// For which purposes a certificate may be used (RFC 5280, 4.2.1.12).
public struct ExtendedKeyUsage: CertificateExtensionValue {
  /// One purpose.
  public struct Usage: Hashable, Sendable, CustomStringConvertible {
    /// The purpose's object identifier.
    public let objectIdentifier: ObjectIdentifier

    /// The purpose that an object identifier stands for.
    public init(_ objectIdentifier: ObjectIdentifier) { self.objectIdentifier = objectIdentifier }

    /// Servers of TLS.
    public static let serverAuth = Usage([1, 3, 6, 1, 5, 5, 7, 3, 1])
    /// Clients of TLS.
    public static let clientAuth = Usage([1, 3, 6, 1, 5, 5, 7, 3, 2])
    /// Signatures on programs.
    public static let codeSigning = Usage([1, 3, 6, 1, 5, 5, 7, 3, 3])
    /// E-mail.
    public static let emailProtection = Usage([1, 3, 6, 1, 5, 5, 7, 3, 4])
    /// Time stamps.
    public static let timeStamping = Usage([1, 3, 6, 1, 5, 5, 7, 3, 8])
    /// Answers about revocation.
    public static let ocspSigning = Usage([1, 3, 6, 1, 5, 5, 7, 3, 9])
    /// Every purpose.
    public static let any = Usage([2, 5, 29, 37, 0])

    /// The RFC's name, or the dotted number.
    public var description: String {
      switch self {
      case .serverAuth: "serverAuth"
      case .clientAuth: "clientAuth"
      case .codeSigning: "codeSigning"
      case .emailProtection: "emailProtection"
      case .timeStamping: "timeStamping"
      case .ocspSigning: "OCSPSigning"
      case .any: "anyExtendedKeyUsage"
      default: objectIdentifier.description
      }
    }
  }

  /// The purposes, at least one.
  public let usages: [Usage]

  /// The given purposes, at least one.
  public init(_ usages: [Usage]) {
    precondition(!usages.isEmpty, "RFC 5280 4.2.1.12: ExtKeyUsageSyntax is not empty")
    self.usages = usages
  }

  /// id-ce-extKeyUsage.
  public static let objectIdentifier: ObjectIdentifier = [2, 5, 29, 37]

  /// Reads ExtKeyUsageSyntax.
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    var usages: [Usage] = []
    for element in try node.sequenceOf() { usages.append(Usage(try ObjectIdentifier(derEncoded: element))) }
    guard !usages.isEmpty else { throw node.invalid("RFC 5280 4.2.1.12: ExtKeyUsageSyntax is not empty") }
    self.usages = usages
  }

  /// Writes ExtKeyUsageSyntax.
  public func serialize(into serializer: inout DER.Serializer) {
    serializer.appendSequence { fields in
      for usage in usages { fields.append(usage.objectIdentifier) }
    }
  }
}
