import Primitives
import TestSupport
import Testing

@Suite("ECDSA: published vectors")
struct ECDSAVectorTests {
  private func curveAndHash(_ record: VectorFile.Record) throws -> (CurveUnderTest, HashName) {
    (try #require(CurveUnderTest.named(record["Curve"])), try #require(HashName(rawValue: record["Hash"])))
  }

  @Test("RFC 6979, appendix A.2: the signatures of every curve and hash, byte for byte")
  func deterministicSignatures() throws {
    let records = try VectorFile("ec/ECDSA-RFC6979.txt").records
    #expect(records.count == 30)
    for record in records {
      let (curve, hash) = try curveAndHash(record)
      let (privateKey, message) = (record.bytes("Private"), record.bytes("Message"))
      #expect(try curve.publicKey(privateKey) == record.bytes("Public"), "\(record.location)")
      var signature = try curve.sign(privateKey, message, hash)
      #expect(hex(signature) == record["Signature"], "\(record.location)")
      #expect(try curve.verify(record.bytes("Public"), signature, message, hash), "\(record.location)")
      signature[signature.count - 1] ^= 1
      #expect(try !curve.verify(record.bytes("Public"), signature, message, hash), "\(record.location)")
    }
  }

  @Test("NIST's SigVer: messages, keys, r and s that were changed, and those that were not")
  func signatureVerification() throws {
    for record in try VectorFile("ec/ECDSA-SigVer.txt").records {
      let (curve, hash) = try curveAndHash(record)
      let isValid =
        (try? curve.verify(record.bytes("Public"), record.bytes("Signature"), record.bytes("Message"), hash)) ?? false
      #expect(isValid == (record["Result"] == "valid"), "\(record.location)")
    }
  }

  @Test(
    "Wycheproof: signatures as r and s of fixed length",
    arguments: ["P256-SHA256", "P256-SHA512", "P384-SHA384", "P384-SHA512", "P521-SHA512"])
  func wycheproofFixedLength(_ name: String) throws {
    for record in try VectorFile("ec/ECDSA-\(name)-P1363-Wycheproof.txt").records {
      let (curve, hash) = try curveAndHash(record)
      let isValid =
        (try? curve.verify(record.bytes("Public"), record.bytes("Signature"), record.bytes("Message"), hash)) ?? false
      #expect(isValid == (record["Result"] == "valid"), "\(record.location) tcId \(record["tcId"])")
    }
  }

  @Test(
    "Wycheproof: signatures in DER, read strictly",
    arguments: ["P256-SHA256", "P256-SHA512", "P384-SHA256", "P384-SHA384", "P384-SHA512", "P521-SHA512"])
  func wycheproofDER(_ name: String) throws {
    for record in try VectorFile("ec/ECDSA-\(name)-DER-Wycheproof.txt").records {
      let (curve, hash) = try curveAndHash(record)
      var isValid = false
      if let signature = Self.fixedLength(der: record.bytes("Signature"), byteCount: curve.byteCount) {
        isValid = try curve.verify(record.bytes("Public"), signature, record.bytes("Message"), hash)
      }
      #expect(isValid == (record["Result"] == "valid"), "\(record.location) tcId \(record["tcId"])")
    }
  }

  /// r and s of a DER `Ecdsa-Sig-Value` (RFC 3279, section 2.2.3), or nil where the encoding is not DER or a number is
  /// negative or too long for the curve.
  static func fixedLength(der: [UInt8], byteCount: Int) -> [UInt8]? {
    var rest = der[...]
    func element(_ tag: UInt8) -> ArraySlice<UInt8>? {
      guard rest.count >= 2, rest.removeFirst() == tag else { return nil }
      var count = Int(rest.removeFirst())
      if count == 0x81 {
        guard let long = rest.popFirst(), long >= 0x80 else { return nil }
        count = Int(long)
      } else if count >= 0x80 {
        return nil
      }
      guard rest.count >= count else { return nil }
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }
    guard let body = element(0x30), rest.isEmpty else { return nil }
    rest = body
    var result: [UInt8] = []
    for _ in 0..<2 {
      guard var number = element(0x02), let first = number.first, first < 0x80 else { return nil }
      if first == 0, number.count > 1 {
        number = number.dropFirst()
        if number[number.startIndex] < 0x80 { return nil }
      }
      guard number.count <= byteCount else { return nil }
      result += [UInt8](repeating: 0, count: byteCount - number.count) + number
    }
    return rest.isEmpty ? result : nil
  }
}
