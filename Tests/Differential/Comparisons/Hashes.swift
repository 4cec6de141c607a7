#if arch(x86_64)
  import KernelsX86V3
  import Primitives
  import Processor

  /// The compression kernels.
  enum HashComparisons {
    static let all: [Comparison] = [
      compression("sha1-compress-v3", .v3, SHA1Compression.self, blockByteCount: 64) {
        KernelsX86V3.sha1Compress($0, $1, count: $2)
      },
      compression("sha256-compress-v3", .v3, SHA256Compression.self, blockByteCount: 64) {
        KernelsX86V3.sha256Compress($0, $1, count: $2)
      },
    ]

    /// Any chaining value and up to three blocks; now and then up to eleven.
    private static func compression<Portable: CompressionFunction>(
      _ name: String, _ level: Processor.Level, _: Portable.Type, blockByteCount: Int,
      _ kernel: @escaping @Sendable (UnsafeMutableRawPointer, UnsafeRawPointer, Int) -> Void
    ) -> Comparison {
      Comparison(name: name, level: level) { operands in
        let state = operands.limbs((MemoryLayout<Portable>.size + 7) / 8)
        let count = operands.below(operands.below(8) == 0 ? 12 : 4)
        let blocks = operands.limbs(count * blockByteCount / 8)
        var expected = state
        var found = state
        blocks.withUnsafeBytes { blocks in
          expected.withUnsafeMutableBytes { state in
            var portable = state.loadUnaligned(as: Portable.self)
            portable.compressPortable(Span(_unsafeElements: blocks.assumingMemoryBound(to: UInt8.self)))
            state.storeBytes(of: portable, as: Portable.self)
          }
          found.withUnsafeMutableBytes { state in
            guard count > 0 else { return }
            kernel(state.baseAddress!, blocks.baseAddress!, count)
          }
        }
        return expected == found ? nil : "\(state) and \(count) blocks \(blocks): \(found), not \(expected)"
      }
    }
  }
#endif
