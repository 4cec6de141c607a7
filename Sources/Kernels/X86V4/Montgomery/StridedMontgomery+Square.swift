#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Squaring: with `a = Σ A_i·2^(52i)` over the rows A_i, products A_i·A_j with i < j are computed once and doubled,
  /// which leaves 55 of 100 for ten rows. For each lane, the products with that lane's digits are summed over a double
  /// width of rows, whose lower half is then reduced away, a digit at a time.
  extension StridedMontgomery {
    /// Sums of products by row, over twice the rows.
    private struct Wide {
      var lower: Rows
      var upper: Rows

      @inline(__always)
      mutating func addProduct(_ row: Int, _ x: Vector, _ y: Vector) {
        if row < rows { lower[row] = low(lower[row], x, y) } else { upper[row &- rows] = low(upper[row &- rows], x, y) }
        let next = row &+ 1
        if next < rows {
          lower[next] = high(lower[next], x, y)
        } else {
          upper[next &- rows] = high(upper[next &- rows], x, y)
        }
      }
    }

    /// Adds the products of row `i`, one lane of it in all, and the rows above. Each row's own call, so that all
    /// indices are constants and the sums stay in registers.
    @inline(__always)
    private static func addMixed(_ wide: inout Wide, _ i: Int, _ a: Source, _ lane: Vector) {
      if i &+ 1 >= rows { return }
      let factor = permute(a[i], lane)
      var j = i &+ 1
      while j < rows {
        wide.addProduct(i &+ j, a[j], factor)
        j &+= 1
      }
    }

    @inline(__always)
    private static func addSquare(_ wide: inout Wide, _ i: Int, _ a: Source, _ lane: Vector) {
      if i < rows { wide.addProduct(2 &* i, a[i], permute(a[i], lane)) }
    }

    @inline(__always)
    private static func reduceRow(
      _ y: inout Rows, _ i: Int, _ wide: borrowing Wide, _ quotient: inout Vector, _ friendly: Source,
      _ r: borrowing Registers
    ) {
      if i >= rows { return }
      let highest = reduceDigit(&y, wide.lower[i] &+ y[0], &quotient, friendly, r)
      y[rows &- 1] = y[rows &- 1] &+ highest
    }

    @inline(__always)
    private static func add(_ y: inout Rows, _ x: borrowing Rows) {
      var i = 0
      while i < rows {
        y[i] = y[i] &+ x[i]
        i &+= 1
      }
    }

    /// All products with the digits of one lane of `a`.
    @inline(__always)
    private static func products(_ a: Source, _ lane: Vector) -> Wide {
      var wide = Wide(lower: Rows(repeating: zero), upper: Rows(repeating: zero))
      addMixed(&wide, 0, a, lane)
      addMixed(&wide, 1, a, lane)
      addMixed(&wide, 2, a, lane)
      addMixed(&wide, 3, a, lane)
      addMixed(&wide, 4, a, lane)
      addMixed(&wide, 5, a, lane)
      addMixed(&wide, 6, a, lane)
      addMixed(&wide, 7, a, lane)
      addMixed(&wide, 8, a, lane)
      var i = 0
      while i < rows {
        wide.lower[i] = wide.lower[i] &+ wide.lower[i]
        wide.upper[i] = wide.upper[i] &+ wide.upper[i]
        i &+= 1
      }
      addSquare(&wide, 0, a, lane)
      addSquare(&wide, 1, a, lane)
      addSquare(&wide, 2, a, lane)
      addSquare(&wide, 3, a, lane)
      addSquare(&wide, 4, a, lane)
      addSquare(&wide, 5, a, lane)
      addSquare(&wide, 6, a, lane)
      addSquare(&wide, 7, a, lane)
      addSquare(&wide, 8, a, lane)
      addSquare(&wide, 9, a, lane)
      return wide
    }

    /// `result = a^(2^times)/R^(2^times - 1) mod n`: squares `times` times, at least once. Bounds are those of
    /// `multiply`.
    @inline(never)
    static func square(_ result: Target, _ a: Source, times: Int, _ context: borrowing MontgomeryContext) {
      let constants = UnsafePointer(context.constants)
      let friendly = Source(context.friendly)
      let modulus = Source(context.modulus)
      let r = Registers(constants)
      let lanes = constants.pointee.lanes
      var a = a
      var timesLeft = times
      repeat {
        var y = Rows(repeating: zero)
        var quotient = zero
        var lane = 0
        while true {
          let wide = products(a, constants.pointee.broadcast[lane])
          if rows > 1 { reduceRow(&y, 0, wide, &quotient, friendly, r) }
          if rows > 2 { reduceRow(&y, 1, wide, &quotient, friendly, r) }
          if rows > 3 { reduceRow(&y, 2, wide, &quotient, friendly, r) }
          if rows > 4 { reduceRow(&y, 3, wide, &quotient, friendly, r) }
          if rows > 5 { reduceRow(&y, 4, wide, &quotient, friendly, r) }
          if rows > 6 { reduceRow(&y, 5, wide, &quotient, friendly, r) }
          if rows > 7 { reduceRow(&y, 6, wide, &quotient, friendly, r) }
          if rows > 8 { reduceRow(&y, 7, wide, &quotient, friendly, r) }
          if rows > 9 { reduceRow(&y, 8, wide, &quotient, friendly, r) }
          lane &+= 1
          if lane == lanes {
            reduceLastDigit(&y, wide.lower[rows &- 1] &+ y[0], quotient, friendly, modulus, r)
            add(&y, wide.upper)
            break
          }
          reduceRow(&y, rows &- 1, wide, &quotient, friendly, r)
          add(&y, wide.upper)
        }
        normalize(result, &y, constants)
        a = Source(result)
        timesLeft &-= 1
      } while timesLeft > 0
    }
  }
#endif
