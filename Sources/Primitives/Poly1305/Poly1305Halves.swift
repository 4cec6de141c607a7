/// A run of blocks hashed in two halves at once, each of which alone would wait for its own products.
///
/// The hash is a polynomial in r: the first half's, which goes on from what came before, times a power of r, and the second
/// half's. Both are evaluated with the clamped r, which is cheaper to multiply by than any other number.
struct Poly1305Halves {
  private var first: Poly1305Number
  private var second = Poly1305Number()
  private var bytes: UnsafeRawPointer
  /// From a block of the first half to the one of the second.
  private let distance: Int
  private let r: Poly1305Number.Key
  /// Where the second half begins.
  private let end: UnsafeRawPointer

  /// Whether there are blocks to come.
  @inline(__always)
  var isUnfinished: Bool { bytes < end }

  /// Starts with a hash and twice `pairs` blocks.
  @inline(__always)
  init(_ hash: Poly1305Number, _ bytes: UnsafeRawPointer, pairs: Int, _ r: Poly1305Number.Key) {
    (first, self.bytes, self.r, distance, end) = (hash, bytes, r, 16 &* pairs, bytes + 16 &* pairs)
  }

  /// Nothing to hash, for rounds of ChaCha20 alone. The address is not read: any will do.
  @inline(__always)
  init(none address: UnsafeRawPointer) {
    self.init(Poly1305Number(), address, pairs: 0, Poly1305Number.Key())
  }

  /// Takes a block of either half while there are any.
  @inline(__always)
  mutating func step() {
    if isUnfinished { takePair() }
  }

  /// Takes a block of either half.
  @inline(__always)
  mutating func takePair() {
    first.absorb(bytes, r)
    second.absorb(bytes + distance, r)
    bytes += 16
  }

  /// The hash of all, given r to the power of how many pairs there were.
  @inline(__always)
  func joined(_ power: Poly1305Number) -> Poly1305Number { first &* power &+ second }
}
