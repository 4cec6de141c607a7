extension BigUInt: CustomStringConvertible, LosslessStringConvertible {
  /// The decimal digits.
  public var description: String { digits(radix: 10, uppercase: false) }

  /// The value of decimal digits with an optional sign, as `UInt` reads them; nil for anything else.
  public init?(_ description: String) { self.init(description, radix: 10) }

  /// The value of digits in a radix from 2 to 36, letters in either case, with an optional `+`, or `-` before zero.
  /// Nil when there is no digit, or another character, or when it is negative.
  public init?(_ text: some StringProtocol, radix: Int = 10) {
    guard let (isNegative, magnitude) = BigUInt.parse(text, radix: radix) else { return nil }
    if isNegative, !magnitude.isZero { return nil }
    self = magnitude
  }

  /// Sign and magnitude of digits with an optional sign.
  static func parse(_ text: some StringProtocol, radix: Int) -> (isNegative: Bool, magnitude: BigUInt)? {
    precondition(2...36 ~= radix, "Radix not in range 2...36")
    var digits = Array(text.utf8)
    var isNegative = false
    if let first = digits.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
      isNegative = first == UInt8(ascii: "-")
      digits.removeFirst()
    }
    if digits.isEmpty { return nil }
    for i in digits.indices {
      guard let digit = digitValue(digits[i]), digit < radix else { return nil }
      digits[i] = digit
    }
    return (isNegative, RadixConversion(radix: radix).value(of: digits[...]))
  }

  private static func digitValue(_ character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  func digits(radix: Int, uppercase: Bool) -> String {
    precondition(2...36 ~= radix, "Radix not in range 2...36")
    if isZero { return "0" }
    var digits: [UInt8] = []
    digits.reserveCapacity(bitWidth / (Int.bitWidth - 1 - radix.leadingZeroBitCount) + 2)
    RadixConversion(radix: radix).append(self, to: &digits)
    let letter = UInt8(ascii: uppercase ? "A" : "a") - 10
    for i in digits.indices { digits[i] += digits[i] < 10 ? UInt8(ascii: "0") : letter }
    return String(decoding: digits, as: UTF8.self)
  }
}

extension String {
  /// The digits of an integer in a radix from 2 to 36.
  public init(_ value: BigUInt, radix: Int = 10, uppercase: Bool = false) {
    self = value.digits(radix: radix, uppercase: uppercase)
  }

  /// The digits of an integer in a radix from 2 to 36, with a minus sign before a negative one.
  public init(_ value: BigInt, radix: Int = 10, uppercase: Bool = false) {
    self = (value.isNegative ? "-" : "") + value.magnitude.digits(radix: radix, uppercase: uppercase)
  }
}

/// Conversion between values and their digits, most significant first: halves of halves down to a size where going digit
/// by digit is faster. Powers of two need no arithmetic.
struct RadixConversion {
  private let radix: Int
  /// How many digits fit into a word.
  private let digitsPerWord: Int
  /// The radix to that power.
  private let wordBase: UInt

  init(radix: Int) {
    self.radix = radix
    var count = 1
    var base = UInt(radix)
    while true {
      let (next, overflow) = base.multipliedReportingOverflow(by: UInt(radix))
      if overflow { break }
      base = next
      count += 1
    }
    digitsPerWord = count
    wordBase = base
  }

  /// Bits of a digit when the radix is a power of two.
  private var bitsPerDigit: Int? { radix & (radix - 1) == 0 ? radix.trailingZeroBitCount : nil }

  // MARK: Digits to values

  /// Values of so many words or fewer are built digit by digit.
  private static let parseThreshold = 64

  /// The value of digits, each below the radix.
  func value(of digits: ArraySlice<UInt8>) -> BigUInt {
    if let bits = bitsPerDigit { return packedValue(of: digits, bits: bits) }
    var powers: [BigUInt] = []
    return value(of: digits, &powers)
  }

  /// `powers[i]` is `wordBase` to the power of `parseThreshold * 2^i`.
  private func value(of digits: ArraySlice<UInt8>, _ powers: inout [BigUInt]) -> BigUInt {
    var lowerCount = digitsPerWord * Self.parseThreshold
    if digits.count <= lowerCount { return smallValue(of: digits) }
    var level = 0
    while lowerCount * 2 < digits.count {
      lowerCount *= 2
      level += 1
    }
    while powers.count <= level {
      powers.append(powers.last?.squared() ?? BigUInt(wordBase).power(Self.parseThreshold))
    }
    let split = digits.endIndex - lowerCount
    return value(of: digits[..<split], &powers) * powers[level] + value(of: digits[split...], &powers)
  }

  private func smallValue(of digits: ArraySlice<UInt8>) -> BigUInt {
    var result = BigUInt()
    result.limbs.reserveCapacity(digits.count / digitsPerWord + 1)
    var position = digits.startIndex
    while position < digits.endIndex {
      // The first group is the odd one, so that all others are whole words.
      let rest = digits.endIndex - position
      let count = rest % digitsPerWord == 0 ? digitsPerWord : rest % digitsPerWord
      var group: UInt = 0
      for digit in digits[position..<position + count] { group = group &* UInt(radix) &+ UInt(digit) }
      result.multiply(byWord: wordBase, adding: group)
      position += count
    }
    return result
  }

  private func packedValue(of digits: ArraySlice<UInt8>, bits: Int) -> BigUInt {
    var limbs = [UInt](repeating: 0, count: (digits.count * bits + UInt.bitWidth - 1) / UInt.bitWidth)
    var position = 0
    for digit in digits.reversed() {
      let (word, bit) = position.quotientAndRemainder(dividingBy: UInt.bitWidth)
      limbs[word] |= UInt(digit) << UInt(bit)
      if bit + bits > UInt.bitWidth, word + 1 < limbs.count {
        limbs[word + 1] = UInt(digit) >> UInt(UInt.bitWidth - bit)
      }
      position += bits
    }
    return BigUInt(normalizing: limbs)
  }

  // MARK: Values to digits

  /// Values of so many words or fewer are taken apart word by word.
  private static let formatThreshold = 32

  /// Appends the digits of `value`, without leading zeros; none for zero.
  func append(_ value: BigUInt, to digits: inout [UInt8]) {
    if let bits = bitsPerDigit {
      appendPacked(value, bits: bits, to: &digits)
      return
    }
    var powers: [BigUInt] = []
    if value.limbs.count > Self.formatThreshold {
      var power = BigUInt(wordBase).power(Self.formatThreshold / 2)
      powers.append(power)
      while power.limbs.count * 2 - 1 <= value.limbs.count {
        power = power.squared()
        powers.append(power)
      }
    }
    append(value, powers.map { RepeatedDivision($0) }[...], count: nil, to: &digits)
  }

  /// Appends the digits of `value`, with leading zeros up to `count` where there is one. `powers[i]` is `wordBase` to the
  /// power of `formatThreshold / 2 * 2^i`.
  private func append(
    _ value: BigUInt, _ powers: ArraySlice<RepeatedDivision>, count: Int?, to digits: inout [UInt8]
  ) {
    var powers = powers
    while let power = powers.last, value < power.divisor { powers.removeLast() }
    guard value.limbs.count > Self.formatThreshold, let power = powers.popLast() else {
      appendSmall(value, count: count, to: &digits)
      return
    }
    let lowerCount = digitsPerWord * (Self.formatThreshold / 2) << powers.count
    let (upper, lower) = power.quotientAndRemainder(value)
    append(upper, powers[...] + [power], count: count.map { $0 - lowerCount }, to: &digits)
    append(lower, powers, count: lowerCount, to: &digits)
  }

  private func appendSmall(_ value: BigUInt, count: Int?, to digits: inout [UInt8]) {
    var value = value
    var reversed: [UInt8] = []
    while !value.isZero {
      var group: UInt
      group = value.withMutableWords { words, count in Limbs.divide1(words, words, count, wordBase) }
      value.normalize()
      for _ in 0..<digitsPerWord {
        if value.isZero, group == 0 { break }
        reversed.append(UInt8(truncatingIfNeeded: group % UInt(radix)))
        group /= UInt(radix)
      }
    }
    if let count { digits.append(contentsOf: repeatElement(0, count: count - reversed.count)) }
    digits.append(contentsOf: reversed.reversed())
  }

  private func appendPacked(_ value: BigUInt, bits: Int, to digits: inout [UInt8]) {
    let mask = UInt(radix - 1)
    let limbs = value.limbs
    for i in stride(from: (value.bitWidth + bits - 1) / bits - 1, through: 0, by: -1) {
      let (word, bit) = (i * bits).quotientAndRemainder(dividingBy: UInt.bitWidth)
      var digit = limbs[word] >> UInt(bit)
      if bit + bits > UInt.bitWidth, word + 1 < limbs.count { digit |= limbs[word + 1] << UInt(UInt.bitWidth - bit) }
      digits.append(UInt8(truncatingIfNeeded: digit & mask))
    }
  }
}
