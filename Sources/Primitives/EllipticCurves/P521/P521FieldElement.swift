import BigInt

extension P521 {
  /// A number modulo p = 2^521 - 1 as nine digits of 58 bits, least significant first; the highest has 57.
  ///
  /// Digits may exceed their width a little, which saves carries: each is below 2^58 + 2^5 (the highest below
  /// 2^57 + 2^5) before and after every operation, so that a number has several forms, and only `canonical` has one.
  struct FieldElement: PrimeFieldElement {
    private var digits: InlineArray<9, UInt64>

    @inline(__always)
    init(digits: InlineArray<9, UInt64>) { self.digits = digits }

    private static var mask58: UInt64 { 1 &<< 58 &- 1 }
    private static var mask57: UInt64 { 1 &<< 57 &- 1 }

    static var byteCount: Int { 66 }
    static var zero: Self { Self(digits: InlineArray(repeating: 0)) }
    static var one: Self { Self(digits: [1, 0, 0, 0, 0, 0, 0, 0, 0]) }

    /// The number below 2^521 in words of 64 bits, least significant first.
    init(words: InlineArray<9, UInt64>) {
      digits = InlineArray(repeating: 0)
      for i in 0..<9 {
        let position = 58 &* i
        let low = words[position &>> 6] &>> UInt64(position & 63)
        let next = position &>> 6 &+ 1
        let high = next < 9 ? (words[next] &<< 1) &<< UInt64(63 &- position & 63) : 0
        digits[i] = (low | high) & Self.mask58
      }
    }

    init?(canonical bytes: Span<UInt8>, at offset: Int) {
      let words: InlineArray<9, UInt64> = BigEndianWords.load(bytes, at: offset, byteCount: Self.byteCount)
      // Below 2^521, and not all 521 bits set.
      var conjunction = words[8] | ~0x1ff
      for i in 0..<8 { conjunction &= words[i] }
      let isCanonical = ConstantTime.isZero(words[8] &>> 9) & !ConstantTime.isZero(~conjunction)
      guard isCanonical.declassified else { return nil }
      self.init(words: words)
    }

    func store(to bytes: inout MutableSpan<UInt8>, at offset: Int) {
      BigEndianWords.store(words(), to: &bytes, at: offset, byteCount: Self.byteCount)
    }

    /// The number between 0 and p - 1 in words of 64 bits, least significant first.
    func words() -> InlineArray<9, UInt64> {
      let canonical = canonical()
      var words = InlineArray<9, UInt64>(repeating: 0)
      for i in 0..<9 {
        let position = 58 &* i
        let shift = UInt64(position & 63)
        words[position &>> 6] |= canonical[i] &<< shift
        let next = position &>> 6 &+ 1
        if next < 9 { words[next] |= (canonical[i] &>> 1) &>> (63 &- shift) }
      }
      return words
    }

    /// The digits of the number between 0 and p - 1, each within its width.
    private func canonical() -> InlineArray<9, UInt64> {
      // A pass of carries leaves at most 2^521 + 2^6, as a carry out of the top counts 1; the second at most p.
      var result = Self.carryPass(Self.carryPass(digits, adding: 0), adding: 0)
      // The number plus 1 reaches 2^521 exactly if it is p; then its lowest 521 bits are those of 0.
      var carry: UInt64 = 1
      for i in 0..<8 { carry = (result[i] &+ carry) &>> 58 }
      carry = (result[8] &+ carry) &>> 57
      result = Self.carryPass(result, adding: carry)
      // The pass has brought p + 1 = 2^521 around as 1; that is p's own residue plus 1.
      result[0] &-= carry
      return result
    }

    /// Carries from digit to digit, and from the top to the bottom, where it may stay unnormalised.
    private static func carryPass(
      _ digits: InlineArray<9, UInt64>, adding first: UInt64
    ) -> InlineArray<9, UInt64> {
      var result = digits
      var carry = first
      for i in 0..<8 {
        let sum = digits[i] &+ carry
        result[i] = sum & mask58
        carry = sum &>> 58
      }
      let sum = digits[8] &+ carry
      result[8] = sum & mask57
      result[0] &+= sum &>> 57
      return result
    }

    var isZero: Choice {
      let canonical = canonical()
      var all: UInt64 = 0
      for i in 0..<9 { all |= canonical[i] }
      return ConstantTime.isZero(all)
    }

    var isOdd: Choice { Choice(bit: canonical()[0] & 1) }

    @inline(__always)
    mutating func formUnion(_ other: Self, under mask: UInt64) {
      for i in 0..<9 { digits[unchecked: i] |= other.digits[unchecked: i] & mask }
    }

    @inline(__always)
    static func select(_ choice: Choice, _ a: Self, _ b: Self) -> Self {
      var result = b.digits
      for i in 0..<9 { result[unchecked: i] ^= choice.mask & (a.digits[unchecked: i] ^ b.digits[unchecked: i]) }
      return Self(digits: result)
    }

    @inline(__always)
    static func + (a: Self, b: Self) -> Self {
      let (x, y) = (a.digits, b.digits)
      return carryingOnce([
        x[0] &+ y[0], x[1] &+ y[1], x[2] &+ y[2], x[3] &+ y[3], x[4] &+ y[4],
        x[5] &+ y[5], x[6] &+ y[6], x[7] &+ y[7], x[8] &+ y[8],
      ])
    }

    @inline(__always)
    static func - (a: Self, b: Self) -> Self {
      // 2p has digits 2^59 - 2, the highest 2^58 - 2, so that none goes below zero.
      let (x, y) = (a.digits, b.digits)
      let (p, top) = (2 &* mask58, 2 &* mask57)
      return carryingOnce([
        x[0] &+ p &- y[0], x[1] &+ p &- y[1], x[2] &+ p &- y[2], x[3] &+ p &- y[3], x[4] &+ p &- y[4],
        x[5] &+ p &- y[5], x[6] &+ p &- y[6], x[7] &+ p &- y[7], x[8] &+ top &- y[8],
      ])
    }

    /// Every digit's excess, at most 3, goes to the next one's place; nothing ripples, so no step waits for another.
    @inline(__always)
    private static func carryingOnce(_ x: InlineArray<9, UInt64>) -> Self {
      Self(digits: [
        x[0] & mask58 &+ x[8] &>> 57, x[1] & mask58 &+ x[0] &>> 58, x[2] & mask58 &+ x[1] &>> 58,
        x[3] & mask58 &+ x[2] &>> 58, x[4] & mask58 &+ x[3] &>> 58, x[5] & mask58 &+ x[4] &>> 58,
        x[6] & mask58 &+ x[5] &>> 58, x[7] & mask58 &+ x[6] &>> 58, x[8] & mask57 &+ x[7] &>> 58,
      ])
    }

    @inline(never)
    static func * (a: Self, b: Self) -> Self {
      // The place 9 + k counts as twice the place k, since 2^522 is 2 modulo p. A column of nine products is below
      // 9 (2^58 + 2^5) (2^59 + 2^6) < 2^121.
      let x = a.digits
      let y = b.digits
      let (y0, y1, y2, y3, y4, y5, y6, y7, y8) = (y[0], y[1], y[2], y[3], y[4], y[5], y[6], y[7], y[8])
      let (z1, z2, z3, z4) = (y1 &<< 1, y2 &<< 1, y3 &<< 1, y4 &<< 1)
      let (z5, z6, z7, z8) = (y5 &<< 1, y6 &<< 1, y7 &<< 1, y8 &<< 1)
      return carrying(
        column(x, y0, z8, z7, z6, z5, z4, z3, z2, z1),
        column(x, y1, y0, z8, z7, z6, z5, z4, z3, z2),
        column(x, y2, y1, y0, z8, z7, z6, z5, z4, z3),
        column(x, y3, y2, y1, y0, z8, z7, z6, z5, z4),
        column(x, y4, y3, y2, y1, y0, z8, z7, z6, z5),
        column(x, y5, y4, y3, y2, y1, y0, z8, z7, z6),
        column(x, y6, y5, y4, y3, y2, y1, y0, z8, z7),
        column(x, y7, y6, y5, y4, y3, y2, y1, y0, z8),
        column(x, y8, y7, y6, y5, y4, y3, y2, y1, y0))
    }

    @inline(__always)
    private static func product(_ a: UInt64, _ b: UInt64) -> UInt128 { UInt128(a) &* UInt128(b) }

    @inline(__always)
    private static func column(
      _ x: InlineArray<9, UInt64>, _ y0: UInt64, _ y1: UInt64, _ y2: UInt64, _ y3: UInt64, _ y4: UInt64,
      _ y5: UInt64, _ y6: UInt64, _ y7: UInt64, _ y8: UInt64
    ) -> UInt128 {
      var sum = product(x[0], y0)
      sum = sum &+ product(x[1], y1)
      sum = sum &+ product(x[2], y2)
      sum = sum &+ product(x[3], y3)
      sum = sum &+ product(x[4], y4)
      sum = sum &+ product(x[5], y5)
      sum = sum &+ product(x[6], y6)
      sum = sum &+ product(x[7], y7)
      sum = sum &+ product(x[8], y8)
      return sum
    }

    @inline(never)
    func squared() -> Self {
      // As in `*`, with every product of two different digits taken once and doubled.
      let x = digits
      let (x0, x1, x2, x3, x4, x5, x6, x7, x8) = (x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8])
      let (d0, d1, d2, d3) = (x0 &<< 1, x1 &<< 1, x2 &<< 1, x3 &<< 1)
      let (d5, d6, d7, d8) = (x5 &<< 1, x6 &<< 1, x7 &<< 1, x8 &<< 1)
      let (q5, q6, q7, q8) = (d5 &<< 1, d6 &<< 1, d7 &<< 1, d8 &<< 1)
      return Self.carrying(
        Self.column((x0, x0), (x1, q8), (x2, q7), (x3, q6), (x4, q5)),
        Self.column((d0, x1), (x2, q8), (x3, q7), (x4, q6), (x5, d5)),
        Self.column((d0, x2), (x1, x1), (x3, q8), (x4, q7), (x5, q6)),
        Self.column((d0, x3), (d1, x2), (x4, q8), (x5, q7), (x6, d6)),
        Self.column((d0, x4), (d1, x3), (x2, x2), (x5, q8), (x6, q7)),
        Self.column((d0, x5), (d1, x4), (d2, x3), (x6, q8), (x7, d7)),
        Self.column((d0, x6), (d1, x5), (d2, x4), (x3, x3), (x7, q8)),
        Self.column((d0, x7), (d1, x6), (d2, x5), (d3, x4), (x8, d8)),
        Self.column((d0, x8), (d1, x7), (d2, x6), (d3, x5), (x4, x4)))
    }

    private typealias Pair = (UInt64, UInt64)

    @inline(__always)
    private static func column(_ a: Pair, _ b: Pair, _ c: Pair, _ d: Pair, _ e: Pair) -> UInt128 {
      var sum = product(a.0, a.1)
      sum = sum &+ product(b.0, b.1)
      sum = sum &+ product(c.0, c.1)
      sum = sum &+ product(d.0, d.1)
      sum = sum &+ product(e.0, e.1)
      return sum
    }

    /// Digits from columns below 2^121: carries are below 2^64, and the last, which counts at the bottom, below 2^5 after
    /// one more step.
    @inline(__always)
    private static func carrying(
      _ c0: UInt128, _ c1: UInt128, _ c2: UInt128, _ c3: UInt128, _ c4: UInt128,
      _ c5: UInt128, _ c6: UInt128, _ c7: UInt128, _ c8: UInt128
    ) -> Self {
      var sum = c0
      let r0 = UInt64(truncatingIfNeeded: sum) & mask58
      sum = c1 &+ sum &>> 58
      let r1 = UInt64(truncatingIfNeeded: sum) & mask58
      sum = c2 &+ sum &>> 58
      let r2 = UInt64(truncatingIfNeeded: sum) & mask58
      sum = c3 &+ sum &>> 58
      let r3 = UInt64(truncatingIfNeeded: sum) & mask58
      sum = c4 &+ sum &>> 58
      let r4 = UInt64(truncatingIfNeeded: sum) & mask58
      sum = c5 &+ sum &>> 58
      let r5 = UInt64(truncatingIfNeeded: sum) & mask58
      sum = c6 &+ sum &>> 58
      let r6 = UInt64(truncatingIfNeeded: sum) & mask58
      sum = c7 &+ sum &>> 58
      let r7 = UInt64(truncatingIfNeeded: sum) & mask58
      sum = c8 &+ sum &>> 58
      let r8 = UInt64(truncatingIfNeeded: sum) & mask57
      // c8 has no doubled products: below 2^120, so this is below 2^63.
      let bottom = r0 &+ UInt64(truncatingIfNeeded: sum &>> 57)
      return Self(digits: [bottom & mask58, r1 &+ bottom &>> 58, r2, r3, r4, r5, r6, r7, r8])
    }

    /// The number whose product with this one is 1; 0 for 0.
    @inline(never)
    func inverted() -> Self { inverted { $0.inverse(of: $1) } }

    /// The same for public numbers, in variable time.
    @inline(never)
    func invertedVarTime() -> Self { inverted { $0.inverseVarTime(of: $1) } }

    @inline(__always)
    private func inverted(
      by invert: (ModularInversion521, InlineArray<9, UInt64>) -> InlineArray<9, UInt64>
    ) -> Self {
      let modulus = ModularInversion521(
        modulus: [.max, .max, .max, .max, .max, .max, .max, .max, 0x1ff], bitCount: 521)
      var words = words()
      words = invert(modulus, words)
      let inverse = Self(words: words)
      Wipe.zero(&words)
      return inverse
    }

    /// The power (p + 1) / 4 = 2^519.
    @inline(never)
    func squareRootCandidate() -> Self { squared(times: 519) }
  }
}
