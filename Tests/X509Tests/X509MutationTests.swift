import ASN1
import Primitives
import TestSupport
import Testing
import X509

/// Damaged certificates, requests and keys are refused or read, and never crash; what is read is written back as it was.
@Suite struct X509MutationTests {
  static let rounds = 4000

  @Test(
    "Mutated certificates",
    arguments: [
      "all_supported_names.pem", "nc_permitted_excluded.pem", "rsa_pss_cert.pem", "server-ed25519-cert.pem",
      "san_email_dns_ip_dirname_uri.pem", "authority_key_identifier.pem", "ecdsa_root.pem",
    ])
  func certificates(_ name: String) throws {
    let seed = try CertificateVectorTests.certificate(name).derBytes
    var random = SplitMix64(seed: 6)
    for _ in 0..<Self.rounds {
      let mutant = Mutator.mutate(seed, using: &random)
      guard let certificate = try? Certificate(derEncoded: mutant) else { continue }
      if certificate.derBytes != mutant { Issue.record("\(hex(mutant)) was not kept") }
      // The parts say what the whole says.
      if hex(certificate.subject.derBytes).isEmpty || !certificate.extensions.isEmpty,
        (try? Certificate.Extensions(derEncoded: certificate.extensions.derBytes)) != certificate.extensions
      {
        Issue.record("\(hex(mutant)): extensions changed")
      }
      _ = certificate.isValid(forHostname: "example.com")
      _ = "\(certificate.subject) \(certificate.serialNumber) \(certificate.notValidAfter)"
      _ = certificate.extensions.subjectAlternativeNames?.names.map(\.description)
    }
  }

  @Test("Mutated requests", arguments: ["san_rsa_sha1.pem", "ec_sha256.pem", "challenge-unstructured.pem"])
  func requests(_ name: String) throws {
    let seed = try CertificateVectorTests.request(name).derBytes
    var random = SplitMix64(seed: 7)
    for _ in 0..<Self.rounds {
      let mutant = Mutator.mutate(seed, using: &random)
      guard let request = try? CertificateSigningRequest(derEncoded: mutant) else { continue }
      if request.derBytes != mutant { Issue.record("\(hex(mutant)) was not kept") }
    }
  }

  @Test("Mutated private keys")
  func privateKeys() throws {
    var seeds: [[UInt8]] = []
    for kind in [PrivateKey.Kind.p256, .ed25519] { seeds.append(try PrivateKey.generate(kind).pkcs8Bytes.array) }
    let key = try PrivateKey.generate(.p384)
    seeds.append(try key.traditionalBytes().array)
    seeds.append(
      try PEMDocument(key.pemRepresentation(passphrase: "x", iterations: 1), type: "ENCRYPTED PRIVATE KEY").derBytes)
    seeds.append(
      try PrivateKey(pem: CertificateVectorTests.bytes("keys/traditional/testrsa.pem")).pkcs8Bytes.array)
    var random = SplitMix64(seed: 8)
    let passphrase: [UInt8] = [UInt8(ascii: "x")]
    for round in 0..<Self.rounds {
      // Of RSA keys only a few: a key that is well-formed costs a test signature.
      let seed = seeds[round % 50 == 0 ? 4 : round % 4]
      let mutant = Mutator.mutate(seed, using: &random)
      do { _ = try PrivateKey(derEncoded: mutant, passphrase: passphrase.span) } catch { _ = "\(error)" }
    }
  }

  @Test("Mutated public keys")
  func publicKeys() throws {
    let seeds = try ["ecdsa_root.pem", "rsa_pss_cert.pem", "root-ed25519.pem"].map {
      try CertificateVectorTests.certificate($0).subjectPublicKeyInfo.derBytes
    }
    var random = SplitMix64(seed: 9)
    for round in 0..<Self.rounds {
      let mutant = Mutator.mutate(seeds[round % seeds.count], using: &random)
      guard let key = try? PublicKey(derEncoded: mutant) else { continue }
      _ = key.derBytes
    }
  }

  @Test("Mutated PEM of a traditional encrypted key")
  func encryptedPEM() throws {
    let passphrase: [UInt8] = [1, 2, 3]
    let seed = try PrivateKey.generate(.p256).pemBytes(format: .traditional, passphrase: passphrase.span)
    var random = SplitMix64(seed: 10)
    for _ in 0..<Self.rounds {
      let mutant = Mutator.mutate(seed, using: &random)
      do { _ = try PrivateKey(pem: mutant, passphrase: passphrase.span) } catch { _ = "\(error)" }
    }
  }
}

extension SecretBytes {
  /// The bytes in an array.
  fileprivate var array: [UInt8] { span.array }
}
