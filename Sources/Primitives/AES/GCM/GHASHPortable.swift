/// The portable inner loop of GHASH: carry-less products from integer multiplications, eight blocks to a reduction.
///
/// A 32-bit word is parted into four, each with every fourth bit. In a product of two parts, at most eight bits meet at
/// a place and their sum stays below 16, so that no carry reaches the next place that counts, and the lowest bit of the
/// sum is the carry-less product's (the "holes" of BearSSL's `ghash_ctmul`). Products of 32-bit words, two at a time, are
/// one instruction on SSE2 and NEON alike. Karatsuba's trick twice makes 9 such products of a 128-bit one.
enum GHASHPortable {
  /// Blocks to a reduction.
  static let batch = 8
  /// 32-bit operands that a 128-bit element is split into.
  static let pieces = 9

  /// Karatsuba's operands from the words a₀ to a₃ of an element.
  @inline(__always)
  static func split(low: UInt64, high: UInt64, _ body: (Int, UInt64) -> Void) {
    let (a0, a1, a2, a3) = (low & 0xffff_ffff, low >> 32, high & 0xffff_ffff, high >> 32)
    body(0, a0)
    body(1, a1)
    body(2, a0 ^ a1)
    body(3, a2)
    body(4, a3)
    body(5, a2 ^ a3)
    body(6, a0 ^ a2)
    body(7, a1 ^ a3)
    body(8, a0 ^ a1 ^ a2 ^ a3)
  }

  /// Takes `blocks` blocks of 16 bytes into `hash`.
  @inline(never)
  static func update(
    _ hash: inout GHASH.Element, _ bytes: UnsafeRawPointer, blocks: Int, key: UnsafePointer<SIMD2<UInt64>>
  ) {
    withUnsafeTemporaryAllocation(of: SIMD2<UInt64>.self, capacity: pieces * batch / 2) { buffer in
      guard let operands = buffer.baseAddress else { return }
      var bytes = bytes
      var left = blocks
      while left > 0 {
        let count = left < batch ? left : batch
        // Fewer than eight meet the lowest powers; an odd number is filled up with a zero block in front.
        let firstPair = (batch - count) / 2
        loadOperands(hash, bytes, count: count, into: operands, firstPair: firstPair)
        hash = product(operands, key, firstPair: firstPair)
        bytes += 16 * count
        left -= count
      }
      Wipe.zero(UnsafeMutableRawBufferPointer(buffer))
    }
  }

  /// Splits the blocks, with the hash so far added to the first, into operands: even places in lane 0, odd in lane 1.
  @inline(__always)
  private static func loadOperands(
    _ hash: GHASH.Element, _ bytes: UnsafeRawPointer, count: Int, into operands: UnsafeMutablePointer<SIMD2<UInt64>>,
    firstPair: Int
  ) {
    var hash = hash
    var bytes = bytes
    var atOddPlace = count & 1 == 1
    for pair in firstPair..<(batch / 2) {
      var even = GHASH.Element()
      if !atOddPlace {
        even = GHASH.Element(bytes)
        even.low ^= hash.low
        even.high ^= hash.high
        hash = GHASH.Element()
        bytes += 16
      }
      atOddPlace = false
      var odd = GHASH.Element(bytes)
      odd.low ^= hash.low
      odd.high ^= hash.high
      hash = GHASH.Element()
      bytes += 16
      let low = SIMD2(even.low, odd.low)
      let high = SIMD2(even.high, odd.high)
      let word = SIMD2<UInt64>(repeating: 0xffff_ffff)
      let shift = SIMD2<UInt64>(repeating: 32)
      let (a0, a1, a2, a3) = (low & word, low &>> shift, high & word, high &>> shift)
      let (a01, a23) = (a0 ^ a1, a2 ^ a3)
      operands[pair] = a0
      operands[4 + pair] = a1
      operands[8 + pair] = a01
      operands[12 + pair] = a2
      operands[16 + pair] = a3
      operands[20 + pair] = a23
      operands[24 + pair] = a0 ^ a2
      operands[28 + pair] = a1 ^ a3
      operands[32 + pair] = a01 ^ a23
    }
  }

  /// The sum of the blocks' products with their powers, reduced.
  @inline(__always)
  private static func product(
    _ x: UnsafePointer<SIMD2<UInt64>>, _ h: UnsafePointer<SIMD2<UInt64>>, firstPair: Int
  ) -> GHASH.Element {
    let (low0, low1) = combine(
      carrylessSum(x, h, firstPair), carrylessSum(x + 4, h + 4, firstPair), carrylessSum(x + 8, h + 8, firstPair))
    let (high0, high1) = combine(
      carrylessSum(x + 12, h + 12, firstPair), carrylessSum(x + 16, h + 16, firstPair),
      carrylessSum(x + 20, h + 20, firstPair))
    let (middle0, middle1) = combine(
      carrylessSum(x + 24, h + 24, firstPair), carrylessSum(x + 28, h + 28, firstPair),
      carrylessSum(x + 32, h + 32, firstPair))
    return reduce(
      low0, low1 ^ middle0 ^ low0 ^ high0, high0 ^ middle1 ^ low1 ^ high1, high1)
  }

  /// Karatsuba's 128-bit product from the low, the high and the mixed 64-bit product.
  @inline(__always)
  private static func combine(_ low: UInt64, _ high: UInt64, _ mixed: UInt64) -> (UInt64, UInt64) {
    let middle = mixed ^ low ^ high
    return (low ^ (middle << 32), high ^ (middle >> 32))
  }

  /// The sum of the carry-less products of 32-bit words at both lanes of the pairs from `firstPair` on.
  @inline(__always)
  private static func carrylessSum(
    _ x: UnsafePointer<SIMD2<UInt64>>, _ h: UnsafePointer<SIMD2<UInt64>>, _ firstPair: Int
  ) -> UInt64 {
    typealias Pair = SIMD2<UInt64>
    let (m0, m1) = (Pair(repeating: 0x1111_1111), Pair(repeating: 0x2222_2222))
    let (m2, m3) = (Pair(repeating: 0x4444_4444), Pair(repeating: 0x8888_8888))
    var (z0, z1, z2, z3) = (Pair.zero, Pair.zero, Pair.zero, Pair.zero)
    for pair in firstPair..<(batch / 2) {
      let (a, b) = (x[pair], h[pair])
      let (a0, a1, a2, a3) = (a & m0, a & m1, a & m2, a & m3)
      let (b0, b1, b2, b3) = (b & m0, b & m1, b & m2, b & m3)
      z0 ^= (a0 &* b0) ^ (a1 &* b3) ^ (a2 &* b2) ^ (a3 &* b1)
      z1 ^= (a0 &* b1) ^ (a1 &* b0) ^ (a2 &* b3) ^ (a3 &* b2)
      z2 ^= (a0 &* b2) ^ (a1 &* b1) ^ (a2 &* b0) ^ (a3 &* b3)
      z3 ^= (a0 &* b3) ^ (a1 &* b2) ^ (a2 &* b1) ^ (a3 &* b0)
    }
    let z =
      (z0 & Pair(repeating: 0x1111_1111_1111_1111)) | (z1 & Pair(repeating: 0x2222_2222_2222_2222))
      | (z2 & Pair(repeating: 0x4444_4444_4444_4444)) | (z3 & Pair(repeating: 0x8888_8888_8888_8888))
    return z.x ^ z.y
  }

  /// Montgomery's reduction of t₀ + t₁·x⁶⁴ + t₂·x¹²⁸ + t₃·x¹⁹²: each low word is cancelled by a multiple of the modulus,
  /// whose upper part is x¹²⁸ + x¹²⁷ + x¹²⁶ + x¹²¹.
  @inline(__always)
  private static func reduce(_ t0: UInt64, _ t1: UInt64, _ t2: UInt64, _ t3: UInt64) -> GHASH.Element {
    let u1 = t1 ^ (t0 << 63) ^ (t0 << 62) ^ (t0 << 57)
    let u2 = t2 ^ t0 ^ (t0 >> 1) ^ (t0 >> 2) ^ (t0 >> 7) ^ (u1 << 63) ^ (u1 << 62) ^ (u1 << 57)
    let u3 = t3 ^ u1 ^ (u1 >> 1) ^ (u1 >> 2) ^ (u1 >> 7)
    return GHASH.Element(low: u2, high: u3)
  }
}
