import BigInt

/// Numbers for tests: the same in every run, and with the shapes that break arithmetic more often than chance does.
struct Samples: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A number of about `bits` bits: random, of words that are all ones or zeros, or next to a power of two.
  mutating func natural(bits: Int) -> BigUInt {
    let count = (bits + UInt.bitWidth - 1) / UInt.bitWidth
    let mask = (BigUInt(1 as UInt) << bits) - 1
    switch next() % 6 {
    case 0:
      let extremes: [UInt] = [0, .max, 1, .max - 1, 1 << UInt(UInt.bitWidth - 1), .max >> 1]
      return BigUInt(words: (0..<count).map { _ in extremes[Int(next() % 6)] }) & mask
    case 1: return mask
    case 2: return ((BigUInt(1 as UInt) << (bits - 1)) + BigUInt(UInt(next() % 3))) - 1
    default: return BigUInt(words: (0..<count).map { _ in UInt(truncatingIfNeeded: next()) }) & mask
    }
  }

  /// As `natural(bits:)`, of 1 to `most` bits with small sizes as likely as large ones, and zero now and then.
  mutating func natural(upTo most: Int) -> BigUInt {
    if next() % 40 == 0 { return 0 }
    let scale = Int.random(in: 1...(Int.bitWidth - most.leadingZeroBitCount), using: &self)
    return natural(bits: Int.random(in: 1...Swift.min(most, 1 << scale), using: &self))
  }

  /// As `natural(upTo:)`, of either sign.
  mutating func integer(upTo most: Int) -> BigInt {
    BigInt(isNegative: next() % 2 == 0, magnitude: natural(upTo: most))
  }

  /// The integers around zero, words and powers of two.
  static let edges: [BigInt] = {
    var edges: Set<BigInt> = [0]
    for bits in [0, 1, 2, 31, 32, 62, 63, 64, 65, 127, 128, 129, 191, 192, 256, 1023, 1024] {
      for delta in -2...2 {
        let value = (BigInt(1) << bits) + BigInt(delta)
        edges.formUnion([value, -value])
      }
    }
    return edges.sorted()
  }()
}
