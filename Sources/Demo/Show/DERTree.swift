import ASN1

/// The elements of a DER encoding as an indented tree: where each begins, what it is, and what it holds.
///
/// What a private key keeps secret is not printed: there, strings and integers appear as their lengths alone.
struct DERTree {
  /// Whether contents may be shown.
  var hidesValues = false
  private var lines: [String] = []

  init(hidesValues: Bool = false) { self.hidesValues = hidesValues }

  /// The tree's lines.
  static func lines(of node: DER.Node, hidesValues: Bool = false) -> [String] {
    var tree = DERTree(hidesValues: hidesValues)
    tree.add(node, depth: 0)
    return tree.lines
  }

  private mutating func add(_ node: DER.Node, depth: Int) {
    let offset = String(node.offset)
    let length = String(node.contentBytes.count)
    let place = String(repeating: " ", count: max(0, 5 - offset.count)) + offset
    let size = String(repeating: " ", count: max(0, 5 - length.count)) + length
    let indent = String(repeating: "  ", count: depth)
    let value = Self.value(of: node, hidden: hidesValues)
    lines.append("\(place)\(size)  \(indent)\(node.identifier)\(value.isEmpty ? "" : "  \(value)")")
    for child in Self.children(of: node) { add(child, depth: depth + 1) }
  }

  /// The elements in a constructed element, or in a string that is itself DER, as in every extension.
  private static func children(of node: DER.Node) -> [DER.Node] {
    if node.identifier.isConstructed {
      var reader = DER.Reader(node.contentBytes)
      var nodes: [DER.Node] = []
      // The framing was checked when the tree was parsed: nothing is thrown here.
      while let child = try? reader.nextIfAny() { nodes.append(child) }
      return nodes
    }
    return encapsulated(in: node).map { [$0] } ?? []
  }

  private static func encapsulated(in node: DER.Node) -> DER.Node? {
    let content: ArraySlice<UInt8>
    switch node.identifier {
    case .octetString: content = node.contentBytes
    case .bitString where node.contentBytes.first == 0: content = node.contentBytes.dropFirst()
    default: return nil
    }
    // Random bytes that happen to be an element are taken for one only if it is constructed or a common primitive.
    guard let inner = try? DER.parse(content) else { return nil }
    let plausible: [ASN1Identifier] = [.octetString, .bitString, .integer, .ia5String, .utf8String, .boolean]
    return inner.identifier == .sequence || plausible.contains(inner.identifier) ? inner : nil
  }

  private static func value(of node: DER.Node, hidden: Bool) -> String {
    guard !node.identifier.isConstructed, encapsulated(in: node) == nil else { return "" }
    if node.identifier == .objectIdentifier, let identifier = try? ObjectIdentifier(derEncoded: node) {
      return OIDNames.describe(identifier)
    }
    if hidden { return node.contentBytes.count > 1 ? "(not shown)" : abbreviated(node.contentBytes) }
    switch node.identifier {
    case .boolean: return node.contentBytes.first == 0 ? "FALSE" : "TRUE"
    case .integer:
      if let number = try? node.int() { return String(number) }
      return abbreviated(node.contentBytes)
    case .utcTime, .generalizedTime: return Self.text(node.contentBytes)
    case .utf8String, .printableString, .ia5String, .visibleString, .numericString:
      return "'\(Self.text(node.contentBytes))'"
    case .null: return ""
    default:
      let isText = node.contentBytes.allSatisfy { (0x20...0x7e).contains($0) } && node.contentBytes.count > 3
      return isText ? "'\(Self.text(node.contentBytes))'" : abbreviated(node.contentBytes)
    }
  }

  /// Text from outside, with control characters made visible so that no file can write to the terminal.
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: Array(bytes), as: UTF8.self).escapingControls
  }

  private static func abbreviated(_ bytes: ArraySlice<UInt8>) -> String {
    let shown = Hex.string(bytes.prefix(24))
    return bytes.count > 24 ? "\(shown)... (\(bytes.count) bytes)" : shown
  }
}

extension String {
  /// The text with control characters, and those that turn the direction of writing, as `\u{...}`.
  var escapingControls: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// Bytes in hexadecimal.
enum Hex {
  static func string(_ bytes: some Sequence<UInt8>, separator: String = "") -> String {
    bytes.map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0" + text : text
    }.joined(separator: separator)
  }
}
