#if arch(x86_64)
  import KernelsX86V3
  import KernelsX86V3Ordered
  import KernelsX86V4
  import KernelsX86V4Ordered
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
      compression("sha512-compress-v3", .v3, SHA512Compression.self, blockByteCount: 128) { state, blocks, count in
        withSHA512Arguments {
          KernelsX86V3Ordered.sha512Compress(state, blocks, count: count, constants: $0, scratch: $1)
        }
      },
      compression("sha512-compress-v4", .v4, SHA512Compression.self, blockByteCount: 128) { state, blocks, count in
        withSHA512Arguments {
          KernelsX86V4Ordered.sha512Compress(state, blocks, count: count, constants: $0, scratch: $1)
        }
      },
      keccak("keccak-v3", .v3, states: 1) { KernelsX86V3.keccak($0, constants: $1) },
      keccak("keccak-four-v3", .v3, states: 4) { KernelsX86V3.keccakFour($0, constants: $1) },
      absorption("keccak-absorb-v3", .v3) {
        KernelsX86V3.keccakAbsorb($0, $1, count: $2, wordsPerBlock: $3, constants: Keccak.kernelConstants)
      },
      absorption("keccak-absorb-v4", .v4) {
        KernelsX86V4.keccakAbsorb($0, $1, count: $2, wordsPerBlock: $3, constants: Keccak.kernelConstants)
      },
      keccak("keccak-v4", .v4, states: 1) { KernelsX86V4.keccak($0, constants: $1) },
      keccak("keccak-eight-v4", .v4, states: 8) { KernelsX86V4.keccakEight($0, constants: $1) },
      pbkdf2,
    ]

    private static func withSHA512Arguments(_ body: (UnsafeRawPointer, UnsafeMutableRawPointer) -> Void) {
      withUnsafeBytes(of: SHA512Compression.k) { k in
        withUnsafeTemporaryAllocation(byteCount: 128, alignment: 16) { body(k.baseAddress!, $0.baseAddress!) }
      }
    }

    /// States side by side, each permuted by the portable code alone.
    private static func keccak(
      _ name: String, _ level: Processor.Level, states: Int,
      _ kernel: @escaping @Sendable (UnsafeMutableRawPointer, UnsafePointer<UInt64>) -> Void
    ) -> Comparison {
      Comparison(name: name, level: level, share: states) { operands in
        let start = operands.limbs(25 * states)
        var expected = start
        for state in 0..<states {
          var lanes = Keccak.Lanes { start[$0 * states + state] }
          Keccak.permutePortable(&lanes)
          for i in 0..<25 { expected[i * states + state] = lanes[i] }
        }
        // Aligned as vectors are.
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 200 * states, alignment: 64)
        defer { memory.deallocate() }
        start.withUnsafeBytes { memory.copyMemory(from: $0) }
        kernel(memory.baseAddress!, Keccak.kernelConstants)
        let found = Array(memory.bindMemory(to: UInt64.self))
        return expected == found ? nil : "\(start): \(found), not \(expected)"
      }
    }

    /// Any state and up to five blocks at any alignment, of any length.
    private static func absorption(
      _ name: String, _ level: Processor.Level,
      _ kernel: @escaping @Sendable (UnsafeMutableRawPointer, UnsafeRawPointer, Int, Int) -> Void
    ) -> Comparison {
      Comparison(name: name, level: level, share: 4) { operands in
        let start = operands.limbs(25)
        let (count, offset) = (operands.below(6), operands.below(8))
        // The kernels know the most common rates as constants.
        let wordsPerBlock = [17, 21, operands.below(26)][operands.below(3)]
        let blocks = operands.bytes(offset + 8 * count * wordsPerBlock)
        var expected = Keccak.Lanes { start[$0] }
        for block in 0..<count {
          for i in 0..<8 * wordsPerBlock {
            expected[i / 8] ^= UInt64(blocks[offset + 8 * block * wordsPerBlock + i]) << UInt64(8 * (i % 8))
          }
          Keccak.permutePortable(&expected)
        }
        var found = start
        blocks.withUnsafeBytes { blocks in
          found.withUnsafeMutableBytes { state in
            guard let base = blocks.baseAddress else { return }
            kernel(state.baseAddress!, base + offset, count, wordsPerBlock)
          }
        }
        return (0..<25).allSatisfy { expected[$0] == found[$0] }
          ? nil : "\(start) and \(count) blocks of \(wordsPerBlock) words at \(offset) of \(blocks): \(found)"
      }
    }

    /// The kernel beside the definition, code by code.
    private static let pbkdf2 = Comparison(name: "pbkdf2-sha256-v3", level: .v3, share: 10) { operands in
      let password = operands.bytes(operands.below(100))
      let salt = operands.bytes(operands.below(80))
      let iterations = 1 + operands.below(5)
      let byteCount = 1 + operands.below(130)
      var expected: [UInt8] = []
      for index in 1...UInt8((byteCount + 31) / 32) {
        var code = HMAC<SHA256>.authenticationCode(for: (salt + [0, 0, 0, index]).span, using: password.span).bytes
        var sum = code
        for _ in 1..<iterations {
          code = HMAC<SHA256>.authenticationCode(for: code.span, using: password.span).bytes
          for i in 0..<32 { sum[i] ^= code[i] }
        }
        expected += sum
      }
      guard
        let key = try? PBKDF2<SHA256>.deriveKey(
          password: password.span, salt: salt.span, iterations: iterations, outputByteCount: byteCount)
      else { return "refused" }
      let found = (0..<byteCount).map { key.span[$0] }
      return expected[..<byteCount] == found[...]
        ? nil : "\(password), \(salt), \(iterations), \(byteCount): \(found), not \(expected)"
    }

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
