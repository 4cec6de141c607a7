#if arch(x86_64)
  import _Builtin_intrinsics.intel

  extension StridedMontgomery {
    /// The caller's scratch memory, from the first multiple of a vector's size.
    @inline(__always)
    private static func aligned(_ scratch: UnsafeMutablePointer<UInt64>) -> Target {
      UnsafeMutableRawPointer(scratch).alignedUp(toMultipleOf: 64).assumingMemoryBound(to: Vector.self)
    }

    /// Writes the number with one bit set.
    private static func setPowerOfTwo(_ result: Target, _ bit: Int, _ context: borrowing MontgomeryContext) {
      result.update(repeating: zero, count: rows)
      let words = UnsafeMutableRawPointer(result).assumingMemoryBound(to: UInt64.self)
      let digit = bit / 52
      let lanes = context.size.lanes
      for number in 0..<context.size.numbers {
        words[digit % rows * 8 + number * lanes + digit / rows] = 1 &<< UInt64(truncatingIfNeeded: bit % 52)
      }
    }

    private static func load(
      _ result: Target, _ numbers: (UnsafePointer<UInt64>, UnsafePointer<UInt64>),
      _ context: borrowing MontgomeryContext
    ) {
      let size = context.size
      StridedDigits.load(result, numbers.0, limbs: size.limbs, number: 0, size)
      if size.numbers == 2 { StridedDigits.load(result, numbers.1, limbs: size.limbs, number: 1, size) }
    }

    /// `R² mod n` from the squares of the limbs' radix `2^w`: for `x = 2^(s+g)`, with `R = 2^s`, the square is
    /// `2^(s+2g)`, and the product with `2^k` is `2^(g+k)`. It begins with g = 2w - s, above 0 by the choice of size,
    /// and ends with g = s.
    static func prepare(
      _ context: borrowing MontgomeryContext, _ squaredRadices: (UnsafePointer<UInt64>, UnsafePointer<UInt64>)
    ) {
      let x = context.squaredRadix
      load(x, squaredRadices, context)
      let s = 52 * rows * context.size.lanes
      var g = 128 * context.size.limbs - s
      while g < s {
        square(x, x, times: 1, context)
        g *= 2
      }
      guard g > s else { return setPowerOfTwo(context.one, 0, context) }
      // Here s < g < 2s, x < 3n and 2^k < R: the product is below 5n, and as a factor of numbers below 2^w it counts as
      // the modulus.
      let power = context.one
      setPowerOfTwo(power, 2 * s - g, context)
      multiply(x, x, power, context, context.scratch)
      setPowerOfTwo(power, 0, context)
    }

    /// See `KernelsX86V4.powerMontgomery`. Fixed windows; a look-up reads the whole table.
    static func power(
      _ results: (UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt64>),
      _ bases: (UnsafePointer<UInt64>, UnsafePointer<UInt64>), _ exponents: borrowing MontgomeryExponents,
      _ context: borrowing MontgomeryContext, _ scratch: UnsafeMutablePointer<UInt64>
    ) {
      let entries = 1 &<< MontgomeryExponents.windowBits
      let table = aligned(scratch)
      let x = table + entries &* rows
      let factor = x + rows
      let spill = factor + rows
      let one = context.one
      load(x, bases, context)
      multiply(table, one, context.squaredRadix, context, spill)
      multiply(table + rows, x, context.squaredRadix, context, spill)
      var i = 2
      while i < entries {
        if i & 1 == 0 {
          square(table + i &* rows, table + (i &>> 1) &* rows, times: 1, context)
        } else {
          multiply(table + i &* rows, table + (i &- 1) &* rows, table + rows, context, spill)
        }
        i &+= 1
      }
      let width = MontgomeryExponents.windowBits
      var position = max(exponents.bits &- 1, 0) / width &* width
      if exponents.bits > 0 {
        select(x, table, exponents, position, context)
      } else {
        x.update(from: table, count: rows)
      }
      while position > 0 {
        position &-= width
        square(x, x, times: width, context)
        select(factor, table, exponents, position, context)
        multiply(x, x, factor, context, spill)
      }
      multiply(x, x, one, context, spill)
      // Below 2n: the product with 1, by the bound above.
      let limbs = UnsafeMutableRawPointer(spill + 1).assumingMemoryBound(to: UInt64.self)
      store(results.0, x, 0, subtractions: 1, limbs, context)
      if context.size.numbers == 2 { store(results.1, x, 1, subtractions: 1, limbs, context) }
    }

    /// Writes the table's entry that the window at `position` asks for, of each exponent for its number.
    @inline(__always)
    private static func select(
      _ result: Target, _ table: Target, _ exponents: borrowing MontgomeryExponents, _ position: Int,
      _ context: borrowing MontgomeryContext
    ) {
      let first = exponents.window(exponents.first, position)
      let second = context.size.numbers == 2 ? exponents.window(exponents.second, position) : first
      let wanted = Vector(lowHalf: SIMD4(repeating: first), highHalf: SIMD4(repeating: second))
      var index = zero
      var sum = Rows(repeating: zero)
      var entry = Source(table)
      var left = 1 &<< MontgomeryExponents.windowBits
      while left > 0 {
        let difference = index ^ wanted
        let isWanted = _mm512_testn_epi64_mask(difference, difference)
        var i = 0
        while i < rows {
          sum[i] = _mm512_mask_blend_epi64(isWanted, sum[i], entry[i])
          i &+= 1
        }
        index = index &+ 1
        entry += rows
        left &-= 1
      }
      var i = 0
      while i < rows {
        result[i] = sum[i]
        i &+= 1
      }
    }

    /// Writes a number that is below n but for that many subtractions; `limbs` is scratch.
    private static func store(
      _ result: UnsafeMutablePointer<UInt64>, _ x: Target, _ number: Int, subtractions: Int,
      _ limbs: UnsafeMutablePointer<UInt64>, _ context: borrowing MontgomeryContext
    ) {
      let count = context.size.limbs
      StridedDigits.store(limbs, limbs: count, x, number: number, context.size)
      for _ in 0..<subtractions { StridedDigits.subtractOnce(limbs, context.limbs(number), count) }
      result.update(from: limbs, count: count)
    }

    /// See `KernelsX86V4.powerMontgomeryVarTime`: bit by bit. The last multiplication, if there is one, is with the
    /// plain base, and takes the result out of Montgomery's form.
    static func powerVarTime(
      _ result: UnsafeMutablePointer<UInt64>, _ base: UnsafePointer<UInt64>, _ exponent: UInt64,
      _ context: borrowing MontgomeryContext, _ scratch: UnsafeMutablePointer<UInt64>
    ) {
      let plain = aligned(scratch)
      let factor = plain + rows
      let x = factor + rows
      let spill = x + rows
      let limbs = UnsafeMutableRawPointer(spill + 1).assumingMemoryBound(to: UInt64.self)
      load(plain, (base, base), context)
      multiply(factor, plain, context.squaredRadix, context, spill)
      x.update(from: factor, count: rows)
      var bitsLeft = 63 &- exponent.leadingZeroBitCount
      while bitsLeft > 0 {
        // Squarings up to the next set bit, or to the end; the bits to come are at the top of `rest`.
        let rest = exponent &<< UInt64(truncatingIfNeeded: 64 &- bitsLeft)
        let times = min(rest.leadingZeroBitCount &+ 1, bitsLeft)
        square(x, x, times: times, context)
        bitsLeft &-= times
        if exponent &>> UInt64(truncatingIfNeeded: bitsLeft) & 1 == 1 {
          multiply(x, x, bitsLeft == 0 ? plain : factor, context, spill)
        }
      }
      if exponent & 1 == 0 || exponent == 1 {
        multiply(x, x, context.one, context, spill)
      }
      store(result, x, 0, subtractions: 2, limbs, context)
    }
  }
#endif
