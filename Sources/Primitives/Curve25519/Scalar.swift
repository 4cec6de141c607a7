import BigInt

extension Curve25519 {
  /// A multiplier of points: a number below 2^255, in four words, least significant first.
  ///
  /// Results of arithmetic are below L = 2^252 + 27742317777372353535851937790883648493, the order of the base point. A
  /// clamped secret is not reduced: X25519 multiplies points whose order is a multiple of L by it. Constant time.
  package struct Scalar: BitwiseCopyable, Sendable {
    package var words: InlineArray<4, UInt64>

    package init(words: InlineArray<4, UInt64>) { self.words = words }

    /// The four words in memory.
    @inline(__always)
    func withWords<Result>(_ body: (UnsafePointer<UInt64>) -> Result) -> Result {
      words.span.withUnsafeBufferPointer { body($0.baseAddress!) }
    }

    /// L.
    package static var order: InlineArray<4, UInt64> {
      [0x5812_631a_5cf5_d3ed, 0x14de_f9de_a2f7_9cd6, 0x0000_0000_0000_0000, 0x1000_0000_0000_0000]
    }

    /// floor(2^512 / L), for Barrett's reduction.
    private static var reciprocal: InlineArray<5, UInt64> {
      [
        0xed9c_e5a3_0a2c_131b, 0x2106_215d_0863_29a7, 0xffff_ffff_ffff_ffeb, 0xffff_ffff_ffff_ffff,
        0x0000_0000_0000_000f,
      ]
    }

    /// The secret multiplier in 32 bytes: a multiple of 8 with bit 254 set (RFC 7748 section 5, RFC 8032 section 5.1.5).
    package init(clamping bytes: Span<UInt8>) {
      self.init(loading: bytes)
      words[0] &= 0xffff_ffff_ffff_fff8
      words[3] = words[3] & 0x7fff_ffff_ffff_ffff | 0x4000_0000_0000_0000
    }

    /// A 64-byte little-endian number modulo L, as RFC 8032 makes scalars from hashes.
    package init(reducing wide: Span<UInt8>) {
      precondition(wide.count == 64)
      var value = InlineArray<8, UInt64>(repeating: 0)
      for i in 0..<8 { value[i] = Words.load(wide, at: 8 * i) }
      self = Self.reduce(value)
      Wipe.zero(&value)
    }

    /// The 32-byte number S of a signature; nil unless it is below L (RFC 8032, section 5.1.7, step 1). Variable time.
    init?(canonicalVarTime bytes: Span<UInt8>) {
      self.init(loading: bytes)
      let order = Self.order
      for i in (0..<4).reversed() where words[i] != order[i] {
        if words[i] < order[i] { return }
        return nil
      }
      return nil
    }

    private init(loading bytes: Span<UInt8>) {
      precondition(bytes.count == keyByteCount)
      words = InlineArray { Words.load(bytes, at: 8 * $0) }
    }

    /// Writes 32 little-endian bytes.
    func store(to bytes: inout MutableSpan<UInt8>, at offset: Int = 0) {
      for i in 0..<4 { Words.store(words[i], to: &bytes, at: offset + 8 * i) }
    }

    /// `a * b + c` modulo L, for any `a`, `b` and `c` below 2^255.
    static func multiplyAdd(_ a: Scalar, _ b: Scalar, _ c: Scalar) -> Scalar {
      // Below 2^510 + 2^255 < 2^512.
      var product = InlineArray<8, UInt64>(repeating: 0)
      for i in 0..<4 { product[i] = c.words[i] }
      for i in 0..<4 {
        var carry: UInt64 = 0
        for j in 0..<4 { product[i + j] = Words.multiplyAdd(a.words[i], b.words[j], product[i + j], &carry) }
        // Words above i + 3 hold nothing yet, so the row's carry is the whole word.
        product[i + 4] = carry
      }
      let result = reduce(product)
      Wipe.zero(&product)
      return result
    }

    /// `value` modulo L (Handbook of Applied Cryptography, algorithm 14.42, with b = 2^64 and k = 4).
    private static func reduce(_ value: InlineArray<8, UInt64>) -> Scalar {
      let order = order
      let reciprocal = reciprocal
      // The quotient's estimate floor(floor(value / b^3) * reciprocal / b^5) is at most 2 too small.
      var estimate = InlineArray<10, UInt64>(repeating: 0)
      for i in 0..<5 {
        var carry: UInt64 = 0
        for j in 0..<5 { estimate[i + j] = Words.multiplyAdd(value[3 + i], reciprocal[j], estimate[i + j], &carry) }
        estimate[i + 5] = carry
      }
      // So the remainder is below 3L < 2^254: it is exact modulo 2^256, and whatever lies above is dropped.
      var multiple = InlineArray<4, UInt64>(repeating: 0)
      for i in 0..<4 {
        var carry: UInt64 = 0
        for j in 0..<(4 - i) {
          multiple[i + j] = Words.multiplyAdd(estimate[5 + i], order[j], multiple[i + j], &carry)
        }
      }
      var borrow: UInt64 = 0
      var remainder = InlineArray<4, UInt64>(repeating: 0)
      for i in 0..<4 { remainder[i] = Words.subtract(value[i], multiple[i], &borrow) }
      for _ in 0..<2 {
        borrow = 0
        var less = InlineArray<4, UInt64>(repeating: 0)
        for i in 0..<4 { less[i] = Words.subtract(remainder[i], order[i], &borrow) }
        let isReduced = Choice(bit: borrow)
        for i in 0..<4 { remainder[i] = ConstantTime.select(isReduced, remainder[i], less[i]) }
        Wipe.zero(&less)
      }
      let result = Scalar(words: remainder)
      Wipe.zero(&estimate)
      Wipe.zero(&multiple)
      Wipe.zero(&remainder)
      return result
    }
  }
}
