#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Montgomery arithmetic on numbers of 52-bit digits that lie in strides over a few vectors.
  ///
  /// Digit `lane·rows + row` of a number is in that lane of that row. Dividing by 2^52, which Montgomery's reduction
  /// does after each digit, is then a renaming of the rows, and one lane shift of the row that wraps around; in the
  /// usual order every row would be shifted. Digits of products are summed in 64 bits: `vpmadd52luq` and `vpmadd52huq`
  /// add the low and the high 52 bits of a product of digits.
  ///
  /// Reduction is modulo the multiple `N = n·(-n^-1 mod 2^52)` of the modulus, whose lowest digit is all ones, so that
  /// a quotient digit is the lowest digit of what is to be reduced, with no multiplication (H. Orup, "Simplifying
  /// quotient determination in high-radix modular multiplication", 1995). With `n' = (N+1)/2^52`, each step takes the
  /// lowest digit m away and adds m·n' above it. The last step is an ordinary one with n itself, so that results are
  /// bounded by the modulus and not by N, which is a digit longer.
  ///
  /// Bounds. With s = 52·digits, `R = 2^s >= 16n`. Quotients are below 2^52, N < 2^52·n, so the result of a·b is below
  /// `(ab + (2^(s-52) - 1)·N + 2^(s-52)·(2^52 - 1)·n) / R < ab/R + 2n·(1 - 2^-52)`. For a, b < 4n that is below 3n, and
  /// in particular `R·a/R` comes out below 2n. A sum of digits gets at most four products of each digit and a carry:
  /// fewer than `4·80 + 1` terms below 2^52, which is below 2^61.
  ///
  /// Sources: S. Gueron and V. Krasnov, "Software implementation of modular exponentiation, using advanced vector
  /// instructions architectures", 2012; N. Drucker and S. Gueron, "Fast modular squaring with AVX512IFMA", 2018.
  enum StridedMontgomery<let rows: Int> {
    typealias Rows = InlineArray<rows, Vector>
    typealias Target = UnsafeMutablePointer<Vector>
    typealias Source = UnsafePointer<Vector>

    /// The constants that a reduction keeps in registers.
    struct Registers {
      let first: Vector
      let firstLane: Vector
      let down: Vector
      let downMask: UInt8
      let negatedInverse: Vector

      @inline(__always)
      init(_ constants: UnsafePointer<MontgomeryConstants>) {
        first = constants.pointee.broadcast[0]
        firstLane = constants.pointee.firstLane
        down = constants.pointee.down
        downMask = constants.pointee.downMask
        negatedInverse = constants.pointee.negatedInverse
      }
    }

    @inline(__always) static var zero: Vector { Vector(repeating: 0) }
    @inline(__always) static func low(_ sum: Vector, _ x: Vector, _ y: Vector) -> Vector {
      _mm512_madd52lo_epu64(sum, x, y)
    }
    @inline(__always) static func high(_ sum: Vector, _ x: Vector, _ y: Vector) -> Vector {
      _mm512_madd52hi_epu64(sum, x, y)
    }
    /// What a sum of digits carries to the next.
    @inline(__always) static func carry(_ x: Vector) -> Vector {
      unsafeBitCast(unsafeBitCast(x, to: SIMD8<UInt64>.self) &>> 52, to: Vector.self)
    }
    @inline(__always) static func permute(_ x: Vector, _ indices: Vector) -> Vector {
      _mm512_permutexvar_epi64(indices, x)
    }

    /// Divides `y` by 2^52 modulo N, where `lowest` is row 0 with all that is to be added to it. Returns what belongs
    /// to the highest row: lanes of `lowest`, each one lane down. The products' high halves are due one row up, where a
    /// carry would have to go from the highest row to the next lane: they are added one step later instead, when that
    /// place is theirs, so that `quotient` is the digit of the last step before and of this one after.
    @inline(__always)
    static func reduceDigit(
      _ y: inout Rows, _ lowest: Vector, _ quotient: inout Vector, _ friendly: Source, _ r: borrowing Registers
    ) -> Vector {
      let digit = permute(lowest, r.first)
      let highest = _mm512_maskz_permutexvar_epi64(r.downMask, r.down, lowest)
      let carried = carry(lowest) & r.firstLane
      var i = 0
      while i < rows {
        var sum = i &+ 1 < rows ? y[i &+ 1] : zero
        if i == 0 { sum = sum &+ carried }
        sum = high(sum, friendly[i], quotient)
        y[i] = low(sum, friendly[i], digit)
        i &+= 1
      }
      quotient = digit
      return highest
    }

    /// The last step: divides `y` by 2^52 modulo n itself.
    @inline(__always)
    static func reduceLastDigit(
      _ y: inout Rows, _ lowest: Vector, _ quotient: Vector, _ friendly: Source, _ modulus: Source,
      _ r: borrowing Registers
    ) {
      let digit = permute(low(zero, lowest, r.negatedInverse), r.first)
      let cleared = low(lowest, modulus[0], digit)
      let carried = carry(cleared) & r.firstLane
      var i = 0
      while i < rows {
        var sum =
          i &+ 1 < rows
          ? low(y[i &+ 1], modulus[i &+ 1], digit) : _mm512_maskz_permutexvar_epi64(r.downMask, r.down, cleared)
        if i == 0 { sum = sum &+ carried }
        y[i] = high(high(sum, friendly[i], quotient), modulus[i], digit)
        i &+= 1
      }
    }

    /// Writes the number whose digits' sums are `y`, which must be below R, with digits below 2^52.
    ///
    /// One round of carries leaves sums below 2^53. A lane is then a number of `rows` digits that gets 0 or 1 from the
    /// lane below: both results are computed, and an addition of eight bits finds which (a carry-select adder).
    @inline(__always)
    static func normalize(_ result: Target, _ y: inout Rows, _ constants: UnsafePointer<MontgomeryConstants>) {
      let mask = constants.pointee.digitMask
      var carried = _mm512_maskz_permutexvar_epi64(
        constants.pointee.upMask, constants.pointee.up, carry(y[rows &- 1]))
      var i = 0
      while i < rows {
        let next = carry(y[i])
        y[i] = (y[i] & mask) &+ carried
        carried = next
        i &+= 1
      }
      let one = Vector(repeating: 1)
      var z = y
      var without = zero
      var with = one
      i = 0
      while i < rows {
        let (a, b) = (y[i] &+ without, z[i] &+ with)
        (without, with) = (carry(a), carry(b))
        (y[i], z[i]) = (a & mask, b & mask)
        i &+= 1
      }
      let generates = UInt64(_mm512_test_epi64_mask(without, one))
      let propagates = UInt64(_mm512_test_epi64_mask(with, one)) & ~generates
      // The highest lane of a number below R carries nothing, so nothing goes from one number to the other.
      let choice = UInt8(truncatingIfNeeded: ((generates &<< 1) &+ propagates) ^ propagates)
      i = 0
      while i < rows {
        result[i] = _mm512_mask_blend_epi64(choice, y[i], z[i])
        i &+= 1
      }
    }
  }
#endif
