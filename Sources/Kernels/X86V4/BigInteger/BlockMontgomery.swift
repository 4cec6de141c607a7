#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Montgomery's reduction in blocks of eight 52-bit digits (P. Montgomery, "Modular multiplication without trial
  /// division", 1985): R is 2^416 to the power of the modulus' blocks, and a block of the quotient is found at a time. Since
  /// R is four times the modulus at least, residues stay below twice the modulus and nothing is subtracted (C. Walter,
  /// "Montgomery exponentiation needs no final subtractions", 1999).
  struct BlockMontgomery {
    typealias Block = Digits52.Block
    typealias Blocks = UnsafeMutablePointer<Block>

    let count: Int
    let modulus: Blocks
    /// -1/modulus modulo 2^416.
    let negatedInverse: Blocks
    /// Twice `count` blocks, and one.
    let product: Blocks
    let constants: UnsafePointer<BlockConstants>

    @inline(__always)
    private static func digits(_ blocks: Blocks) -> UnsafePointer<Int64> {
      UnsafeRawPointer(blocks).assumingMemoryBound(to: Int64.self)
    }

    /// Sets `r` to `x * y / R`; all below twice the modulus. `r` may be `x` or `y`.
    @inline(never)
    func multiply(_ r: Blocks, _ x: Blocks, _ y: Blocks) {
      if x == y {
        KernelsX86V4.squareBlocks(product, x, count, constants)
      } else {
        KernelsX86V4.multiplyBlocks(product, x, count, y, count, constants)
      }
      reduce(r)
    }

    /// Sets `r` to `product / R`, below twice the modulus when the product is below four times its square.
    @inline(never)
    func reduce(_ r: Blocks) {
      let turns = KernelsX86V4.rotations(constants)
      let (previous, mask) = (constants.pointee.previous, constants.pointee.mask)
      let zero = Block(repeating: 0)
      var chain = CarryChain52()
      var above = zero
      var column = 0
      while column < count {
        var sums = Column52(above &+ product[column])
        var i = 0
        while i < column {
          sums.add(product[i], Self.digits(modulus + (column &- i)))
          i &+= 1
        }
        let (low, high) = sums.split(turns)
        // The quotient's block is this column's times -1/modulus, and replaces it.
        var peek = chain
        var quotients = Column52(zero)
        quotients.add(peek.digits(low, previous, mask), Self.digits(negatedInverse))
        var chainOfQuotient = CarryChain52()
        let quotient = chainOfQuotient.digits(quotients.split(turns).low, previous, mask)
        product[column] = quotient
        var last = Column52(low)
        last.add(quotient, Self.digits(modulus))
        let (sum, lastHigh) = last.split(turns)
        // All digits are zero now; what they carry counts.
        _ = chain.digits(sum, previous, mask)
        above = high &+ lastHigh
        column &+= 1
      }
      while column < 2 &* count {
        var sums = Column52(above &+ product[column])
        var i = column &- count &+ 1
        while i < count {
          sums.add(product[i], Self.digits(modulus + (column &- i)))
          i &+= 1
        }
        let low: Block
        (low, above) = sums.split(turns)
        r[column &- count] = chain.digits(low, previous, mask)
        column &+= 1
      }
    }
  }

  extension KernelsX86V4 {
    /// The blocks of residues modulo numbers of `words` words; R is 2^416 to this power.
    public static func montgomeryBlocks(words: Int) -> Int { (64 &* words &+ 2 &+ 415) / 416 }

    /// The words of scratch space that `montgomeryPowerVarTime` needs.
    public static func montgomeryPowerScratch(words: Int, windowBits: Int) -> Int {
      let blocks = montgomeryBlocks(words: words)
      return 8 &* (blocks &* (4 &+ 1 &<< (windowBits &- 1)) &+ 4)
    }

    /// Sets the `words` words of `r` to `base` to the power of `exponent` modulo `modulus`, or to the modulus itself rather
    /// than zero. `base` is below the modulus and was multiplied by R. The modulus is odd, has `words` words and
    /// `negatedInverse`, seven words, is -1/modulus modulo 2^416. The exponent has `exponentBits >= 1` bits, the
    /// highest of which is set; its odd powers of up to `windowBits` bits are made first. `scratch` is aligned to 64 bytes.
    /// Time depends on all values.
    @inline(never)
    public static func montgomeryPowerVarTime(
      _ r: UnsafeMutablePointer<UInt64>, _ base: UnsafePointer<UInt64>, modulus: UnsafePointer<UInt64>,
      negatedInverse: UnsafePointer<UInt64>, words: Int, exponent: UnsafePointer<UInt64>, exponentBits: Int,
      windowBits: Int, scratch: UnsafeMutableRawPointer
    ) {
      var constants = BlockConstants()
      withUnsafePointer(to: &constants) { k in
        let count = montgomeryBlocks(words: words)
        let start = scratch.assumingMemoryBound(to: Digits52.Block.self)
        let result = start + (count &+ 2)
        let product = result + count
        let table = product + (2 &* count &+ 1)
        let montgomery = BlockMontgomery(
          count: count, modulus: start, negatedInverse: start + count, product: product, constants: k)
        // The words may fill a block less than there are.
        (start + (count &- 1)).pointee = Digits52.Block(repeating: 0)
        (table + (count &- 1)).pointee = Digits52.Block(repeating: 0)
        Digits52.unpack(start, modulus, words, unpacking(k))
        Digits52.unpack(start + count, negatedInverse, 7, unpacking(k))
        Digits52.unpack(table, base, words, unpacking(k))
        fillWithOddPowers(table, result, montgomery, windowBits)
        var position = exponentBits &- 1
        var isFirst = true
        while position >= 0 {
          if exponent[position / 64] &>> UInt64(position & 63) & 1 == 0 {
            montgomery.multiply(result, result, result)
            position &-= 1
            continue
          }
          // A window begins and ends with a set bit.
          var end = max(position &- windowBits &+ 1, 0)
          while exponent[end / 64] &>> UInt64(end & 63) & 1 == 0 { end &+= 1 }
          var window = 0
          while position >= end {
            window = window &<< 1 | Int(exponent[position / 64] &>> UInt64(position & 63) & 1)
            if !isFirst { montgomery.multiply(result, result, result) }
            position &-= 1
          }
          let factor = table + window / 2 &* count
          if isFirst {
            result.update(from: factor, count: count)
          } else {
            montgomery.multiply(result, result, factor)
          }
          isFirst = false
        }
        product.update(from: result, count: count)
        (product + count).update(repeating: Digits52.Block(repeating: 0), count: count)
        montgomery.reduce(result)
        // Behind the result the product follows: of its first block no word is needed.
        product[0] = Digits52.Block(repeating: 0)
        Digits52.pack(r, words, result, packing(k))
      }
    }

    /// Fills `table` with odd powers of its first entry; `square` is overwritten.
    @inline(__always)
    private static func fillWithOddPowers(
      _ table: UnsafeMutablePointer<Digits52.Block>, _ square: UnsafeMutablePointer<Digits52.Block>,
      _ montgomery: BlockMontgomery, _ windowBits: Int
    ) {
      let odd = 1 &<< (windowBits &- 1)
      if odd > 1 { montgomery.multiply(square, table, table) }
      var i = 1
      while i < odd {
        let entry = table + i &* montgomery.count
        montgomery.multiply(entry, entry - montgomery.count, square)
        i &+= 1
      }
    }
  }
#endif
