/// Numbers in limbs of 48 bits, which the kernels for multiplying points take and give, to and from words.
enum Limbs48 {
  /// Writes `count` limbs, which the words' number fits.
  @inline(__always)
  static func store<let wordCount: Int>(
    _ words: InlineArray<wordCount, UInt64>, to limbs: UnsafeMutablePointer<Int64>, count: Int
  ) {
    for i in 0..<count {
      let position = 48 &* i
      var limb = words[position &>> 6] &>> UInt64(position & 63)
      if position & 63 > 16 { limb |= words[position &>> 6 &+ 1] &<< UInt64(64 &- position & 63) }
      limbs[i] = Int64(bitPattern: limb & (1 &<< 48 &- 1))
    }
  }

  /// The number in `count` limbs of up to 50 bits and any sign, but for a multiple of 2^(48 count), which is `carry`. Who takes
  /// the words wipes them.
  @inline(__always)
  static func load<let wordCount: Int>(
    _ limbs: UnsafePointer<Int64>, count: Int
  ) -> (words: InlineArray<wordCount, UInt64>, carry: Int64) {
    var words = InlineArray<wordCount, UInt64>(repeating: 0)
    var carry: Int64 = 0
    for i in 0..<count {
      carry &+= limbs[i]
      let position = 48 &* i
      let limb = UInt64(bitPattern: carry & (1 &<< 48 &- 1))
      words[position &>> 6] |= limb &<< UInt64(position & 63)
      if position & 63 > 16 { words[position &>> 6 &+ 1] |= limb &>> UInt64(64 &- position & 63) }
      carry = carry &>> 48
    }
    return (words, carry)
  }
}
