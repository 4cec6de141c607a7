import ASN1
import TestSupport
import Testing
import X509

/// A certificate with one rule of RFC 5280 broken at a time.
@Suite struct CertificateStrictnessTests {
  /// The parts of a certificate, each to be replaced by a broken one.
  struct Parts {
    var version: [UInt8]? = hex("a003020102")
    var serial = hex("020101")
    var innerAlgorithm = hex("300506032b6570")
    var issuer = hex("300c310a300806035504030c0158")
    var validity = hex("301e170d3236303130313030303030305a170d3237303130313030303030305a")
    var subject = hex("300c310a300806035504030c0158")
    var key: [UInt8] = []
    var uniqueIdentifier: [UInt8] = []
    var extensions: [UInt8] = hex("a30f300d300b0603551d0e040404020102")
    var afterExtensions: [UInt8] = []
    var outerAlgorithm = hex("300506032b6570")
    var signature = hex("03020000")

    var certificate: [UInt8] {
      var serializer = DER.Serializer()
      serializer.appendSequence { outer in
        outer.appendSequence { fields in
          for part in [
            version ?? [], serial, innerAlgorithm, issuer, validity, subject, key, uniqueIdentifier, extensions,
            afterExtensions,
          ] { fields.appendEncoded(part) }
        }
        outer.appendEncoded(outerAlgorithm)
        outer.appendEncoded(signature)
      }
      return serializer.bytes
    }
  }

  static func parts() throws -> Parts {
    var parts = Parts()
    parts.key = try PrivateKey(derEncoded: hex("302e020100300506032b657004220420" + String(repeating: "11", count: 32)))
      .publicKey.derBytes
    return parts
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let rule: String
    let change: @Sendable (inout Parts) -> Void
    var testDescription: String { name }
    init(_ name: String, _ rule: String, _ change: @escaping @Sendable (inout Parts) -> Void) {
      (self.name, self.rule, self.change) = (name, rule, change)
    }
  }

  static let brokenCases: [Case] = [
    Case("version 4", "RFC 5280 4.1.2.1") { $0.version = hex("a003020103") },
    Case("version 1 spelt out", "X.690 11.5") { $0.version = hex("a003020100") },
    Case("negative version", "RFC 5280 4.1.2.1") { $0.version = hex("a0030201ff") },
    Case("extensions in version 1", "RFC 5280 4.1.2.9") { $0.version = nil },
    Case("extensions in version 2", "RFC 5280 4.1.2.9") { $0.version = hex("a003020101") },
    Case("unique identifier in version 1", "RFC 5280 4.1.2.8") {
      ($0.version, $0.extensions, $0.uniqueIdentifier) = (nil, [], hex("81020001"))
    },
    Case("serial number zero", "RFC 5280 4.1.2.2") { $0.serial = hex("020100") },
    Case("negative serial number", "RFC 5280 4.1.2.2") { $0.serial = hex("020180") },
    Case("serial number of 21 bytes", "RFC 5280 4.1.2.2") {
      $0.serial = hex("0215") + [UInt8](repeating: 1, count: 21)
    },
    Case("padded serial number", "X.690 8.3.2") { $0.serial = hex("02020001") },
    Case("another algorithm inside", "RFC 5280 4.1.1.2") { $0.innerAlgorithm = hex("300506032b6571") },
    Case("Ed25519 with parameters", "are absent") {
      ($0.innerAlgorithm, $0.outerAlgorithm) = (hex("300706032b65700500"), hex("300706032b65700500"))
    },
    Case("no issuer", "RFC 5280 4.1.2.4") { $0.issuer = hex("3000") },
    Case("empty step of the issuer's name", "RFC 5280 4.1.2.4") { $0.issuer = hex("30023100") },
    Case("unsorted attributes", "X.690 11.6") {
      $0.issuer = hex("30163114300806035504030c0158300806035504030c0157")
    },
    Case("issuer that is no UTF-8", "X.690 8.23") { $0.issuer = hex("300c310a300806035504030c01ff") },
    Case("fraction of a second", "RFC 5280 4.1.2.5") {
      $0.validity = hex("3022170d3236303130313030303030305a1811" + "32303237303130313030303030302e355a")
    },
    Case("31 February", "RFC 5280 4.1.2.5") {
      $0.validity = hex("301e170d3236303233313030303030305a170d3237303130313030303030305a")
    },
    Case("one time only", "the element ends") { $0.validity = hex("300f170d3236303130313030303030305a") },
    Case("no subject, no alternative names", "RFC 5280 4.1.2.6") { $0.subject = hex("3000") },
    Case("key that is no point", "public key is invalid") { $0.key = hex("300a300506032b6570030100") },
    Case("key with unused bits", "whole bytes") {
      $0.key[11] = 1; $0.key[$0.key.count - 1] &= 0xfe
    },
    Case("empty extensions", "RFC 5280 4.1.2.9") { $0.extensions = hex("a3023000") },
    Case("extension twice", "RFC 5280 4.2") {
      $0.extensions = hex("a31c301a 300b0603551d0e040404020102 300b0603551d0e040404020102")
    },
    Case("malformed extension", "X.690 11.2.2") { $0.extensions = hex("a30f300d300b0603551d0f040403020080") },
    Case("something after the extensions", "bytes follow") { $0.afterExtensions = hex("0500") },
    Case("signature with unused bits", "whole bytes") { $0.signature = hex("03020100") },
  ]

  @Test("The certificate that is broken below is well-formed")
  func wellFormed() throws {
    let certificate = try Certificate(derEncoded: Self.parts().certificate)
    #expect(certificate.version == .v3)
    #expect(certificate.publicKey != nil)
    #expect(certificate.extensions.subjectKeyIdentifier?.bytes == [1, 2])
    var old = try Self.parts()
    (old.version, old.extensions) = (nil, [])
    #expect(try Certificate(derEncoded: old.certificate).version == .v1)
    old.version = hex("a003020101")
    old.uniqueIdentifier = hex("81020001")
    #expect(try Certificate(derEncoded: old.certificate).version == .v2)
  }

  @Test("A certificate that breaks a rule is refused by its name", arguments: brokenCases)
  func broken(_ test: Case) throws {
    var parts = try Self.parts()
    test.change(&parts)
    let bytes = parts.certificate
    let error = #expect(throws: ASN1Error.self) { try Certificate(derEncoded: bytes) }
    #expect(error?.description.contains(test.rule) == true, "\(String(describing: error))")
    if let offset = error?.offset { #expect((0...bytes.count).contains(offset)) }
  }

  @Test("Bytes after a certificate are refused")
  func trailing() throws {
    let bytes = try Self.parts().certificate
    #expect(throws: ASN1Error(.trailingData(byteCount: 1), at: bytes.count)) {
      try Certificate(derEncoded: bytes + [0])
    }
    for count in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: ASN1Error.self) { try Certificate(derEncoded: Array(bytes[..<count])) }
    }
  }
}
