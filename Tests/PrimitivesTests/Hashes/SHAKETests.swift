import Primitives
import TestSupport
import Testing

@Suite("SHA-3 and SHAKE: NIST CAVP")
struct SHAKETests {
  private func output(_ name: String, _ message: [UInt8], _ count: Int) -> [UInt8] {
    name == "SHAKE128"
      ? SHAKE128.hash(data: message, outputByteCount: count) : SHAKE256.hash(data: message, outputByteCount: count)
  }

  @Test("SHAKE's published outputs come out", arguments: ["SHAKE128", "SHAKE256"])
  func outputs(_ name: String) throws {
    for kind in ["ShortMsg", "LongMsg", "VariableOut"] {
      for record in try VectorFile("hashes/\(name)\(kind).txt").records {
        let expected = record.bytes("MD")
        #expect(output(name, record.bytes("Msg"), expected.count) == expected, "\(record.location)")
      }
    }
  }

  /// SHA3VS section 6.3.3: a chain of 100,000 outputs whose lengths depend on those before.
  @Test("SHAKE's Monte Carlo chain passes its checkpoints", arguments: [("SHAKE128", 16, 140), ("SHAKE256", 2, 250)])
  func monteCarlo(_ name: String, _ least: Int, _ most: Int) throws {
    let records = try VectorFile("hashes/\(name)Monte.txt").records
    #expect(records.count == 100)
    var chain = records[0].bytes("Seed")
    var count = most
    for record in records {
      for _ in 0..<1000 {
        let message = Array((chain + [UInt8](repeating: 0, count: 16))[..<16])
        chain = output(name, message, count)
        let last = Int(chain[chain.count - 2]) << 8 | Int(chain[chain.count - 1])
        count = least + last % (most - least + 1)
      }
      #expect(chain == record.bytes("MD"), "\(record.location)")
    }
  }

  /// SHA3VS section 6.2.3: each digest is that of the one before.
  private func monteCarlo<H: HashFunction>(_: H.Type) throws {
    let records = try VectorFile("hashes/\(H.self)Monte.txt").records
    #expect(records.count == 100)
    var digest = records[0].bytes("Seed")
    for record in records {
      for _ in 0..<1000 { digest = H.hash(data: digest).bytes }
      #expect(digest == record.bytes("MD"), "\(record.location)")
    }
  }

  @Test("SHA-3's Monte Carlo chains pass their checkpoints")
  func monteCarloSHA3() throws {
    try monteCarlo(SHA3_256.self)
    try monteCarlo(SHA3_384.self)
    try monteCarlo(SHA3_512.self)
  }

  private func checkPieces<F: ExtendableOutputFunction>(_: F.Type) {
    let message = (0..<500).map { UInt8(truncatingIfNeeded: $0 &* 77) }
    let whole = F.hash(data: message, outputByteCount: 1024)
    for cut in 0...500 {
      var function = F()
      function.update(data: message[..<cut])
      function.update(data: message[cut...])
      #expect(function.squeeze(count: cut) + function.squeeze(count: 1024 - cut) == whole, "cut at \(cut)")
    }
  }

  @Test("Input and output in pieces, cut anywhere, are those of the whole")
  func pieces() {
    checkPieces(SHAKE128.self)
    checkPieces(SHAKE256.self)
  }

  private func checkInterleaved<Vector: SIMD & Sendable & BitwiseCopyable>(_: Vector.Type)
  where Vector.Scalar == UInt64 {
    var random = SplitMix64(seed: 3)
    var states = InterleavedKeccak<Vector>()
    for state in 0..<Vector.scalarCount {
      for lane in 0..<25 { states.add(random.next() | (lane < 3 ? .max : 0), toLane: lane, of: state) }
    }
    for _ in 0..<100 {
      let singles = (0..<Vector.scalarCount).map { state in
        var lanes = Keccak.Lanes { states.lanes[$0][state] }
        Keccak.permutePortable(&lanes)
        return (0..<25).map { lanes[$0] }
      }
      states.permute()
      for state in 0..<Vector.scalarCount {
        #expect((0..<25).map { states.lanes[$0][state] } == singles[state], "state \(state)")
      }
    }
  }

  @Test("States side by side are permuted as each alone is")
  func interleaved() {
    checkInterleaved(SIMD2<UInt64>.self)
    checkInterleaved(SIMD4<UInt64>.self)
    checkInterleaved(SIMD8<UInt64>.self)
  }

  @Test("The permutation in force is the portable one")
  func permutation() {
    var lanes = Keccak.Lanes(repeating: 0)
    var expected = lanes
    for _ in 0..<1000 {
      Keccak.permute(&lanes)
      Keccak.permutePortable(&expected)
      #expect((0..<25).allSatisfy { lanes[$0] == expected[$0] })
    }
  }
}
