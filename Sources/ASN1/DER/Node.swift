extension DER {
  /// One element of parsed DER: a view of the bytes it was read from, whose indices stay those of the input.
  public struct Node: Hashable, Sendable {
    /// The element's class, tag number and form.
    public let identifier: ASN1Identifier
    /// The whole element: identifier, length and content.
    public let encodedBytes: ArraySlice<UInt8>
    let contentStart: Int

    /// The content, without identifier and length.
    public var contentBytes: ArraySlice<UInt8> { encodedBytes[contentStart...] }

    /// The index of the element's first byte in the input.
    public var offset: Int { encodedBytes.startIndex }

    /// Throws unless the element is `expected`.
    public func require(_ expected: ASN1Identifier) throws(ASN1Error) {
      guard identifier == expected else {
        throw ASN1Error(.unexpectedIdentifier(found: identifier, expected: expected), at: offset)
      }
    }

    /// An error that says that this element breaks `rule`.
    public func invalid(_ rule: String) -> ASN1Error { .invalid(rule, at: offset) }
  }
}

// MARK: - Constructed elements

extension DER.Node {
  /// The elements of a SEQUENCE, or of `identifier` where the SEQUENCE is implicitly tagged.
  public func sequence(_ identifier: ASN1Identifier = .sequence) throws(ASN1Error) -> DER.Reader {
    try require(identifier)
    return DER.Reader(contentBytes)
  }

  /// The elements of a SET OF, in the ascending order that DER demands (X.690, 11.6).
  public func setOf(_ identifier: ASN1Identifier = .set) throws(ASN1Error) -> [DER.Node] {
    var reader = try sequence(identifier)
    var nodes: [DER.Node] = []
    while let node = try reader.nextIfAny() {
      if let last = nodes.last, !DER.isAscending(last.encodedBytes, node.encodedBytes) {
        throw ASN1Error(.setNotSorted, at: node.offset)
      }
      nodes.append(node)
    }
    return nodes
  }

  /// The elements of a SEQUENCE OF.
  public func sequenceOf(_ identifier: ASN1Identifier = .sequence) throws(ASN1Error) -> [DER.Node] {
    var reader = try sequence(identifier)
    var nodes: [DER.Node] = []
    while let node = try reader.nextIfAny() { nodes.append(node) }
    return nodes
  }

  /// The one element inside an EXPLICIT tag.
  public func explicit(_ number: UInt32) throws(ASN1Error) -> DER.Node {
    var reader = try sequence(.contextSpecificConstructed(number))
    let node = try reader.next()
    try reader.end()
    return node
  }
}

// MARK: - Primitive elements

extension DER.Node {
  /// The value of a BOOLEAN.
  public func boolean(_ identifier: ASN1Identifier = .boolean) throws(ASN1Error) -> Bool {
    try require(identifier)
    let content = contentBytes
    guard content.count == 1, let byte = content.first, byte == 0 || byte == 0xff else {
      throw ASN1Error(.booleanNotCanonical, at: offset)
    }
    return byte == 0xff
  }

  /// The content of an INTEGER: minimal two's complement, most significant byte first.
  public func integerBytes(_ identifier: ASN1Identifier = .integer) throws(ASN1Error) -> ArraySlice<UInt8> {
    try require(identifier)
    let content = contentBytes
    guard let first = content.first else { throw ASN1Error(.integerEmpty, at: offset) }
    if let second = content.dropFirst().first {
      guard !(first == 0 && second < 0x80), !(first == 0xff && second >= 0x80) else {
        throw ASN1Error(.integerNotMinimal, at: offset)
      }
    }
    return content
  }

  /// The magnitude of an INTEGER that is zero or positive: most significant byte first, no leading zero byte (but for
  /// zero itself, which is the one byte 0). Nothing is copied, so that secret integers stay where they are.
  public func unsignedIntegerBytes() throws(ASN1Error) -> ArraySlice<UInt8> {
    let content = try integerBytes()
    guard let first = content.first, first < 0x80 else {
      throw ASN1Error(.integerOutOfRange(rule: "the INTEGER is not negative"), at: offset)
    }
    return first == 0 && content.count > 1 ? content.dropFirst() : content
  }

  /// The value of an INTEGER that fits 64 bits.
  public func int(_ identifier: ASN1Identifier = .integer) throws(ASN1Error) -> Int {
    let content = try integerBytes(identifier)
    guard content.count <= 8 else {
      throw ASN1Error(.integerOutOfRange(rule: "the INTEGER fits 64 bits"), at: offset)
    }
    var value: Int = (content.first ?? 0) >= 0x80 ? -1 : 0
    for byte in content { value = value << 8 | Int(byte) }
    return value
  }

  /// Throws unless this is NULL.
  public func null() throws(ASN1Error) {
    try require(.null)
    guard contentBytes.isEmpty else { throw ASN1Error(.nullNotEmpty, at: offset) }
  }

  /// The bytes of an OCTET STRING.
  public func octetString(_ identifier: ASN1Identifier = .octetString) throws(ASN1Error) -> ArraySlice<UInt8> {
    try require(identifier)
    return contentBytes
  }

  /// The bytes of a BIT STRING and the number of bits of the last one that are not used, which are zero.
  public func bitString(
    _ identifier: ASN1Identifier = .bitString
  ) throws(ASN1Error) -> (bytes: ArraySlice<UInt8>, unusedBitCount: Int) {
    try require(identifier)
    let content = contentBytes
    guard let unused = content.first, unused < 8 else { throw ASN1Error(.bitStringMalformed, at: offset) }
    let bytes = content.dropFirst()
    if unused > 0 {
      guard let last = bytes.last else { throw ASN1Error(.bitStringMalformed, at: offset) }
      guard last & (1 << unused - 1) == 0 else { throw ASN1Error(.bitStringUnusedBitsSet, at: offset) }
    }
    return (bytes, Int(unused))
  }

  /// The bytes of a BIT STRING whose number of bits is a multiple of eight, as keys and signatures have.
  public func wholeByteBitString(
    _ identifier: ASN1Identifier = .bitString
  ) throws(ASN1Error) -> ArraySlice<UInt8> {
    let (bytes, unused) = try bitString(identifier)
    guard unused == 0 else { throw invalid("this BIT STRING is a number of whole bytes") }
    return bytes
  }
}
