import Primitives
import TestSupport
import Testing

/// A hash function by name, with what the vectors need of it.
struct AnyHash: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let digestByteCount: Int
  let hash: @Sendable ([UInt8]) -> [UInt8]
  let splitHash: @Sendable ([UInt8], [Int]) -> [UInt8]
  /// The digests of the first 0, 1, 2 and so on bytes, which one running state takes one by one.
  let prefixes: @Sendable ([UInt8]) -> [[UInt8]]
  let hashMemory: @Sendable (UnsafeRawBufferPointer) -> [UInt8]

  init<H: HashFunction>(_ type: H.Type) {
    testDescription = "\(type)"
    digestByteCount = H.digestByteCount
    hash = { H.hash(data: $0.span).bytes }
    splitHash = { data, cuts in
      var hash = H()
      var start = 0
      for cut in cuts + [data.count] {
        hash.update(data.span.extracting(start..<cut))
        start = cut
      }
      return hash.finalize().bytes
    }
    prefixes = { data in
      var hash = H()
      return [hash.finalize().bytes]
        + data.map {
          hash.update(CollectionOfOne($0).span)
          return hash.finalize().bytes
        }
    }
    hashMemory = { memory in
      memory.withMemoryRebound(to: UInt8.self) { H.hash(data: Span(_unsafeElements: $0)).bytes }
    }
  }

  static let sha = [
    AnyHash(SHA1.self), AnyHash(SHA224.self), AnyHash(SHA256.self), AnyHash(SHA384.self), AnyHash(SHA512.self),
    AnyHash(SHA512_224.self), AnyHash(SHA512_256.self),
  ]
  static let sha3 = [AnyHash(SHA3_256.self), AnyHash(SHA3_384.self), AnyHash(SHA3_512.self)]
  static let all = sha + sha3 + [AnyHash(InsecureMD5.self)]
}

@Suite("Hash functions: NIST CAVP and RFC 1321")
struct HashVectorTests {
  @Test("Short messages have their published digests", arguments: AnyHash.all)
  func shortMessages(_ function: AnyHash) throws {
    let name = function.testDescription == "InsecureMD5" ? "MD5" : function.testDescription
    for record in try VectorFile("hashes/\(name)ShortMsg.txt").records {
      #expect(function.hash(record.bytes("Msg")) == record.bytes("MD"), "\(record.location)")
    }
  }

  @Test("Long messages have their published digests", arguments: AnyHash.sha + AnyHash.sha3)
  func longMessages(_ function: AnyHash) throws {
    for record in try VectorFile("hashes/\(function.testDescription)LongMsg.txt").records {
      #expect(function.hash(record.bytes("Msg")) == record.bytes("MD"), "\(record.location)")
    }
  }

  /// SHAVS section 6.4: each of the hundred checkpoints is a chain of a thousand digests of the three before.
  @Test("The Monte Carlo chain passes its hundred checkpoints", arguments: AnyHash.sha)
  func monteCarlo(_ function: AnyHash) throws {
    let records = try VectorFile("hashes/\(function.testDescription)Monte.txt").records
    #expect(records.count == 100)
    var seed = records[0].bytes("Seed")
    for record in records {
      var last = [seed, seed, seed]
      for _ in 0..<1000 { last = [last[1], last[2], function.hash(last[0] + last[1] + last[2])] }
      seed = last[2]
      #expect(seed == record.bytes("MD"), "\(record.location)")
    }
  }

  @Test("Input in two pieces, cut anywhere, hashes like the whole", arguments: AnyHash.all)
  func everySplit(_ function: AnyHash) {
    let data = (0..<390).map { UInt8(truncatingIfNeeded: $0 &* 131 &+ $0 >> 3) }
    for count in [0, 1, 55, 56, 63, 64, 65, 111, 112, 119, 120, 127, 128, 129, 255, 256, 257, 390] {
      let message = Array(data[..<count])
      let whole = function.hash(message)
      #expect(whole.count == function.digestByteCount)
      for cut in 0...count { #expect(function.splitHash(message, [cut]) == whole, "\(count) bytes cut at \(cut)") }
    }
  }

  @Test("Every length from 0 to 1,024, at both ends of its pages, hashes as byte by byte", arguments: AnyHash.all)
  func everyLength(_ function: AnyHash) {
    let data = (0..<1024).map { UInt8(truncatingIfNeeded: $0 &* 251 &+ $0 >> 5) }
    let digests = function.prefixes(data)
    for edge in GuardedBuffer.Edge.allCases {
      let memory = GuardedBuffer(data, edge: edge)
      for count in 0...data.count {
        // The first bytes of the page, or the last: then also every alignment.
        let range = edge == .start ? 0..<count : data.count - count..<data.count
        if edge == .end {
          memory.bytes.baseAddress.map { ($0 + range.lowerBound).copyMemory(from: data, byteCount: count) }
        }
        let part = UnsafeRawBufferPointer(rebasing: memory.bytes[range])
        #expect(function.hashMemory(part) == digests[count], "\(count) bytes")
      }
    }
    for cut in data.indices { #expect(function.splitHash(data, [cut]) == digests[data.count], "cut at \(cut)") }
  }

  @Test("Input in many random pieces hashes like the whole", arguments: AnyHash.all)
  func randomSplits(_ function: AnyHash) {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<50 {
      let message = (0..<Int.random(in: 0...3000, using: &random)).map { _ in UInt8.random(in: .min ... .max) }
      let cuts = (0..<Int.random(in: 0...30)).map { _ in Int.random(in: 0...message.count) }.sorted()
      #expect(function.splitHash(message, cuts) == function.hash(message), "\(message.count) bytes cut at \(cuts)")
    }
  }

  @Test("A million times the letter a: FIPS 180's third example")
  func millionLetters() {
    let letters = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(SHA1.hash(data: letters).description == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
    #expect(
      SHA256.hash(data: letters).description == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
