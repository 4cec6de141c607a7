extension BigUInt: UnsignedInteger {
  /// The type of distances: no distance overflows.
  public typealias Stride = BigInt

  /// Always false.
  public static var isSigned: Bool { false }

  /// The value of another integer. Traps when it is negative.
  public init<T: BinaryInteger>(_ source: T) {
    guard let value = BigUInt(exactly: source) else {
      preconditionFailure("Negative value is not representable as BigUInt")
    }
    self = value
  }

  /// The value of another integer, or nil when it is negative.
  public init?<T: BinaryInteger>(exactly source: T) {
    if let same = source as? BigUInt {
      self = same
      return
    }
    if T.isSigned, source.signum() < 0 { return nil }
    self.init(words: source.words)
  }

  /// The two's-complement words of `source` as they are: for `-1 as Int` that is `UInt.max`. There is no width to extend
  /// the sign to.
  public init<T: BinaryInteger>(truncatingIfNeeded source: T) { self.init(words: source.words) }

  /// The value of `source`, or zero when it is negative.
  public init<T: BinaryInteger>(clamping source: T) { self = BigUInt(exactly: source) ?? BigUInt() }

  /// The value of a floating-point number, rounded towards zero. Traps when it is not finite, or -1 or less.
  public init<T: BinaryFloatingPoint>(_ source: T) {
    precondition(source.isFinite, "Value that is infinite or not a number is not representable as BigUInt")
    precondition(source > -1, "Negative value is not representable as BigUInt")
    self.init(integral: source.rounded(.towardZero))
  }

  /// The value of a floating-point number, or nil when it is not a non-negative integer.
  public init?<T: BinaryFloatingPoint>(exactly source: T) {
    guard source.isFinite, source >= 0, source == source.rounded(.towardZero) else { return nil }
    self.init(integral: source)
  }

  /// The value of a finite floating-point number that is a non-negative integer.
  init<T: BinaryFloatingPoint>(integral source: T) {
    if source.isZero {
      self.init()
      return
    }
    let significand = BigUInt(source.significandBitPattern) | (.one << T.significandBitCount)
    self = significand << (Int(source.exponent) - T.significandBitCount)
  }

  /// The value itself.
  public var magnitude: BigUInt { self }

  /// How far it is to `other`: positive when that is greater.
  public func distance(to other: BigUInt) -> BigInt { BigInt(other) - BigInt(self) }

  /// The sum with a distance. Traps when that is negative.
  public func advanced(by distance: BigInt) -> BigUInt { BigUInt(BigInt(self) + distance) }

  /// The next value of a stride. Where it is below zero it is zero, marked by the index as past the end: so a stride ends
  /// as with the standard library's integers, rather than trap.
  public static func _step(
    after current: (index: Int?, value: BigUInt), from start: BigUInt, by distance: BigInt
  ) -> (index: Int?, value: BigUInt) {
    let next = BigInt(current.value) + distance
    return next.isNegative ? (.min, BigUInt()) : (nil, next.magnitude)
  }
}

extension BigUInt: ExpressibleByIntegerLiteral {
  /// The value of an integer literal of any size. Traps when it is negative.
  public init(integerLiteral literal: StaticBigInt) {
    precondition(literal.signum() >= 0, "Negative literal is not representable as BigUInt")
    self.init(words: (0..<(literal.bitWidth + UInt.bitWidth - 1) / UInt.bitWidth).map { literal[$0] })
  }
}

extension BigUInt: Codable {
  /// Decodes a decimal string, which is what `encode(to:)` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = BigUInt(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "Expected a non-negative decimal integer")
    }
    self = value
  }

  /// Encodes the decimal digits as a string, since numbers of many formats lose digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
