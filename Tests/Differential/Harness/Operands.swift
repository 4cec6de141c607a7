import TestSupport

/// Random operands, chosen to force what is rare: long runs of ones and zeros that make carries travel, values at and
/// beside a modulus, 0 and 1.
struct Operands: RandomNumberGenerator {
  private var generator: SplitMix64

  /// The operands of one case of one comparison: any case can be made again without those before it.
  init(comparison: String, seed: UInt64, case number: Int) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in comparison.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    generator = SplitMix64(
      seed: hash ^ seed &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(truncatingIfNeeded: number) &* 0xd6e8_feb8_6659_fd93)
  }

  mutating func next() -> UInt64 { generator.next() }

  /// A number from 0 up to but without `bound`, which is at least 1.
  mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

  /// One word: random, or a pattern of carries.
  mutating func limb() -> UInt64 {
    let random = next()
    switch random & 15 {
    case 0: return 0
    case 1, 2: return .max
    case 3: return random >> 4 & 3
    case 4: return .max - (random >> 4 & 3)
    case 5: return .max << (random >> 4 & 63)
    case 6: return .max >> (random >> 4 & 63)
    case 7: return 1 << (random >> 4 & 63)
    default: return next()
    }
  }

  /// Words of a number, least significant first: wholly random half of the time, else made of patterns.
  mutating func limbs(_ count: Int) -> [UInt64] {
    let isRandom = next() & 1 == 0
    return (0..<count).map { _ in isRandom ? next() : limb() }
  }

  /// A number below `modulus` (least significant word first, its top word not zero): at times 0, 1, or within a few of
  /// the modulus.
  mutating func residue(_ modulus: [UInt64]) -> [UInt64] {
    let choice = next() & 15
    let small = next() & 3
    switch choice {
    case 0: return [small] + [UInt64](repeating: 0, count: modulus.count - 1)
    case 1: return Self.subtract(modulus, small + 1)
    default:
      while true {
        var candidate = limbs(modulus.count)
        // As many bits as the modulus has, so that about every second try is below it.
        candidate[modulus.count - 1] &= .max >> UInt64(modulus[modulus.count - 1].leadingZeroBitCount)
        if Self.isLess(candidate, modulus) { return candidate }
      }
    }
  }

  /// Random bytes.
  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 24) } }

  private static func subtract(_ a: [UInt64], _ b: UInt64) -> [UInt64] {
    var result = a
    var borrow = b
    for i in result.indices where borrow > 0 {
      let (value, overflow) = result[i].subtractingReportingOverflow(borrow)
      result[i] = value
      borrow = overflow ? 1 : 0
    }
    return result
  }

  private static func isLess(_ a: [UInt64], _ b: [UInt64]) -> Bool {
    for i in a.indices.reversed() where a[i] != b[i] { return a[i] < b[i] }
    return false
  }
}
