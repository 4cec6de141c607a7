import Processor
import TestSupport
import Testing

@testable import Primitives

/// Every level that the processor has beside the portable code, in one process.
@Suite("AES-GCM: kernels against the portable code")
struct AESGCMLevelTests {
  static let levels = Processor.Level.allCases.filter { $0 <= Processor.highestLevel }

  /// Sealed in memory between pages that nobody may touch.
  private func seal(
    _ level: Processor.Level, _ edge: GuardedBuffer.Edge, _ message: Message
  ) throws -> (ciphertext: [UInt8], tag: [UInt8]) {
    let context = try AES.GCM.Context(key: message.key.span, level: level)
    let nonce = GuardedBuffer(message.nonce, edge: edge)
    let additionalData = GuardedBuffer(message.additionalData, edge: edge)
    let buffer = GuardedBuffer(message.plaintext, edge: edge)
    let tag = GuardedBuffer(count: 16, edge: edge)
    var bytes = buffer.mutableSpan
    var tagBytes = tag.mutableSpan
    context.seal(inPlace: &bytes, nonce: nonce.span, authenticating: additionalData.span, tag: &tagBytes)
    return (Array(buffer.bytes), Array(tag.bytes))
  }

  private func open(
    _ level: Processor.Level, _ edge: GuardedBuffer.Edge, _ message: Message, _ ciphertext: [UInt8], _ tag: [UInt8]
  ) throws -> [UInt8]? {
    let context = try AES.GCM.Context(key: message.key.span, level: level)
    let nonce = GuardedBuffer(message.nonce, edge: edge)
    let additionalData = GuardedBuffer(message.additionalData, edge: edge)
    let buffer = GuardedBuffer(ciphertext, edge: edge)
    let tag = GuardedBuffer(tag, edge: edge)
    var bytes = buffer.mutableSpan
    do throws(CryptoError) {
      try context.open(inPlace: &bytes, nonce: nonce.span, authenticating: additionalData.span, tag: tag.span)
    } catch {
      #expect(buffer.bytes.allSatisfy { $0 == 0 }, "plaintext is left behind")
      return nil
    }
    return Array(buffer.bytes)
  }

  private struct Message {
    var key: [UInt8]
    var nonce: [UInt8]
    var additionalData: [UInt8]
    var plaintext: [UInt8]

    init(_ random: inout TestBytes, count: Int) {
      key = random.next([16, 24, 32][random.number(below: 3)])
      nonce = random.next(random.number(below: 4) > 0 ? 12 : 1 + random.number(below: 600))
      additionalData = random.next(random.number(below: random.number(below: 2) == 0 ? 40 : 1200))
      plaintext = random.next(count)
    }
  }

  @Test(
    "Every length to 1,024 and long ones seal and open as on the portable level, and nothing beyond a buffer is touched",
    arguments: levels)
  func lengths(_ level: Processor.Level) throws {
    var random = TestBytes(seed: 21)
    for count in Array(0...1024) + [1535, 1536, 1537, 2047, 2048, 2049, 4095, 16_384, 16_385, 65_536 + 77] {
      let message = Message(&random, count: count)
      let expected = try seal(.portable, .end, message)
      for edge in GuardedBuffer.Edge.allCases {
        let found = try seal(level, edge, message)
        #expect(found == expected, "\(count) bytes, \(message.additionalData.count) additional, \(message.nonce.count)")
        let opened = try open(level, edge, message, found.ciphertext, found.tag)
        #expect(opened == message.plaintext, "\(count) bytes")
        var wrong = found.tag
        wrong[random.number(below: 16)] ^= 1 << UInt8(random.number(below: 8))
        #expect(try open(level, edge, message, found.ciphertext, wrong) == nil, "\(count) bytes")
      }
    }
  }

  @Test("At every alignment within a vector the result is the same", arguments: levels)
  func alignments(_ level: Processor.Level) throws {
    var random = TestBytes(seed: 22)
    for offset in 0..<64 {
      for count in [1, 31, 100, 600, 1600] {
        let message = Message(&random, count: count)
        let expected = try seal(.portable, .end, message)
        let context = try AES.GCM.Context(key: message.key.span, level: level)
        var buffer = [UInt8](repeating: 0x55, count: offset) + message.plaintext + [UInt8](repeating: 0x55, count: 70)
        var tag = [UInt8](repeating: 0, count: 16)
        var tagBytes = tag.mutableSpan
        var all = buffer.mutableSpan
        var bytes = all._mutatingExtracting(offset..<offset + count)
        context.seal(
          inPlace: &bytes, nonce: message.nonce.span, authenticating: message.additionalData.span, tag: &tagBytes)
        #expect(Array(buffer[offset..<offset + count]) == expected.ciphertext && tag == expected.tag)
        let around = buffer[..<offset] + buffer[(offset + count)...]
        #expect(around.allSatisfy { $0 == 0x55 }, "\(count) bytes at \(offset)")
      }
    }
  }

  /// SP 800-38D's inc₃₂ leaves the other 96 bits as they are.
  @Test("The counter wraps around at 2^32 without a carry", arguments: levels.filter { $0 > .portable })
  func counterWraps(_ level: Processor.Level) throws {
    var random = TestBytes(seed: 23)
    let key = random.next(16)
    let portable = try AES.KeySchedule(key: key.span, level: .portable)
    let schedule = try AES.KeySchedule(key: key.span, level: level)
    for before in 0...70 {
      for count in [16, 60, 256, 512, 1500] {
        let block = random.next(12) + Textbook.bytes(UInt128(0 &- UInt32(before))).suffix(4)
        var expected = [UInt8](repeating: 0, count: count)
        expected.withUnsafeMutableBytes { bytes in
          block.withUnsafeBytes { block in
            AESPortable.addKeyStream(
              bytes.baseAddress.unsafelyUnwrapped, byteCount: count, block: block.baseAddress.unsafelyUnwrapped,
              counter: 1 &- UInt32(before), key: portable)
          }
        }
        for isSealing in [true, false] {
          let hashKey = withUnsafeTemporaryAllocation(byteCount: 16, alignment: 16) { h in
            h.copyBytes(from: block)
            return GHASH.Key(h: h.baseAddress.unsafelyUnwrapped, level: level)
          }
          var pass = random.next(12).withUnsafeBytes { AES.GCM.Pass(nonce: $0, schedule, hashKey) }
          pass.counterBlock = block.withUnsafeBytes { $0.loadUnaligned(as: SIMD16<UInt8>.self) }
          var bytes = [UInt8](repeating: 0, count: count)
          bytes.withUnsafeMutableBytes { bytes in
            withUnsafeMutableBytes(of: &pass) { state in
              let text = bytes.baseAddress.unsafelyUnwrapped
              AES.GCM.Pass.run(
                isSealing: isSealing, schedule, hashKey, state.baseAddress.unsafelyUnwrapped,
                additionalData: UnsafeRawBufferPointer(start: nil, count: 0), source: text, destination: text,
                count: count, finishes: true)
            }
          }
          #expect(bytes == expected, "\(before) blocks before the end, \(count) bytes")
        }
      }
    }
  }

  @Test("Round keys are the textbook's", arguments: levels)
  func roundKeys(_ level: Processor.Level) throws {
    var random = TestBytes(seed: 24)
    for _ in 0..<50 {
      let key = random.next([16, 24, 32][random.number(below: 3)])
      let schedule = try AES.KeySchedule(key: key.span, level: level)
      let expected = Array(Textbook.expandKey(key).joined())
      let found = UnsafeRawBufferPointer(start: UnsafeRawPointer(schedule.roundKeys), count: expected.count)
      #expect(Array(found) == expected)
    }
  }
}

extension GuardedBuffer {
  /// The memory to read.
  var span: Span<UInt8> {
    @_lifetime(borrow self)
    get { _overrideLifetime(UnsafeBufferPointer(bytes.assumingMemoryBound(to: UInt8.self)).span, borrowing: self) }
  }

  /// The memory to write.
  var mutableSpan: MutableSpan<UInt8> {
    @_lifetime(borrow self)
    get {
      _overrideLifetime(bytes.assumingMemoryBound(to: UInt8.self).mutableSpan, borrowing: self)
    }
  }
}
