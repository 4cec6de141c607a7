#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Montgomery arithmetic on numbers of 28-bit digits that lie in strides over vectors of four 64-bit lanes.
  ///
  /// Digit `lane·rows + row` of a number is in that lane of that row, so that dividing by 2^28 moves rows, and shifts
  /// lanes only in the one that wraps around. `vpmuludq` multiplies the low 32 bits of lanes: digits may exceed 28 bits
  /// a little, and carries are only taken until they are small.
  ///
  /// Reduction is modulo the multiple `N = n·(-n^-1 mod 2^28)` of the modulus, whose lowest digit is all ones, so that
  /// a quotient digit is the lowest digit of what is to be reduced, with no multiplication (H. Orup, "Simplifying
  /// quotient determination in high-radix modular multiplication", 1995). With `n' = (N+1)/2^28`, a step takes the
  /// lowest digit m away and adds m·n' above it. Two steps are made in one pass over the rows.
  ///
  /// Bounds. With s = 28·digits, `R = 2^s >= 2^32·n >= 16N`. The result of a·b is below `(ab + R·N)/R`, for a, b below
  /// 4N at most 2N. Digits that are stored are below 2^28 + 2^9, products below 2^56 + 2^39, and each step adds two to
  /// a sum: after 56 passes of two steps it is below `2·112·(2^56 + 2^39) + 2^37 < 2^64`.
  ///
  /// Source: S. Gueron and V. Krasnov, "Software implementation of modular exponentiation, using advanced vector
  /// instructions architectures", 2012.
  enum RedundantMontgomery {
    typealias Row = SIMD4<UInt64>
    typealias Target = UnsafeMutablePointer<Row>
    typealias Source = UnsafePointer<Row>

    /// Passes after which carries are taken.
    @inline(__always) private static var passesWithoutCarry: Int { 56 }

    /// `sum + x·y`, of the low 32 bits of each lane of x and y.
    @inline(__always)
    static func add(_ sum: Row, _ x: Row, _ y: Row) -> Row {
      sum
        &+ unsafeBitCast(
          _mm256_mul_epu32(unsafeBitCast(x, to: SIMD4<Int64>.self), unsafeBitCast(y, to: SIMD4<Int64>.self)),
          to: Row.self)
    }
    /// Each lane's content one lane down, and up; 0 where there is none.
    @inline(__always)
    static func down(_ x: Row) -> Row { Row(x[1], x[2], x[3], 0) }
    @inline(__always)
    static func up(_ x: Row) -> Row { Row(0, x[0], x[1], x[2]) }
    /// Lane 0 in lane 0, else 0.
    @inline(__always)
    static func first(_ x: Row) -> Row { Row(x[0], 0, 0, 0) }

    /// Lane 0 in all lanes.
    @inline(__always)
    static func broadcast(_ x: Row) -> Row {
      unsafeBitCast(_mm256_broadcastq_epi64(unsafeBitCast(x.lowHalf, to: SIMD2<Int64>.self)), to: Row.self)
    }

    /// The digits of a factor, in order.
    private struct Digits {
      private let words: UnsafePointer<UInt64>
      private let rows: Int
      private var row = 0
      private var place = 0

      @inline(__always)
      init(_ factor: Source, rows: Int) {
        words = UnsafeRawPointer(factor).assumingMemoryBound(to: UInt64.self)
        self.rows = rows
      }

      /// The next digit, in all lanes; after the last some other digit.
      @inline(__always)
      mutating func next() -> Row {
        let digit = Row(repeating: words[place] & 0xffff_ffff)
        row &+= 1
        place &+= 4
        if row == rows {
          row = 0
          place &-= 4 &* rows &- 1
        }
        return digit
      }
    }

    /// What a pass has before it goes over the rows: two digits of a factor, two of the quotient, and the two lowest
    /// rows, which they make zero but for what is carried and for higher lanes.
    private struct Head {
      let b0: Row
      let b1: Row
      let q0: Row
      let q1: Row
      let c0: Row
      let c1: Row

      @inline(__always)
      init(_ s0: Row, _ s1: Row, _ digits: inout Digits, _ a: Source, _ friendly: Source, _ mask: Row) {
        b0 = digits.next()
        b1 = digits.next()
        c0 = add(s0, a[0], b0)
        let partial = add(add(s1, a[1], b0), a[0], b1)
        q0 = broadcast(c0) & mask
        c1 = add(partial &+ first(c0 &>> 28), friendly[0], q0)
        q1 = broadcast(c1) & mask
      }

      /// Row i after the pass, from row i+2 before it.
      @inline(__always)
      func row(_ above: Row, _ a2: Row, _ a1: Row, _ f1: Row, _ f0: Row) -> Row {
        add(add(add(above, a2, b0), a1, b1), f1, q0) &+ add(Row(repeating: 0), f0, q1)
      }
    }

    /// `result = a·b/R mod N`, at most 2N for a, b below 4N. `sums` is scratch of as many rows, at least four. The
    /// result may be the memory of either factor.
    @inline(never)
    static func multiply(
      _ result: Target, _ a: Source, _ b: Source, _ friendly: Source, rows: Int, _ sums: Target
    ) {
      var digits = Digits(b, rows: rows)
      let mask = friendly[rows]
      sums.update(repeating: Row(repeating: 0), count: rows)
      var passesLeft = rows &* 2
      while true {
        var chunk = min(passesLeft, passesWithoutCarry)
        passesLeft &-= chunk
        var head = Head(sums[0], sums[1], &digits, a, friendly, mask)
        while true {
          let s0 = head.row(sums[2] &+ first(head.c1 &>> 28), a[2], a[1], friendly[1], friendly[0])
          let s1 = head.row(sums[3], a[3], a[2], friendly[2], friendly[1])
          chunk &-= 1
          // The next pass waits for its quotients while this one goes over the rows.
          var after = digits
          let next = Head(s0, s1, &after, a, friendly, mask)
          var x = a[3]
          var f = friendly[2]
          var i = 2
          let end = rows &- 2
          while i < end {
            let nextX = a[i &+ 2]
            let nextF = friendly[i &+ 1]
            sums[i] = head.row(sums[i &+ 2], nextX, x, nextF, f)
            x = nextX
            f = nextF
            i &+= 1
          }
          let lastF = friendly[end &+ 1]
          sums[end] = add(add(add(down(head.c0), x, head.b1), lastF, head.q0), f, head.q1)
          sums[end &+ 1] = add(down(head.c1), lastF, head.q1)
          if chunk == 0 {
            sums[0] = s0
            sums[1] = s1
            break
          }
          head = next
          digits = after
        }
        if passesLeft == 0 { break }
        carry(sums, sums, mask, rows: rows)
      }
      carry(result, sums, mask, rows: rows)
    }

    /// Takes carries twice: sums below 2^64 become digits below 2^28 + 2^9 of the same number, which must be below R.
    @inline(__always)
    static func carry(_ result: Target, _ sums: Source, _ mask: Row, rows: Int) {
      let last = sums[rows &- 1]
      // The two rounds of carries from the highest row into the lanes above.
      var first = up(last &>> 28)
      var second = up(((last & mask) &+ sums[rows &- 2] &>> 28) &>> 28)
      var i = 0
      while i < rows {
        let sum = sums[i]
        let once = (sum & mask) &+ first
        result[i] = (once & mask) &+ second
        first = sum &>> 28
        second = once &>> 28
        i &+= 1
      }
    }
  }
#endif
