/// A moment in the years 0000 to 9999, in whole seconds of UTC: what UTCTime and GeneralizedTime express in
/// certificates (RFC 5280, 4.1.2.5).
public struct ASN1Time: Hashable, Comparable, Sendable {
  /// 00000101000000Z, the first moment that has an encoding.
  public static let earliest = ASN1Time(secondsSince1970: -62_167_219_200)
  /// 99991231235959Z, which RFC 5280 (4.1.2.5) defines as "no well-defined expiration date".
  public static let latest = ASN1Time(secondsSince1970: 253_402_300_799)

  /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
  public let secondsSince1970: Int64

  /// The moment that many seconds after the beginning of 1970; those outside the years 0000 to 9999 become `earliest`
  /// or `latest`.
  public init(secondsSince1970: Int64) {
    self.secondsSince1970 = min(max(secondsSince1970, -62_167_219_200), 253_402_300_799)
  }

  /// A moment of the Gregorian calendar, or `nil` when there is no such date or time of day.
  public init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    guard (0...9999).contains(year), (1...12).contains(month), day >= 1, (0...23).contains(hour),
      (0...59).contains(minute), (0...59).contains(second)
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[month - 1] else { return nil }
    // Days before this year since year 0, with a leap day for each leap year among 0 ..< year.
    let leapDays = year == 0 ? 0 : (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + 1
    let days = year * 365 + leapDays + lengths[..<(month - 1)].reduce(0, +) + day - 1
    secondsSince1970 = Int64(days - 719_528) * 86400 + Int64(hour * 3600 + minute * 60 + second)
  }

  /// The date and time of day in UTC.
  public var components: (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    let days = Int((secondsSince1970 + 62_167_219_200) / 86400)  // since 0000-01-01, never negative
    let second = Int((secondsSince1970 + 62_167_219_200) % 86400)
    // A year estimated from its mean length in 400 years (146,097 days) is right or one too late.
    var year = days * 400 / 146_097
    func start(_ year: Int) -> Int {
      year == 0 ? 0 : year * 365 + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + 1
    }
    while start(year) > days { year -= 1 }
    while start(year + 1) <= days { year += 1 }
    var day = days - start(year)
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    var month = 1
    for length in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
      guard day >= length else { break }
      day -= length
      month += 1
    }
    return (year, month, day + 1, second / 3600, second / 60 % 60, second % 60)
  }

  /// Whether `first` is before `second`.
  public static func < (first: ASN1Time, second: ASN1Time) -> Bool {
    first.secondsSince1970 < second.secondsSince1970
  }
}

extension ASN1Time: DERParseable, DERSerializable {
  /// Reads the CHOICE `Time` of RFC 5280: UTCTime `YYMMDDHHMMSSZ` or GeneralizedTime `YYYYMMDDHHMMSSZ`.
  ///
  /// Authorities must write the years 1950 to 2049 as UTCTime, but readers must take either type for any year
  /// (RFC 5280, 4.1.2.5; NIST's PKITS tests it in 4.2.4).
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    self = try node.identifier == .utcTime ? UTCTime(derEncoded: node).time : GeneralizedTime(derEncoded: node).time
  }

  /// Writes UTCTime for the years 1950 to 2049 and GeneralizedTime for all others.
  public func serialize(into serializer: inout DER.Serializer) {
    if (1950...2049).contains(components.year) {
      serializer.appendPrimitive(.utcTime, content: digits.dropFirst(2))
    } else {
      serializer.append(GeneralizedTime(time: self))
    }
  }

  /// `YYYYMMDDHHMMSSZ`.
  fileprivate var digits: [UInt8] {
    let parts = components
    func two(_ value: Int) -> [UInt8] {
      [UInt8(ascii: "0") + UInt8(value / 10), UInt8(ascii: "0") + UInt8(value % 10)]
    }
    return two(parts.year / 100) + two(parts.year % 100) + two(parts.month) + two(parts.day) + two(parts.hour)
      + two(parts.minute) + two(parts.second) + [UInt8(ascii: "Z")]
  }

  /// Reads the pairs of digits of a time, which must end in `Z`.
  fileprivate static func digitPairs(_ node: DER.Node, count: Int) throws(ASN1Error) -> [Int] {
    let content = Array(node.contentBytes)
    guard content.count == count * 2 + 1, content.last == UInt8(ascii: "Z") else {
      throw ASN1Error(
        .invalidTime(rule: "RFC 5280 4.1.2.5: a time has \(count * 2) digits (with seconds, without fraction) and Z"),
        at: node.offset)
    }
    var pairs: [Int] = []
    for index in stride(from: 0, to: count * 2, by: 2) {
      let (high, low) = (content[index], content[index + 1])
      guard (0x30...0x39).contains(high), (0x30...0x39).contains(low) else {
        throw ASN1Error(.invalidTime(rule: "RFC 5280 4.1.2.5: a time is made of digits"), at: node.offset)
      }
      pairs.append(Int(high - 0x30) * 10 + Int(low - 0x30))
    }
    return pairs
  }

  fileprivate init(year: Int, fields: ArraySlice<Int>, node: DER.Node) throws(ASN1Error) {
    let fields = Array(fields)
    guard
      let time = ASN1Time(
        year: year, month: fields[0], day: fields[1], hour: fields[2], minute: fields[3], second: fields[4])
    else {
      throw ASN1Error(.invalidTime(rule: "RFC 5280 4.1.2.5: there is no such date or time of day"), at: node.offset)
    }
    self = time
  }
}

extension ASN1Time: CustomStringConvertible {
  /// The moment as `2026-11-24 00:10:00 UTC`.
  public var description: String {
    let text = digits.map { String(UnicodeScalar($0)) }
    func part(_ range: Range<Int>) -> String { text[range].joined() }
    return "\(part(0..<4))-\(part(4..<6))-\(part(6..<8)) \(part(8..<10)):\(part(10..<12)):\(part(12..<14)) UTC"
  }
}

/// A UTCTime in the form of RFC 5280 (4.1.2.5.1): two digits of the year, 50 to 99 meaning 1950 to 1999.
public struct UTCTime: Hashable, Sendable, DERParseable {
  /// The moment.
  public let time: ASN1Time

  /// Reads `YYMMDDHHMMSSZ`.
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    try node.require(.utcTime)
    let pairs = try ASN1Time.digitPairs(node, count: 6)
    time = try ASN1Time(year: pairs[0] + (pairs[0] < 50 ? 2000 : 1900), fields: pairs[1...], node: node)
  }
}

/// A GeneralizedTime in the form of RFC 5280 (4.1.2.5.2): UTC with seconds and without a fraction.
public struct GeneralizedTime: Hashable, Sendable, DERParseable, DERSerializable {
  /// The moment.
  public let time: ASN1Time

  /// A moment of any year.
  public init(time: ASN1Time) { self.time = time }

  /// Reads `YYYYMMDDHHMMSSZ`.
  public init(derEncoded node: DER.Node) throws(ASN1Error) {
    try node.require(.generalizedTime)
    let pairs = try ASN1Time.digitPairs(node, count: 7)
    time = try ASN1Time(year: pairs[0] * 100 + pairs[1], fields: pairs[2...], node: node)
  }

  /// Writes `YYYYMMDDHHMMSSZ`.
  public func serialize(into serializer: inout DER.Serializer) {
    serializer.appendPrimitive(.generalizedTime, content: time.digits)
  }
}
