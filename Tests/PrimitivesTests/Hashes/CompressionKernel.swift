#if arch(x86_64)
  import KernelsX86V3
  import KernelsX86V3Ordered
  import KernelsX86V4
  import KernelsX86V4Ordered
  import Primitives
  import Processor
  import TestSupport
  import Testing

  /// A compression kernel beside the portable function that it replaces, both on chaining values as bytes.
  struct CompressionKernel: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let level: Processor.Level
    let stateByteCount: Int
    let blockByteCount: Int
    /// The chaining value's place, the blocks, and how many.
    let compress: @Sendable (UnsafeMutableRawPointer, UnsafeRawPointer, Int) -> Void
    let compressPortable: @Sendable (UnsafeMutableRawPointer, Span<UInt8>) -> Void

    private init<Portable: CompressionFunction>(
      _ name: String, _ level: Processor.Level, blockByteCount: Int, _: Portable.Type,
      _ compress: @escaping @Sendable (UnsafeMutableRawPointer, UnsafeRawPointer, Int) -> Void
    ) {
      testDescription = name
      self.level = level
      // A compression function is its chaining value and nothing else.
      stateByteCount = MemoryLayout<Portable>.size
      self.blockByteCount = blockByteCount
      self.compress = compress
      compressPortable = { state, blocks in
        var portable = state.loadUnaligned(as: Portable.self)
        portable.compressPortable(blocks)
        state.storeBytes(of: portable, as: Portable.self)
      }
    }

    /// The constants, and scratch memory that ends at a forbidden page.
    private static func withSHA512Arguments(_ body: (UnsafeRawPointer, UnsafeMutableRawPointer) -> Void) {
      let scratch = GuardedBuffer(count: 128, edge: .end)
      let constants = GuardedBuffer((0..<640).map { constant($0) }, edge: .end)
      body(constants.bytes.baseAddress!, scratch.bytes.baseAddress!)
    }

    private static func constant(_ byte: Int) -> UInt8 {
      UInt8(truncatingIfNeeded: SHA512Compression.k[byte / 8] >> (8 * UInt64(byte % 8)))
    }

    /// Those that this processor has.
    static let available = [
      CompressionKernel("SHA-1, v3", .v3, blockByteCount: 64, SHA1Compression.self) {
        KernelsX86V3.sha1Compress($0, $1, count: $2)
      },
      CompressionKernel("SHA-256, v3", .v3, blockByteCount: 64, SHA256Compression.self) {
        KernelsX86V3.sha256Compress($0, $1, count: $2)
      },
      CompressionKernel("SHA-512, v3", .v3, blockByteCount: 128, SHA512Compression.self) { state, blocks, count in
        withSHA512Arguments {
          KernelsX86V3Ordered.sha512Compress(state, blocks, count: count, constants: $0, scratch: $1)
        }
      },
      CompressionKernel("SHA-512, v4", .v4, blockByteCount: 128, SHA512Compression.self) { state, blocks, count in
        withSHA512Arguments {
          KernelsX86V4Ordered.sha512Compress(state, blocks, count: count, constants: $0, scratch: $1)
        }
      },
    ].filter { $0.level <= Processor.highestLevel }
  }
#endif
