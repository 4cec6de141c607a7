extension DER {
  /// Writes DER.
  public struct Serializer: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []

    /// An empty serializer.
    ///
    /// - Parameter capacity: the number of bytes that will be written at most, where the value is secret: within it, no
    ///   copy of the bytes is left behind in memory that the array has outgrown.
    public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// Writes a value.
    public mutating func append(_ value: some DERSerializable) { value.serialize(into: &self) }

    /// Writes an element that is encoded already.
    public mutating func appendEncoded(_ element: some Collection<UInt8>) { bytes.append(contentsOf: element) }

    /// Writes a primitive element.
    public mutating func appendPrimitive(_ identifier: ASN1Identifier, content: some Collection<UInt8>) {
      appendIdentifier(identifier)
      appendLength(content.count)
      bytes.append(contentsOf: content)
    }

    /// Writes a primitive element whose content is lent, as secrets are.
    public mutating func appendPrimitive(_ identifier: ASN1Identifier, content: Span<UInt8>) {
      appendIdentifier(identifier)
      appendLength(content.count)
      for index in content.indices { bytes.append(content[index]) }
    }

    /// Writes a constructed element with what `body` writes inside it.
    public mutating func appendConstructed(_ identifier: ASN1Identifier, _ body: (inout Serializer) -> Void) {
      let start = begin(identifier)
      body(&self)
      end(start)
    }

    /// Begins an element whose content follows: a constructed one, or a string that encloses DER. What this returns goes
    /// to `end`. For content that no closure may capture, such as noncopyable keys.
    public mutating func begin(_ identifier: ASN1Identifier) -> Int {
      appendIdentifier(identifier)
      return bytes.count
    }

    /// Ends the element that `begin` began.
    public mutating func end(_ start: Int) {
      // The content moves up by the length's bytes, known only now: elements are small, and nesting is shallow.
      bytes.insert(contentsOf: Self.lengthBytes(bytes.count - start), at: start)
    }

    /// Takes what has been written, leaving nothing here: the caller is the only holder, and can wipe it.
    public mutating func take() -> [UInt8] {
      var taken: [UInt8] = []
      swap(&taken, &bytes)
      return taken
    }

    /// Writes a SEQUENCE.
    public mutating func appendSequence(_ body: (inout Serializer) -> Void) { appendConstructed(.sequence, body) }

    /// Writes `[number] EXPLICIT`.
    public mutating func appendExplicit(_ number: UInt32, _ body: (inout Serializer) -> Void) {
      appendConstructed(.contextSpecificConstructed(number), body)
    }

    /// Writes a SET OF, sorted as DER demands (X.690, 11.6).
    public mutating func appendSetOf(
      _ values: [some DERSerializable], identifier: ASN1Identifier = .set
    ) {
      let elements = values.map(\.derBytes).sorted { !DER.isAscending($1[...], $0[...]) }
      appendConstructed(identifier) { serializer in
        for element in elements { serializer.appendEncoded(element) }
      }
    }

    private mutating func appendIdentifier(_ identifier: ASN1Identifier) {
      let first = identifier.tagClass.rawValue << 6 | (identifier.isConstructed ? 0x20 : 0)
      if identifier.tagNumber < 0x1f {
        bytes.append(first | UInt8(identifier.tagNumber))
        return
      }
      bytes.append(first | 0x1f)
      for shift in stride(from: 21, through: 0, by: -7) where shift == 0 || identifier.tagNumber >> shift != 0 {
        bytes.append(UInt8(identifier.tagNumber >> shift & 0x7f) | (shift == 0 ? 0 : 0x80))
      }
    }

    private mutating func appendLength(_ length: Int) { bytes.append(contentsOf: Self.lengthBytes(length)) }

    private static func lengthBytes(_ length: Int) -> [UInt8] {
      guard length >= 0x80 else { return [UInt8(length)] }
      let count = (Int.bitWidth - length.leadingZeroBitCount + 7) / 8
      return [0x80 | UInt8(count)] + (0..<count).reversed().map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
    }
  }

  /// Whether `first` may precede `second` in a SET OF: compared as byte strings, the shorter padded with zeros.
  static func isAscending(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> Bool {
    // No encoding is a proper prefix of another one, so padding never decides.
    !second.lexicographicallyPrecedes(first)
  }
}

extension DER.Serializer {
  /// Writes a BOOLEAN.
  public mutating func appendBoolean(_ value: Bool) { appendPrimitive(.boolean, content: [value ? 0xff : 0]) }

  /// Writes an INTEGER.
  public mutating func appendInteger(_ value: Int) { append(ASN1Integer(value)) }

  /// Writes a non-negative INTEGER from its magnitude, most significant byte first; leading zero bytes are left out.
  public mutating func appendUnsignedInteger(_ magnitude: Span<UInt8>) {
    var start = 0
    while start < magnitude.count - 1, magnitude[start] == 0 { start += 1 }
    let isEmpty = magnitude.count == 0
    let needsZero = isEmpty || magnitude[start] >= 0x80
    appendIdentifier(.integer)
    appendLength(magnitude.count - start + (needsZero ? 1 : 0))
    if needsZero { bytes.append(0) }
    for index in start..<magnitude.count { bytes.append(magnitude[index]) }
  }

  /// Writes NULL.
  public mutating func appendNull() { appendPrimitive(.null, content: []) }

  /// Writes an OCTET STRING.
  public mutating func appendOctetString(_ content: some Collection<UInt8>) {
    appendPrimitive(.octetString, content: content)
  }

  /// Writes a BIT STRING of whole bytes.
  public mutating func appendBitString(_ content: some Collection<UInt8>) {
    append(ASN1BitString(bytes: Array(content)))
  }
}
