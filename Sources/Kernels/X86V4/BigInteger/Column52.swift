#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// The eight-digit blocks of products whose weights are those of one column, as nine sums: sum j has the weights of
  /// digit j on. Eight digits times one digit are eight lower halves for sum j and eight upper halves for sum j + 1, so
  /// nothing moves between lanes until a column is complete. (Gueron and Krasnov, "Accelerating big integer arithmetic
  /// using Intel IFMA extensions", ARITH 2016, shift after each digit.)
  struct Column52 {
    typealias Block = Digits52.Block
    var s0, s1, s2, s3, s4, s5, s6, s7, s8: Block

    @inline(__always)
    init(_ lowest: Block) {
      let zero = Block(repeating: 0)
      s0 = lowest
      (s1, s2, s3, s4, s5, s6, s7, s8) = (zero, zero, zero, zero, zero, zero, zero, zero)
    }

    /// Adds the product of two blocks. A sum grows by less than 2^53, so it holds those of 2047 pairs.
    @inline(__always)
    mutating func add(_ x: Block, _ y: UnsafePointer<Int64>) {
      var d = Block(repeating: y[0])
      s0 = _mm512_madd52lo_epu64(s0, x, d)
      s1 = _mm512_madd52hi_epu64(s1, x, d)
      d = Block(repeating: y[1])
      s1 = _mm512_madd52lo_epu64(s1, x, d)
      s2 = _mm512_madd52hi_epu64(s2, x, d)
      d = Block(repeating: y[2])
      s2 = _mm512_madd52lo_epu64(s2, x, d)
      s3 = _mm512_madd52hi_epu64(s3, x, d)
      d = Block(repeating: y[3])
      s3 = _mm512_madd52lo_epu64(s3, x, d)
      s4 = _mm512_madd52hi_epu64(s4, x, d)
      d = Block(repeating: y[4])
      s4 = _mm512_madd52lo_epu64(s4, x, d)
      s5 = _mm512_madd52hi_epu64(s5, x, d)
      d = Block(repeating: y[5])
      s5 = _mm512_madd52lo_epu64(s5, x, d)
      s6 = _mm512_madd52hi_epu64(s6, x, d)
      d = Block(repeating: y[6])
      s6 = _mm512_madd52lo_epu64(s6, x, d)
      s7 = _mm512_madd52hi_epu64(s7, x, d)
      d = Block(repeating: y[7])
      s7 = _mm512_madd52lo_epu64(s7, x, d)
      s8 = _mm512_madd52hi_epu64(s8, x, d)
    }

    @inline(__always)
    mutating func double() {
      s0 = s0 &+ s0
      s1 = s1 &+ s1
      s2 = s2 &+ s2
      s3 = s3 &+ s3
      s4 = s4 &+ s4
      s5 = s5 &+ s5
      s6 = s6 &+ s6
      s7 = s7 &+ s7
      s8 = s8 &+ s8
    }

    /// The sums by weight: of the column's eight digits, and of the next column's.
    @inline(__always)
    func split(_ rotations: UnsafePointer<Block>) -> (low: Block, high: Block) {
      var low = s0
      var high = s8
      @inline(__always)
      func fold(_ sum: Block, _ j: Int) {
        let rotated = _mm512_permutexvar_epi64(rotations[j &- 1], sum)
        let above = UInt8(truncatingIfNeeded: 1 &<< j &- 1)
        low = _mm512_mask_add_epi64(low, ~above, low, rotated)
        high = _mm512_mask_add_epi64(high, above, high, rotated)
      }
      fold(s1, 1)
      fold(s2, 2)
      fold(s3, 3)
      fold(s4, 4)
      fold(s5, 5)
      fold(s6, 6)
      fold(s7, 7)
      return (low, high)
    }
  }
#endif
