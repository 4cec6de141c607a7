import Primitives
import TestSupport
import Testing

@Suite("PBKDF2")
struct PBKDF2Tests {
  private func derive<H: HashFunction>(_: H.Type, _ record: VectorFile.Record) throws -> [UInt8] {
    let (password, salt) = (record.bytes("password"), record.bytes("salt"))
    let key = try PBKDF2<H>.deriveKey(
      password: password.span, salt: salt.span, iterations: record.int("iterations"),
      outputByteCount: record.bytes("key").count)
    return key.span.indices.map { key.span[$0] }
  }

  @Test(
    "Published keys come out",
    arguments: ["PBKDF2-RFC6070.txt", "PBKDF2-RFC7914.txt", "PBKDF2-generated.txt"])
  func published(_ file: String) throws {
    for record in try VectorFile("kdf/\(file)").records {
      let key =
        switch record["Hash"] {
        case "SHA1": try derive(SHA1.self, record)
        case "SHA224": try derive(SHA224.self, record)
        case "SHA256": try derive(SHA256.self, record)
        case "SHA384": try derive(SHA384.self, record)
        case "SHA512": try derive(SHA512.self, record)
        default: [UInt8]()
        }
      #expect(key == record.bytes("key"), "\(record.location)")
    }
  }

  @Test("No iterations and no output are refused", arguments: [(0, 32), (-1, 32), (1, 0), (1, -1)])
  func limits(_ iterations: Int, _ outputByteCount: Int) {
    #expect(throws: CryptoError.self) {
      _ = try PBKDF2<SHA256>.deriveKey(
        password: [1].span, salt: [2].span, iterations: iterations, outputByteCount: outputByteCount
      ).count
    }
  }
}
