import Primitives
import TestSupport
import Testing

@Suite("ECDH: published vectors")
struct ECDHVectorTests {
  @Test("NIST's ECC CDH primitive test")
  func cavp() throws {
    for record in try VectorFile("ec/ECDH-CAVP.txt").records {
      let curve = try #require(CurveUnderTest.named(record["Curve"]))
      let privateKey = record.bytes("Private")
      #expect(try hex(curve.publicKey(privateKey)) == record["Public"], "\(record.location)")
      #expect(try hex(curve.agree(privateKey, record.bytes("Peer"))) == record["Shared"], "\(record.location)")
    }
  }

  /// The one "acceptable" test of each curve has a compressed point, which we read: it has to give the right secret.
  @Test("Wycheproof: edge cases of the arithmetic, and points that are none", arguments: ["P256", "P384", "P521"])
  func wycheproof(_ name: String) throws {
    for record in try VectorFile("ec/ECDH-\(name)-Wycheproof.txt").records {
      let curve = try #require(CurveUnderTest.named(record["Curve"]))
      let message: Comment = "\(record.location) tcId \(record["tcId"])"
      if record["Result"] == "invalid" {
        #expect(throws: CryptoError.self, message) { try curve.agree(record.bytes("Private"), record.bytes("Public")) }
      } else {
        #expect(try hex(curve.agree(record.bytes("Private"), record.bytes("Public"))) == record["Shared"], message)
      }
    }
  }

  @Test("NIST's PKV: points on the curve, off it, and out of range")
  func publicKeyValidation() throws {
    for record in try VectorFile("ec/PKV.txt").records {
      let curve = try #require(CurveUnderTest.named(record["Curve"]))
      let isValid = (try? curve.readPoint(record.bytes("Public"))) == record.bytes("Public")
      #expect(isValid == (record["Result"] == "valid"), "\(record.location)")
    }
  }
}
