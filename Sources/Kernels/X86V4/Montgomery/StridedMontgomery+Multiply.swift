#if arch(x86_64)
  import _Builtin_intrinsics.intel

  extension StridedMontgomery {
    /// Whether sums of products of the factors and of reduction are kept apart, which takes the former out of the chain
    /// of quotients. With more rows there are not enough registers, and enough to do while waiting for a quotient.
    @inline(__always) private static var isSplit: Bool { rows <= 8 }

    /// `result = a·b/R mod n`, below 3n for a, b below 4n. The result may be the memory of either. `scratch` is one
    /// row.
    @inline(never)
    static func multiply(
      _ result: Target, _ a: Source, _ b: Source, _ context: borrowing MontgomeryContext, _ scratch: Target
    ) {
      let constants = UnsafePointer(context.constants)
      let friendly = Source(context.friendly)
      let modulus = Source(context.modulus)
      let r = Registers(constants)
      // Products of the factors are summed in x, those of the reduction in y; in one, y is not used.
      var x = Rows(repeating: zero)
      var y = Rows(repeating: zero)
      var quotient = zero
      var lane = 0
      var row = 0
      var digitsLeft = constants.pointee.lanes &* rows
      while true {
        let factor = permute(b[row], constants.pointee.broadcast[lane])
        var i = 0
        while i < rows {
          x[i] = low(x[i], a[i], factor)
          i &+= 1
        }
        digitsLeft &-= 1
        if digitsLeft == 0 {
          if isSplit {
            i = 0
            while i < rows {
              x[i] = x[i] &+ y[i]
              i &+= 1
            }
          }
          reduceLastDigit(&x, x[0], quotient, friendly, modulus, r)
          i = 0
          while i < rows {
            x[i] = high(x[i], a[i], factor)
            i &+= 1
          }
          break
        }
        if isSplit {
          let highest = reduceDigit(&y, x[0] &+ y[0], &quotient, friendly, r)
          i = 0
          while i < rows {
            x[i] = high(i &+ 1 < rows ? x[i &+ 1] : highest, a[i], factor)
            i &+= 1
          }
        } else {
          let highest = reduceDigit(&x, x[0], &quotient, friendly, r)
          x[rows &- 1] = x[rows &- 1] &+ highest
          i = 0
          while i < rows {
            x[i] = high(x[i], a[i], factor)
            i &+= 1
          }
        }
        // A store that may be to any memory keeps the compiler from loading all rows of the factors before the loop,
        // and then spilling them to where they are not aligned.
        if rows > 5 { scratch[0] = x[0] }
        row &+= 1
        if row == rows {
          row = 0
          lane &+= 1
        }
      }
      normalize(result, &x, constants)
    }
  }
#endif
