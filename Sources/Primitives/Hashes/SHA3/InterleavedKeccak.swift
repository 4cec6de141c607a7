#if arch(x86_64)
  import KernelsX86V3
  import KernelsX86V4
  import Processor
#endif

/// Several Keccak states side by side, for whoever hashes many short inputs at once, as ML-KEM makes its matrix: with
/// `SIMD4` (AVX2) or `SIMD8` (AVX-512) all of them take hardly longer than one.
package struct InterleavedKeccak<Vector: SIMD & BitwiseCopyable & Sendable>: BitwiseCopyable, Sendable
where Vector.Scalar == UInt64 {
  /// Lane by lane, a word of every state in each.
  package private(set) var lanes = InlineArray<25, Vector>(repeating: Vector())

  package init() {}

  /// How many states there are.
  package static var count: Int { Vector.scalarCount }

  /// Adds a word to lane `lane` of state `state`.
  package mutating func add(_ word: UInt64, toLane lane: Int, of state: Int) { lanes[lane][state] ^= word }

  /// Adds `bytes`, at most a block, to the beginning of state `state`.
  package mutating func add(_ bytes: Span<UInt8>, to state: Int) {
    for i in bytes.indices { add(UInt64(bytes[i]) << (8 * UInt64(i % 8)), toLane: i / 8, of: state) }
  }

  /// One permutation of every state.
  package mutating func permute() {
    #if arch(x86_64)
      if Vector.self == SIMD4<UInt64>.self, Processor.hasV3 {
        return _withUnprotectedUnsafeMutablePointer(to: &lanes) { lanes in
          KernelsX86V3.keccakFour(lanes, constants: Keccak.kernelConstants)
        }
      }
      if Vector.self == SIMD8<UInt64>.self, Processor.hasV4 {
        return _withUnprotectedUnsafeMutablePointer(to: &lanes) { lanes in
          KernelsX86V4.keccakEight(lanes, constants: Keccak.kernelConstants)
        }
      }
    #endif
    permuteEach()
  }

  /// The same, state by state.
  package mutating func permuteEach() {
    for state in 0..<Vector.scalarCount {
      var single = Keccak.Lanes { lanes[$0][state] }
      Keccak.permute(&single)
      for i in 0..<25 { lanes[i][state] = single[i] }
      Wipe.zero(&single)
    }
  }
}
