#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Four numbers of 64 bits side by side.
  typealias FourWords = SIMD4<Int64>

  /// Four numbers modulo a prime p side by side in memory: a vector for each limb, a lane for each number.
  ///
  /// (Through pointers: of arrays the compiler makes copies, in pieces of another size than those that have just been
  /// stored, and the processor waits for them.)
  typealias Limbs = UnsafeMutablePointer<FourWords>

  /// Arithmetic modulo a prime in four lanes.
  ///
  /// Limbs have 48 bits of the 52 that IFMA multiplies, so that sums and differences need no carries: a number has many
  /// forms, and none is canonical. "Tidy" limbs, which products have, are from 0 to about T = 2^48, for P-384 and P-256 T = 2^49. What
  /// is multiplied may have any limbs from 0 to 2^52 - 1; for P-521 the largest limbs of the two factors may have 99.2 bits
  /// together, such as those below 3 T and 3 T.
  protocol FieldLanes {
    static var limbCount: Int { get }

    /// A multiple of p with all limbs close to T.
    static func multipleOfPrime(limb: Int) -> Int64

    /// Lane by lane, the product, in tidy limbs. `product` may be one of the factors.
    static func multiply(_ product: Limbs, _ a: Limbs, _ b: Limbs)

    /// What goes into limb `i` when limbs are cut to 48 bits: what exceeds them in the limb below, or what comes around.
    static func carry(into i: Int, of a: Limbs) -> FourWords
  }

  extension FieldLanes {
    /// Tidy limbs of the number with limbs from -2^62 to 2^62 that is not negative; `tidied` is not `a`.
    ///
    /// Written out: in a loop, the processor would ask for each limb which one it is.
    @inline(__always)
    static func tidy(_ tidied: Limbs, _ a: Limbs) {
      tidied[0] = tidy(a, 0)
      tidied[1] = tidy(a, 1)
      tidied[2] = tidy(a, 2)
      tidied[3] = tidy(a, 3)
      tidied[4] = tidy(a, 4)
      tidied[5] = tidy(a, 5)
      if limbCount > 6 {
        tidied[6] = tidy(a, 6)
        tidied[7] = tidy(a, 7)
      }
      if limbCount > 8 {
        tidied[8] = tidy(a, 8)
        tidied[9] = tidy(a, 9)
        tidied[10] = tidy(a, 10)
      }
    }

    @inline(__always)
    private static func tidy(_ a: Limbs, _ i: Int) -> FourWords {
      a[i] & FourWords(repeating: 1 &<< 48 &- 1) &+ carry(into: i, of: a)
    }

    /// Limb `i` of a multiple of p, `factor` times about T in every lane: added to a difference it changes nothing, but keeps
    /// limbs from being negative.
    @inline(__always)
    static func prime(_ factor: FourWords, _ i: Int) -> FourWords {
      factor &* FourWords(repeating: multipleOfPrime(limb: i))
    }
  }

  extension FourWords {
    /// Lane `i` is lane `order[i]`.
    @inline(__always)
    func permuted(_ order: FourWords) -> FourWords { _mm256_permutexvar_epi64(order, self) }

    /// Lane `i` is lane `order[i]`, where 4 to 7 are lanes of `other`.
    @inline(__always)
    func permuted(with other: FourWords, _ order: FourWords) -> FourWords {
      _mm256_permutex2var_epi64(self, order, other)
    }

    /// `a` in lanes where `mask` has ones.
    @inline(__always)
    func replaced(by a: FourWords, where mask: FourWords) -> FourWords { self ^ mask & (self ^ a) }

    /// The negative in lanes where `mask` has ones.
    @inline(__always)
    func negated(where mask: FourWords) -> FourWords { (self ^ mask) &- mask }

    /// The sum and the lower 52 bits of four products of 52 bits.
    @inline(__always)
    func addingLow(_ a: FourWords, _ b: FourWords) -> FourWords { _mm256_mask_madd52lo_epu64(self, 0xff, a, b) }

    /// The sum and the upper 52 bits of four products of 52 bits.
    @inline(__always)
    func addingHigh(_ a: FourWords, _ b: FourWords) -> FourWords { _mm256_mask_madd52hi_epu64(self, 0xff, a, b) }
  }
#endif
