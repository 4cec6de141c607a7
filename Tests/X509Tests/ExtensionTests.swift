import ASN1
import TestSupport
import Testing
import X509

@Suite struct ExtensionTests {
  @Test("Each extension is read as it was written")
  func roundTrips() throws {
    func check<Value: CertificateExtensionValue>(_ value: Value) throws {
      #expect(try Value(derEncoded: value.derBytes) == value)
      #expect(try Value(derEncoded: value.derBytes).derBytes == value.derBytes)
    }
    try check(BasicConstraints.notCertificateAuthority)
    try check(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
    try check(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
    try check(BasicConstraints.isCertificateAuthority(maxPathLength: 300))
    for bits in 1..<512 as Range<UInt16> { try check(KeyUsage(rawValue: bits)) }
    try check(ExtendedKeyUsage([.serverAuth, .clientAuth, .init([1, 2, 3])]))
    try check(SubjectKeyIdentifier(bytes: [1, 2, 3]))
    try check(AuthorityKeyIdentifier(keyIdentifier: [1, 2, 3]))
    let names: [GeneralName] = [
      .dnsName("localhost"), .ipAddress([127, 0, 0, 1]), .rfc822Name("a@b"), .uniformResourceIdentifier("https://x"),
      .directoryName(try DistinguishedName(parsing: "/CN=x")), .registeredID([1, 2, 3]),
      .otherName([1, 2, 3], ASN1Any(ASN1Integer(1))),
    ]
    try check(SubjectAlternativeNames(names))
    try check(
      NameConstraints(
        permitted: [.dnsName("example.com"), .ipAddress([10, 0, 0, 0, 255, 0, 0, 0])], excluded: [.rfc822Name("x")]))
  }

  @Test("Values have the bytes that RFC 5280's examples and OpenSSL have")
  func knownBytes() {
    #expect(BasicConstraints.notCertificateAuthority.derBytes == hex("3000"))
    #expect(BasicConstraints.isCertificateAuthority(maxPathLength: nil).derBytes == hex("30030101ff"))
    #expect(KeyUsage([.keyCertSign, .cRLSign]).derBytes == hex("03020106"))
    #expect(KeyUsage([.digitalSignature, .keyEncipherment]).derBytes == hex("030205a0"))
    #expect(KeyUsage.decipherOnly.derBytes == hex("0303070080"))
    #expect(ExtendedKeyUsage([.serverAuth]).derBytes == hex("300a06082b06010505070301"))
    #expect(
      SubjectAlternativeNames([.dnsName("localhost"), .ipAddress([127, 0, 0, 1])]).derBytes
        == hex("3011 8209 6c6f63616c686f7374 8704 7f000001"))
    #expect(Set(KeyUsage([.digitalSignature, .cRLSign]).useNames) == ["digitalSignature", "cRLSign"])
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let type: ObjectIdentifier
    let value: String
    let rule: String
    let offset: Int
    var testDescription: String { name }
    init(_ name: String, _ type: ObjectIdentifier, _ value: String, _ rule: String, at offset: Int) {
      (self.name, self.type, self.value, self.rule, self.offset) = (name, type, value, rule, offset)
    }
  }

  static let brokenCases: [Case] = [
    Case("cA FALSE spelt out", BasicConstraints.objectIdentifier, "3003010100", "X.690 11.5", at: 2),
    Case("negative path length", BasicConstraints.objectIdentifier, "30060101ff0201ff", "RFC 5280 4.2.1.9", at: 5),
    Case("path length without cA", BasicConstraints.objectIdentifier, "3003020100", "RFC 5280 4.2.1.9", at: 2),
    Case("more fields", BasicConstraints.objectIdentifier, "30050101ff0500", "2 bytes follow", at: 5),
    Case("no use at all", KeyUsage.objectIdentifier, "030100", "RFC 5280 4.2.1.3", at: 0),
    Case("trailing zero bits", KeyUsage.objectIdentifier, "03020080", "X.690 11.2.2", at: 0),
    Case("a tenth bit", KeyUsage.objectIdentifier, "0303060040", "9 named bits", at: 0),
    Case("no purpose", ExtendedKeyUsage.objectIdentifier, "3000", "RFC 5280 4.2.1.12", at: 0),
    Case("no names", SubjectAlternativeNames.objectIdentifier, "3000", "RFC 5280 4.2.1.6", at: 0),
    Case("tag [9]", SubjectAlternativeNames.objectIdentifier, "30028900", "RFC 5280 4.2.1.6", at: 2),
    Case(
      "address of 5 bytes", SubjectAlternativeNames.objectIdentifier, "300787050102030405", "RFC 5280 4.2.1.6", at: 2),
    Case("DNS name that is not ASCII", SubjectAlternativeNames.objectIdentifier, "300382 01ff", "IA5String", at: 4),
    Case("identifier that is no OCTET STRING", SubjectKeyIdentifier.objectIdentifier, "020101", "found INTEGER", at: 0),
    Case("serial without issuer", AuthorityKeyIdentifier.objectIdentifier, "3003820101", "RFC 5280 4.2.1.1", at: 0),
    Case("no constraints", NameConstraints.objectIdentifier, "3000", "RFC 5280 4.2.1.10", at: 0),
    Case("no subtrees", NameConstraints.objectIdentifier, "3002a000", "RFC 5280 4.2.1.10", at: 2),
    Case("minimum spelt out", NameConstraints.objectIdentifier, "300aa0083006820161800100", "minimum is 0", at: 4),
    Case(
      "mask with a hole", NameConstraints.objectIdentifier, "300ea00c300a87080a000000ff00ff00", "RFC 4632", at: 6),
    Case("address without mask", NameConstraints.objectIdentifier, "300aa008300687040a000000", "8 or 32 bytes", at: 6),
  ]

  @Test("An extension that breaks a rule is refused with the rule and the byte", arguments: brokenCases)
  func broken(_ test: Case) throws {
    let value = hex(test.value)
    let element = Certificate.Extension(objectIdentifier: test.type, isCritical: false, value: value)
    let error = #expect(throws: ASN1Error.self) { try Certificate.Extensions([element]) }
    #expect(error?.rule.contains(test.rule) == true, "\(String(describing: error))")
    #expect(error?.offset == test.offset)
    // Inside a certificate's extensions the offset is that of the whole: here after 2 + 2 + 5 + 2 bytes of headers.
    var serializer = DER.Serializer()
    serializer.appendSequence { $0.append(element) }
    let whole = #expect(throws: ASN1Error.self) { try Certificate.Extensions(derEncoded: serializer.bytes) }
    #expect(whole?.offset == test.offset + 11)
  }

  @Test("The builder keeps order and criticality; unknown extensions are kept as bytes")
  func builder() throws {
    let isServer = true
    let extensions = try Certificate.Extensions {
      Critical(BasicConstraints.notCertificateAuthority)
      SubjectAlternativeNames([.dnsName("localhost")])
      if isServer { ExtendedKeyUsage([.serverAuth]) } else { ExtendedKeyUsage([.clientAuth]) }
      Certificate.Extension(objectIdentifier: [1, 2, 3], isCritical: true, value: [0xff, 0x00])
    }
    #expect(extensions.elements.map(\.isCritical) == [true, false, false, true])
    #expect(extensions.basicConstraints == .notCertificateAuthority)
    #expect(extensions.subjectAlternativeNames?.dnsNames == ["localhost"])
    #expect(extensions[[1, 2, 3]]?.value == [0xff, 0x00])
    #expect(extensions.unknownCriticalTypes == [[1, 2, 3]])
    #expect(try Certificate.Extensions(derEncoded: extensions.derBytes) == extensions)
  }

  @Test("An extension that occurs twice, an explicit FALSE and an empty list are refused")
  func lists() throws {
    #expect(throws: ASN1Error.self) {
      try Certificate.Extensions {
        SubjectKeyIdentifier(bytes: [1])
        SubjectKeyIdentifier(bytes: [1])
      }
    }
    #expect(throws: ASN1Error(.defaultValueEncoded, at: 9)) {
      try Certificate.Extensions(derEncoded: hex("300e 300c 0603551d0e 010100 04020400"))
    }
    #expect(throws: ASN1Error.self) { try Certificate.Extensions(derEncoded: hex("3000")) }
  }

  @Test("More extensions than the limit are refused: each is compared with all before it")
  func tooMany() throws {
    func extensions(_ count: Int) -> [Certificate.Extension] {
      (0..<count).map { Certificate.Extension(objectIdentifier: [1, 2, UInt64($0)], isCritical: false, value: []) }
    }
    let limit = Certificate.Extensions.maximumCount
    let most = try Certificate.Extensions(extensions(limit))
    #expect(try Certificate.Extensions(derEncoded: most.derBytes).elements.count == limit)
    #expect(throws: ASN1Error.self) { try Certificate.Extensions(extensions(limit + 1)) }
  }

  @Test("General names are written as OpenSSL prints them")
  func generalNames() {
    #expect(GeneralName(hostname: "localhost").description == "DNS:localhost")
    #expect(GeneralName(hostname: "::1").description == "IP Address:::1")
    #expect(GeneralName.ipAddress([10, 0, 0, 0, 255, 0, 0, 0]).description == "IP:10.0.0.0/255.0.0.0")
  }
}
