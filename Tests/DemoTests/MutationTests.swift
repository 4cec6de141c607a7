import Testing

@testable import Demo

@Suite("Mutated requests")
struct MutationTests {
  private static let seeds = [
    "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /x%20y?q HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "POST /sink HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4;a=b\r\nWiki\r\n0\r\nT: x\r\n\r\nHEAD / HTTP/1.0\r\n\r\n",
    "POST /sink HTTP/1.1\r\nHost: [::1]:1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabcGET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "HEAD https://a/b/../c HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, x\r\nContent-Length: 2\r\n\r\nxx",
  ].map { Array($0.utf8) }

  private static let interesting = Array("\r\n :;,/%.\t0aA9fF-\"*".utf8) + [0, 0x7f, 0x80, 0xff]

  @Test("Never crash, never loop, and are answered alike however they are split")
  func mutations() throws {
    var generator = Generator(state: 7)
    for _ in 0..<6_000 {
      var bytes = Self.seeds[generator.below(Self.seeds.count)]
      for _ in 0...generator.below(4) {
        let position = generator.below(bytes.count)
        let byte =
          generator.below(3) == 0
          ? UInt8(generator.below(256)) : Self.interesting[generator.below(Self.interesting.count)]
        switch generator.below(4) {
        case 0: bytes[position] = byte
        case 1: bytes.insert(byte, at: position)
        case 2: bytes.remove(at: position)
        default: bytes.insert(contentsOf: bytes[position...].prefix(generator.below(20)), at: position)
        }
      }
      // What follows an Expect field depends on whether the body is already there, so its interim answer is taken out.
      let whole = Self.statuses(try TestSession().answer(bytes))
      let split = Self.statuses(try TestSession().answer(bytes, pieceByteCount: 1 + generator.below(9)))
      #expect(whole == split, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
  }

  private static func statuses(_ answer: [UInt8]) -> [Substring] {
    String(decoding: answer, as: UTF8.self).split(separator: "HTTP/1.1 ").map { $0.prefix(3) }.filter { $0 != "100" }
  }

  private struct Generator {
    var state: UInt64

    /// A number from 0 to `limit` - 1 (Knuth's MMIX generator, its high half).
    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
  }
}
