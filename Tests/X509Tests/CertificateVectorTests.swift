import ASN1
import Foundation
import Primitives
import TestSupport
import Testing
import X509

/// The certificates and requests of pyca's collection: what is well-formed is read as Python's `cryptography` reads it,
/// and what breaks a rule is refused by the name of the rule.
@Suite struct CertificateVectorTests {
  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: VectorFile.root.appending(path: "Vectors/x509/\(path)")))
  }

  static func certificate(_ name: String) throws -> Certificate {
    let bytes = try bytes("certificates/\(name)")
    return name.hasSuffix(".der")
      ? try Certificate(derEncoded: bytes) : try Certificate(pem: String(decoding: bytes, as: UTF8.self))
  }

  static func request(_ name: String) throws -> CertificateSigningRequest {
    let bytes = try bytes("requests/\(name)")
    return name.hasSuffix(".der")
      ? try CertificateSigningRequest(derEncoded: bytes)
      : try CertificateSigningRequest(pem: String(decoding: bytes, as: UTF8.self))
  }

  /// The files that are refused, with words of the reason. Python's library reads many of them; RFC 5280 does not.
  static let refusedCertificates = [
    "alternate-rsa-sha1-oid.der": "X.690 11.2.2",
    "badasn1time.pem": "RFC 5280 4.1.2.5",
    "cryptography-scts-tbs-precert.der": "found [0] where SEQUENCE belongs",
    "ecdsa_null_alg.pem": "the parameters of 1.2.840.10045.4.3.2 are absent",
    "ed25519-rfc8410.pem": "X.690 11.5",
    "empty-eku.pem": "RFC 5280 4.2.1.12",
    "ian_uri.pem": "RFC 5280 4.1.2.6",
    "invalid_utf8_common_name.pem": "UTF8String",
    "invalid_version.pem": "RFC 5280 4.1.2.1",
    "malformed-ian.pem": "RFC 5280 4.1.2.4",
    "malformed-san.pem": "RFC 5280 4.1.2.4",
    "mismatch_inner_outer_sig_algorithm.der": "RFC 5280 4.1.1.2",
    "name_attribute_unsupported_tag.pem": "X.690 8.1.3",
    "nc_invalid_ip4_netmask.der": "RFC 5280 4.2.1.10",
    "nc_invalid_ip_netmask.pem": "RFC 5280 4.2.1.10",
    "nc_ip_invalid_length.pem": "RFC 5280 4.2.1.10",
    "negative_serial.pem": "RFC 5280 4.1.2.2",
    "rsa_pss_cert_invalid_mgf.der": "RFC 5280 4.1.1.2",
    "rsa_pss_cert_no_sig_params.der": "RFC 5280 4.1.1.2",
    "rsa_pss_cert_unsupported_mgf_hash.der": "RFC 5280 4.1.1.2",
    "two_basic_constraints.pem": "RFC 5280 4.2: the extension 2.5.29.19",
    "utf8-dnsname.pem": "IA5String",
    "v1_cert.pem": "RFC 5280 4.1.1.2",
    "wosign-bc-invalid.pem": "RFC 5280 4.2.1.9",
  ]

  static let refusedRequests = [
    "bad-version.pem": "RFC 2986 4.1: the version is 0",
    "freeipa-bad-critical.pem": "X.690 11.5",
    "two_basic_constraints.pem": "RFC 5280 4.2: the extension 2.5.29.19",
    "zero-element-attribute.pem": "RFC 2986 4.1: an attribute has at least one value",
  ]

  @Test("Certificates of pyca's collection")
  func certificates() throws {
    let records = try VectorFile("x509/certificates.txt").records
    #expect(Set(Self.refusedCertificates.keys).isSubset(of: Set(records.map { $0["File"] })))
    for record in records {
      let name = record["File"]
      if let reason = Self.refusedCertificates[name] {
        let error = #expect(throws: (any Error).self, "\(record.location)") { try Self.certificate(name) }
        #expect("\(error.map { "\($0)" } ?? "")".contains(reason), "\(name): \(String(describing: error))")
        continue
      }
      let certificate: Certificate
      do { certificate = try Self.certificate(name) } catch {
        Issue.record("\(name): \(error)")
        continue
      }
      try check(certificate, against: record)
    }
  }

  private func check(_ certificate: Certificate, against record: VectorFile.Record) throws {
    let name: Comment = "\(record["File"])"
    #expect(Array(certificate.derBytes) == certificate.derBytes)
    if let serial = record.optional("Serial") {
      let padded = serial.count % 2 == 0 ? serial : "0" + serial
      #expect(certificate.serialNumber == Certificate.SerialNumber(magnitude: hex(padded)), name)
    }
    if let seconds = record.optional("NotBefore") {
      #expect(String(certificate.notValidBefore.secondsSince1970) == seconds, name)
    }
    if let seconds = record.optional("NotAfter") {
      #expect(String(certificate.notValidAfter.secondsSince1970) == seconds, name)
    }
    if let issuer = record.optional("Issuer") { #expect(hex(certificate.issuer.derBytes) == issuer, name) }
    checkCommon(
      certificate.subject, certificate.publicKey, certificate.extensions.elements, against: record)
    if record.optional("SelfSigned") == "true", let key = certificate.publicKey {
      // This one is signed with SHA-1 by a key that says it is for SHA-256 only (RFC 4055 3.3); OpenSSL refuses it, too.
      let isExpected = record["File"] != "rsa_pss.pem"
      #expect(certificate.signatureAlgorithm != nil && certificate.isSignatureValid(by: key) == isExpected, name)
    }
  }

  private func checkCommon(
    _ subject: DistinguishedName, _ key: PublicKey?, _ extensions: [Certificate.Extension],
    against record: VectorFile.Record
  ) {
    let name: Comment = "\(record["File"])"
    if let expected = record.optional("Subject"), expected != "refused" {
      #expect(hex(subject.derBytes) == expected, name)
    }
    // Python writes RSASSA-PSS keys as plain RSA keys.
    if let expected = record.optional("Key"), let key, case .rsaPSS = key {
      _ = expected
    } else if let expected = record.optional("Key"), let key {
      #expect(hex(SHA256.hash(data: key.derBytes).bytes) == expected, name)
    }
    if let expected = record.optional("Extensions"), expected != "refused" {
      let found = extensions.map { ($0.isCritical ? "!" : "") + "\($0.objectIdentifier)" }
      #expect(found.joined(separator: " ") == expected, name)
    }
  }

  @Test("Requests of pyca's collection")
  func requests() throws {
    for record in try VectorFile("x509/requests.txt").records {
      let name = record["File"]
      if let reason = Self.refusedRequests[name] {
        let error = #expect(throws: (any Error).self, "\(record.location)") { try Self.request(name) }
        #expect("\(error.map { "\($0)" } ?? "")".contains(reason), "\(name): \(String(describing: error))")
        continue
      }
      let request: CertificateSigningRequest
      do { request = try Self.request(name) } catch {
        Issue.record("\(name): \(error)")
        continue
      }
      checkCommon(request.subject, request.publicKey, request.extensions.elements, against: record)
      // Python refuses to look at SHA-1, so only its "true" says something; the one broken signature is named.
      if record.optional("Valid") == "true" { #expect(request.isSignatureValid, "\(name)") }
      if name == "invalid_signature.pem" { #expect(!request.isSignatureValid) }
    }
  }

  @Test("A certificate is verified by its issuer's key, and by no other; a changed one not at all")
  func issuers() throws {
    let chain = try Certificate.certificates(
      pem: String(decoding: Self.bytes("certificates/cryptography.io.chain.pem"), as: UTF8.self))
    #expect(chain.count == 2)
    let issuer = try #require(chain[1].publicKey)
    #expect(chain[0].isSignatureValid(by: issuer))
    #expect(chain[0].issuer == chain[1].subject)
    #expect(!chain[0].isSignatureValid(by: try #require(chain[0].publicKey)))
    var changed = chain[0].derBytes
    changed[changed.count - 1] ^= 1
    #expect(!(try Certificate(derEncoded: changed).isSignatureValid(by: issuer)))

    let root = try Self.certificate("root-ed25519.pem")
    #expect(root.isSignatureValid(by: try #require(root.publicKey)))
    let pss = try Self.certificate("rsa_pss_cert.pem")
    #expect(pss.signatureAlgorithm == .rsaPSS(.sha256))
  }
}
