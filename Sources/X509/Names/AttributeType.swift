import ASN1

/// The kinds of attribute that names of people, organisations and machines are made of (RFC 5280, appendix A; RFC 4519).
public struct AttributeType: Hashable, Sendable {
  /// The type's object identifier.
  public let objectIdentifier: ObjectIdentifier

  /// The attribute type that an object identifier stands for.
  public init(_ objectIdentifier: ObjectIdentifier) { self.objectIdentifier = objectIdentifier }

  /// C, a country by two letters (ISO 3166).
  public static let countryName = AttributeType([2, 5, 4, 6])
  /// ST, a state or province.
  public static let stateOrProvinceName = AttributeType([2, 5, 4, 8])
  /// L, a city or another place.
  public static let localityName = AttributeType([2, 5, 4, 7])
  /// STREET, an address.
  public static let streetAddress = AttributeType([2, 5, 4, 9])
  /// O, an organisation.
  public static let organizationName = AttributeType([2, 5, 4, 10])
  /// OU, a part of one.
  public static let organizationalUnitName = AttributeType([2, 5, 4, 11])
  /// CN, the name the subject is known by.
  public static let commonName = AttributeType([2, 5, 4, 3])
  /// SN, a family name.
  public static let surname = AttributeType([2, 5, 4, 4])
  /// GN, a given name.
  public static let givenName = AttributeType([2, 5, 4, 42])
  /// A title.
  public static let title = AttributeType([2, 5, 4, 12])
  /// The number of a device or a person.
  public static let serialNumber = AttributeType([2, 5, 4, 5])
  /// What tells apart subjects of one name.
  public static let dnQualifier = AttributeType([2, 5, 4, 46])
  /// DC, one label of a domain name.
  public static let domainComponent = AttributeType([0, 9, 2342, 19_200_300, 100, 1, 25])
  /// UID, a user's identifier.
  public static let userID = AttributeType([0, 9, 2342, 19_200_300, 100, 1, 1])
  /// An e-mail address, from PKCS #9.
  public static let emailAddress = AttributeType([1, 2, 840, 113549, 1, 9, 1])

  /// What is known about an attribute type.
  struct Properties {
    let type: AttributeType
    let shortName: String
    /// The string type that it is written as.
    let kind: ASN1String.Kind
    /// The most characters it has (RFC 5280, appendix A.1), where there is a limit.
    let maximumLength: Int?
  }

  static let known: [Properties] = [
    Properties(type: .countryName, shortName: "C", kind: .printable, maximumLength: 2),
    Properties(type: .stateOrProvinceName, shortName: "ST", kind: .utf8, maximumLength: 128),
    Properties(type: .localityName, shortName: "L", kind: .utf8, maximumLength: 128),
    Properties(type: .streetAddress, shortName: "STREET", kind: .utf8, maximumLength: 128),
    Properties(type: .organizationName, shortName: "O", kind: .utf8, maximumLength: 64),
    Properties(type: .organizationalUnitName, shortName: "OU", kind: .utf8, maximumLength: 64),
    Properties(type: .commonName, shortName: "CN", kind: .utf8, maximumLength: 64),
    Properties(type: .surname, shortName: "SN", kind: .utf8, maximumLength: 40),
    Properties(type: .givenName, shortName: "GN", kind: .utf8, maximumLength: 16),
    Properties(type: .title, shortName: "title", kind: .utf8, maximumLength: 64),
    Properties(type: .serialNumber, shortName: "serialNumber", kind: .printable, maximumLength: 64),
    Properties(type: .dnQualifier, shortName: "dnQualifier", kind: .printable, maximumLength: nil),
    Properties(type: .domainComponent, shortName: "DC", kind: .ia5, maximumLength: 63),
    Properties(type: .userID, shortName: "UID", kind: .utf8, maximumLength: 256),
    Properties(type: .emailAddress, shortName: "emailAddress", kind: .ia5, maximumLength: 255),
  ]

  /// Other spellings that are understood, in lower case.
  private static let longNames: [String: AttributeType] = [
    "countryname": .countryName, "stateorprovincename": .stateOrProvinceName, "s": .stateOrProvinceName,
    "localityname": .localityName, "streetaddress": .streetAddress, "organizationname": .organizationName,
    "organizationalunitname": .organizationalUnitName, "commonname": .commonName, "surname": .surname,
    "givenname": .givenName, "domaincomponent": .domainComponent, "userid": .userID, "e": .emailAddress,
    "email": .emailAddress,
  ]

  var properties: Properties? { Self.known.first { $0.type == self } }

  /// The attribute type with that short name (`CN`), long name (`commonName`) or dotted number, whatever its case.
  public init?(name: some StringProtocol) {
    let lowercased = name.lowercased()
    if let known = Self.known.first(where: { $0.shortName.lowercased() == lowercased }) {
      self = known.type
    } else if let type = Self.longNames[lowercased] {
      self = type
    } else if let objectIdentifier = ObjectIdentifier(dotted: name) {
      self.init(objectIdentifier)
    } else {
      return nil
    }
  }
}

extension AttributeType: CustomStringConvertible {
  /// The short name, or the dotted number of a type that has none here.
  public var description: String { properties?.shortName ?? objectIdentifier.description }
}
