#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Multiplication with all sums in registers, for ten rows: the halves of RSA-2048.
  extension RedundantMontgomery {
    @inline(never)
    static func multiplyTenRows(_ result: Target, _ a: Source, _ b: Source, _ friendly: Source, _ sums: Target) {
      let mask = friendly[10]
      var y = InlineArray<10, Row>(repeating: Row(repeating: 0))
      let words = UnsafeRawPointer(b).assumingMemoryBound(to: UInt64.self)
      var lane = 0
      while lane < 4 {
        var place = lane
        while place < 40 {
          let factor = Row(repeating: words[place] & 0xffff_ffff)
          let lowest = add(y[0], a[0], factor)
          let quotient = broadcast(lowest) & mask
          y[0] = add(add(y[1] &+ first(lowest &>> 28), a[1], factor), friendly[0], quotient)
          var i = 1
          while i < 9 {
            y[i] = add(add(y[i &+ 1], a[i &+ 1], factor), friendly[i], quotient)
            i &+= 1
          }
          y[9] = add(down(lowest), friendly[9], quotient)
          sums[0] = lowest
          place &+= 4
        }
        lane &+= 1
      }
      // As `carry`, from registers.
      var once = up(y[9] &>> 28)
      var twice = up(((y[9] & mask) &+ y[8] &>> 28) &>> 28)
      var i = 0
      while i < 10 {
        let sum = (y[i] & mask) &+ once
        once = y[i] &>> 28
        result[i] = (sum & mask) &+ twice
        twice = sum &>> 28
        i &+= 1
      }
    }
  }
#endif
