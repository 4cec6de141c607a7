import ASN1

extension DistinguishedName: CustomStringConvertible {
  /// The name as RFC 4514 writes it: narrowest attribute first, `CN=localhost,O=Example,C=CH`.
  public var description: String {
    relativeNames.reversed().map(\.description).joined(separator: ",")
  }

  /// Reads a name from text, in either of two forms:
  ///
  /// * `/C=CH/O=Example/CN=localhost`, widest attribute first, as OpenSSL's `-subj` takes it;
  /// * `CN=localhost,O=Example,C=CH`, narrowest first, as RFC 4514 writes it.
  ///
  /// In both, a backslash takes away the meaning of the character after it, two hexadecimal digits after a backslash are
  /// a byte of UTF-8, `+` joins attributes of one step, and `#` begins a value in hexadecimal DER.
  ///
  /// - Throws: a `NameError` with the position of what is wrong.
  public init(parsing text: String) throws(NameError) {
    if text.hasPrefix("/") {
      let parser = NameTextParser(text, separator: "/", from: 1)
      self.init(try parser.relativeNames())
    } else {
      let parser = NameTextParser(text, separator: ",", from: 0)
      self.init(try parser.relativeNames().reversed())
    }
  }
}

extension RelativeDistinguishedName: CustomStringConvertible {
  /// The attributes as RFC 4514 writes them, joined by `+`.
  public var description: String { attributes.map(\.description).joined(separator: "+") }
}

extension RelativeDistinguishedName.Attribute: CustomStringConvertible {
  /// `type=value` as RFC 4514 writes it; values that are no strings or empty, and those of unknown types, are `#` and
  /// hexadecimal.
  public var description: String {
    guard case .string(let string) = value, !string.bytes.isEmpty, type.properties != nil else {
      let element = DERElement(value)
      return "\(type)=#" + element.derBytes.map(hexadecimal).joined()
    }
    return "\(type)=\(Self.escaped(string.string))"
  }

  private struct DERElement: DERSerializable {
    let value: Value
    init(_ value: Value) { self.value = value }
    func serialize(into serializer: inout DER.Serializer) {
      switch value {
      case .string(let string): serializer.append(string)
      case .other(let element): serializer.append(element)
      }
    }
  }

  /// The escapes of RFC 4514, section 2.4, and control characters as bytes so that no name can move a terminal's cursor.
  private static func escaped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\"", "+", ",", ";", "<", ">", "\\": result += "\\\(scalar)"
      case "#" where index == 0: result += "\\#"
      case " " where index == 0 || index == scalars.count - 1: result += "\\ "
      case _ where scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format:
        for byte in String(scalar).utf8 { result += "\\" + hexadecimal(byte) }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// Two hexadecimal digits.
func hexadecimal(_ byte: UInt8) -> String {
  let text = String(byte, radix: 16)
  return byte < 16 ? "0" + text : text
}
