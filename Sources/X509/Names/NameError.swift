/// A name that cannot be written, and why.
public enum NameError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A country that is not two letters.
  case countryNotTwoLetters(found: String)
  /// A value without characters.
  case emptyValue(attribute: AttributeType)
  /// A value that is longer than RFC 5280 allows, in characters.
  case tooLong(attribute: AttributeType, found: Int, limit: Int)
  /// A character that the attribute's string type does not have.
  case invalidCharacter(attribute: AttributeType, value: String)
  /// An attribute's name that is not known; it may be given as a dotted number.
  case unknownAttribute(String)
  /// A name in text that breaks the grammar, at the given character (from 0).
  case malformed(rule: String, at: Int)

  /// What is wrong, for people.
  public var description: String {
    switch self {
    case .countryNotTwoLetters(let found): "C is a country by its two letters (ISO 3166), found \"\(found)\""
    case .emptyValue(let attribute): "\(attribute) has no value"
    case .tooLong(let attribute, let found, let limit):
      "\(attribute) has at most \(limit) characters (RFC 5280 appendix A.1), found \(found)"
    case .invalidCharacter(let attribute, let value):
      "\(attribute) is written as \(attribute.properties.map { "\($0.kind.identifier)" } ?? "UTF8String"), "
        + "which cannot hold \"\(value)\""
    case .unknownAttribute(let name):
      "\"\(name)\" is no known attribute; use C, ST, L, O, OU, CN, ... or a dotted number"
    case .malformed(let rule, let position): "\(rule) (at character \(position))"
    }
  }
}
