import ASN1

/// Reads the two text forms of a distinguished name, which differ in their separator and order only.
struct NameTextParser {
  private let scalars: [Unicode.Scalar]
  private let separator: Unicode.Scalar
  private let start: Int

  init(_ text: String, separator: Unicode.Scalar, from start: Int) {
    scalars = Array(text.unicodeScalars)
    self.separator = separator
    self.start = start
  }

  /// The steps in the order of the text.
  func relativeNames() throws(NameError) -> [RelativeDistinguishedName] {
    var names: [RelativeDistinguishedName] = []
    var attributes: [RelativeDistinguishedName.Attribute] = []
    var position = start
    while position < scalars.count {
      let type = try attributeType(&position)
      attributes.append(try attribute(type, &position))
      if position < scalars.count, scalars[position] == "+" {
        position += 1
        guard position < scalars.count else {
          throw .malformed(rule: "an attribute follows \"+\"; write \"\\+\" in a value", at: position)
        }
        continue
      }
      names.append(RelativeDistinguishedName(attributes))
      attributes = []
      guard position < scalars.count else { break }
      position += 1
      // "/CN=x/" is what shells' line editing leaves now and then; "CN=x," is a mistake.
      guard position < scalars.count || separator == "/" else {
        throw .malformed(
          rule: "an attribute follows \"\(separator)\"; write \"\\\(separator)\" in a value", at: position)
      }
    }
    return names
  }

  private func attributeType(_ position: inout Int) throws(NameError) -> AttributeType {
    let nameStart = position
    while position < scalars.count, scalars[position] != "=" {
      guard scalars[position] != separator, scalars[position] != "+" else { break }
      position += 1
    }
    guard position < scalars.count, scalars[position] == "=" else {
      throw .malformed(rule: "an attribute is NAME=VALUE; write \"\\\(separator)\" in a value", at: nameStart)
    }
    let name = trimmed(scalars[nameStart..<position])
    position += 1
    guard let type = AttributeType(name: name) else { throw .unknownAttribute(name) }
    return type
  }

  private func attribute(
    _ type: AttributeType, _ position: inout Int
  ) throws(NameError) -> RelativeDistinguishedName.Attribute {
    while position < scalars.count, scalars[position] == " " { position += 1 }
    let valueStart = position
    var bytes: [UInt8] = []
    var keep = 0  // the value's length up to its last character that is not an unescaped space
    while position < scalars.count, scalars[position] != separator, scalars[position] != "+" {
      let scalar = scalars[position]
      position += 1
      guard scalar == "\\" else {
        guard separator == "/" || !["\"", ";", "<", ">"].contains(scalar) else {
          throw .malformed(rule: "RFC 4514 2.4: write \"\\\(scalar)\" in a value", at: position - 1)
        }
        bytes += String(scalar).utf8
        if scalar != " " { keep = bytes.count }
        continue
      }
      guard position < scalars.count else {
        throw .malformed(rule: "a character follows \"\\\"", at: position)
      }
      if position + 1 < scalars.count, let high = digit(scalars[position]), let low = digit(scalars[position + 1]) {
        bytes.append(high << 4 | low)
        position += 2
      } else {
        bytes += String(scalars[position]).utf8
        position += 1
      }
      keep = bytes.count
    }
    let value = Array(bytes[..<keep])
    if valueStart < scalars.count, scalars[valueStart] == "#", separator == "," {
      return try encodedAttribute(type, value.dropFirst(), at: valueStart)
    }
    guard let text = String(validating: value, as: UTF8.self) else {
      throw .malformed(rule: "the value is UTF-8", at: valueStart)
    }
    return try RelativeDistinguishedName.Attribute(type: type, text: text)
  }

  private func encodedAttribute(
    _ type: AttributeType, _ digits: ArraySlice<UInt8>, at position: Int
  ) throws(NameError) -> RelativeDistinguishedName.Attribute {
    var bytes: [UInt8] = []
    let values = digits.compactMap { digit(Unicode.Scalar($0)) }
    for index in stride(from: 0, to: values.count - 1, by: 2) { bytes.append(values[index] << 4 | values[index + 1]) }
    guard values.count == digits.count, values.count % 2 == 0, let node = try? DER.parse(bytes) else {
      throw .malformed(rule: "RFC 4514 2.4: after \"#\" follows a value's DER in hexadecimal", at: position)
    }
    do throws(ASN1Error) {
      return RelativeDistinguishedName.Attribute(type: type, value: try .init(derEncoded: node))
    } catch {
      throw .malformed(rule: "the value after \"#\": \(error.rule)", at: position)
    }
  }

  private func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var rest = scalars
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(String.UnicodeScalarView(rest))
  }

  private func digit(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar {
    case "0"..."9": UInt8(scalar.value - 0x30)
    case "a"..."f": UInt8(scalar.value - 0x61 + 10)
    case "A"..."F": UInt8(scalar.value - 0x41 + 10)
    default: nil
    }
  }
}
