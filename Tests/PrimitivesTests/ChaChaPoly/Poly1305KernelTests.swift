#if arch(x86_64)
  import KernelsX86V4
  import Processor
  import TestSupport
  import Testing

  @Suite("Poly1305: the kernel against long multiplication", .enabled(if: Processor.hasV4))
  struct Poly1305KernelTests {
    /// Blocks and r of ones make the largest sums; blocks at the modulus leave the last reduction its two ways.
    @Test("Extreme r, pads and blocks, in words and in lanes", arguments: [0x00, 0x01, 0x7f, 0xfb, 0xff] as [UInt8])
    func extremes(_ byte: UInt8) {
      var random = TestBytes(seed: 77)
      let (zeros, ones) = ([UInt8](repeating: 0, count: 16), [UInt8](repeating: 0xff, count: 16))
      let (one, two): ([UInt8], [UInt8]) = ([1] + zeros.dropLast(), [2] + zeros.dropLast())
      let high: [UInt8] = Array(zeros.prefix(12)) + [0xff, 0xff, 0xff, 0x0f]
      let keys: [[UInt8]] = [ones + ones, zeros + zeros, one + zeros, two + ones, high + zeros, random.next(32)]
      let counts: [Int] = Array(0...80) + [127, 128, 129, 191, 192, 193, 199, 256, 257, 320, 640]
      for key in keys {
        for blocks in counts {
          var message = [UInt8](repeating: 0xff, count: 16 * blocks)
          // The lowest byte of each block, or of some.
          for block in 0..<blocks where blocks % 3 != 0 || random.number(below: 2) == 0 { message[16 * block] = byte }
          if byte == 0x7f { message = random.next(16 * blocks) }
          #expect(tag(key, message) == Textbook.poly1305(key: key, message), "\(blocks) blocks, key \(key)")
        }
      }
    }

    private func tag(_ key: [UInt8], _ message: [UInt8]) -> [UInt8] {
      var tag = [UInt8](repeating: 0, count: 16)
      var scratch = [UInt8](repeating: 0xaa, count: KernelsX86V4.poly1305ScratchByteCount)
      // An address even for no bytes.
      let padded = message + [0]
      padded.withUnsafeBytes { message in
        key.withUnsafeBytes { key in
          tag.withUnsafeMutableBytes { tag in
            scratch.withUnsafeMutableBytes { scratch in
              KernelsX86V4.poly1305(
                key: key.baseAddress.unsafelyUnwrapped, message.baseAddress.unsafelyUnwrapped, count: message.count - 1,
                tag: tag.baseAddress.unsafelyUnwrapped, scratch: scratch.baseAddress.unsafelyUnwrapped)
            }
          }
        }
      }
      return tag
    }
  }
#endif
