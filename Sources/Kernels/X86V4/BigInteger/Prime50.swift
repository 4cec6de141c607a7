#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Residues modulo a prime just below 2^50, eight to a register.
  ///
  /// A product with a constant w takes three instructions (Shoup's method; Harvey, "Faster arithmetic for number-theoretic
  /// transforms", Journal of Symbolic Computation 60, 2014): with w' = floor(2^52·w / p) and any a below 2^52,
  /// a·w - floor(a·w' / 2^52)·p lies from 0 up to 2p, and is known from its lower 52 bits.
  struct Prime50 {
    typealias Block = SIMD8<Int64>

    /// The prime, twice it, and 2^52 less it.
    let p: Block
    let twoP: Block
    let negatedP: Block
    /// -1/p modulo 2^52.
    let negatedInverse: Block
    /// floor(2^102 / p) - 2^52.
    let reciprocal: Block
    let mask: Block

    /// The primes are 1 modulo 3·2^21.
    static let count = 3

    @inline(__always)
    init(_ number: Int) {
      let value = Self.value(number)
      p = Block(repeating: value)
      twoP = p &+ p
      mask = Block(repeating: 1 &<< 52 &- 1)
      negatedP = Block(repeating: 1 &<< 52 &- value)
      let inverse: Int64 = number == 0 ? 0x6fff_f53f_ffff : number == 1 ? 0x7_5bff_f65f_ffff : 0x6_dbff_fc5f_ffff
      negatedInverse = Block(repeating: inverse)
      reciprocal = Block(repeating: number == 0 ? 0x2b00_006f : number == 1 ? 0x2680_0058 : 0xe80_0009)
    }

    @inline(__always)
    static func value(_ number: Int) -> Int64 {
      number == 0 ? 0x3_ffff_f540_0001 : number == 1 ? 0x3_ffff_f660_0001 : 0x3_ffff_fc60_0001
    }

    /// A cube root of 1, and 1/3.
    @inline(__always)
    static func cubeRoot(_ number: Int) -> Int64 {
      number == 0 ? 0xaa90_dee8_996f : number == 1 ? 0x2_c19d_f3d4_83da : 0x1_e0e6_9969_c489
    }

    @inline(__always)
    static func third(_ number: Int) -> Int64 {
      number == 0 ? 0x2_aaaa_a380_0001 : number == 1 ? 0x2_aaaa_a440_0001 : 0x2_aaaa_a840_0001
    }

    /// A root of 1 of order 2^(2 + level): the square of that of the next level.
    @inline(never)
    static func root(_ number: Int, _ level: Int) -> Int64 {
      switch number << 5 | level {
      case 0: 0x2_e725_6e11_4d47
      case 1: 0x1_04cf_dbd7_f03a
      case 2: 0x2_674c_ed70_5cb9
      case 3: 0x1_6d18_9512_799a
      case 4: 0x1_f449_01a3_9165
      case 5: 0x2_0c39_bf95_ec0d
      case 6: 0x3_7ea6_60a0_75e5
      case 7: 0x3_fa62_6220_e0e5
      case 8: 0x2_377a_97d2_94c9
      case 9: 0x9d7c_d3b1_6ec4
      case 10: 0xa56_15c5_7bbb
      case 11: 0x3_639b_dc86_5e67
      case 12: 0x1_4f1f_2782_8415
      case 13: 0x2_678c_1948_b45a
      case 14: 0x3_326d_1afc_e79d
      case 15: 0x2_fc53_2e9b_bac6
      case 16: 0x2_618e_bf83_97ab
      case 17: 0x3_36eb_48e1_dbca
      case 18: 0x64a6_f289_e9a8
      case 32: 0x1_f009_5547_807b
      case 33: 0x1_b5c3_3cd4_ef4c
      case 34: 0x2_e7a6_1d7e_c8dc
      case 35: 0x876f_27a6_be5b
      case 36: 0x3_f817_d164_2554
      case 37: 0x2_8560_3bbe_b191
      case 38: 0x3_c645_9028_774b
      case 39: 0x3_bff3_5ec1_d9e1
      case 40: 0x1_05c8_3ef1_a609
      case 41: 0x4bbd_b2b3_43a3
      case 42: 0x7c59_5aba_3235
      case 43: 0x107f_51e1_89ab
      case 44: 0x2_a598_6c1d_27bd
      case 45: 0xea72_2baa_2fba
      case 46: 0x2_f470_c52e_415d
      case 47: 0x1_dc29_9d02_a8c9
      case 48: 0x3_ca01_e687_79d1
      case 49: 0x3_8d04_d225_8be7
      case 50: 0x1_858d_381c_a1d5
      case 64: 0x3_362e_d846_35c6
      case 65: 0x2_86c4_cef2_4b34
      case 66: 0x3_f7d0_e5db_686e
      case 67: 0x1_96fa_fa97_d503
      case 68: 0x1_b19b_401e_2f58
      case 69: 0x2_2e7a_0489_83e5
      case 70: 0xd579_9ed0_2b54
      case 71: 0x927_66b3_6cc7
      case 72: 0x3_d561_2471_1304
      case 73: 0xbbe0_8550_b7fd
      case 74: 0x2_dabc_4070_bca7
      case 75: 0x2_caf9_2d86_badc
      case 76: 0x2_e500_60fb_9d87
      case 77: 0x9587_06d7_81c8
      case 78: 0x3_014d_bed8_14bc
      case 79: 0x1_db23_7ac2_637d
      case 80: 0x1_0a40_287d_ecb9
      case 81: 0xc638_ec42_226a
      case 82: 0x1_5cf0_0845_ecfe
      default: 1
      }
    }

    /// Reduces from below 4p to below 2p.
    @inline(__always)
    func reduceOnce(_ a: Block) -> Block { minimum(a, a &- twoP) }

    /// Reduces from below 2p to below p.
    @inline(__always)
    func reduceFully(_ a: Block) -> Block { minimum(a, a &- p) }

    @inline(__always)
    private func minimum(_ a: Block, _ b: Block) -> Block { _mm512_min_epu64(a, b) }

    /// `a * w`, below 2p, for any `a` below 2^52.
    @inline(__always)
    func multiply(_ a: Block, _ w: Constant) -> Block {
      let zero = Block(repeating: 0)
      let quotient = _mm512_madd52hi_epu64(zero, a, w.quotient)
      return _mm512_madd52lo_epu64(_mm512_madd52lo_epu64(zero, a, w.value), quotient, negatedP) & mask
    }

    /// A factor w with its w'.
    struct Constant {
      let value: Block
      let quotient: Block

      @inline(__always)
      init(_ value: Block, _ quotient: Block) {
        self.value = value
        self.quotient = quotient
      }
    }

    /// The constant for factors below p.
    @inline(__always)
    func constant(_ w: Block) -> Constant {
      // 2^52·w / p = 4w·(2^102 / p) / 2^52; what is cut off, twice, makes it too small by at most 2.
      let x = _mm512_slli_epi64(w, 2)
      var quotient = _mm512_madd52hi_epu64(x, x, reciprocal)
      var remainder = _mm512_madd52lo_epu64(Block(repeating: 0), quotient, negatedP) & mask
      for _ in 0..<2 {
        let isBelow = _mm512_movepi64_mask(remainder &- p)
        quotient = _mm512_mask_sub_epi64(quotient, ~isBelow, quotient, Block(repeating: -1))
        remainder = _mm512_mask_sub_epi64(remainder, ~isBelow, remainder, p)
      }
      return Constant(w, quotient)
    }

    @inline(__always)
    func constant(_ w: Int64) -> Constant { constant(Block(repeating: w)) }
  }
#endif
