/// The identifier octets of an element (X.690, 8.1.2): class, form and tag number.
public struct ASN1Identifier: Hashable, Sendable {
  /// The class of a tag.
  public enum TagClass: UInt8, Hashable, Sendable {
    /// Types of ASN.1 itself.
    case universal = 0
    /// Types of one application.
    case application = 1
    /// Types that only their place gives a meaning.
    case contextSpecific = 2
    /// Types of one organisation.
    case `private` = 3
  }

  /// The largest tag number that is accepted: four bytes of seven bits.
  public static let maximumTagNumber: UInt32 = 1 << 28 - 1

  /// The tag's class.
  public let tagClass: TagClass
  /// The tag's number in its class.
  public let tagNumber: UInt32
  /// Whether the content is made of elements.
  public let isConstructed: Bool

  /// An identifier of the given class, number (at most `maximumTagNumber`) and form.
  public init(tagClass: TagClass, tagNumber: UInt32, isConstructed: Bool) {
    precondition(tagNumber <= Self.maximumTagNumber, "tag numbers have at most 28 bits")
    self.tagClass = tagClass
    self.tagNumber = tagNumber
    self.isConstructed = isConstructed
  }

  private init(universal number: UInt32, isConstructed: Bool = false) {
    self.init(tagClass: .universal, tagNumber: number, isConstructed: isConstructed)
  }

  /// BOOLEAN.
  public static let boolean = ASN1Identifier(universal: 1)
  /// INTEGER.
  public static let integer = ASN1Identifier(universal: 2)
  /// BIT STRING.
  public static let bitString = ASN1Identifier(universal: 3)
  /// OCTET STRING.
  public static let octetString = ASN1Identifier(universal: 4)
  /// NULL.
  public static let null = ASN1Identifier(universal: 5)
  /// OBJECT IDENTIFIER.
  public static let objectIdentifier = ASN1Identifier(universal: 6)
  /// ENUMERATED.
  public static let enumerated = ASN1Identifier(universal: 10)
  /// UTF8String.
  public static let utf8String = ASN1Identifier(universal: 12)
  /// SEQUENCE and SEQUENCE OF.
  public static let sequence = ASN1Identifier(universal: 16, isConstructed: true)
  /// SET and SET OF.
  public static let set = ASN1Identifier(universal: 17, isConstructed: true)
  /// NumericString.
  public static let numericString = ASN1Identifier(universal: 18)
  /// PrintableString.
  public static let printableString = ASN1Identifier(universal: 19)
  /// TeletexString, also called T61String.
  public static let teletexString = ASN1Identifier(universal: 20)
  /// IA5String: ASCII.
  public static let ia5String = ASN1Identifier(universal: 22)
  /// UTCTime.
  public static let utcTime = ASN1Identifier(universal: 23)
  /// GeneralizedTime.
  public static let generalizedTime = ASN1Identifier(universal: 24)
  /// VisibleString: ASCII without control characters.
  public static let visibleString = ASN1Identifier(universal: 26)
  /// UniversalString: four bytes a character.
  public static let universalString = ASN1Identifier(universal: 28)
  /// BMPString: two bytes a character.
  public static let bmpString = ASN1Identifier(universal: 30)

  /// `[number] EXPLICIT`, or `[number] IMPLICIT` of a constructed type.
  public static func contextSpecificConstructed(_ number: UInt32) -> ASN1Identifier {
    ASN1Identifier(tagClass: .contextSpecific, tagNumber: number, isConstructed: true)
  }

  /// `[number] IMPLICIT` of a primitive type.
  public static func contextSpecific(_ number: UInt32) -> ASN1Identifier {
    ASN1Identifier(tagClass: .contextSpecific, tagNumber: number, isConstructed: false)
  }

  /// The form that DER demands of a universal type: `true` for constructed.
  var demandsConstructed: Bool? {
    guard tagClass == .universal else { return nil }
    switch tagNumber {
    case 8, 11, 16, 17, 29: return true  // EXTERNAL, EMBEDDED PDV, SEQUENCE, SET, CHARACTER STRING
    default: return false
    }
  }
}

extension ASN1Identifier: CustomStringConvertible {
  /// The type's name, or the tag in brackets.
  public var description: String {
    switch tagClass {
    case .universal:
      let names: [UInt32: String] = [
        1: "BOOLEAN", 2: "INTEGER", 3: "BIT STRING", 4: "OCTET STRING", 5: "NULL", 6: "OBJECT IDENTIFIER",
        10: "ENUMERATED", 12: "UTF8String", 16: "SEQUENCE", 17: "SET", 18: "NumericString", 19: "PrintableString",
        20: "TeletexString", 22: "IA5String", 23: "UTCTime", 24: "GeneralizedTime", 26: "VisibleString",
        28: "UniversalString", 30: "BMPString",
      ]
      return names[tagNumber] ?? "[UNIVERSAL \(tagNumber)]"
    case .application: return "[APPLICATION \(tagNumber)]"
    case .contextSpecific: return "[\(tagNumber)]"
    case .private: return "[PRIVATE \(tagNumber)]"
    }
  }
}
