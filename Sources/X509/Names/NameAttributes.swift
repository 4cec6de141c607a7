/// C: a country by its two letters.
public struct CountryName: NameAttribute {
  /// The type of attribute.
  public static let type = AttributeType.countryName
  /// The value.
  public let text: String
  /// The attribute with that value.
  public init(_ text: String) { self.text = text }
}

/// ST: a state or province.
public struct StateOrProvinceName: NameAttribute {
  /// The type of attribute.
  public static let type = AttributeType.stateOrProvinceName
  /// The value.
  public let text: String
  /// The attribute with that value.
  public init(_ text: String) { self.text = text }
}

/// L: a city or another place.
public struct LocalityName: NameAttribute {
  /// The type of attribute.
  public static let type = AttributeType.localityName
  /// The value.
  public let text: String
  /// The attribute with that value.
  public init(_ text: String) { self.text = text }
}

/// STREET: an address.
public struct StreetAddress: NameAttribute {
  /// The type of attribute.
  public static let type = AttributeType.streetAddress
  /// The value.
  public let text: String
  /// The attribute with that value.
  public init(_ text: String) { self.text = text }
}

/// O: an organisation.
public struct OrganizationName: NameAttribute {
  /// The type of attribute.
  public static let type = AttributeType.organizationName
  /// The value.
  public let text: String
  /// The attribute with that value.
  public init(_ text: String) { self.text = text }
}

/// OU: a part of an organisation.
public struct OrganizationalUnitName: NameAttribute {
  /// The type of attribute.
  public static let type = AttributeType.organizationalUnitName
  /// The value.
  public let text: String
  /// The attribute with that value.
  public init(_ text: String) { self.text = text }
}

/// CN: the name the subject is known by.
public struct CommonName: NameAttribute {
  /// The type of attribute.
  public static let type = AttributeType.commonName
  /// The value.
  public let text: String
  /// The attribute with that value.
  public init(_ text: String) { self.text = text }
}

/// An e-mail address.
public struct EmailAddress: NameAttribute {
  /// The type of attribute.
  public static let type = AttributeType.emailAddress
  /// The value.
  public let text: String
  /// The attribute with that value.
  public init(_ text: String) { self.text = text }
}

/// serialNumber: the number of a device or a person (not of the certificate).
public struct SubjectSerialNumber: NameAttribute {
  /// The type of attribute.
  public static let type = AttributeType.serialNumber
  /// The value.
  public let text: String
  /// The attribute with that value.
  public init(_ text: String) { self.text = text }
}

/// DC: one label of a domain name.
public struct DomainComponent: NameAttribute {
  /// The type of attribute.
  public static let type = AttributeType.domainComponent
  /// The value.
  public let text: String
  /// The attribute with that value.
  public init(_ text: String) { self.text = text }
}

/// UID: a user's identifier.
public struct UserID: NameAttribute {
  /// The type of attribute.
  public static let type = AttributeType.userID
  /// The value.
  public let text: String
  /// The attribute with that value.
  public init(_ text: String) { self.text = text }
}
