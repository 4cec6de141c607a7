@testable import BigInt

extension SecretLimbs {
  /// The number as one that a test may look at.
  var revealed: BigUInt {
    var bytes = [UInt8](repeating: 0, count: 8 * count)
    var span = bytes.mutableSpan
    storeBigEndian(into: &span)
    return BigUInt(bigEndianBytes: bytes.span)
  }

  init(of value: BigUInt, count: Int) {
    self.init(bigEndianBytes: value.bigEndianBytes().span, count: count)!
  }
}

extension Modulus {
  convenience init?(_ value: BigUInt) {
    self.init(SecretLimbs(bigEndianBytes: value.bigEndianBytes().span))
  }
}

/// A reproducible generator, xorshift64*.
struct Xorshift: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_f491_4f6c_dd1d
  }

  /// A number below `2^bits` whose limbs are often all zeros, all ones or next to that: carries then travel far, which
  /// they hardly ever do in random numbers.
  mutating func number(bits: Int) -> BigUInt {
    var value = BigUInt(0)
    for _ in 0..<(bits + 63) / 64 {
      let limb: UInt64
      switch next() % 8 {
      case 0, 1: limb = .max
      case 2: limb = 0
      case 3: limb = 1
      case 4: limb = .max - 1
      case 5: limb = 1 << 63
      default: limb = next()
      }
      value = value << 64 | BigUInt(limb)
    }
    return value & ((BigUInt(1) << bits) - 1)
  }

  /// An odd number of exactly that many bits.
  mutating func odd(bits: Int) -> BigUInt { number(bits: bits) | 1 | BigUInt(1) << (bits - 1) }

  /// Overwrites bytes.
  mutating func fill(_ bytes: inout MutableSpan<UInt8>) {
    for i in bytes.indices { bytes[i] = UInt8(truncatingIfNeeded: next() >> 56) }
  }
}
