import Primitives
import TestSupport
import Testing

@Suite("HKDF")
struct HKDFTests {
  private func bytes(_ secret: borrowing SecretBytes) -> [UInt8] { secret.span.indices.map { secret.span[$0] } }

  private func checkRFC<H: HashFunction>(_: H.Type, _ record: VectorFile.Record) {
    let (ikm, salt, info) = (record.bytes("IKM"), record.bytes("salt"), record.bytes("info"))
    let prk = HKDF<H>.extract(inputKeyMaterial: ikm.span, salt: salt.span)
    if record.optional("PRK") != nil { #expect(bytes(prk) == record.bytes("PRK"), "\(record.location)") }
    let okm = HKDF<H>.expand(pseudoRandomKey: prk.span, info: info.span, outputByteCount: record.int("L"))
    #expect(bytes(okm) == record.bytes("OKM"), "\(record.location)")
  }

  @Test("RFC 5869's keys, extracted and expanded")
  func rfc5869() throws {
    let records = try VectorFile("kdf/HKDF-RFC5869.txt").records
    #expect(records.count == 8)
    for record in records {
      switch record["Hash"] {
      case "SHA1": checkRFC(SHA1.self, record)
      case "SHA256": checkRFC(SHA256.self, record)
      default: Issue.record("\(record.location): no such hash")
      }
    }
  }

  /// Every vector is `valid` or `invalid`; the invalid ones ask for more than 255 digests, which `expand` takes as a
  /// mistake in the program: the test checks that the published limit is the one a caller can read.
  private func checkWycheproof<H: HashFunction>(_: H.Type, _ file: String, count: Int) throws {
    let records = try VectorFile("kdf/\(file)").records
    #expect(records.count == count)
    for record in records {
      let size = record.int("size")
      guard record["result"] == "valid" else {
        #expect(record["flags"] == "SizeTooLarge", "\(record.location)")
        #expect(size > HKDF<H>.maximumOutputByteCount, "\(record.location)")
        continue
      }
      #expect(size <= HKDF<H>.maximumOutputByteCount, "\(record.location)")
      let (ikm, salt, info) = (record.bytes("IKM"), record.bytes("salt"), record.bytes("info"))
      let key = HKDF<H>.deriveKey(
        inputKeyMaterial: ikm.span, salt: salt.span, info: info.span, outputByteCount: size)
      #expect(bytes(key) == record.bytes("OKM"), "\(record.location)")
    }
  }

  @Test("Wycheproof's keys, among them the longest outputs")
  func wycheproof() throws {
    try checkWycheproof(SHA1.self, "HKDF-SHA1-Wycheproof.txt", count: 87)
    try checkWycheproof(SHA256.self, "HKDF-SHA256-Wycheproof.txt", count: 86)
    try checkWycheproof(SHA384.self, "HKDF-SHA384-Wycheproof.txt", count: 83)
    try checkWycheproof(SHA512.self, "HKDF-SHA512-Wycheproof.txt", count: 83)
  }

  @Test("Shorter outputs are the beginning of longer ones, none at all included")
  func prefixes() {
    let prk = [UInt8](repeating: 9, count: 32)
    let info = Array("info".utf8)
    let long = bytes(HKDF<SHA256>.expand(pseudoRandomKey: prk.span, info: info.span, outputByteCount: 100))
    for count in 0...100 {
      let short = HKDF<SHA256>.expand(pseudoRandomKey: prk.span, info: info.span, outputByteCount: count)
      #expect(bytes(short) == Array(long[..<count]))
    }
  }
}
