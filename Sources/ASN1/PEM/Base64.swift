/// Base64 (RFC 4648, section 4) without tables or branches that depend on the data, for it carries private keys.
enum Base64 {
  /// The value 0 to 63 of a digit, or 0xFF for a byte that is none.
  static func value(of byte: UInt8) -> UInt8 {
    let c = Int16(byte)
    // All ones where low <= c <= high: both differences are then non-negative, so their sign bits are clear.
    func mask(_ low: Int16, _ high: Int16) -> Int16 { ~(((c &- low) | (high &- c)) >> 15) }
    let letters = mask(0x41, 0x5a) & (c &- 0x41) | mask(0x61, 0x7a) & (c &- 0x61 &+ 26)
    let others = mask(0x30, 0x39) & (c &- 0x30 &+ 52) | mask(0x2b, 0x2b) & 62 | mask(0x2f, 0x2f) & 63
    let valid = mask(0x41, 0x5a) | mask(0x61, 0x7a) | mask(0x30, 0x39) | mask(0x2b, 0x2b) | mask(0x2f, 0x2f)
    return UInt8(truncatingIfNeeded: letters | others | ~valid)
  }

  /// The kind of a byte that is padding.
  static let padding: UInt8 = 1
  /// The kind of a byte that is a space, a tab, or one of their like.
  static let space: UInt8 = 2

  /// `padding`, `space`, or 0 for all others. It is arithmetic in a function of its own, because of plain comparisons LLVM
  /// made one with "=" first, a jump that told letters from figures.
  @inline(never)
  static func kind(of byte: UInt8) -> UInt8 {
    let c = UInt16(byte)
    // 1 where c is `other`: only the difference 0 has a predecessor above 0xFF.
    let isPadding = ((c ^ 0x3d) &- 1) &>> 15
    let isSpace = ((c ^ 0x20) &- 1) &>> 15 | ((c ^ 0x09) &- 1) &>> 15
    let isFeed = ((c ^ 0x0b) &- 1) &>> 15 | ((c ^ 0x0c) &- 1) &>> 15
    return UInt8(truncatingIfNeeded: isPadding | (isSpace | isFeed) &<< 1)
  }

  /// The digit for a value of 0 to 63.
  static func digit(for value: UInt8) -> UInt8 {
    let v = Int16(value)
    func atLeast(_ bound: Int16) -> Int16 { ~((v &- bound) >> 15) }
    // Start at "A" and correct at each border of the alphabet A-Z a-z 0-9 + /.
    var c = v &+ 0x41
    c = c &+ (atLeast(26) & 6)
    c = c &- (atLeast(52) & 75)
    c = c &- (atLeast(62) & 15)
    c = c &+ (atLeast(63) & 3)
    return UInt8(truncatingIfNeeded: c)
  }

  /// The base64 of `bytes` in lines of 64 characters, each ended by a line feed.
  static func encodeLines(_ bytes: [UInt8], into text: inout [UInt8]) {
    var column = 0
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group: UInt32 = 0
      for index in 0..<3 { group = group << 8 | (index < count ? UInt32(bytes[start + index]) : 0) }
      for index in 0..<4 {
        let value = UInt8(truncatingIfNeeded: group >> UInt32(18 - 6 * index) & 63)
        text.append(index <= count ? digit(for: value) : UInt8(ascii: "="))
      }
      column += 4
      if column == 64 {
        text.append(UInt8(ascii: "\n"))
        column = 0
      }
    }
    if column > 0 { text.append(UInt8(ascii: "\n")) }
  }
}
