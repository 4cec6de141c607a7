/// Bytes that are not the DER they should be: what is wrong, and at which byte.
public struct ASN1Error: Error, Hashable, Sendable {
  /// What was found in place of what was expected.
  public enum Reason: Hashable, Sendable {
    /// The input ends inside an element that needs `needed` more bytes where only `available` are left.
    case truncated(needed: Int, available: Int)
    /// The whole input is longer than `DER.maximumByteCount`.
    case inputTooLarge(byteCount: Int, limit: Int)
    /// Elements are nested deeper than `DER.maximumDepth`.
    case nestedTooDeeply(limit: Int)
    /// Bytes follow where the element, or the value, should have ended.
    case trailingData(byteCount: Int)
    /// A length of the form that ends with an end-of-contents marker.
    case indefiniteLength
    /// A length that could have been written in fewer bytes.
    case lengthNotMinimal
    /// A length of more bytes than any accepted input has, or the reserved form 0xFF.
    case lengthTooLarge
    /// A tag number that could have been written in fewer bytes.
    case tagNotMinimal
    /// A tag number above 2^28 - 1, or the reserved universal tag 0.
    case tagNotAllowed
    /// A string, number or time in constructed form, or a SEQUENCE or SET in primitive form.
    case wrongForm(ASN1Identifier)
    /// Another type of element than the one that belongs here.
    case unexpectedIdentifier(found: ASN1Identifier, expected: ASN1Identifier)
    /// The enclosing element ends where another one should follow.
    case missingElement(expected: ASN1Identifier?)
    /// A BOOLEAN of another length than 1 or another value than 0x00 and 0xFF.
    case booleanNotCanonical
    /// An INTEGER without content.
    case integerEmpty
    /// An INTEGER that begins with nine equal bits.
    case integerNotMinimal
    /// An INTEGER outside the range that its field allows.
    case integerOutOfRange(rule: String)
    /// A NULL with content.
    case nullNotEmpty
    /// A BIT STRING without its first byte, or with more than 7 unused bits, or unused bits in no byte at all.
    case bitStringMalformed
    /// A BIT STRING with unused bits that are set.
    case bitStringUnusedBitsSet
    /// A list of named bits that ends in zeros.
    case namedBitsNotMinimal
    /// An OBJECT IDENTIFIER that is empty, ends inside an arc, or has an arc with leading zeros.
    case objectIdentifierMalformed
    /// An OBJECT IDENTIFIER longer than `ObjectIdentifier.maximumByteCount`.
    case objectIdentifierTooLong(byteCount: Int, limit: Int)
    /// A SET OF whose elements are not in ascending order.
    case setNotSorted
    /// A byte that the string's type does not have.
    case invalidCharacter(in: ASN1Identifier)
    /// A UTCTime or GeneralizedTime that is not in the one form RFC 5280 allows, or no date of the calendar.
    case invalidTime(rule: String)
    /// A field with its DEFAULT value, which DER leaves out.
    case defaultValueEncoded
    /// Well-formed DER whose value breaks a rule of the structure it belongs to.
    case invalidValue(rule: String)
  }

  /// What is wrong.
  public let reason: Reason
  /// Where: the index of the byte in the array that was parsed.
  public let offset: Int

  /// An error at byte `offset` of the input.
  public init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  /// An error for a value that breaks `rule`, which begins with the section that demands it.
  public static func invalid(_ rule: String, at offset: Int) -> ASN1Error {
    ASN1Error(.invalidValue(rule: rule), at: offset)
  }
}

extension ASN1Error: CustomStringConvertible {
  /// The rule that was broken, with the clause of X.690 (or the section of the RFC) that states it.
  public var rule: String {
    switch reason {
    case .truncated(let needed, let available):
      "X.690 8.1.3: \(needed) more bytes are needed, \(available) are left"
    case .inputTooLarge(let byteCount, let limit): "\(byteCount) bytes are more than the limit of \(limit)"
    case .nestedTooDeeply(let limit): "elements are nested deeper than the limit of \(limit)"
    case .trailingData(let byteCount): "\(byteCount) bytes follow where the value should have ended"
    case .indefiniteLength: "X.690 10.1: the length is definite"
    case .lengthNotMinimal: "X.690 10.1: the length has the fewest bytes possible"
    case .lengthTooLarge: "X.690 8.1.3.5: the length is larger than any input that is accepted"
    case .tagNotMinimal: "X.690 8.1.2.4: the tag number has the fewest bytes possible"
    case .tagNotAllowed: "X.690 8.1.2: this tag number is reserved or too large"
    case .wrongForm(let identifier): "X.690 10.2: \(identifier) has the wrong form (primitive or constructed)"
    case .unexpectedIdentifier(let found, let expected): "found \(found) where \(expected) belongs"
    case .missingElement(let expected):
      "the element ends where \(expected?.description ?? "another element") belongs"
    case .booleanNotCanonical: "X.690 11.1: a BOOLEAN is the one byte 00 or FF"
    case .integerEmpty: "X.690 8.3.1: an INTEGER has at least one byte"
    case .integerNotMinimal: "X.690 8.3.2: an INTEGER does not begin with nine equal bits"
    case .integerOutOfRange(let rule): rule
    case .nullNotEmpty: "X.690 8.8.2: NULL has no content"
    case .bitStringMalformed: "X.690 8.6.2: a BIT STRING begins with the number of unused bits, 0 to 7"
    case .bitStringUnusedBitsSet: "X.690 11.2.1: the unused bits of a BIT STRING are zero"
    case .namedBitsNotMinimal: "X.690 11.2.2: a list of named bits does not end in zeros"
    case .objectIdentifierMalformed: "X.690 8.19.2: the arcs of an OBJECT IDENTIFIER are whole and minimal"
    case .objectIdentifierTooLong(let byteCount, let limit):
      "an OBJECT IDENTIFIER of \(byteCount) bytes is above the limit of \(limit)"
    case .setNotSorted: "X.690 11.6: the elements of a SET OF are in ascending order"
    case .invalidCharacter(let identifier): "X.690 8.23: a byte that \(identifier) does not have"
    case .invalidTime(let rule): rule
    case .defaultValueEncoded: "X.690 11.5: a DEFAULT value is left out"
    case .invalidValue(let rule): rule
    }
  }

  /// The rule and the place, for people.
  public var description: String { "\(rule) (at byte \(offset))" }
}
