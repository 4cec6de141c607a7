#if arch(x86_64)
  import Primitives
  import TestSupport
  import Testing

  @Suite("Hash functions: kernels")
  struct HashKernelTests {
    /// The chaining value after `blocks`, by the portable code.
    private func portable(_ kernel: CompressionKernel, _ state: [UInt8], _ blocks: [UInt8]) -> [UInt8] {
      var result = state
      result.withUnsafeMutableBytes { kernel.compressPortable($0.baseAddress!, blocks.span) }
      return result
    }

    /// Words of all ones and zeros among the random ones.
    private func bytes(_ count: Int, _ random: inout SplitMix64) -> [UInt8] {
      switch random.next() % 4 {
      case 0: [UInt8](repeating: 0xff, count: count)
      case 1: [UInt8](repeating: random.next() % 2 == 0 ? 0x80 : 0, count: count)
      default: (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next() >> 24) }
      }
    }

    @Test("Kernels give the portable code's chaining value, at every alignment", arguments: CompressionKernel.available)
    func alignments(_ kernel: CompressionKernel) {
      var random = SplitMix64(seed: 1)
      for alignment in 0..<64 {
        for count in 0...9 {
          let state = bytes(kernel.stateByteCount, &random)
          let blocks = bytes(count * kernel.blockByteCount, &random)
          var result = state
          let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 + blocks.count, alignment: 64)
          defer { memory.deallocate() }
          UnsafeMutableRawBufferPointer(rebasing: memory[alignment...]).copyBytes(from: blocks)
          result.withUnsafeMutableBytes { kernel.compress($0.baseAddress!, memory.baseAddress! + alignment, count) }
          #expect(result == portable(kernel, state, blocks), "\(count) blocks at \(alignment)")
        }
      }
    }

    @Test("Kernels touch no byte beyond the blocks and the chaining value", arguments: CompressionKernel.available)
    func guardPages(_ kernel: CompressionKernel) {
      var random = SplitMix64(seed: 2)
      for edge in GuardedBuffer.Edge.allCases {
        for count in 1...9 {
          let state = bytes(kernel.stateByteCount, &random)
          let blocks = bytes(count * kernel.blockByteCount, &random)
          let guardedState = GuardedBuffer(state, edge: edge)
          let guardedBlocks = GuardedBuffer(blocks, edge: edge)
          kernel.compress(guardedState.bytes.baseAddress!, guardedBlocks.bytes.baseAddress!, count)
          #expect(Array(guardedState.bytes) == portable(kernel, state, blocks), "\(count) blocks")
          #expect(Array(guardedBlocks.bytes) == blocks, "the input is only read")
        }
      }
    }
  }
#endif
