#if arch(x86_64)
  /// A prepared modulus in the caller's memory: rows of n', a mask, rows of n, R² mod n and 1, a word, limbs.
  struct RedundantContext {
    typealias Row = RedundantMontgomery.Row

    let size: KernelsX86V3.MontgomerySize
    /// `n' = (n·(-n^-1 mod 2^28) + 1) / 2^28`: a multiple of the modulus, plus one, without its lowest digit. After it,
    /// `2^28 - 1` in every lane: constants that the compiler knows would be taken through general registers.
    let friendly: UnsafeMutablePointer<Row>

    /// At the first address in `memory` that is a multiple of a row's size.
    @inline(__always)
    init(_ memory: UnsafeMutablePointer<UInt64>, _ size: KernelsX86V3.MontgomerySize) {
      self.size = size
      friendly = Self.aligned(memory)
    }

    @inline(__always)
    static func aligned(_ memory: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<Row> {
      UnsafeMutableRawPointer(memory).alignedUp(toMultipleOf: 32).assumingMemoryBound(to: Row.self)
    }

    var rows: Int { size.rows }
    var modulus: UnsafeMutablePointer<Row> { friendly + (rows + 1) }
    var squaredRadix: UnsafeMutablePointer<Row> { modulus + rows }
    var one: UnsafeMutablePointer<Row> { squaredRadix + rows }
    /// `-n^-1 mod 2^28`, and after it scratch of as many limbs as the modulus has.
    var negatedInverse: UnsafeMutablePointer<UInt64> {
      UnsafeMutableRawPointer(one + rows).assumingMemoryBound(to: UInt64.self)
    }

    /// `R² mod n` comes from the square of the limbs' radix `2^w`: for `x = 2^(s+g)`, with `R = 2^s`, the square is
    /// `2^(s+2g)`, and the product with `2^k` is `2^(g+k)`. It begins with g = 2w - s, above 0 for all sizes, and ends
    /// with g = s.
    func initialize(_ n: UnsafePointer<UInt64>, _ squaredLimbRadix: UnsafePointer<UInt64>) {
      // Newton's iteration: an odd number is its own inverse modulo 8, and each round doubles the right bits.
      var inverse = n[0]
      for _ in 0..<4 { inverse = inverse &* (2 &- n[0] &* inverse) }
      let digit = (0 &- inverse) & ((1 << 28) - 1)
      negatedInverse[0] = digit
      // n·digit + 1 is 0 modulo 2^28; the rest of it is at most n.
      let own = negatedInverse + 1
      var sum = UInt128(digit) &* UInt128(n[0]) &+ 1
      for i in 0..<size.limbs {
        let low = UInt64(truncatingIfNeeded: sum)
        sum = sum &>> 64
        if i + 1 < size.limbs { sum = sum &+ UInt128(digit) &* UInt128(n[i + 1]) }
        own[i] = low &>> 28 | UInt64(truncatingIfNeeded: sum) &<< 36
      }
      load(friendly, own)
      friendly[rows] = Row(repeating: (1 << 28) - 1)
      load(squaredRadix, squaredLimbRadix)
      let s = 112 * rows
      var g = 128 * size.limbs - s
      // The modulus' rows are scratch until they are written.
      while g < s {
        multiply(squaredRadix, squaredRadix, squaredRadix, modulus)
        g *= 2
      }
      if g > s {
        // The factors are below 2N and R: the product is below 3N, within what `multiply` takes.
        setPowerOfTwo(2 * s - g)
        multiply(squaredRadix, squaredRadix, one, modulus)
      }
      load(modulus, n)
      setPowerOfTwo(0)
    }

    private func setPowerOfTwo(_ bit: Int) {
      one.update(repeating: Row(repeating: 0), count: rows)
      let digit = bit / 28
      UnsafeMutableRawPointer(one).assumingMemoryBound(to: UInt64.self)[digit % rows * 4 + digit / rows] =
        1 &<< UInt64(truncatingIfNeeded: bit % 28)
    }

    /// `result = x·y/R`, as `RedundantMontgomery.multiply` has it.
    @inline(__always)
    func multiply(
      _ result: UnsafeMutablePointer<Row>, _ x: UnsafePointer<Row>, _ y: UnsafePointer<Row>,
      _ sums: UnsafeMutablePointer<Row>
    ) {
      if rows == 10 {
        RedundantMontgomery.multiplyTenRows(result, x, y, friendly, sums)
      } else {
        RedundantMontgomery.multiply(result, x, y, friendly, rows: rows, sums)
      }
    }

    /// Digits of a number of `size.limbs` limbs.
    func load(_ result: UnsafeMutablePointer<Row>, _ limbs: UnsafePointer<UInt64>) {
      let words = UnsafeMutableRawPointer(result).assumingMemoryBound(to: UInt64.self)
      var bit = 0
      var lane = 0
      while lane < 4 {
        var row = 0
        while row < rows {
          let word = bit &>> 6
          let offset = UInt64(truncatingIfNeeded: bit & 63)
          let low = word < size.limbs ? limbs[word] : 0
          let high = word &+ 1 < size.limbs ? limbs[word &+ 1] : 0
          words[4 &* row &+ lane] = (low &>> offset | (high &<< 1) &<< (63 &- offset)) & ((1 &<< 28) &- 1)
          bit &+= 28
          row &+= 1
        }
        lane &+= 1
      }
    }

    /// Writes the `size.limbs` limbs of `x/R mod n`, at most n, by ordinary steps of Montgomery's reduction; `x` is
    /// below 4N < R and is overwritten. Sums get one product below 2^56 a step, and carries are taken every 112 steps.
    func store(_ result: UnsafeMutablePointer<UInt64>, _ x: UnsafeMutablePointer<Row>) {
      let words = UnsafeMutableRawPointer(x).assumingMemoryBound(to: UInt64.self)
      let inverse = negatedInverse[0]
      let mask = friendly[rows]
      var step = 0
      while step < 4 &* rows {
        let quotient = Row(repeating: (words[0] &* inverse) & ((1 &<< 28) &- 1))
        let lowest = RedundantMontgomery.add(x[0], modulus[0], quotient)
        var i = 0
        while i < rows &- 1 {
          x[i] = RedundantMontgomery.add(x[i &+ 1], modulus[i &+ 1], quotient)
          i &+= 1
        }
        x[0] = x[0] &+ RedundantMontgomery.first(lowest &>> 28)
        x[rows &- 1] = RedundantMontgomery.down(lowest)
        step &+= 1
        if step % 112 == 0 { RedundantMontgomery.carry(x, x, mask, rows: rows) }
      }
      var carried: UInt64 = 0
      var gathered: UInt64 = 0
      // Bits in `gathered`, below 64.
      var bits: UInt64 = 0
      var limb = 0
      var lane = 0
      while lane < 4 {
        var row = 0
        while row < rows {
          // Below 2^63 + 2^36.
          let sum = words[4 &* row &+ lane] &+ carried
          let digit = sum & ((1 &<< 28) &- 1)
          carried = sum &>> 28
          gathered |= digit &<< bits
          bits &+= 28
          if bits >= 64 {
            bits &-= 64
            if limb < size.limbs { result[limb] = gathered }
            limb &+= 1
            gathered = digit &>> (28 &- bits)
          }
          row &+= 1
        }
        lane &+= 1
      }
      if limb < size.limbs { result[limb] = gathered }
    }
  }
#endif
