extension BigInt: SignedInteger {
  /// The type of distances: no distance overflows.
  public typealias Stride = BigInt

  /// Always true.
  public static var isSigned: Bool { true }

  /// The value of another integer.
  public init<T: BinaryInteger>(_ source: T) {
    if let same = source as? BigInt {
      self = same
    } else if T.isSigned {
      self.init(twosComplementWords: source.words)
    } else {
      self.init(BigUInt(words: source.words))
    }
  }

  /// The value of another integer: never nil.
  public init?<T: BinaryInteger>(exactly source: T) { self.init(source) }

  /// The value of another integer: nothing is ever cut off.
  public init<T: BinaryInteger>(truncatingIfNeeded source: T) { self.init(source) }

  /// The value of another integer: nothing is ever out of bounds.
  public init<T: BinaryInteger>(clamping source: T) { self.init(source) }

  /// The value of a floating-point number, rounded towards zero. Traps when it is not finite.
  public init<T: BinaryFloatingPoint>(_ source: T) {
    precondition(source.isFinite, "Value that is infinite or not a number is not representable as BigInt")
    self.init(isNegative: source < 0, magnitude: BigUInt(integral: source.magnitude.rounded(.towardZero)))
  }

  /// The value of a floating-point number, or nil when it is not an integer.
  public init?<T: BinaryFloatingPoint>(exactly source: T) {
    guard let magnitude = BigUInt(exactly: source.magnitude) else { return nil }
    self.init(isNegative: source < 0, magnitude: magnitude)
  }

  /// How far it is to `other`: positive when that is greater.
  public func distance(to other: BigInt) -> BigInt { other - self }

  /// The sum with a distance.
  public func advanced(by distance: BigInt) -> BigInt { self + distance }
}

extension BigInt: ExpressibleByIntegerLiteral {
  /// The value of an integer literal of any size.
  public init(integerLiteral literal: StaticBigInt) {
    self.init(
      twosComplementWords: (0..<(literal.bitWidth + UInt.bitWidth - 1) / UInt.bitWidth).map { literal[$0] })
  }
}

extension BigInt: CustomStringConvertible, LosslessStringConvertible {
  /// The decimal digits, with a minus sign before a negative value.
  public var description: String { String(self, radix: 10) }

  /// The value of decimal digits with an optional sign, as `Int` reads them; nil for anything else.
  public init?(_ description: String) { self.init(description, radix: 10) }

  /// The value of digits in a radix from 2 to 36, letters in either case, with an optional sign; nil for anything else.
  public init?(_ text: some StringProtocol, radix: Int = 10) {
    guard let (isNegative, magnitude) = BigUInt.parse(text, radix: radix) else { return nil }
    self.init(isNegative: isNegative, magnitude: magnitude)
  }
}

extension BigInt: Codable {
  /// Decodes a decimal string, which is what `encode(to:)` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = BigInt(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "Expected a decimal integer")
    }
    self = value
  }

  /// Encodes the decimal digits as a string, since numbers of many formats lose digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
