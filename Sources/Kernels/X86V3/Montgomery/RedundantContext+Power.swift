#if arch(x86_64)
  extension RedundantContext {
    /// Bits of an exponent that one look-up takes.
    private static var windowBits: Int { 5 }

    /// See `KernelsX86V3.powerMontgomery`. Fixed windows; a look-up reads the whole table.
    func power(
      _ result: UnsafeMutablePointer<UInt64>, _ base: UnsafePointer<UInt64>, _ exponent: UnsafePointer<UInt64>,
      limbs: Int, bits: Int, _ scratch: UnsafeMutablePointer<UInt64>
    ) {
      let entries = 1 &<< Self.windowBits
      let table = Self.aligned(scratch)
      let x = table + entries &* rows
      let factor = x + rows
      let sums = factor + rows
      load(x, base)
      multiply(table, one, squaredRadix, sums)
      multiply(table + rows, x, squaredRadix, sums)
      var i = 2
      while i < entries {
        multiply(table + i &* rows, table + (i &- 1) &* rows, table + rows, sums)
        i &+= 1
      }
      /// The window that begins at a bit position, which is public; bits above the bound count as zero.
      func window(_ position: Int) -> UInt64 {
        let word = position &>> 6
        let offset = UInt64(truncatingIfNeeded: position & 63)
        let above = word &+ 1 < limbs ? exponent[word &+ 1] : 0
        let value = exponent[word] &>> offset | (above &<< 1) &<< (63 &- offset)
        let width = min(Self.windowBits, bits &- position)
        return value & ((1 &<< UInt64(truncatingIfNeeded: width)) &- 1)
      }
      var position = max(bits &- 1, 0) / Self.windowBits &* Self.windowBits
      if bits > 0 { select(x, table, window(position)) } else { x.update(from: table, count: rows) }
      while position > 0 {
        position &-= Self.windowBits
        i = 0
        while i < Self.windowBits {
          multiply(x, x, x, sums)
          i &+= 1
        }
        select(factor, table, window(position))
        multiply(x, x, factor, sums)
      }
      store(result, x)
    }

    /// Writes entry `index` of the table, four rows of all entries at a time.
    @inline(never)
    private func select(_ result: UnsafeMutablePointer<Row>, _ table: UnsafePointer<Row>, _ index: UInt64) {
      let wanted = Row(repeating: index)
      var row = 0
      while row < rows {
        // The last four rows may be some that have been written before.
        let begin = min(row, rows &- 4)
        var (a, b, c, d) = (Row(repeating: 0), Row(repeating: 0), Row(repeating: 0), Row(repeating: 0))
        var entry = table + begin
        var number = Row(repeating: 0)
        var left = 1 &<< Self.windowBits
        while left > 0 {
          let isWanted = number .== wanted
          a.replace(with: entry[0], where: isWanted)
          b.replace(with: entry[1], where: isWanted)
          c.replace(with: entry[2], where: isWanted)
          d.replace(with: entry[3], where: isWanted)
          number = number &+ 1
          entry += rows
          left &-= 1
        }
        result[begin] = a
        result[begin &+ 1] = b
        result[begin &+ 2] = c
        result[begin &+ 3] = d
        row &+= 4
      }
    }

    /// See `KernelsX86V3.powerMontgomeryVarTime`: bit by bit.
    func powerVarTime(
      _ result: UnsafeMutablePointer<UInt64>, _ base: UnsafePointer<UInt64>, _ exponent: UInt64,
      _ scratch: UnsafeMutablePointer<UInt64>
    ) {
      let factor = Self.aligned(scratch)
      let x = factor + rows
      let sums = x + rows
      load(x, base)
      multiply(x, x, squaredRadix, sums)
      factor.update(from: x, count: rows)
      var bit = 62 &- exponent.leadingZeroBitCount
      while bit >= 0 {
        multiply(x, x, x, sums)
        if exponent &>> UInt64(truncatingIfNeeded: bit) & 1 == 1 { multiply(x, x, factor, sums) }
        bit &-= 1
      }
      store(result, x)
    }
  }
#endif
