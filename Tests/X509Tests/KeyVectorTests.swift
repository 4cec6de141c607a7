import ASN1
import Primitives
import TestSupport
import Testing
import X509

/// The key files of pyca's collection, private and public, encrypted and not.
@Suite struct KeyVectorTests {
  static let files = ["pkcs8", "traditional", "pem", "der"]

  /// Words of the reason for the files that are refused; with Python's error the file is bad, without it is good but of
  /// a kind that PureTLS does not have.
  static let refused: [String: String] = [
    // Algorithms from before PBES2.
    "pkcs8/enc-ec-sha1-128-rc4.pem": "only PBES2",
    "pkcs8/enc-rsa-pkcs8.pem": "only PBES2",
    "pkcs8/rsa-40bitrc2.pem": "only PBES2",
    "pkcs8/rsa-pbe-3des-long-salt.pem": "only PBES2",
    "pkcs8/rsa-pbewithmd5anddescbc.pem": "only PBES2",
    "der/enc-rsa-pkcs8.der": "only PBES2",
    "pkcs8/bad-encryption-oid.pem": "only PBES2",
    "pkcs8/ed25519-scrypt.pem": "only PBKDF2",
    "pkcs8/enc-unknown-kdf.pem": "only PBKDF2",
    "pkcs8/enc-unknown-algorithm.pem": "cipher 1.2.840.113549.3.7.23.321.3 is not supported",
    "pkcs8/enc-unknown-pbkdf2-prf.pem": "pseudorandom function 1.2.840.113549.2.9.213.321 is not supported",
    "pkcs8/rsa-rc2-cbc-effective-key-length.pem": "cipher 1.2.840.113549.3.2 is not supported",
    "pkcs8/rsa-rc2-cbc.pem": "cipher 1.2.840.113549.3.2 is not supported",
    // Bad numbers.
    "pkcs8/enc-rsa-pkcs8-pbkdf2-0iter.pem": "PBKDF2 with 0 iterations",
    "pkcs8/ec-inconsistent-curve.pem": "RFC 5915 3: the curve",
    "pkcs8/ec-inconsistent-curve2.pem": "RFC 5915 3: the curve",
    "pkcs8/ec-invalid-private-scalar.pem": "RFC 5915 3: the private key has 32 bytes",
    "pkcs8/ec-invalid-version.pem": "RFC 5915 3: the version",
    "pkcs8/invalid-version.der": "RFC 5958 2: version",
    "pkcs8/wrong-pem-delimiter-rsa.pem": "found SEQUENCE where INTEGER belongs",
    "traditional/key1-malformed-dek-info.pem": "RFC 1421 4.6.1.3",
    "traditional/key1-malformed-iv.pem": "the IV in DEK-Info",
    "traditional/key1-no-dek-info.pem": "RFC 1421 4.6.1.3",
    "traditional/key1-short-iv.pem": "the IV in DEK-Info",
    "traditional/rsa-wrong-version.pem": "RFC 8017 A.1.2: the version",
    "pem/rsa-bad-1025-q-is-2.pem": "an RSA modulus is odd",
    "pem/ec_public_key_rsa_delimiter.pem": "found SEQUENCE where INTEGER belongs",
    "pem/rsa_wrong_delimiter_public_key.pem": "found SEQUENCE where INTEGER belongs",
    "der/dsa_public_key_invalid_bit_string.der": "X.690 11.2.1",
    // Curves that are not given by a name, or have another one.
    "pkcs8/ec_oid_not_in_reg_private_2.pkcs8.pem": "not given by its name",
    "pkcs8/nodompar_private.pkcs8.pem": "not given by its name",
    "pkcs8/private.pem": "not given by its name",
    "pkcs8/withdompar_private.pkcs8.pem": "an elliptic curve other than",
    // Unknown algorithms.
    "pkcs8/bad-oid-dsa-key.pem": "a private key of the algorithm",
    "pkcs8/unknown-oid.der": "a private key of the algorithm",
    "der/dsa_public_key_no_params.der": "a public key of the algorithm",
    "pem/dsaparam.pem": "found DSA PARAMETERS",
    "traditional/dsa-wrong-version.pem": "found DSA PRIVATE KEY",
  ]

  /// What keys of whole families are refused with.
  static func familyReason(_ record: VectorFile.Record) -> [String]? {
    let isDSA = record.optional("Type") == "DSAPrivateKey" || record.optional("Public") == "DSAPublicKey"
    if isDSA { return ["of the algorithm 1.2.840.10040.4.1", "found DSA PRIVATE KEY", "belongs (at byte"] }
    if record["File"].contains("pkcs12_s2k") { return ["only PBES2"] }
    if record.optional("Type") == "RSAPrivateKey", record.int("Bits") < 2048 { return ["the key has a size of 1024"] }
    return nil
  }

  enum AnyKey {
    case publicKey(PublicKey)
    /// The public half of a private key that was read.
    case privateKey(PublicKey)

    var key: PublicKey {
      switch self {
      case .publicKey(let key), .privateKey(let key): key
      }
    }
  }

  static func read(_ path: String, passphrase: String?, isPublic: Bool) throws -> AnyKey {
    let bytes = try CertificateVectorTests.bytes(path)
    let isPEM = String(decoding: bytes, as: UTF8.self).contains("-----BEGIN")
    if isPublic {
      return .publicKey(
        isPEM ? try PublicKey(pem: String(decoding: bytes, as: UTF8.self)) : try PublicKey(derEncoded: bytes))
    }
    let passphrase = passphrase.map { Array($0.utf8) }
    let key =
      if let passphrase {
        isPEM
          ? try PrivateKey(pem: bytes, passphrase: passphrase.span)
          : try PrivateKey(derEncoded: bytes, passphrase: passphrase.span)
      } else {
        isPEM ? try PrivateKey(pem: bytes) : try PrivateKey(derEncoded: bytes)
      }
    return .privateKey(key.publicKey)
  }

  @Test("Key files are read as Python's cryptography reads them, or refused by name", arguments: files)
  func keys(_ folder: String) throws {
    for record in try VectorFile("x509/keys-\(folder).txt").records {
      let path = record["File"]
      let name = String(path.dropFirst("keys/".count))
      let isPublic =
        record.optional("Public") != nil || name.contains("public_key") || name.contains(".pub.")
      let reasons = Self.refused[name].map { [$0] } ?? Self.familyReason(record)
      do {
        // A file that nothing opens gets a passphrase, so that what is refused is not the lack of one.
        let passphrase = record.optional("Passphrase") ?? (reasons == nil ? nil : "x")
        let key = try Self.read(path, passphrase: passphrase, isPublic: isPublic)
        guard reasons == nil else {
          Issue.record("\(name) was read")
          continue
        }
        if case .rsaPSS = key.key { continue }  // Python writes it as a plain RSA key
        #expect(hex(SHA256.hash(data: key.key.derBytes).bytes) == record["Key"], "\(name)")
      } catch {
        let text = "\(error)"
        #expect(reasons?.contains { text.contains($0) } == true, "\(name): \(text)")
      }
    }
  }

  @Test("A wrong passphrase and a missing one are told apart, for every encrypted file that can be read")
  func wrongPassphrases() throws {
    var count = 0
    for record in try Self.files.flatMap({ try VectorFile("x509/keys-\($0).txt").records }) {
      let name = String(record["File"].dropFirst("keys/".count))
      guard record.optional("Passphrase") != nil, Self.refused[name] == nil, Self.familyReason(record) == nil
      else { continue }
      count += 1
      #expect(throws: KeyError.wrongPassphrase, "\(name)") {
        try Self.read(record["File"], passphrase: "no, not this", isPublic: false)
      }
      #expect(throws: KeyError.passphraseNeeded, "\(name)") {
        try Self.read(record["File"], passphrase: nil, isPublic: false)
      }
    }
    #expect(count >= 10)
  }
}
