import Primitives
import TestSupport
import Testing

@Suite("Hash functions: their shape")
struct HashBasicsTests {
  /// The standards' first example, one for each function: FIPS 180-4's example values, RFC 1321 section A.5.
  @Test("The digest of abc is the standard's")
  func abc() {
    let abc = "abc".utf8
    #expect(InsecureMD5.hash(data: abc).description == "900150983cd24fb0d6963f7d28e17f72")
    #expect(SHA1.hash(data: abc).description == "a9993e364706816aba3e25717850c26c9cd0d89d")
    #expect(SHA224.hash(data: abc).description == "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7")
    #expect(
      SHA256.hash(data: abc).description == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA512_256.hash(data: abc).description == "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23")
  }

  @Test("Taking a digest leaves the state as it was")
  func finalizeIsRepeatable() {
    var hash = SHA384()
    hash.update(data: Array(repeating: 7, count: 200))
    let first = hash.finalize()
    #expect(hash.finalize() == first)
    hash.update(data: [8])
    #expect(hash.finalize() == SHA384.hash(data: Array(repeating: 7, count: 200) + [8]))
    #expect(hash.finalize() != first)
  }

  @Test("Input that is not contiguous hashes like the same bytes in an array")
  func anyCollection() {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0) }
    #expect(SHA256.hash(data: bytes.lazy.map { $0 }) == SHA256.hash(data: bytes))
    #expect(SHA256.hash(data: bytes[17..<200]) == SHA256.hash(data: Array(bytes[17..<200])))
  }
}
