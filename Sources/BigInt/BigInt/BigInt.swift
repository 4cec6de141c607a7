/// An integer of any size, with the semantics of the standard library's signed integers: division truncates towards
/// zero, `>>` rounds down, and the bitwise operators see two's complement with a sign that goes on for ever.
///
/// Operations trap exactly where those of `Int` would for reasons of mathematics: division by zero, and conversions of
/// values that the result cannot hold. There is no overflow. Time depends on the values: not for secrets.
public struct BigInt: Sendable, Hashable {
  /// The absolute value.
  public var magnitude: BigUInt {
    didSet { if magnitude.isZero { isNegative = false } }
  }
  /// Whether the value is less than zero.
  public private(set) var isNegative: Bool

  /// Zero.
  public init() {
    magnitude = BigUInt()
    isNegative = false
  }

  /// The value of an `Int`.
  public init(_ value: Int) { self.init(isNegative: value < 0, magnitude: BigUInt(value.magnitude)) }

  /// The value of a natural number.
  public init(_ value: BigUInt) { self.init(isNegative: false, magnitude: value) }

  /// Plus or minus `magnitude`; there is no negative zero.
  public init(isNegative: Bool, magnitude: BigUInt) {
    self.magnitude = magnitude
    self.isNegative = isNegative && !magnitude.isZero
  }

  /// The value of two's-complement words, from the lowest to the highest, whose top bit is the sign.
  public init(twosComplementWords words: some Sequence<UInt>) {
    var limbs = Array(words)
    guard let top = limbs.last, top >> UInt(UInt.bitWidth - 1) == 1 else {
      self.init(BigUInt(normalizing: limbs))
      return
    }
    BigInt.negate(&limbs)
    self.init(isNegative: true, magnitude: BigUInt(normalizing: limbs))
  }

  /// The two's complement in place.
  static func negate(_ words: inout [UInt]) {
    var carry = true
    for i in words.indices {
      words[i] = carry ? 0 &- words[i] : ~words[i]
      // Of -w = ~w + 1 the carry goes on while the words are zero.
      carry = carry && words[i] == 0
    }
  }

  /// Whether this is zero.
  public var isZero: Bool { magnitude.isZero }
}

extension BigInt: Comparable {
  /// Whether both are the same number. Written out, since the one that the compiler would take is `Strideable`'s, which
  /// asks for the distance, a `BigInt`, and so for ever.
  public static func == (a: BigInt, b: BigInt) -> Bool { a.isNegative == b.isNegative && a.magnitude == b.magnitude }

  /// Whether `a` is less than `b`.
  public static func < (a: BigInt, b: BigInt) -> Bool {
    if a.isNegative != b.isNegative { return a.isNegative }
    return a.isNegative ? b.magnitude < a.magnitude : a.magnitude < b.magnitude
  }
}
