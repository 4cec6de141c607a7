/// A block of base64 between `-----BEGIN LABEL-----` and `-----END LABEL-----` (RFC 7468), with the encapsulated headers
/// of RFC 1421 where there are any, as in traditional encrypted keys.
public struct PEMDocument: Hashable, Sendable {
  /// The longest text that is read, in bytes.
  public static let maximumByteCount = 1 << 25

  /// A header of RFC 1421, as `Proc-Type: 4,ENCRYPTED`.
  public struct Header: Hashable, Sendable {
    /// The name before the colon.
    public let name: String
    /// The value after it, without surrounding spaces.
    public let value: String

    /// A header line.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The label, as `CERTIFICATE`.
  public let type: String
  /// The encapsulated headers, in their order.
  public let headers: [Header]
  /// The decoded content.
  public var derBytes: [UInt8]
  /// The number of the BEGIN line in the text it was read from, from 1; 0 for a document that was made here.
  public let line: Int

  /// A document with the given label and content.
  public init(type: String, headers: [Header] = [], derBytes: [UInt8]) {
    self.init(type: type, headers: headers, derBytes: derBytes, line: 0)
  }

  init(type: String, headers: [Header], derBytes: [UInt8], line: Int) {
    self.type = type
    self.headers = headers
    self.derBytes = derBytes
    self.line = line
  }

  /// The value of the first header with that name.
  public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// The text form: lines of 64 characters, as RFC 7468 has generators write it.
  public var pemString: String { String(decoding: pemBytes, as: UTF8.self) }

  /// The text form as bytes, which the owner of a private key can wipe.
  public var pemBytes: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(
      derBytes.count * 3 / 2 + 256 + headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 })
    text.append(contentsOf: "-----BEGIN \(type)-----\n".utf8)
    for header in headers { text.append(contentsOf: "\(header.name): \(header.value)\n".utf8) }
    if !headers.isEmpty { text.append(UInt8(ascii: "\n")) }
    Base64.encodeLines(derBytes, into: &text)
    text.append(contentsOf: "-----END \(type)-----\n".utf8)
    return text
  }

  /// All documents in a text, in their order; what stands outside them is explanation and is passed over.
  ///
  /// - Throws: a `PEMError` with the line's number when a block is malformed or there is none.
  public static func parse(_ text: String) throws(PEMError) -> [PEMDocument] {
    try parse(Array(text.utf8))
  }

  /// All documents in a text given as its bytes.
  public static func parse(_ text: [UInt8]) throws(PEMError) -> [PEMDocument] {
    guard text.count <= maximumByteCount else {
      throw PEMError(.tooLarge(byteCount: text.count, limit: maximumByteCount), line: 0)
    }
    var parser = PEMParser(text)
    var documents: [PEMDocument] = []
    while let document = try parser.next() { documents.append(document) }
    guard !documents.isEmpty else { throw PEMError(.noDocument, line: 0) }
    return documents
  }

  /// The first document with the label `type` in a text.
  public init(_ text: String, type: String) throws(PEMError) {
    let documents = try Self.parse(text)
    guard let document = documents.first(where: { $0.type == type }) else {
      throw PEMError(.unexpectedLabel(found: documents.map(\.type), expected: type), line: documents.first?.line ?? 0)
    }
    self = document
  }
}
