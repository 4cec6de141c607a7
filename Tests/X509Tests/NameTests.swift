import ASN1
import TestSupport
import Testing
import X509

@Suite struct NameTests {
  @Test(
    "Both forms of text are the same name",
    arguments: [
      ("/C=CH/O=Example/CN=localhost", "CN=localhost,O=Example,C=CH"),
      ("/CN=localhost", "CN=localhost"),
      ("/c=ch/commonName=localhost", "2.5.4.3=localhost, C = CH"),
      ("/O=A, B/CN=x", #"CN=x,O=A\, B"#),
      (#"/O=A\/B/CN=x"#, "CN=x,O=A/B"),
      ("/DC=example/DC=net/UID=jsmith", "UID=jsmith,DC=net,DC=example"),
      ("/O=Example/OU=Sales+CN=J. Smith", "OU=Sales+CN=J. Smith,O=Example"),
      (#"/CN=Lu\C4\8Di\C4\87"#, "CN=Lu\u{10d}i\u{107}"),
      (#"/CN=\  x \ "#, #"CN=\  x \ "#),
      ("/emailAddress=a@example.com", "E=a@example.com"),
      ("/CN=a=b", "CN=a=b"),
      ("/CN=x/", "CN=x"),
    ])
  func forms(_ openSSL: String, _ rfc4514: String) throws {
    let name = try DistinguishedName(parsing: openSSL)
    #expect(try DistinguishedName(parsing: rfc4514) == name)
    // What is written is read as the same name.
    #expect(try DistinguishedName(parsing: name.description) == name)
    #expect(try DistinguishedName(derEncoded: name.derBytes) == name)
  }

  @Test(
    "Names are written as RFC 4514 writes them (section 4)",
    arguments: [
      ("UID=jsmith,DC=example,DC=net", "UID=jsmith,DC=example,DC=net"),
      ("OU=Sales+CN=J.  Smith,DC=example,DC=net", "OU=Sales+CN=J.  Smith,DC=example,DC=net"),
      (#"CN=James \"Jim\" Smith\, III,DC=example,DC=net"#, #"CN=James \"Jim\" Smith\, III,DC=example,DC=net"#),
      (#"CN=Before\0dAfter,DC=example,DC=net"#, #"CN=Before\0dAfter,DC=example,DC=net"#),
      ("1.3.6.1.4.1.1466.0=#04024869", "1.3.6.1.4.1.1466.0=#04024869"),
      (##"CN=\#x\<\>\;\+\\"##, ##"CN=\#x\<\>\;\+\\"##),
      (#"CN=\ a\ "#, #"CN=\ a\ "#),
      ("CN=#0c00", "CN=#0c00"), ("", ""),
    ])
  func description(_ text: String, _ expected: String) throws {
    #expect(try DistinguishedName(parsing: text).description == expected)
  }

  @Test("A control character in a name cannot reach a terminal")
  func controlCharacters() throws {
    let name = try DistinguishedName { CommonName("a\u{1b}[2Jb\u{202e}c\n") }
    #expect(name.description == #"CN=a\1b[2Jb\e2\80\aec\0a"#)
    #expect(try DistinguishedName(parsing: name.description) == name)
  }

  @Test("The builder's name has the types of string that RFC 5280 wants")
  func builder() throws {
    let name = try DistinguishedName {
      CountryName("ch")
      OrganizationName("Example")
      if true { CommonName("localhost") }
      for label in ["example", "net"] { DomainComponent(label) }
      EmailAddress("a@example.net")
    }
    #expect(name.description == "emailAddress=a@example.net,DC=net,DC=example,CN=localhost,O=Example,C=CH")
    #expect(name.commonName == "localhost")
    #expect(name.texts(of: .domainComponent) == ["example", "net"])
    let kinds = name.relativeNames.flatMap(\.attributes).map { attribute -> ASN1String.Kind? in
      if case .string(let string) = attribute.value { string.kind } else { nil }
    }
    #expect(kinds == [.printable, .utf8, .utf8, .ia5, .ia5, .ia5])
  }

  @Test(
    "A name that breaks a rule is refused with the rule",
    arguments: [
      ("/C=CHE", NameError.countryNotTwoLetters(found: "CHE")),
      ("/C=C1", .countryNotTwoLetters(found: "C1")),
      ("/CN=", .emptyValue(attribute: .commonName)),
      ("/O=x/CN=", .emptyValue(attribute: .commonName)),
      ("/CN=" + String(repeating: "x", count: 65), .tooLong(attribute: .commonName, found: 65, limit: 64)),
      ("/DC=b\u{fc}cher", .invalidCharacter(attribute: .domainComponent, value: "b\u{fc}cher")),
      ("/serialNumber=a_b", .invalidCharacter(attribute: .serialNumber, value: "a_b")),
      ("/XYZ=x", .unknownAttribute("XYZ")),
      ("CN", .malformed(rule: #"an attribute is NAME=VALUE; write "\," in a value"#, at: 0)),
      ("CN=x,", .malformed(rule: #"an attribute follows ","; write "\," in a value"#, at: 5)),
      ("CN=x+", .malformed(rule: #"an attribute follows "+"; write "\+" in a value"#, at: 5)),
      ("/CN=A/B", .malformed(rule: #"an attribute is NAME=VALUE; write "\/" in a value"#, at: 6)),
      (#"CN=x\"#, .malformed(rule: #"a character follows "\""#, at: 5)),
      ("CN=\"x\"", .malformed(rule: "RFC 4514 2.4: write \"\\\"\" in a value", at: 3)),
      (#"CN=\ff"#, .malformed(rule: "the value is UTF-8", at: 3)),
      ("CN=#zz", .malformed(rule: "RFC 4514 2.4: after \"#\" follows a value's DER in hexadecimal", at: 3)),
    ])
  func errors(_ text: String, _ expected: NameError) {
    #expect(throws: expected) { try DistinguishedName(parsing: text) }
  }

  @Test(
    "A string given as DER in hexadecimal is one, or it could be written and not read",
    arguments: ["CN=#1c0141", "CN=#1e0141", "CN=#0c01ff", "CN=#1301ff"])
  func encodedStrings(_ text: String) {
    #expect {
      try DistinguishedName(parsing: text)
    } throws: {
      if case .malformed(_, let place) = $0 as? NameError { place == 3 } else { false }
    }
  }

  @Test("Text of any kind is parsed or refused, never a crash, and what is parsed comes back")
  func mutants() throws {
    var random = SplitMix64(seed: 5)
    let seeds = ["/C=CH/O=Example/CN=localhost", #"CN=a\,b+OU=\C3\A9,O=#0c0161,C=CH"#].map { Array($0.utf8) }
    for round in 0..<6000 {
      let mutant = Mutator.mutate(seeds[round % 2], using: &random)
      guard let name = try? DistinguishedName(parsing: String(decoding: mutant, as: UTF8.self)) else { continue }
      let again = try? DistinguishedName(parsing: name.description)
      if again != name { Issue.record("\(name) became \(again.map(\.description) ?? "nothing")") }
    }
  }

  @Test(
    "IP addresses are read and written in every form of RFC 4291, written as RFC 5952 wants",
    arguments: [
      ("127.0.0.1", "7f000001", "127.0.0.1"), ("255.255.255.255", "ffffffff", "255.255.255.255"),
      ("::1", "00000000000000000000000000000001", "::1"), ("::", "00000000000000000000000000000000", "::"),
      ("1::", "00010000000000000000000000000000", "1::"),
      ("2001:DB8::8:800:200C:417A", "20010db80000000000080800200c417a", "2001:db8::8:800:200c:417a"),
      ("2001:db8:0:0:1:0:0:1", "20010db8000000000001000000000001", "2001:db8::1:0:0:1"),
      ("1:2:3:4:5:6:7::", "00010002000300040005000600070000", "1:2:3:4:5:6:7:0"),
      ("::ffff:192.0.2.1", "00000000000000000000ffffc0000201", "::ffff:c000:201"),
      ("[::1]", "00000000000000000000000000000001", "::1"),
    ])
  func addresses(_ text: String, _ bytes: String, _ written: String) throws {
    let address = try #require(IPAddress(text))
    #expect(hex(address.bytes) == bytes)
    #expect(address.description == written)
    #expect(IPAddress(written) == address)
  }

  @Test(
    "What is no IP address is none",
    arguments: [
      "", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4 ", "a.b.c.d", ":", ":::", "1::2::3",
      "1:2:3:4:5:6:7",
      "1:2:3:4:5:6:7:8:9", "12345::", "::g", "1:2:3:4:5:6:7:8::", "::1.2.3", "1.2.3.4::", "+1::", "localhost", "[::1",
      "1:", ":1",
    ])
  func noAddresses(_ text: String) {
    #expect(IPAddress(text) == nil)
  }
}
