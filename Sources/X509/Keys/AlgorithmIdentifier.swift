import ASN1

/// An algorithm and its parameters, as they are encoded (RFC 5280, 4.1.1.2).
public struct AlgorithmIdentifier: Hashable, Sendable {
  /// The algorithm.
  public let algorithm: ObjectIdentifier
  /// The parameters, whose type depends on the algorithm; absent is not the same as NULL.
  public let parameters: ASN1Any?

  /// An algorithm with the given parameters.
  public init(algorithm: ObjectIdentifier, parameters: ASN1Any? = nil) {
    self.algorithm = algorithm
    self.parameters = parameters
  }

  /// An algorithm whose parameters are NULL.
  static func withNull(_ algorithm: ObjectIdentifier) -> AlgorithmIdentifier {
    AlgorithmIdentifier(algorithm: algorithm, parameters: ASN1Any(Null()))
  }

  struct Null: DERSerializable {
    func serialize(into serializer: inout DER.Serializer) { serializer.appendNull() }
  }

  /// The parameters' element, with the offsets of the input it was read from.
  struct Parsed {
    let identifier: AlgorithmIdentifier
    let node: DER.Node
    let parameters: DER.Node?

    init(_ node: DER.Node) throws(ASN1Error) {
      var fields = try node.sequence()
      let algorithm = try ObjectIdentifier(derEncoded: fields.next(.objectIdentifier))
      let parameters = try fields.nextIfAny()
      try fields.end()
      self.node = node
      self.parameters = parameters
      let any: ASN1Any? = if let parameters { try ASN1Any(derEncoded: parameters) } else { nil }
      identifier = AlgorithmIdentifier(algorithm: algorithm, parameters: any)
    }

    var algorithm: ObjectIdentifier { identifier.algorithm }

    /// Throws unless the parameters are NULL.
    func requireNull() throws(ASN1Error) {
      guard let parameters else { throw node.invalid("RFC 3279 2.2.1: the parameters are NULL, not absent") }
      try parameters.null()
    }

    /// Throws unless there are no parameters.
    func requireAbsent() throws(ASN1Error) {
      if let parameters { throw parameters.invalid("the parameters of \(algorithm) are absent") }
    }
  }
}

extension AlgorithmIdentifier: DERParseable, DERSerializable {
  /// Reads AlgorithmIdentifier.
  public init(derEncoded node: DER.Node) throws(ASN1Error) { self = try Parsed(node).identifier }

  /// Writes AlgorithmIdentifier.
  public func serialize(into serializer: inout DER.Serializer) {
    serializer.appendSequence { fields in
      fields.append(algorithm)
      if let parameters { fields.append(parameters) }
    }
  }
}
