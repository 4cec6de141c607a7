#if arch(x86_64)
  import _Builtin_intrinsics.intel

  extension Transform {
    typealias Eight = InlineArray<8, Block>

    /// Replaces each transformed polynomial of eight coefficients in `a` by its product with that in `b`, divided by 2^52;
    /// `b` may be `a`. From below 4p to below 2p.
    ///
    /// Eight of them at a time are turned so that a register holds the coefficients of one degree.
    @inline(never)
    func multiplyPointwise(_ a: Data, _ b: Data) { multiplyPointwise(a, b, isTurned: false) }

    /// As `multiplyPointwise`, by what `turn` has prepared.
    @inline(never)
    func multiplyPointwise(_ a: Data, turned b: Data) { multiplyPointwise(a, b, isTurned: true) }

    /// Prepares a factor of several products: turned, and reduced to below 2p.
    @inline(never)
    func turn(_ b: Data) {
      let prime = self.prime
      var turning = Turning()
      withUnsafePointer(to: &turning) { turn in
        var at = 0
        while at < count {
          var y = Eight(repeating: Block(repeating: 0))
          for i in 0..<8 { y[i] = prime.reduceOnce(b[at &+ i]) }
          turn.pointee.transpose(&y)
          for i in 0..<8 { b[at &+ i] = y[i] }
          at &+= 8
        }
      }
    }

    @inline(__always)
    private func multiplyPointwise(_ a: Data, _ b: Data, isTurned: Bool) {
      let prime = self.prime
      var turning = Turning()
      withUnsafePointer(to: &turning) { turn in
        var at = 0
        while at < count {
          var x = Eight(repeating: Block(repeating: 0))
          for i in 0..<8 { x[i] = a[at &+ i] }
          turn.pointee.transpose(&x)
          var y = Eight(repeating: Block(repeating: 0))
          if a == b {
            y = x
          } else {
            for i in 0..<8 { y[i] = b[at &+ i] }
            if !isTurned { turn.pointee.transpose(&y) }
          }
          for i in 0..<8 {
            x[i] = prime.reduceFully(prime.reduceOnce(x[i]))
            if !isTurned { y[i] = prime.reduceOnce(y[i]) }
          }
          // Modulo x^8 - ρ, where ρ is root b/2 for even b and minus that for odd b.
          let rho = doubledRoots(at / 2, turn.pointee.doubling)
          var wrapped = Eight(repeating: Block(repeating: 0))
          for i in 1..<8 {
            let product = prime.multiply(y[i], rho)
            wrapped[i] = _mm512_mask_sub_epi64(product, 0b1010_1010, prime.twoP, product)
          }
          var z = Eight(repeating: Block(repeating: 0))
          for k in 0..<8 {
            // Eight products of less than p·2p: the lower halves' sum is below 2^55, that of the upper halves below 4p.
            var low = Block(repeating: 0)
            var high = low
            for i in 0..<8 {
              let other = i <= k ? y[(k &- i) & 7] : wrapped[(k &+ 8 &- i) & 7]
              low = _mm512_madd52lo_epu64(low, x[i], other)
              high = _mm512_madd52hi_epu64(high, x[i], other)
            }
            // Montgomery's reduction: below 4p + p + 8.
            let m = _mm512_madd52lo_epu64(Block(repeating: 0), low, prime.negatedInverse)
            low = _mm512_madd52lo_epu64(low, m, prime.p)
            high = _mm512_madd52hi_epu64(high, m, prime.p) &+ _mm512_srli_epi64(low, 52)
            z[k] = prime.reduceOnce(prime.reduceOnce(high))
          }
          turn.pointee.transpose(&z)
          for i in 0..<8 { a[at &+ i] = z[i] }
          at &+= 8
        }
      }
    }

    /// Indices of permutations, read through a pointer (see `Digits52.Unpacking`).
    struct Turning {
      let doubling = Block(0, 0, 1, 1, 2, 2, 3, 3)
      let low1 = Block(0, 8, 2, 10, 4, 12, 6, 14)
      let high1 = Block(1, 9, 3, 11, 5, 13, 7, 15)
      let low2 = Block(0, 1, 8, 9, 4, 5, 12, 13)
      let high2 = Block(2, 3, 10, 11, 6, 7, 14, 15)
      let low4 = Block(0, 1, 2, 3, 8, 9, 10, 11)
      let high4 = Block(4, 5, 6, 7, 12, 13, 14, 15)

      @inline(__always)
      init() {}

      /// Turns rows into columns: blocks of one, two and four lanes change places.
      @inline(__always)
      func transpose(_ v: inout Eight) {
        exchange(&v, 1, low1, high1)
        exchange(&v, 2, low2, high2)
        exchange(&v, 4, low4, high4)
      }

      @inline(__always)
      private func exchange(_ v: inout Eight, _ distance: Int, _ low: Block, _ high: Block) {
        for i in 0..<8 where i & distance == 0 {
          let (a, b) = (v[i], v[i &+ distance])
          v[i] = _mm512_permutex2var_epi64(a, low, b)
          v[i &+ distance] = _mm512_permutex2var_epi64(a, high, b)
        }
      }
    }
  }
#endif
