/// The one-time authenticator Poly1305 (RFC 8439, section 2.5) while it runs, in constant time.
///
/// Numbers modulo 2¹³⁰ - 5 have limbs of 44, 44 and 42 bits. The sum of a few products of limbs then fits 128 bits, and
/// four blocks share a reduction: h·r⁴ + (the four blocks times r⁴ to r).
struct Poly1305 {
  /// A number modulo 2¹³⁰ - 5, or an accumulator a little above it.
  struct Number {
    var limb0: UInt64 = 0
    var limb1: UInt64 = 0
    var limb2: UInt64 = 0
  }

  /// A multiplier: limbs below 2⁴⁴ + 2²⁰, and 20 times the upper two. Products at 2¹³² wrap around to 4·5.
  struct Multiplier {
    var number = Number()
    var wrapped1: UInt64 = 0
    var wrapped2: UInt64 = 0

    @inline(__always)
    init(_ number: Number) {
      self.number = number
      wrapped1 = number.limb1 &* 20
      wrapped2 = number.limb2 &* 20
    }
  }

  private var accumulator = Number()
  private var r: Multiplier
  /// r², r³ and r⁴, made for the first long input.
  private var powers: (Multiplier, Multiplier, Multiplier)
  private var hasPowers = false
  private let padLow: UInt64
  private let padHigh: UInt64

  private static let mask44: UInt64 = (1 << 44) - 1
  private static let mask42: UInt64 = (1 << 42) - 1

  /// Starts with the 32 bytes of a one-time key: r, clamped here, and the pad s.
  init(key: UnsafeRawPointer) {
    let t0 = key.loadUnaligned(as: UInt64.self) & 0x0fff_fffc_0fff_ffff
    let t1 = key.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & 0x0fff_fffc_0fff_fffc
    r = Multiplier(
      Number(limb0: t0 & Self.mask44, limb1: ((t0 >> 44) | (t1 << 20)) & Self.mask44, limb2: t1 >> 24))
    powers = (r, r, r)
    padLow = key.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
    padHigh = key.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
  }

  /// Takes whole blocks of 16 bytes.
  @inline(never)
  mutating func update(_ bytes: UnsafeRawPointer, blocks: Int) {
    var bytes = bytes
    var left = blocks
    if left >= 8 {
      makePowers()
      let (r1, r2, r3, r4) = (r, powers.0, powers.1, powers.2)
      var h = accumulator
      repeat {
        var sums = Products()
        let first = Self.block(bytes)
        sums.add(
          Number(
            limb0: h.limb0 &+ first.limb0, limb1: h.limb1 &+ first.limb1, limb2: h.limb2 &+ first.limb2), r4)
        sums.add(Self.block(bytes + 16), r3)
        sums.add(Self.block(bytes + 32), r2)
        sums.add(Self.block(bytes + 48), r1)
        h = sums.reduced()
        bytes += 64
        left -= 4
      } while left >= 4
      accumulator = h
    }
    while left > 0 {
      absorb(Self.block(bytes))
      bytes += 16
      left -= 1
    }
  }

  /// Takes a last block of 1 to 15 bytes: a byte 1 follows them (RFC 8439, section 2.5.1).
  mutating func updateLast(_ bytes: UnsafeRawPointer, byteCount: Int) {
    withUnsafeTemporaryAllocation(byteCount: 16, alignment: 16) { block in
      block.initializeMemory(as: UInt8.self, repeating: 0)
      block.copyMemory(from: UnsafeRawBufferPointer(start: bytes, count: byteCount))
      block[byteCount] = 1
      var number = Self.block(block.baseAddress.unsafelyUnwrapped)
      number.limb2 &-= 1 << 40
      absorb(number)
      Wipe.zero(block)
    }
  }

  /// Writes the 16 bytes of the tag.
  func finish(into tag: UnsafeMutableRawPointer) {
    // Two rounds of carries leave limbs of 44, 44 and 42 bits.
    var (h0, h1, h2) = (accumulator.limb0, accumulator.limb1, accumulator.limb2)
    for _ in 0..<2 {
      h1 &+= h0 >> 44
      h0 &= Self.mask44
      h2 &+= h1 >> 44
      h1 &= Self.mask44
      h0 &+= (h2 >> 42) &* 5
      h2 &= Self.mask42
    }
    h1 &+= h0 >> 44
    h0 &= Self.mask44
    // h - (2¹³⁰ - 5), whose borrow says whether h is reduced already.
    let g0 = h0 &+ 5
    let g1 = h1 &+ (g0 >> 44)
    let g2 = h2 &+ (g1 >> 44) &- (1 << 42)
    let keep = 0 &- (g2 >> 63)
    h0 = (h0 & keep) | (g0 & Self.mask44 & ~keep)
    h1 = (h1 & keep) | (g1 & Self.mask44 & ~keep)
    h2 = (h2 & keep) | (g2 & ~keep)
    let number = UInt128(h0) &+ (UInt128(h1) &<< 44) &+ (UInt128(h2) &<< 88)
    let sum = number &+ (UInt128(padHigh) &<< 64 | UInt128(padLow))
    tag.storeBytes(of: UInt64(truncatingIfNeeded: sum), as: UInt64.self)
    tag.storeBytes(of: UInt64(truncatingIfNeeded: sum &>> 64), toByteOffset: 8, as: UInt64.self)
  }

  private mutating func makePowers() {
    guard !hasPowers else { return }
    hasPowers = true
    var number = r.number
    @inline(__always) func next(_ r: Multiplier) -> Multiplier {
      var product = Products()
      product.add(number, r)
      number = product.reduced()
      return Multiplier(number)
    }
    powers.0 = next(r)
    powers.1 = next(r)
    powers.2 = next(r)
  }

  @inline(__always)
  private mutating func absorb(_ block: Number) {
    var product = Products()
    product.add(
      Number(
        limb0: accumulator.limb0 &+ block.limb0, limb1: accumulator.limb1 &+ block.limb1,
        limb2: accumulator.limb2 &+ block.limb2), r)
    accumulator = product.reduced()
  }

  /// A block with the bit 2¹²⁸ above it.
  @inline(__always)
  private static func block(_ bytes: UnsafeRawPointer) -> Number {
    let t0 = bytes.loadUnaligned(as: UInt64.self)
    let t1 = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    return Number(
      limb0: t0 & mask44, limb1: ((t0 >> 44) | (t1 << 20)) & mask44, limb2: (t1 >> 24) | (1 << 40))
  }

  /// A sum of products before its carries. A limb is below 2⁴⁶, a wrapped one below 2⁴⁹: four blocks' twelve products
  /// stay below 2⁹⁹.
  private struct Products {
    var sum0: UInt128 = 0
    var sum1: UInt128 = 0
    var sum2: UInt128 = 0

    @inline(__always)
    mutating func add(_ a: Number, _ b: Multiplier) {
      let (a0, a1, a2) = (UInt128(a.limb0), UInt128(a.limb1), UInt128(a.limb2))
      let (b0, b1, b2) = (UInt128(b.number.limb0), UInt128(b.number.limb1), UInt128(b.number.limb2))
      let (w1, w2) = (UInt128(b.wrapped1), UInt128(b.wrapped2))
      sum0 &+= a0 &* b0 &+ a1 &* w2 &+ a2 &* w1
      sum1 &+= a0 &* b1 &+ a1 &* b0 &+ a2 &* w2
      sum2 &+= a0 &* b2 &+ a1 &* b1 &+ a2 &* b0
    }

    /// Limbs of 44, 44 and 42 bits, the middle one with a carry of less than 2²⁰ on top.
    @inline(__always)
    func reduced() -> Number {
      let s1 = sum1 &+ (sum0 &>> 44)
      let s2 = sum2 &+ (s1 &>> 44)
      // The top carry is below 2⁵⁸, and five times it below 2⁶¹.
      let low = (UInt64(truncatingIfNeeded: sum0) & mask44) &+ UInt64(truncatingIfNeeded: s2 &>> 42) &* 5
      return Number(
        limb0: low & mask44, limb1: (UInt64(truncatingIfNeeded: s1) & mask44) &+ (low >> 44),
        limb2: UInt64(truncatingIfNeeded: s2) & mask42)
    }
  }
}
