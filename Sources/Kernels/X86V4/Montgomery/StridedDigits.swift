#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Between 64-bit limbs and 52-bit digits in strides: digit `lane·rows + row` is in that lane of that row.
  enum StridedDigits {
    /// Writes the lanes of number `number` (0 or 1) of the rows at `rows`.
    static func load(
      _ rows: UnsafeMutablePointer<Vector>, _ limbs: UnsafePointer<UInt64>, limbs count: Int, number: Int,
      _ size: KernelsX86V4.MontgomerySize
    ) {
      let words = UnsafeMutableRawPointer(rows).assumingMemoryBound(to: UInt64.self) + number &* size.lanes
      var bit = 0
      var lane = 0
      while lane < size.lanes {
        var row = 0
        while row < size.rows {
          let word = bit &>> 6
          let offset = UInt64(truncatingIfNeeded: bit & 63)
          let low = word < count ? limbs[word] : 0
          let high = word &+ 1 < count ? limbs[word &+ 1] : 0
          words[8 &* row &+ lane] = (low &>> offset | (high &<< 1) &<< (63 &- offset)) & ((1 &<< 52) &- 1)
          bit &+= 52
          row &+= 1
        }
        lane &+= 1
      }
    }

    /// Writes the limbs, `count` and one more, of number `number` of the rows at `rows`, whose digits are below 2^52.
    static func store(
      _ limbs: UnsafeMutablePointer<UInt64>, limbs count: Int, _ rows: UnsafePointer<Vector>, number: Int,
      _ size: KernelsX86V4.MontgomerySize
    ) {
      let words = UnsafeRawPointer(rows).assumingMemoryBound(to: UInt64.self) + number &* size.lanes
      var gathered: UInt64 = 0
      // Bits in `gathered`, which are below 64 whenever a digit is added.
      var bits: UInt64 = 0
      var word = 0
      var lane = 0
      while lane < size.lanes {
        var row = 0
        while row < size.rows {
          let digit = words[8 &* row &+ lane]
          gathered |= digit &<< bits
          bits &+= 52
          if bits >= 64 {
            bits &-= 64
            if word <= count { limbs[word] = gathered }
            word &+= 1
            gathered = digit &>> (52 &- bits)
          }
          row &+= 1
        }
        lane &+= 1
      }
      if word <= count { limbs[word] = gathered }
    }

    /// Overwrites `x`, of one limb more than `n` has, with `x - n` where that is not below zero.
    static func subtractOnce(
      _ x: UnsafeMutablePointer<UInt64>, _ n: UnsafePointer<UInt64>, _ count: Int
    ) {
      var borrow: UInt64 = 0
      var i = 0
      while i < count {
        let difference = UInt128(x[i]) &- UInt128(n[i]) &- UInt128(borrow)
        borrow = UInt64(truncatingIfNeeded: difference &>> 64) & 1
        i &+= 1
      }
      // x[count] is 0, 1 or 2: a borrow goes through it when it is 0.
      let mask = opaque((x[count] &- borrow) &>> 63 &- 1)
      borrow = 0
      i = 0
      while i < count {
        let difference = UInt128(x[i]) &- UInt128(n[i] & mask) &- UInt128(borrow)
        borrow = UInt64(truncatingIfNeeded: difference &>> 64) & 1
        x[i] = UInt64(truncatingIfNeeded: difference)
        i &+= 1
      }
      x[count] = x[count] &- borrow
    }

    /// A mask of which the optimiser knows nothing, so that it makes no branch of it.
    @inline(never) @_optimize(none)
    static func opaque(_ mask: UInt64) -> UInt64 { mask }
  }
#endif
