import Processor
import TestSupport
import Testing

@testable import Primitives

/// Every level that the processor has beside the textbook, in one process.
@Suite("AES in counter mode and chained: every level against the textbook")
struct AESModeLevelTests {
  private static let levels = AESGCMLevelTests.levels

  @Test("Key streams of every length to 600 bytes, also over the end of the counter", arguments: levels)
  func keyStreams(_ level: Processor.Level) throws {
    var random = TestBytes(seed: 31)
    for count in 0...600 {
      let key = random.next([16, 24, 32][random.number(below: 3)])
      let schedule = try AES.KeySchedule(key: key.span, level: level)
      let roundKeys = Textbook.expandKey(key)
      let counter = count % 2 == 0 ? UInt32(random.number(below: 1 << 32)) : 0 &- UInt32(random.number(below: 40))
      let fixed = random.next(12)
      let block = fixed + Textbook.bytes(UInt128(counter)).suffix(4)
      let expected = (0..<(count + 15) / 16).flatMap { i in
        Textbook.encrypt(fixed + Textbook.bytes(UInt128(counter &+ UInt32(i))).suffix(4), roundKeys)
      }
      for edge in GuardedBuffer.Edge.allCases {
        let buffer = GuardedBuffer(count: count, edge: edge)
        block.withUnsafeBytes { block in
          guard let base = buffer.bytes.baseAddress, let block = block.baseAddress else { return }
          AES.Blocks.addKeyStream(base, byteCount: count, block: block, key: schedule)
        }
        #expect(Array(buffer.bytes) == Array(expected.prefix(count)), "\(count) bytes, counter \(counter)")
      }
    }
  }

  @Test("Chains of every length to 40 blocks encrypt as the textbook says and decrypt again", arguments: levels)
  func chains(_ level: Processor.Level) throws {
    var random = TestBytes(seed: 32)
    for count in 0...40 {
      let key = random.next([16, 24, 32][random.number(below: 3)])
      let schedule = try AES.KeySchedule(key: key.span, level: level)
      let roundKeys = Textbook.expandKey(key)
      let (iv, plaintext) = (random.next(16), random.next(16 * count))
      var (previous, expected): ([UInt8], [UInt8]) = (iv, [])
      for i in 0..<count {
        previous = Textbook.encrypt(zip(previous, plaintext[(16 * i)...]).map { $0 ^ $1 }, roundKeys)
        expected += previous
      }
      for edge in GuardedBuffer.Edge.allCases {
        let buffer = GuardedBuffer(plaintext, edge: edge)
        var mac = iv
        iv.withUnsafeBytes { iv in
          guard let base = buffer.bytes.baseAddress, let iv = iv.baseAddress else { return }
          mac.withUnsafeMutableBytes { mac in
            AES.Blocks.authenticate(
              UnsafeRawBufferPointer(buffer.bytes), into: mac.baseAddress.unsafelyUnwrapped, key: schedule)
          }
          AES.Blocks.encryptChain(base, count: count, iv: iv, key: schedule)
          #expect(Array(buffer.bytes) == expected, "\(count) blocks")
          AES.Blocks.decryptChain(base, count: count, iv: iv, key: schedule)
        }
        #expect(Array(buffer.bytes) == plaintext, "\(count) blocks")
        #expect(mac == previous, "\(count) blocks")
      }
    }
  }
}
