/// A non-negative integer of any size, with the semantics of the standard library's unsigned integers.
///
/// Operations trap exactly where those of `UInt` would for reasons of mathematics: division by zero, a difference below
/// zero, and conversions of values that the result cannot hold. There is no overflow.
///
/// Everything here takes time that depends on the values. Secrets belong into `Modulus`.
public struct BigUInt: Sendable {
  /// Little-endian words without leading zeros: zero has none.
  var limbs: [UInt]

  /// Zero.
  public init() { limbs = [] }

  /// The value of a word.
  public init(_ word: UInt) { limbs = word == 0 ? [] : [word] }

  /// The value of an `Int`, which must not be negative.
  public init(_ value: Int) {
    precondition(value >= 0, "Negative value is not representable as BigUInt")
    self.init(UInt(bitPattern: value))
  }

  /// The sum of `words[i] * 2^(UInt.bitWidth * i)`: words from the lowest to the highest, leading zeros allowed.
  public init(words: some Sequence<UInt>) { self.init(normalizing: Array(words)) }

  /// The value of little-endian words, which may have leading zeros.
  init(normalizing limbs: [UInt]) {
    self.limbs = limbs
    normalize()
  }

  /// A value whose words `body` writes: it must set all `count` of them.
  @inline(__always)
  init(count: Int, _ body: (Limbs.Target) -> Void) {
    limbs = Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      guard let target = buffer.baseAddress, count > 0 else { return }
      body(target)
      initialized = Limbs.normalizedCount(target, count)
    }
  }

  mutating func normalize() {
    while let last = limbs.last, last == 0 { limbs.removeLast() }
  }

  static let one = BigUInt(1 as UInt)

  /// Whether this is zero.
  @inline(__always)
  public var isZero: Bool { limbs.isEmpty }

  /// Whether the lowest bit is set.
  @inline(__always)
  public var isOdd: Bool { !limbs.isEmpty && limbs[0] & 1 == 1 }

  /// Calls `body` with the words and their count; there are none for zero.
  @inline(__always)
  func withWords<R>(_ body: (Limbs.Source, Int) -> R) -> R {
    limbs.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { return body(base, buffer.count) }
      return withUnsafePointer(to: 0 as UInt) { body($0, 0) }
    }
  }

  /// Calls `body` with the words, which it may change, and their count.
  @inline(__always)
  mutating func withMutableWords<R>(_ body: (Limbs.Target, Int) -> R) -> R {
    limbs.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { return body(base, buffer.count) }
      var none: UInt = 0
      return withUnsafeMutablePointer(to: &none) { body($0, 0) }
    }
  }

  /// The bit of weight `2^position`.
  public subscript(bit position: Int) -> Bool {
    let (word, bit) = position.quotientAndRemainder(dividingBy: UInt.bitWidth)
    return word < limbs.count && (limbs[word] >> UInt(bit)) & 1 == 1
  }
}

extension BigUInt: Comparable, Hashable {
  /// Whether both are the same number.
  public static func == (a: BigUInt, b: BigUInt) -> Bool { a.limbs == b.limbs }

  /// Whether `a` is less than `b`.
  public static func < (a: BigUInt, b: BigUInt) -> Bool { a.compared(to: b) < 0 }

  /// -1, 0 or 1 as this is less than, equal to or greater than `other`.
  func compared(to other: BigUInt) -> Int {
    if limbs.count != other.limbs.count { return limbs.count < other.limbs.count ? -1 : 1 }
    return withWords { a, count in other.withWords { b, _ in Limbs.compare(a, b, count) } }
  }

  /// Feeds the value to a hasher.
  public func hash(into hasher: inout Hasher) { hasher.combine(limbs) }
}
