#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A non-negative integer of a fixed number of 64-bit limbs, least significant first, that is overwritten when it goes
/// away.
///
/// The number of limbs is public; their values are not. Storage is never reallocated, and never copied behind the
/// owner's back, because the type cannot be copied. Every operation takes a time that depends on limb counts alone,
/// unless its name ends in `VarTime`.
public struct SecretLimbs: ~Copyable, @unchecked Sendable {
  // @unchecked: the memory is owned by this value alone, and is written only through `mutating` access.
  let base: UnsafeMutablePointer<UInt64>

  /// The number of limbs.
  public let count: Int

  /// Zero, in `count` limbs.
  public init(count: Int) {
    precondition(count > 0, "SecretLimbs hold at least one limb")
    self.count = count
    base = .allocate(capacity: count)
    base.initialize(repeating: 0, count: count)
  }

  /// A small number, in `count` limbs.
  public init(_ word: UInt64, count: Int) {
    self.init(count: count)
    base[0] = word
  }

  /// The number with those bytes, most significant first, in `count` limbs; nil when it needs more limbs. Leading zero
  /// bytes are allowed: only whether the number fits is revealed.
  public init?(bigEndianBytes bytes: Span<UInt8>, count: Int) {
    self.init(count: count)
    var excess: UInt8 = 0
    for i in bytes.indices {
      let place = bytes.count - 1 - i
      if place < 8 * count {
        base[place / 8] |= UInt64(bytes[i]) << UInt64(place % 8 * 8)
      } else {
        excess |= bytes[i]
      }
    }
    guard excess == 0 else { return nil }
  }

  /// The number with those bytes, most significant first, in as many limbs as the bytes need (at least one).
  public init(bigEndianBytes bytes: Span<UInt8>) {
    self.init(count: max(1, (bytes.count + 7) / 8))
    for i in bytes.indices {
      let place = bytes.count - 1 - i
      base[place / 8] |= UInt64(bytes[i]) << UInt64(place % 8 * 8)
    }
  }

  /// The number with those limbs, least significant first; at least one.
  public init(_ limbs: Span<UInt64>) {
    self.init(count: limbs.count)
    for i in limbs.indices { base[i] = limbs[i] }
  }

  deinit {
    wipeLimbs(base, count)
    base.deallocate()
  }

  /// The limbs, to be read.
  public var span: Span<UInt64> {
    @_lifetime(borrow self)
    borrowing get {
      let span = Span<UInt64>(_unsafeElements: UnsafeBufferPointer(start: base, count: count))
      return _overrideLifetime(span, borrowing: self)
    }
  }

  /// The limbs, to be written.
  public var mutableSpan: MutableSpan<UInt64> {
    @_lifetime(&self)
    mutating get {
      let span = MutableSpan<UInt64>(_unsafeElements: UnsafeMutableBufferPointer(start: base, count: count))
      return _overrideLifetime(span, mutating: &self)
    }
  }

  /// A second, independent holder of the same number, in the same number of limbs.
  public func copy() -> SecretLimbs { resized(to: count) }

  /// The number modulo `2^(64·count)`, in `count` limbs: added ones are zero.
  public func resized(to count: Int) -> SecretLimbs {
    let result = SecretLimbs(count: count)
    result.base.update(from: base, count: min(count, self.count))
    return result
  }

  /// The number's limbs from that one on, `count` of them; those beyond its own are zero.
  func part(from first: Int, count: Int) -> SecretLimbs {
    let result = SecretLimbs(count: count)
    result.base.update(from: base + first, count: min(count, self.count - first))
    return result
  }

  /// Writes the number's low bytes, most significant first, over all of `bytes`.
  public func storeBigEndian(into bytes: inout MutableSpan<UInt8>) {
    for i in bytes.indices {
      let place = bytes.count - 1 - i
      bytes[i] = place < 8 * count ? UInt8(truncatingIfNeeded: base[place / 8] >> UInt64(place % 8 * 8)) : 0
    }
  }

  /// The number of bits up to the highest that is set; 0 for zero. Reveals exactly that number.
  public var bitWidthVarTime: Int {
    var i = count
    while i > 0, base[i - 1] == 0 { i -= 1 }
    return i == 0 ? 0 : 64 * i - base[i - 1].leadingZeroBitCount
  }

  /// Bit number `index`, 0 or 1; beyond the limbs, 0.
  public func bit(_ index: Int) -> UInt64 {
    index / 64 < count ? base[index / 64] >> UInt64(index % 64) & 1 : 0
  }

  /// Whether the number is zero.
  public var isZero: Choice { LimbArithmetic.isZero(base, count) }

  /// Whether two numbers of equal limb counts are the same.
  public static func equals(_ a: borrowing SecretLimbs, _ b: borrowing SecretLimbs) -> Choice {
    precondition(a.count == b.count)
    return LimbArithmetic.equals(a.base, b.base, a.count)
  }

  /// Whether `a < b`, for numbers of equal limb counts.
  public static func isLess(_ a: borrowing SecretLimbs, _ b: borrowing SecretLimbs) -> Choice {
    precondition(a.count == b.count)
    return Choice(bit: LimbArithmetic.borrow(a.base, b.base, a.count))
  }

  /// Adds a number of the same limb count; returns the carry out, 0 or 1.
  @discardableResult
  public mutating func add(_ other: borrowing SecretLimbs) -> UInt64 {
    precondition(count == other.count)
    return LimbArithmetic.add(base, base, other.base, count)
  }

  /// Subtracts a number of the same limb count, modulo `2^(64·count)`; returns the borrow out, 0 or 1.
  @discardableResult
  public mutating func subtract(_ other: borrowing SecretLimbs) -> UInt64 {
    precondition(count == other.count)
    return LimbArithmetic.subtract(base, base, other.base, count)
  }

  /// Becomes `other`, a number of the same limb count, where `choice` holds.
  public mutating func assign(_ other: borrowing SecretLimbs, when choice: Choice) {
    precondition(count == other.count)
    LimbArithmetic.assign(base, other.base, count, when: choice)
  }

  /// `a·b`, in as many limbs as both have together.
  public static func product(_ a: borrowing SecretLimbs, _ b: borrowing SecretLimbs) -> SecretLimbs {
    let result = SecretLimbs(count: a.count + b.count)
    LimbArithmetic.multiply(result.base, a.base, a.count, b.base, b.count)
    return result
  }
}

/// Sets `count` limbs to zero in a way that the optimiser may not leave out.
@inline(never)
func wipeLimbs(_ limbs: UnsafeMutablePointer<UInt64>, _ count: Int) {
  #if canImport(Glibc)
    explicit_bzero(limbs, count * 8)
  #else
    memset_s(limbs, count * 8, 0, count * 8)
  #endif
}

/// Calls `body` with `count` limbs of scratch memory, of unspecified content, and wipes them afterwards.
@inline(__always)
func withScratchLimbs<R: ~Copyable>(_ count: Int, _ body: (UnsafeMutablePointer<UInt64>) -> R) -> R {
  let scratch = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
  scratch.initialize(repeating: 0, count: count)
  defer {
    wipeLimbs(scratch, count)
    scratch.deallocate()
  }
  return body(scratch)
}
