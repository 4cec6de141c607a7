#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Coefficients of a product, known modulo three primes, put together by Garner's method (Knuth, The Art of Computer
  /// Programming, volume 2, section 4.3.2) and added as the words of one number.
  struct ChineseRemainder {
    typealias Block = Prime50.Block

    private let p1: Prime50
    private let p2: Prime50
    private let p3: Prime50
    private let scale1: Prime50.Constant
    private let scale2: Prime50.Constant
    private let scale3: Prime50.Constant
    /// 1/p1 modulo p2.
    private let inverse12: Prime50.Constant
    /// 1/(p1·p2) and 1/p2 modulo p3.
    private let inverse123: Prime50.Constant
    private let inverse23: Prime50.Constant
    /// p1·p2 in two digits of 52 bits.
    private let low: Block
    private let high: Block
    private let oneUp: Block
    private let twoUp: Block

    /// For coefficients that are `2^52 / count` times too small, and by a third more when `isTripled`.
    @inline(__always)
    init(count: Int, isTripled: Bool) {
      (p1, p2, p3) = (Prime50(0), Prime50(1), Prime50(2))
      scale1 = Self.scale(0, count, isTripled)
      scale2 = Self.scale(1, count, isTripled)
      scale3 = Self.scale(2, count, isTripled)
      inverse12 = p2.constant(0x38e_38db)
      inverse123 = p3.constant(0x2_ad49_588e_77c5)
      inverse23 = p3.constant(0x3_bfff_fd44_aaab)
      low = Block(repeating: 0xf_77ff_eba0_0001)
      high = Block(repeating: 0xffff_fae8_0006)
      oneUp = Block(7, 8, 9, 10, 11, 12, 13, 14)
      twoUp = Block(6, 7, 8, 9, 10, 11, 12, 13)
    }

    /// 2^52 / count, which is below the prime since `count` is 8 at least, over 3 when `isTripled`.
    @inline(__always)
    private static func scale(_ number: Int, _ count: Int, _ isTripled: Bool) -> Prime50.Constant {
      let prime = Prime50(number)
      let power = prime.constant(1 &<< Int64(52 &- count.trailingZeroBitCount))
      if !isTripled { return power }
      return prime.constant(prime.reduceFully(prime.multiply(Block(repeating: Prime50.third(number)), power)))
    }

    /// Sets words `start`, a multiple of eight, up to `end` of `r` to those of the sum of `coefficient[i]·2^64i`, i from `start` on,
    /// given by their remainders, below 4p, in `length` vectors.
    @inline(__always)
    func combine(
      _ r: UnsafeMutablePointer<UInt64>, _ start: Int, _ end: Int, _ first: Transform.Data, _ second: Transform.Data,
      _ third: Transform.Data, length: Int
    ) {
      var (previous1, previous2) = (Block(repeating: 0), Block(repeating: 0))
      var (carries1, carries2, carry): (UInt32, UInt32, UInt32) = (0, 0, 0)
      let ones = Block(repeating: -1)
      var at = start
      while at < end {
        let i = at / 8
        let none = Block(repeating: 0)
        let (v0, v1, v2) = i < length ? coefficients(first[i], second[i], third[i]) : (none, none, none)
        // The middle and upper words belong to the next lane and the one after.
        let middle = _mm512_permutex2var_epi64(previous1, oneUp, v1)
        let upper = _mm512_permutex2var_epi64(previous2, twoUp, v2)
        (previous1, previous2) = (v1, v2)
        let sum1 = v0 &+ middle
        let out1 = Self.carries(v0, middle, sum1)
        let sum2 = sum1 &+ upper
        let out2 = Self.carries(sum1, upper, sum2)
        // Two carries a lane at most; after them the sums that are zero or one may have one more.
        let zero = Block(repeating: 0)
        let into1 = _mm512_mask_sub_epi64(zero, UInt8(truncatingIfNeeded: out1 &<< 1 | carries1), zero, ones)
        let into = _mm512_mask_sub_epi64(into1, UInt8(truncatingIfNeeded: out2 &<< 1 | carries2), into1, ones)
        (carries1, carries2) = (out1 &>> 7, out2 &>> 7)
        let sum3 = sum2 &+ into
        let generated = Self.carries(sum2, into, sum3)
        let next = sum3 &+ 1
        let propagated = UInt32(_mm512_testn_epi64_mask(next, next))
        let incremented = (propagated &+ (generated &<< 1 | carry)) ^ propagated
        carry = incremented &>> 8
        let value = _mm512_mask_mov_epi64(sum3, UInt8(truncatingIfNeeded: incremented), next)
        Digits52.store(r + at, value, min(8, end &- at))
        at &+= 8
      }
    }

    /// The lanes whose sum had a carry.
    @inline(__always)
    private static func carries(_ a: Block, _ b: Block, _ sum: Block) -> UInt32 {
      UInt32(_mm512_movepi64_mask((a & b) | ((a | b) & ~sum)))
    }

    /// Words of eight coefficients, each below p1·p2·p3 < 2^150.
    @inline(__always)
    private func coefficients(_ a: Block, _ b: Block, _ c: Block) -> (Block, Block, Block) {
      let x1 = p1.reduceFully(p1.multiply(a, scale1))
      let s2 = p2.multiply(b, scale2)
      let s3 = p3.multiply(c, scale3)
      // x1 < p1 < p2 < p3. The differences are below 3p.
      let x2 = p2.reduceFully(p2.multiply(s2 &+ p2.p &- x1, inverse12))
      let y = p3.multiply(s3 &+ p3.p &- x1, inverse123) &+ p3.twoP &- p3.multiply(x2, inverse23)
      let x3 = p3.reduceFully(p3.reduceOnce(y))
      // x1 + x2·p1 + x3·p1·p2 in digits of 52 bits, each sum below 2^54.
      let zero = Block(repeating: 0)
      let d0 = _mm512_madd52lo_epu64(_mm512_madd52lo_epu64(x1, x2, p1.p), x3, low)
      var d1 = _mm512_madd52hi_epu64(_mm512_madd52hi_epu64(zero, x2, p1.p), x3, low)
      d1 = _mm512_madd52lo_epu64(d1, x3, high) &+ _mm512_srli_epi64(d0, 52)
      let d2 = _mm512_madd52hi_epu64(zero, x3, high) &+ _mm512_srli_epi64(d1, 52)
      let (e0, e1) = (d0 & p1.mask, d1 & p1.mask)
      return (
        e0 | _mm512_slli_epi64(e1, 52), _mm512_srli_epi64(e1, 12) | _mm512_slli_epi64(d2, 40),
        _mm512_srli_epi64(d2, 24)
      )
    }
  }
#endif
