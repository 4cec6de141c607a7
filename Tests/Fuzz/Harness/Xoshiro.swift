/// xoshiro256** (Blackman and Vigna, 2018), seeded by SplitMix64: small, fast and the same everywhere.
struct Xoshiro: RandomNumberGenerator {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  init(seed: UInt64) {
    var seed = seed
    func next() -> UInt64 {
      seed &+= 0x9e37_79b9_7f4a_7c15
      var mixed = seed
      mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return mixed ^ (mixed >> 31)
    }
    state = (next(), next(), next(), next())
  }

  mutating func next() -> UInt64 {
    func rotated(_ value: UInt64, by count: UInt64) -> UInt64 { value << count | value >> (64 - count) }
    let result = rotated(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotated(state.3, by: 45)
    return result
  }

  /// A number from 0 up to but without `bound`, which is at least 1. The bias of a multiplication is no matter here.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// True once in `count` times.
  mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

  mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: next() >> 32) }

  /// One of the elements, of which there is at least one.
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// A random part of `0..<count`; short ones are the more likely.
  mutating func range(in count: Int) -> Range<Int> {
    let start = below(count + 1)
    let longest = count - start
    let length = oneIn(3) ? below(longest + 1) : below(min(longest, 8) + 1)
    return start..<start + length
  }

  mutating func bytes(count: Int) -> [UInt8] { (0..<count).map { _ in byte() } }
}
