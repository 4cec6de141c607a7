import Primitives
import Testing

@Suite("System randomness")
struct SystemRandomTests {
  /// Eight fills leave a given byte zero each time with probability 2^-64.
  @Test(
    "Every byte of the buffer is written, across the system call's limit of 256", arguments: [1, 255, 256, 257, 1000])
  func everyByte(_ count: Int) {
    var seen = [UInt8](repeating: 0, count: count)
    for _ in 0..<8 {
      for (i, byte) in SystemRandom.bytes(count: count).enumerated() { seen[i] |= byte }
    }
    #expect(!seen.contains(0))
  }

  @Test("Two keys differ, and no bytes are no bytes")
  func differ() {
    let a = SystemRandom.secret(count: 32)
    let b = SystemRandom.secret(count: 32)
    let differs = a.span.indices.contains { a.span[$0] != b.span[$0] }
    #expect(differs)
    #expect(SystemRandom.bytes(count: 0).isEmpty)
  }

  @Test("Each bit is set about half of the time")
  func balance() {
    let bytes = SystemRandom.bytes(count: 1 << 16)
    let ones = bytes.reduce(0) { $0 + $1.nonzeroBitCount }
    // The standard deviation is 362 bits of 524,288; ten of them are never exceeded.
    #expect(abs(ones - (1 << 18)) < 3620)
  }
}
