/// The extensions of one message, in their order, as bytes (RFC 9846, section 4.2).
struct ExtensionBlock: Equatable {
  /// An extension whose content has not been looked at.
  struct Entry: Equatable {
    var type: ExtensionType
    var data: [UInt8]
  }

  var entries: [Entry] = []

  /// A block without extensions.
  init() {}

  init(parsing reader: inout MessageReader) throws(TLSError) {
    var content = try reader.vector("extensions", lengthByteCount: 2, range: 0...0xffff)
    while !content.isAtEnd {
      let type = ExtensionType(rawValue: try content.uint16("extension_type"))
      var data = try content.vector("extension_data", lengthByteCount: 2, range: 0...0xffff)
      if data.isRecording { HandshakeAnatomy.describe(type, data) }
      entries.append(Entry(type: type, data: data.rest()))
    }
  }

  func serialize(into writer: inout MessageWriter) {
    writer.vector(lengthByteCount: 2) { writer in
      for entry in entries {
        writer.uint16(entry.type.rawValue)
        writer.opaqueVector(lengthByteCount: 2, entry.data)
      }
    }
  }

  /// Adds an extension at the end.
  mutating func append(_ body: some ExtensionBody) {
    var writer = MessageWriter()
    body.serialize(into: &writer)
    entries.append(Entry(type: body.type, data: writer.bytes))
  }

  /// The extension of a type, parsed; none if the block has none. All of its data must be used.
  func parse<Body: ExtensionBody>(_ type: ExtensionType, as _: Body.Type) throws(TLSError) -> Body? {
    guard let entry = entries.first(where: { $0.type == type }) else { return nil }
    var reader = MessageReader(entry.data, of: type.description)
    let body = try Body(parsing: &reader)
    try reader.finish()
    return body
  }

  func contains(_ type: ExtensionType) -> Bool { entries.contains { $0.type == type } }

  /// Makes sure that no type appears twice, known or not.
  func checkForDuplicates() throws(TLSError) {
    var seen: Set<ExtensionType> = []
    for entry in entries where !seen.insert(entry.type).inserted {
      throw .peerMisbehaved(.duplicateExtension(entry.type))
    }
  }
}

/// The content of an extension. `init(parsing:)` and `serialize(into:)` are inverses.
///
/// An extension that looks different in different messages is a type for each of them.
protocol ExtensionBody: Equatable {
  /// The type to write in front of it.
  var type: ExtensionType { get }
  /// Reads the data, and leaves in the reader what does not belong to it.
  init(parsing reader: inout MessageReader) throws(TLSError)
  /// Appends the data without type and length.
  func serialize(into writer: inout MessageWriter)
}
