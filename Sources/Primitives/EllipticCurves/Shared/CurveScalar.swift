import BigInt

/// A curve's order n, an odd prime, with what Montgomery multiplication modulo n needs. Words beyond `wordCount` are 0.
protocol ScalarOrder: Sendable {
  /// The length of n in bits.
  static var bitCount: Int { get }
  static var wordCount: Int { get }
  static var modulus: InlineArray<9, UInt64> { get }
  /// R^2 mod n, where R = 2^(64 wordCount).
  static var rSquared: InlineArray<9, UInt64> { get }
  /// -1/n modulo 2^64.
  static var negatedInverse: UInt64 { get }
}

/// A number modulo the order of a curve: private keys, nonces and the halves of a signature.
///
/// All three curves share this type, with storage for the longest: a signature spends a tenth of its time here. Constant
/// time but where the name says otherwise; the number is always below n.
struct CurveScalar<Order: ScalarOrder>: BitwiseCopyable, Sendable {
  private(set) var words: InlineArray<9, UInt64>

  private init(words: InlineArray<9, UInt64>) { self.words = words }

  static var byteCount: Int { (Order.bitCount + 7) / 8 }
  static var zero: Self { Self(words: InlineArray(repeating: 0)) }

  /// n - 1.
  static var minusOne: Self {
    var words = Order.modulus
    words[0] &-= 1  // n is odd
    return Self(words: words)
  }

  /// A small number.
  init(_ word: UInt64) {
    words = InlineArray(repeating: 0)
    words[0] = word
  }

  /// The big-endian number in `byteCount` bytes at `offset`, and whether it is below n (if not, it is reduced once).
  static func load(_ bytes: Span<UInt8>, at offset: Int = 0) -> (scalar: Self, isCanonical: Choice) {
    subtractingOrder(BigEndianWords.load(bytes, at: offset, byteCount: byteCount), top: 0)
  }

  /// The number if it is from 1 to n - 1, which is public: a private key or half of a signature that is refused.
  init?(nonZeroCanonical bytes: Span<UInt8>, at offset: Int = 0) {
    let (scalar, isCanonical) = Self.load(bytes, at: offset)
    guard (isCanonical & !scalar.isZero).declassified else { return nil }
    self = scalar
  }

  /// A number of `bitCount` bits as the standards take it from a longer string: its leftmost bits (bits2int of RFC 6979,
  /// section 2.3.2); a shorter string is taken whole. Nothing is reduced, so the result may be n or more.
  private static func leftmostBits(_ bytes: Span<UInt8>) -> InlineArray<9, UInt64> {
    guard bytes.count >= byteCount else { return BigEndianWords.load(bytes, at: 0, byteCount: bytes.count) }
    var value: InlineArray<9, UInt64> = BigEndianWords.load(bytes, at: 0, byteCount: byteCount)
    let excess = UInt64(8 * byteCount - Order.bitCount)
    if excess > 0 {
      for i in 0..<8 { value[i] = value[i] &>> excess | value[i + 1] &<< (64 - excess) }
      value[8] = value[8] &>> excess
    }
    return value
  }

  /// The leftmost bits of a digest modulo n (FIPS 186-5, section 6.4.1, steps 2 and 3): below 2^bitCount < 2n, one
  /// subtraction is enough.
  init(digest: Span<UInt8>) { self = Self.subtractingOrder(Self.leftmostBits(digest), top: 0).scalar }

  /// The leftmost bits of random or pseudo-random bytes if they are a number from 1 to n - 1, else nil: rejection
  /// sampling (FIPS 186-5, appendix A.2.2). What is rejected is never used, so the branch tells nothing.
  init?(candidate bytes: Span<UInt8>) {
    let (scalar, isCanonical) = Self.subtractingOrder(Self.leftmostBits(bytes), top: 0)
    guard (isCanonical & !scalar.isZero).declassified else { return nil }
    self = scalar
  }

  /// Writes `byteCount` big-endian bytes at `offset`.
  func store(to bytes: inout MutableSpan<UInt8>, at offset: Int = 0) {
    BigEndianWords.store(words, to: &bytes, at: offset, byteCount: Self.byteCount)
  }

  /// The bits from `first` on, at most 32 of them, with zeros below bit 0 and above the highest. Positions are public.
  @inline(__always)
  func bits(from first: Int, count: Int) -> UInt64 {
    let mask = (1 as UInt64) &<< UInt64(count) &- 1
    guard first >= 0 else { return (words[0] &<< UInt64(-first)) & mask }
    let index = first &>> 6
    let shift = UInt64(first & 63)
    var value = words[index] &>> shift
    // In two steps, since a shift by 64 would be one by 0.
    if index < 8 { value |= (words[index &+ 1] &<< 1) &<< (63 &- shift) }
    return value & mask
  }

  var isZero: Choice {
    var all: UInt64 = 0
    for i in 0..<9 { all |= words[i] }
    return ConstantTime.isZero(all)
  }

  func equals(_ other: Self) -> Choice {
    var difference: UInt64 = 0
    for i in 0..<9 { difference |= words[i] ^ other.words[i] }
    return ConstantTime.isZero(difference)
  }

  static func + (a: Self, b: Self) -> Self {
    var sum = InlineArray<9, UInt64>(repeating: 0)
    var carry: UInt64 = 0
    for i in 0..<Order.wordCount { sum[i] = Words.add(a.words[i], b.words[i], &carry) }
    return subtractingOrder(sum, top: carry).scalar
  }

  static func * (a: Self, b: Self) -> Self {
    montgomery(montgomery(a, b), Self(words: Order.rSquared))
  }

  /// The negative, n less this number, which is not 0, if `choice` is true.
  func negated(if choice: Choice) -> Self {
    let modulus = Order.modulus
    var result = self
    var borrow: UInt64 = 0
    for i in 0..<Order.wordCount {
      result.words[i] = ConstantTime.select(choice, Words.subtract(modulus[i], words[i], &borrow), words[i])
    }
    return result
  }

  /// The number whose product with this one is 1; 0 for 0.
  @inline(never)
  func inverted() -> Self {
    switch Order.wordCount {
    case 4: Self(words: Self.inverse(of: words, by: ModularInversion256.self, varTime: false))
    case 6: Self(words: Self.inverse(of: words, by: ModularInversion384.self, varTime: false))
    default: Self(words: Self.inverse(of: words, by: ModularInversion521.self, varTime: false))
    }
  }

  /// The same for public numbers, in variable time.
  @inline(never)
  func invertedVarTime() -> Self {
    switch Order.wordCount {
    case 4: Self(words: Self.inverse(of: words, by: ModularInversion256.self, varTime: true))
    case 6: Self(words: Self.inverse(of: words, by: ModularInversion384.self, varTime: true))
    default: Self(words: Self.inverse(of: words, by: ModularInversion521.self, varTime: true))
    }
  }

  @inline(__always)
  private static func inverse<let wordCount: Int, let digitCount: Int>(
    of words: InlineArray<9, UInt64>, by _: ModularInversion<wordCount, digitCount>.Type, varTime: Bool
  ) -> InlineArray<9, UInt64> {
    var value = InlineArray<wordCount, UInt64>(repeating: 0)
    var modulus = value
    for i in 0..<wordCount {
      value[i] = words[i]
      modulus[i] = Order.modulus[i]
    }
    let inversion = ModularInversion<wordCount, digitCount>(modulus: modulus, bitCount: Order.bitCount)
    let inverse = varTime ? inversion.inverseVarTime(of: value) : inversion.inverse(of: value)
    var result = InlineArray<9, UInt64>(repeating: 0)
    for i in 0..<wordCount { result[i] = inverse[i] }
    return result
  }

  /// `a * b / R` modulo n (Koc, Acar and Kaliski 1996, coarsely integrated operand scanning).
  ///
  /// After each round the sum is below 2n, so one more word than n has holds it, and one subtraction ends it.
  @inline(never)
  private static func montgomery(_ a: Self, _ b: Self) -> Self {
    let modulus = Order.modulus
    var sum = InlineArray<9, UInt64>(repeating: 0)
    var top: UInt64 = 0
    // Written out, with conditions that the compiler knows the answers of, so that all of it stays in registers.
    addRow(to: &sum, &top, a, b.words[0], modulus)
    addRow(to: &sum, &top, a, b.words[1], modulus)
    addRow(to: &sum, &top, a, b.words[2], modulus)
    addRow(to: &sum, &top, a, b.words[3], modulus)
    if Order.wordCount > 4 {
      addRow(to: &sum, &top, a, b.words[4], modulus)
      addRow(to: &sum, &top, a, b.words[5], modulus)
    }
    if Order.wordCount > 6 {
      addRow(to: &sum, &top, a, b.words[6], modulus)
      addRow(to: &sum, &top, a, b.words[7], modulus)
      addRow(to: &sum, &top, a, b.words[8], modulus)
    }
    return subtractingOrder(sum, top: top).scalar
  }

  /// Adds `a * b` and the multiple of n that makes the lowest word 0, which is dropped.
  @inline(__always)
  private static func addRow(
    to sum: inout InlineArray<9, UInt64>, _ top: inout UInt64, _ a: Self, _ b: UInt64,
    _ modulus: InlineArray<9, UInt64>
  ) {
    let count = Order.wordCount
    var carry: UInt64 = 0
    for j in 0..<count {
      sum[unchecked: j] = Words.multiplyAdd(a.words[unchecked: j], b, sum[unchecked: j], &carry)
    }
    var overflow: UInt64 = 0
    let high = Words.add(top, carry, &overflow)
    let quotient = sum[0] &* Order.negatedInverse
    carry = 0
    _ = Words.multiplyAdd(quotient, modulus[0], sum[0], &carry)
    for j in 1..<count {
      sum[unchecked: j &- 1] = Words.multiplyAdd(quotient, modulus[unchecked: j], sum[unchecked: j], &carry)
    }
    var last: UInt64 = 0
    sum[unchecked: count &- 1] = Words.add(high, carry, &last)
    top = overflow &+ last
  }

  /// `value + top 2^(64 wordCount)` less n if it is n or more, for a value below 2n; and whether it was below n.
  @inline(__always)
  private static func subtractingOrder(
    _ value: InlineArray<9, UInt64>, top: UInt64
  ) -> (scalar: Self, isCanonical: Choice) {
    let modulus = Order.modulus
    var reduced = InlineArray<9, UInt64>(repeating: 0)
    var borrow: UInt64 = 0
    for i in 0..<Order.wordCount {
      reduced[unchecked: i] = Words.subtract(value[unchecked: i], modulus[unchecked: i], &borrow)
    }
    _ = Words.subtract(top, 0, &borrow)
    let isBelow = Choice(bit: borrow).opaque
    for i in 0..<Order.wordCount {
      reduced[unchecked: i] = ConstantTime.select(isBelow, value[unchecked: i], reduced[unchecked: i])
    }
    return (Self(words: reduced), isBelow)
  }
}
