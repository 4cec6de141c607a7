#if arch(x86_64)
  import KernelsX86V3
  import KernelsX86V4
  import Processor
#endif

/// Keccak-f[1600] on a state in memory.
package enum Keccak {
  /// A state: lane (x, y) is number 5y + x.
  package typealias Lanes = InlineArray<25, UInt64>

  /// What iota adds in each round (section 3.2.5).
  package static let constants: InlineArray<24, UInt64> = [
    0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808a, 0x8000_0000_8000_8000,
    0x0000_0000_0000_808b, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
    0x0000_0000_0000_008a, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000a,
    0x0000_0000_8000_808b, 0x8000_0000_0000_008b, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
    0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800a, 0x8000_0000_8000_000a,
    0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
  ]

  /// The permutation.
  package static func permute(_ lanes: inout Lanes) {
    #if arch(x86_64)
      if Processor.hasV3 {
        return _withUnprotectedUnsafeMutablePointer(to: &lanes) { lanes in
          if Processor.hasV4 {
            KernelsX86V4.keccak(lanes, constants: kernelConstants)
          } else {
            KernelsX86V3.keccak(lanes, constants: kernelConstants)
          }
        }
      }
    #endif
    permutePortable(&lanes)
  }

  /// Takes `count` blocks of input at `blocks`, each of `wordsPerBlock` words: adds each to the first lanes and permutes.
  static func absorb(_ blocks: UnsafeRawPointer, count: Int, wordsPerBlock: Int, into lanes: inout Lanes) {
    precondition(0...25 ~= wordsPerBlock)
    #if arch(x86_64)
      if Processor.hasV3 {
        return _withUnprotectedUnsafeMutablePointer(to: &lanes) { lanes in
          if Processor.hasV4 {
            KernelsX86V4.keccakAbsorb(
              lanes, blocks, count: count, wordsPerBlock: wordsPerBlock, constants: kernelConstants)
          } else {
            KernelsX86V3.keccakAbsorb(
              lanes, blocks, count: count, wordsPerBlock: wordsPerBlock, constants: kernelConstants)
          }
        }
      }
    #endif
    for block in 0..<count {
      for i in 0..<wordsPerBlock {
        lanes[i] ^= UInt64(
          littleEndian: blocks.loadUnaligned(fromByteOffset: 8 * (block * wordsPerBlock + i), as: UInt64.self))
      }
      permutePortable(&lanes)
    }
  }

  /// The permutation in portable Swift.
  package static func permutePortable(_ lanes: inout Lanes) {
    _withUnprotectedUnsafeMutablePointer(to: &lanes) { lanes in
      let lanes = UnsafeMutableRawPointer(lanes).assumingMemoryBound(to: UInt64.self)
      var state = KeccakState { lanes[$0] }
      state.permute { constants[$0] }
      state.store { lanes[$0] = $1 }
    }
  }

  // unsafe: nobody writes there.
  package nonisolated(unsafe) static let kernelConstants = permanentCopy(of: constants).assumingMemoryBound(
    to: UInt64.self)
}

extension UInt64: KeccakLane {
  @inline(__always)
  static func xor(_ a: Self, _ b: Self) -> Self { a ^ b }

  @inline(__always)
  static func chi(_ a: Self, _ b: Self, _ c: Self) -> Self { a ^ (~b & c) }

  @inline(__always)
  func turned(_ count: Int32) -> Self { rotatedLeft(Self(truncatingIfNeeded: count)) }
}
