import BigInt

/// Base64 and base64url (RFC 4648, sections 4 and 5), strict in both directions: padding is always written and always
/// asked for, and nothing but the alphabet is passed over. Every byte string has one text, and every text that is
/// accepted is the one that its bytes would be written as.
///
/// Digits are computed, not looked up, and all of a text is read before it is judged: which key a text stands for
/// shows neither in the memory touched nor in the time.
public enum Base64 {
  /// Which characters stand for 62 and 63.
  public enum Alphabet: Sendable {
    /// `+` and `/` (section 4).
    case standard
    /// `-` and `_` (section 5).
    case urlSafe

    fileprivate var last: (UInt8, UInt8) {
      switch self {
      case .standard: (UInt8(ascii: "+"), UInt8(ascii: "/"))
      case .urlSafe: (UInt8(ascii: "-"), UInt8(ascii: "_"))
      }
    }
  }

  /// The text of `bytes`: four characters for every three bytes begun.
  public static func encode(_ bytes: Span<UInt8>, alphabet: Alphabet = .standard) -> String {
    let (digit62, digit63) = alphabet.last
    let count = (bytes.count + 2) / 3 * 4
    return String(unsafeUninitializedCapacity: count) { text in
      for group in 0..<count / 4 {
        let present = min(3, bytes.count - group * 3)
        var word: UInt32 = 0
        for i in 0..<3 { word = word << 8 | (i < present ? UInt32(bytes[group * 3 + i]) : 0) }
        for i in 0..<4 {
          let value = UInt64(word >> (18 - 6 * UInt32(i))) & 63
          text[group * 4 + i] =
            i <= present ? character(of: value, digit62, digit63) : UInt8(ascii: "=")
        }
      }
      return count
    }
  }

  /// The bytes that `text` stands for.
  /// - Throws: what breaks the rules, and at which offset.
  public static func decode(_ text: String, alphabet: Alphabet = .standard) throws(Base64Error) -> [UInt8] {
    var copy = Array(text.utf8)
    defer { Wipe.zero(&copy) }
    return try decode(copy.span, alphabet: alphabet)
  }

  /// The bytes that `text`, in ASCII, stands for.
  /// - Throws: what breaks the rules, and at which offset.
  public static func decode(_ text: Span<UInt8>, alphabet: Alphabet = .standard) throws(Base64Error) -> [UInt8] {
    guard text.count.isMultiple(of: 4) else { throw .incorrectLength(found: text.count) }
    guard text.count > 0 else { return [] }
    let padding = UInt8(ascii: "=")
    let padCount = text[text.count - 1] != padding ? 0 : text[text.count - 2] != padding ? 1 : 2
    let digitCount = text.count - padCount
    let (digit62, digit63) = alphabet.last

    var bytes = [UInt8](repeating: 0, count: text.count / 4 * 3 - padCount)
    var allAreDigits = Choice.yes
    var word: UInt64 = 0
    for i in 0..<text.count {
      let (value, isDigit) = i < digitCount ? value(of: text[i], digit62, digit63) : (0, .yes)
      allAreDigits = allAreDigits & isDigit
      word = word << 6 | value
      if i % 4 == 3 {
        for j in 0..<min(3, bytes.count - i / 4 * 3) {
          bytes[i / 4 * 3 + j] = UInt8(truncatingIfNeeded: word >> (16 - 8 * UInt64(j)))
        }
        if i + 1 < text.count { word = 0 }
      }
    }
    guard allAreDigits.declassified else {
      Wipe.zero(&bytes)
      let offset = (0..<digitCount).first { !value(of: text[$0], digit62, digit63).isDigit.declassified }
      throw .invalidCharacter(offset: offset ?? digitCount)
    }
    // Section 3.5: the bits that the padding leaves over are zero, or several texts would mean the same bytes.
    let leftOver = word & ((1 << (8 * UInt64(padCount))) &- 1)
    guard ConstantTime.isZero(leftOver).declassified else {
      Wipe.zero(&bytes)
      throw .bitsBehindTheEnd(offset: digitCount - 1)
    }
    return bytes
  }

  /// The character for `value`, 0 to 63. Every range is entered by adding the step from the one before it.
  @inline(__always)
  private static func character(of value: UInt64, _ digit62: UInt8, _ digit63: UInt8) -> UInt8 {
    // Written without `select`, of which LLVM made a jump for the letters.
    func atLeast(_ bound: UInt64) -> UInt64 { ~(0 &- ((value &- bound) >> 63)) }
    var character = value &+ UInt64(UInt8(ascii: "A"))
    character = character &+ (atLeast(26) & 6)
    character = character &- (atLeast(52) & 75)
    character = ConstantTime.select(ConstantTime.equals(value, 62), UInt64(digit62), character)
    character = ConstantTime.select(ConstantTime.equals(value, 63), UInt64(digit63), character)
    return UInt8(truncatingIfNeeded: character)
  }

  /// What `character` stands for, and whether it is in the alphabet at all; if not, the value is 0.
  @inline(__always)
  private static func value(
    of character: UInt8, _ digit62: UInt8, _ digit63: UInt8
  ) -> (value: UInt64, isDigit: Choice) {
    let c = UInt64(character)
    func isWithin(_ first: Unicode.Scalar, _ last: Unicode.Scalar) -> Choice {
      !ConstantTime.isLess(c, UInt64(first.value)) & !ConstantTime.isLess(UInt64(last.value), c)
    }
    let (upper, lower, figure) = (isWithin("A", "Z"), isWithin("a", "z"), isWithin("0", "9"))
    let (is62, is63) = (ConstantTime.equals(c, UInt64(digit62)), ConstantTime.equals(c, UInt64(digit63)))
    var value = upper.mask & (c &- UInt64(UInt8(ascii: "A")))
    value |= lower.mask & (c &- UInt64(UInt8(ascii: "a")) &+ 26)
    value |= figure.mask & (c &- UInt64(UInt8(ascii: "0")) &+ 52)
    value |= is62.mask & 62
    value |= is63.mask & 63
    return (value, upper | lower | figure | is62 | is63)
  }
}

/// Why a text is not base64.
public enum Base64Error: Error, Equatable, Sendable {
  /// The length is not a multiple of four characters: something was cut off, or the padding is missing.
  case incorrectLength(found: Int)
  /// The character at `offset` is not in the alphabet; white space and misplaced padding are no exceptions.
  case invalidCharacter(offset: Int)
  /// The last digit, at `offset`, has bits set that belong to no byte.
  case bitsBehindTheEnd(offset: Int)
}
