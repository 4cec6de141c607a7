import ASN1
import Foundation
import TestSupport
import Testing

@Suite struct ASN1TimeTests {
  static func node(_ text: String, generalized: Bool) throws -> DER.Node {
    var serializer = DER.Serializer()
    serializer.appendPrimitive(generalized ? .generalizedTime : .utcTime, content: Array(text.utf8))
    return try DER.parse(serializer.bytes)
  }

  @Test(
    "UTCTime has 50 to 99 in the last century",
    arguments: [
      ("700101000000Z", 0), ("491231235959Z", 2_524_607_999), ("500101000000Z", -631_152_000),
      ("991231235959Z", 946_684_799), ("000229120000Z", 951_825_600),
    ])
  func utcTime(_ text: String, _ seconds: Int64) throws {
    let time = try ASN1Time(derEncoded: Self.node(text, generalized: false))
    #expect(time.secondsSince1970 == seconds)
    #expect(try time.derBytes == Array(Self.node(text, generalized: false).encodedBytes))
  }

  @Test(
    "GeneralizedTime has four digits of the year, and is written for years that UTCTime does not have",
    arguments: [
      ("20500101000000Z", 2_524_608_000), ("99991231235959Z", 253_402_300_799), ("00000101000000Z", -62_167_219_200),
      ("19491231235959Z", -631_152_001), ("24000229000000Z", 13_574_563_200),
    ])
  func generalizedTime(_ text: String, _ seconds: Int64) throws {
    let time = try ASN1Time(derEncoded: Self.node(text, generalized: true))
    #expect(time.secondsSince1970 == seconds)
    #expect(try time.derBytes == Array(Self.node(text, generalized: true).encodedBytes))
  }

  @Test("GeneralizedTime is read for the years of UTCTime too (RFC 5280 4.1.2.5, PKITS 4.2.4)")
  func generalizedTimeBefore2050() throws {
    let time = try ASN1Time(derEncoded: Self.node("20020101120100Z", generalized: true))
    #expect(time.description == "2002-01-01 12:01:00 UTC")
    #expect(try time.derBytes == Array(Self.node("020101120100Z", generalized: false).encodedBytes))
  }

  @Test(
    "A UTCTime in another form, or that there is not, is refused",
    arguments: [
      "7001010000Z", "700101000000", "700101000000+0000", "7001010000000", "70010100000Z", "700101000000z",
      "701301000000Z", "700001000000Z", "700100000000Z", "700132000000Z", "700229000000Z", "700431000000Z",
      "700101240000Z", "700101006000Z", "700101000060Z", "70 101000000Z", "-00101000000Z", "",
    ])
  func malformedUTCTime(_ text: String) throws {
    let node = try Self.node(text, generalized: false)
    let error = #expect(throws: ASN1Error.self) { try ASN1Time(derEncoded: node) }
    guard case .invalidTime = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.offset == 0)
  }

  @Test(
    "A GeneralizedTime in another form, or that there is not, is refused",
    arguments: [
      "205001010000Z", "20500101000000", "20500101000000.5Z", "20500101000000+0000", "20510229000000Z",
      "21000229000000Z", "2050010100000000Z", "50010100000Z",
    ])
  func malformedGeneralizedTime(_ text: String) throws {
    let node = try Self.node(text, generalized: true)
    #expect(throws: ASN1Error.self) { try ASN1Time(derEncoded: node) }
  }

  @Test("Dates agree with Foundation's calendar")
  func calendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    var random = SplitMix64(seed: 2)
    for _ in 0..<2000 {
      // Foundation's Gregorian calendar is Julian before 1582.
      let time = ASN1Time(secondsSince1970: Int64.random(in: -12_000_000_000...253_402_300_799, using: &random))
      let parts = time.components
      let date = Date(timeIntervalSince1970: TimeInterval(time.secondsSince1970))
      let expected = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
      #expect(parts.year == expected.year && parts.month == expected.month && parts.day == expected.day)
      #expect(parts.hour == expected.hour && parts.minute == expected.minute && parts.second == expected.second)
      let back = ASN1Time(
        year: parts.year, month: parts.month, day: parts.day, hour: parts.hour, minute: parts.minute,
        second: parts.second)
      #expect(back == time)
    }
  }

  @Test("Every day of 10,000 years comes back from its date")
  func everyDay() {
    var day = ASN1Time.earliest.secondsSince1970
    while day < ASN1Time.latest.secondsSince1970 {
      let parts = ASN1Time(secondsSince1970: day).components
      let back = ASN1Time(year: parts.year, month: parts.month, day: parts.day)
      if back?.secondsSince1970 != day { Issue.record("\(day): \(parts)") }
      day += 86400
    }
  }

  @Test("Moments without an encoding become the nearest one that has")
  func clamping() {
    #expect(ASN1Time(secondsSince1970: .max) == .latest)
    #expect(ASN1Time(secondsSince1970: .min) == .earliest)
    #expect(ASN1Time.latest.description == "9999-12-31 23:59:59 UTC")
    #expect(ASN1Time.earliest.description == "0000-01-01 00:00:00 UTC")
  }
}
