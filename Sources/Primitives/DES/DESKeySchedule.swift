/// One key of DES, spread out into its sixteen round keys (FIPS 46-3). Variable time.
struct DESKeySchedule: BitwiseCopyable {
  /// K1 to K16, 48 bits each.
  private var roundKeys = InlineArray<16, UInt64>(repeating: 0)

  /// A schedule of the 64 bits of `key`, of which every eighth is parity and is not looked at.
  init(key: UInt64) {
    let chosen = DESTables.permute(key, width: 64, by: DESTables.permutedChoice1)
    var (c, d) = (UInt32(chosen >> 28), UInt32(chosen & 0x0fff_ffff))
    for round in 0..<16 {
      // Once in rounds 1, 2, 9 and 16, twice in the others.
      let shift: UInt32 = [0, 1, 8, 15].contains(round) ? 1 : 2
      c = (c << shift | c >> (28 - shift)) & 0x0fff_ffff
      d = (d << shift | d >> (28 - shift)) & 0x0fff_ffff
      roundKeys[round] = DESTables.permute(UInt64(c) << 28 | UInt64(d), width: 56, by: DESTables.permutedChoice2)
    }
  }

  /// One block enciphered or deciphered: the same steps with the round keys in the other order.
  func transform(_ block: UInt64, encrypting: Bool) -> UInt64 {
    let start = DESTables.permute(block, width: 64, by: DESTables.initialPermutation)
    var (left, right) = (UInt32(start >> 32), UInt32(truncatingIfNeeded: start))
    for round in 0..<16 {
      let key = roundKeys[encrypting ? round : 15 - round]
      (left, right) = (right, left ^ Self.cipherFunction(right, key))
    }
    // The last round does not swap.
    return DESTables.permute(UInt64(right) << 32 | UInt64(left), width: 64, by: DESTables.finalPermutation)
  }

  /// f(R, K): expand to 48 bits, add the key, substitute six bits by four eight times, permute.
  private static func cipherFunction(_ right: UInt32, _ key: UInt64) -> UInt32 {
    let expanded = DESTables.permute(UInt64(right), width: 32, by: DESTables.expansion) ^ key
    var substituted: UInt64 = 0
    for box in 0..<8 {
      let six = Int(truncatingIfNeeded: expanded >> UInt64(42 - 6 * box)) & 63
      // The outer two bits choose the row, the inner four the column.
      let row = (six >> 4 & 2) | (six & 1)
      substituted = substituted << 4 | UInt64(DESTables.substitution[box * 64 + row * 16 + (six >> 1 & 15)])
    }
    return UInt32(DESTables.permute(substituted, width: 32, by: DESTables.permutation))
  }
}
