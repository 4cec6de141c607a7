import BigInt

/// The steps of arithmetic on words that the fields are built from; carries are values, never branches.
typealias Words = Curve25519.Words

/// A number modulo a curve's prime p, in whatever form its field computes fastest. Everything takes constant time but
/// where the name says otherwise.
protocol PrimeFieldElement: BitwiseCopyable, Sendable {
  /// The length of the big-endian encoding.
  static var byteCount: Int { get }

  static var zero: Self { get }
  static var one: Self { get }

  /// The big-endian number at `offset`, or nil when it is not below p. What is returned is constant time in the value,
  /// except for the answer whether it is canonical.
  init?(canonical bytes: Span<UInt8>, at offset: Int)

  /// Writes the number as `byteCount` big-endian bytes at `offset`.
  func store(to bytes: inout MutableSpan<UInt8>, at offset: Int)

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  func squared() -> Self

  /// `a + b`, fit for nothing but to be one factor of a product whose other factor is an ordinary element.
  static func factor(adding a: Self, _ b: Self) -> Self

  /// The number whose product with this one is 1; for 0 it is 0.
  func inverted() -> Self

  /// The same for public numbers, in variable time.
  func invertedVarTime() -> Self

  /// A root if this is a square, else some number: the power (p + 1) / 4, since p is 3 modulo 4 on all three curves.
  func squareRootCandidate() -> Self

  var isZero: Choice { get }

  /// Whether the number between 0 and p - 1 is odd.
  var isOdd: Choice { get }

  /// Sets the bits of `other` where `mask`, all ones or all zeros, has them too: into zero, the entries of a table.
  mutating func formUnion(_ other: Self, under mask: UInt64)

  /// `a` when `choice` is true, else `b`.
  static func select(_ choice: Choice, _ a: Self, _ b: Self) -> Self
}

extension PrimeFieldElement {
  /// `count` squarings in a row: the power 2^count.
  @inline(__always)
  func squared(times count: Int) -> Self {
    var result = self
    for _ in 0..<count { result = result.squared() }
    return result
  }

  @inline(__always)
  static prefix func - (a: Self) -> Self { zero - a }

  @inline(__always)
  static func factor(adding a: Self, _ b: Self) -> Self { a + b }

  @inline(__always)
  func tripled() -> Self { self + self + self }

  @inline(__always)
  func equals(_ other: Self) -> Choice { (self - other).isZero }
}
