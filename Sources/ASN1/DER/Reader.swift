extension DER {
  /// Takes the elements of a constructed element one after the other.
  public struct Reader: Sendable {
    private var rest: ArraySlice<UInt8>

    /// A reader of the elements that follow one another in `bytes`.
    public init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// The index in the input of the next element, or of the end.
    public var offset: Int { rest.startIndex }

    /// Whether every element has been taken.
    public var isAtEnd: Bool { rest.isEmpty }

    /// The identifier of the next element, if there is one.
    public func peek() throws(ASN1Error) -> ASN1Identifier? {
      isAtEnd ? nil : try Header(in: rest, at: rest.startIndex).identifier
    }

    /// Takes the next element.
    public mutating func next() throws(ASN1Error) -> Node {
      guard let node = try nextIfAny() else { throw ASN1Error(.missingElement(expected: nil), at: offset) }
      return node
    }

    /// Takes the next element, which must be `identifier`.
    public mutating func next(_ identifier: ASN1Identifier) throws(ASN1Error) -> Node {
      guard let node = try nextIfAny() else { throw ASN1Error(.missingElement(expected: identifier), at: offset) }
      try node.require(identifier)
      return node
    }

    /// Takes the next element unless there is none left.
    public mutating func nextIfAny() throws(ASN1Error) -> Node? {
      guard !isAtEnd else { return nil }
      let header = try Header(in: rest, at: rest.startIndex)
      let node = Node(
        identifier: header.identifier, encodedBytes: rest[..<header.contentEnd], contentStart: header.contentStart)
      rest = rest[header.contentEnd...]
      return node
    }

    /// Takes the next element if it is `identifier`: an OPTIONAL field.
    public mutating func nextIf(_ identifier: ASN1Identifier) throws(ASN1Error) -> Node? {
      guard try peek() == identifier else { return nil }
      return try nextIfAny()
    }

    /// Throws when elements are left.
    public func end() throws(ASN1Error) {
      guard isAtEnd else { throw ASN1Error(.trailingData(byteCount: rest.count), at: offset) }
    }
  }
}
