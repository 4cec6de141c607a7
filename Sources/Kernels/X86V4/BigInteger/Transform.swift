#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// A number-theoretic transform of vectors of eight coefficients: a polynomial modulo x^(8n) - 1, n a power of two, becomes
  /// n polynomials of eight coefficients modulo x^8 - ρ. The last three steps of a full transform would move data within
  /// registers; products of eight coefficients cost no more.
  ///
  /// Step by step, modulo x^2m - w² becomes modulo x^m - w and x^m + w (Cooley and Tukey's butterfly). Of block b of a step
  /// with blocks numbered from 0, w is the same for all steps: `roots[b]`, where roots[0] = 1, roots[1]² = -1, roots[2b]² =
  /// roots[b], roots[2b + 1]² = -roots[b]. Coefficients stay below 4p on the way there, below 2p on the way back (Harvey,
  /// cited at `Prime50`).
  struct Transform {
    typealias Block = Prime50.Block
    typealias Data = UnsafeMutablePointer<Block>

    let prime: Prime50
    /// Vectors of the transform.
    let count: Int
    /// `count / 2` roots, as many of their quotients (see `Prime50`), the same of their inverses.
    private let roots: UnsafeMutablePointer<Int64>
    private let half: Int

    /// Words for the tables of roots.
    @inline(__always)
    static func tableWords(count: Int) -> Int { 4 &* max(count / 2, 8) }

    /// Makes the tables at `table`. `count` is a power of two from 8 to 2^20.
    @inline(__always)
    init(_ number: Int, count: Int, table: UnsafeMutablePointer<Int64>) {
      let prime = Prime50(number)
      self.prime = prime
      self.count = count
      half = max(count / 2, 8)
      roots = table
      fillTables(number)
    }

    @inline(never)
    private func fillTables(_ number: Int) {
      let prime = self.prime
      let values = UnsafeMutableRawPointer(roots).assumingMemoryBound(to: Block.self)
      let step = half / 8
      // root(b + 2^k) = root(b) · root(2^k): first within a register.
      var first = Block(repeating: 1)
      for k in 0..<3 {
        let lanes: UInt8 = k == 0 ? 0b1010_1010 : k == 1 ? 0b1100_1100 : 0b1111_0000
        let product = prime.reduceFully(prime.multiply(first, prime.constant(Prime50.root(number, k))))
        first = _mm512_mask_blend_epi64(lanes, first, product)
      }
      let constant = prime.constant(first)
      values[0] = constant.value
      values[step] = constant.quotient
      var done = 1
      var level = 3
      while done < step {
        let factor = prime.constant(Prime50.root(number, level))
        for i in 0..<done {
          let constant = prime.constant(prime.reduceFully(prime.multiply(values[i], factor)))
          values[done &+ i] = constant.value
          values[step &+ done &+ i] = constant.quotient
        }
        done &*= 2
        level &+= 1
      }
      // The inverse of root b is minus the root that is as far from the other end of those with as many bits.
      let inverses = roots + 2 &* half
      let p = prime.p[0]
      inverses[0] = 1
      inverses[half] = roots[half]
      var power = 1
      while power < half {
        for i in 0..<power {
          let mirror = 2 &* power &- 1 &- i
          inverses[power &+ i] = p &- roots[mirror]
          inverses[half &+ power &+ i] = (1 &<< 52 &- 1) &- roots[half &+ mirror]
        }
        power &*= 2
      }
    }

    @inline(__always)
    private func root(_ index: Int) -> Prime50.Constant {
      Prime50.Constant(Block(repeating: roots[index]), Block(repeating: roots[half &+ index]))
    }

    @inline(__always)
    private func inverseRoot(_ index: Int) -> Prime50.Constant {
      let inverses = roots + 2 &* half
      return Prime50.Constant(Block(repeating: inverses[index]), Block(repeating: inverses[half &+ index]))
    }

    /// Four roots, each twice in neighbouring lanes.
    @inline(__always)
    func doubledRoots(_ index: Int, _ order: Block) -> Prime50.Constant {
      let at = roots + index
      return Prime50.Constant(
        _mm512_permutexvar_epi64(order, _mm512_maskz_loadu_epi64(0b1111, at)),
        _mm512_permutexvar_epi64(order, _mm512_maskz_loadu_epi64(0b1111, at + half)))
    }

    // MARK: There

    /// So many vectors stay in the first-level cache.
    private static var cached: Int { 256 }

    /// Transforms `data`: from below 4p to below 4p.
    @inline(never)
    func forward(_ data: Data) {
      if count.trailingZeroBitCount & 1 == 0 { return forward(data, count, 0) }
      let m = count / 2
      var i = 0
      while i < m {
        let x = prime.reduceOnce(data[i])
        let y = prime.reduceOnce(data[m &+ i])
        data[i] = x &+ y
        data[m &+ i] = x &+ prime.twoP &- y
        i &+= 1
      }
      forward(data, m, 0)
      forward(data + m, m, 1)
    }

    /// Transforms block `number` of `length` vectors, a power of four.
    private func forward(_ data: Data, _ length: Int, _ number: Int) {
      var quarter = length / 4
      if length > Self.cached {
        forward4(data, quarter, number, 1)
        for i in 0..<4 { forward(data + i &* quarter, quarter, 4 &* number &+ i) }
        return
      }
      var blocks = 1
      var first = number
      while quarter > 0 {
        forward4(data, quarter, first, blocks)
        blocks &*= 4
        first &*= 4
        quarter /= 4
      }
    }

    /// Two steps on `blocks` blocks from that of number `first` on, each of four times `quarter` vectors.
    @inline(__always)
    private func forward4(_ data: Data, _ quarter: Int, _ first: Int, _ blocks: Int) {
      let prime = self.prime
      var at = data
      var number = first
      while number < first &+ blocks {
        let (w1, w2, w3) = (root(number), root(2 &* number), root(2 &* number &+ 1))
        var i = 0
        while i < quarter {
          let (a, c) = butterfly(at[i], at[i &+ 2 &* quarter], w1, prime)
          let (b, d) = butterfly(at[i &+ quarter], at[i &+ 3 &* quarter], w1, prime)
          (at[i], at[i &+ quarter]) = butterfly(a, b, w2, prime)
          (at[i &+ 2 &* quarter], at[i &+ 3 &* quarter]) = butterfly(c, d, w3, prime)
          i &+= 1
        }
        at += 4 &* quarter
        number &+= 1
      }
    }

    /// `x + w·y` and `x - w·y`, all below 4p.
    @inline(__always)
    private func butterfly(_ x: Block, _ y: Block, _ w: Prime50.Constant, _ prime: Prime50) -> (Block, Block) {
      let a = prime.reduceOnce(x)
      let b = prime.multiply(y, w)
      return (a &+ b, a &+ prime.twoP &- b)
    }

    // MARK: And back

    /// The inverse of `forward`, but for a factor of `count`: from below 2p to below 2p.
    @inline(never)
    func backward(_ data: Data) {
      if count.trailingZeroBitCount & 1 == 0 { return backward(data, count, 0) }
      let m = count / 2
      backward(data, m, 0)
      backward(data + m, m, 1)
      var i = 0
      while i < m {
        let (x, y) = (data[i], data[m &+ i])
        data[i] = prime.reduceOnce(x &+ y)
        data[m &+ i] = prime.reduceOnce(x &+ prime.twoP &- y)
        i &+= 1
      }
    }

    private func backward(_ data: Data, _ length: Int, _ number: Int) {
      if length > Self.cached {
        let quarter = length / 4
        for i in 0..<4 { backward(data + i &* quarter, quarter, 4 &* number &+ i) }
        backward4(data, quarter, number, 1)
        return
      }
      var quarter = 1
      var blocks = length / 4
      var first = number &* blocks
      while blocks > 0 {
        backward4(data, quarter, first, blocks)
        blocks /= 4
        first /= 4
        quarter &*= 4
      }
    }

    @inline(__always)
    private func backward4(_ data: Data, _ quarter: Int, _ first: Int, _ blocks: Int) {
      let prime = self.prime
      var at = data
      var number = first
      while number < first &+ blocks {
        let (w1, w2, w3) = (inverseRoot(number), inverseRoot(2 &* number), inverseRoot(2 &* number &+ 1))
        var i = 0
        while i < quarter {
          let (a, b) = inverseButterfly(at[i], at[i &+ quarter], w2, prime)
          let (c, d) = inverseButterfly(at[i &+ 2 &* quarter], at[i &+ 3 &* quarter], w3, prime)
          (at[i], at[i &+ 2 &* quarter]) = inverseButterfly(a, c, w1, prime)
          (at[i &+ quarter], at[i &+ 3 &* quarter]) = inverseButterfly(b, d, w1, prime)
          i &+= 1
        }
        at += 4 &* quarter
        number &+= 1
      }
    }

    /// `x + y` and `(x - y)·w`, all below 2p.
    @inline(__always)
    private func inverseButterfly(_ x: Block, _ y: Block, _ w: Prime50.Constant, _ prime: Prime50) -> (Block, Block) {
      (prime.reduceOnce(x &+ y), prime.multiply(x &+ prime.twoP &- y, w))
    }
  }
#endif
