/// A number modulo p = 2¹³⁰ - 5, the field of Poly1305 (RFC 8439, section 2.5), in two words and what is above them.
///
/// What reaches 2¹³⁰ comes back five times at the lower end. A number need not be below p: products are below 2¹³⁰ + 2⁶⁴, and
/// the sum of two, which is the most that goes into a product, is below 2¹³¹ + 2⁶⁵, so that its top is at most 8. The same
/// source is compiled for any processor and in the modules of kernels (symbolic links), there with `mulx`.
struct Poly1305Number: BitwiseCopyable {
  var low: UInt64 = 0
  var high: UInt64 = 0
  /// The bits from 2¹²⁸ on.
  var top: UInt64 = 0

  /// The multiplier r, whose words are below 2⁶⁰ and whose last three words of 32 bits are multiples of 4: "clamped".
  struct Key: BitwiseCopyable {
    var low: UInt64 = 0
    var high: UInt64 = 0
    /// What `high`·2¹²⁸ comes to at the lower end: 2¹²⁸·4 = 5, and `high` is a multiple of 4.
    var wrapped: UInt64 = 0

    /// Zero.
    @inline(__always)
    init() {}

    /// Clamps the first 16 bytes of a one-time key.
    @inline(__always)
    init(_ bytes: UnsafeRawPointer) {
      low = bytes.loadUnaligned(as: UInt64.self) & 0x0fff_fffc_0fff_ffff
      high = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & 0x0fff_fffc_0fff_fffc
      wrapped = high &+ (high &>> 2)
    }

    var number: Poly1305Number { Poly1305Number(low: low, high: high) }
  }

  /// Adds a block, whose top is the bit above its 16 bytes, and multiplies by r.
  @inline(__always)
  mutating func absorb(low blockLow: UInt64, high blockHigh: UInt64, top blockTop: UInt64 = 1, _ r: Key) {
    let sum0 = UInt128(low) &+ UInt128(blockLow)
    let sum1 = UInt128(high) &+ UInt128(blockHigh) &+ (sum0 &>> 64)
    // At most 10: the sum is below 2¹³¹ + 2⁶⁵ + 2¹²⁹.
    let a2 = top &+ blockTop &+ UInt64(truncatingIfNeeded: sum1 &>> 64)
    let (a0, a1) = (UInt64(truncatingIfNeeded: sum0), UInt64(truncatingIfNeeded: sum1))
    // Products with the same factor side by side: `mulx` takes one from a register of its own.
    let (product00, product01) = (UInt128(a0) &* UInt128(r.low), UInt128(a0) &* UInt128(r.high))
    let (product11, product10) = (UInt128(a1) &* UInt128(r.wrapped), UInt128(a1) &* UInt128(r.low))
    // r's words are below 2⁶⁰, `wrapped` below 1.25·2⁶⁰: product0 is below 2¹²⁶, product1 below 2¹²⁵ + 2⁶⁵.
    let product0 = product00 &+ product11
    let product1 = product01 &+ product10 &+ UInt128(a2 &* r.wrapped) &+ (product0 &>> 64)
    // Below 12·2⁶⁰ + 2.
    let product2 = a2 &* r.low &+ UInt64(truncatingIfNeeded: product1 &>> 64)
    // What is above 2¹³⁰, five times: below 15·2⁶⁰ + 3.
    let carry = (product2 &>> 2) &* 5
    let low0 = UInt128(UInt64(truncatingIfNeeded: product0)) &+ UInt128(carry)
    let low1 = UInt128(UInt64(truncatingIfNeeded: product1)) &+ (low0 &>> 64)
    low = UInt64(truncatingIfNeeded: low0)
    high = UInt64(truncatingIfNeeded: low1)
    top = (product2 & 3) &+ UInt64(truncatingIfNeeded: low1 &>> 64)
  }

  /// Adds the block of 16 bytes at `bytes` and multiplies by r.
  @inline(__always)
  mutating func absorb(_ bytes: UnsafeRawPointer, _ r: Key) {
    absorb(
      low: bytes.loadUnaligned(as: UInt64.self), high: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self), r)
  }

  /// Takes `count` bytes, whole blocks, and goes on behind them.
  @inline(__always)
  mutating func absorb(_ bytes: inout UnsafeRawPointer, _ count: Int, _ r: Key) {
    let end = bytes + count
    while bytes < end {
      absorb(bytes, r)
      bytes += 16
    }
  }

  /// Multiplies by r.
  @inline(__always)
  mutating func multiply(_ r: Key) { absorb(low: 0, high: 0, top: 0, r) }

  /// Limbs of 44 bits, the last of which has 40 bits and the top's.
  @inline(__always)
  var limbs: (UInt64, UInt64, UInt64) {
    let mask: UInt64 = (1 << 44) - 1
    return (low & mask, (low &>> 44 | high &<< 20) & mask, high &>> 24 | top &<< 40)
  }

  @inline(__always)
  static func &+ (a: Self, b: Self) -> Self {
    let sum0 = UInt128(a.low) &+ UInt128(b.low)
    let sum1 = UInt128(a.high) &+ UInt128(b.high) &+ (sum0 &>> 64)
    return Self(
      low: UInt64(truncatingIfNeeded: sum0), high: UInt64(truncatingIfNeeded: sum1),
      top: a.top &+ b.top &+ UInt64(truncatingIfNeeded: sum1 &>> 64))
  }

  /// The product of any two numbers, in limbs.
  @inline(__always)
  static func &* (a: Self, b: Self) -> Self {
    let mask: UInt64 = (1 << 44) - 1
    @inline(__always) func wide(_ x: UInt64, _ y: UInt64) -> UInt128 { UInt128(x) &* UInt128(y) }
    let ((a0, a1, a2), (b0, b1, b2)) = (a.limbs, b.limbs)
    // 2¹³² = 4·5. The sums of three products are below 2⁹⁴.
    let (wrapped1, wrapped2) = (b1 &* 20, b2 &* 20)
    let sum0 = wide(a0, b0) &+ wide(a1, wrapped2) &+ wide(a2, wrapped1)
    let sum1 = wide(a0, b1) &+ wide(a1, b0) &+ wide(a2, wrapped2) &+ (sum0 &>> 44)
    let sum2 = wide(a0, b2) &+ wide(a1, b1) &+ wide(a2, b0) &+ (sum1 &>> 44)
    // Below 2⁴⁹.
    let carry = UInt128(UInt64(truncatingIfNeeded: sum2 &>> 42))
    let c2 = UInt64(truncatingIfNeeded: sum2) & ((1 << 42) - 1)
    // Below 2⁸⁸ + 2⁵². 40 bits of c2 are below 2¹²⁸.
    let lower =
      UInt128(UInt64(truncatingIfNeeded: sum0) & mask) &+ UInt128(UInt64(truncatingIfNeeded: sum1) & mask) &<< 44
      &+ carry &* 5
    let upper = UInt128(UInt64(truncatingIfNeeded: lower &>> 64)) &+ UInt128(c2 & ((1 << 40) - 1)) &<< 24
    return Self(
      low: UInt64(truncatingIfNeeded: lower), high: UInt64(truncatingIfNeeded: upper),
      top: c2 &>> 40 &+ UInt64(truncatingIfNeeded: upper &>> 64))
  }

  /// The number below p, of which the lower 128 bits count.
  @inline(__always)
  var reduced: UInt128 {
    // Below 2¹³⁰ + 11: p has to be taken away once at most.
    let sum = Self(low: low, high: high, top: top & 3) &+ Self(low: (top &>> 2) &* 5)
    // The number and 5 reach 2¹³⁰ exactly when the number reaches p.
    let larger = sum &+ Self(low: 5)
    let isLarger = UInt64(0) &- ((larger.top &>> 2) & 1)
    let (low, high) = (
      (sum.low & ~isLarger) | (larger.low & isLarger), (sum.high & ~isLarger) | (larger.high & isLarger)
    )
    return UInt128(high) &<< 64 | UInt128(low)
  }
}
