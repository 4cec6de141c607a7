/// A number-theoretic transform of words modulo a prime: a polynomial modulo x^n - 1, n a power of two, becomes its values
/// at the roots of 1, in bit-reversed order.
///
/// Step by step, modulo x^2m - w² becomes modulo x^m - w and x^m + w (Cooley and Tukey's butterfly). Of block b of a step
/// with blocks numbered from 0, w is the same for all steps: `roots[b]`, where roots[0] = 1, roots[1]² = -1, roots[2b]² =
/// roots[b], roots[2b + 1]² = -roots[b]. Values stay below 4p on the way there, below 2p on the way back (Harvey, cited at
/// `Prime62`). Two steps are taken at a time, for fewer loads and stores.
struct WordTransform {
  typealias Words = UnsafeMutablePointer<UInt>
  typealias Constants = UnsafeMutablePointer<Prime62.Constant>

  let prime: Prime62
  /// Words of the transform.
  let count: Int
  /// `count / 2` roots, and behind them their inverses.
  private let roots: Constants

  /// Words for the table of roots.
  static func tableWords(count: Int) -> Int { 2 * max(count, 2) }

  /// Makes the table at `table`. `count` is a power of two from 2 to 2^24.
  init(_ prime: Prime62, count: Int, table: UnsafeMutableRawPointer) {
    self.prime = prime
    self.count = count
    let half = count / 2
    roots = table.assumingMemoryBound(to: Prime62.Constant.self)
    let inverses = roots + half
    roots[0] = prime.constant(1)
    inverses[0] = roots[0]
    // Of order 2^(level + 2), the square of the next.
    var order = 24
    var root = prime.root
    while 1 << order > max(count, 4) {
      root = prime.product(root, root)
      order -= 1
    }
    var level = half.trailingZeroBitCount
    // root(b + 2^k) = root(b) · root(2^k), from the last k down: first each root(2^k) at its place.
    while level > 0 {
      level -= 1
      roots[1 << level] = prime.constant(root)
      root = prime.product(root, root)
    }
    var power = 2
    while power < half {
      let factor = roots[power]
      for i in 1..<power {
        roots[power &+ i] = prime.constant(prime.reduceFully(prime.multiply(roots[i].value, factor)))
      }
      power *= 2
    }
    // The inverse of root b is minus the root that is as far from the other end of those with as many bits.
    power = 1
    while power < half {
      for i in 0..<power {
        let mirror = roots[2 &* power &- 1 &- i]
        inverses[power &+ i] = Prime62.Constant(value: prime.p &- mirror.value, quotient: ~mirror.quotient)
      }
      power *= 2
    }
  }

  // MARK: There

  /// So many words stay in the first-level cache.
  private static let cached = 2_048

  /// Transforms `data`: from below 4p to below 4p.
  func forward(_ data: Words) {
    if count.trailingZeroBitCount & 1 == 0 { return forward(data, count, 0) }
    let m = count / 2
    for i in 0..<m {
      let (x, y) = (prime.reduceOnce(data[i]), prime.reduceOnce(data[m &+ i]))
      data[i] = x &+ y
      data[m &+ i] = x &+ prime.twoP &- y
    }
    forward(data, m, 0)
    forward(data + m, m, 1)
  }

  /// Transforms block `number` of `length` words, a power of four.
  private func forward(_ data: Words, _ length: Int, _ number: Int) {
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

  /// Two steps on `blocks` blocks from that of number `first` on, each of four times `quarter` words.
  @inline(__always)
  private func forward4(_ data: Words, _ quarter: Int, _ first: Int, _ blocks: Int) {
    let prime = self.prime
    var at = data
    var number = first
    while number < first &+ blocks {
      let (w1, w2, w3) = (roots[number], roots[2 &* number], roots[2 &* number &+ 1])
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
  private func butterfly(_ x: UInt, _ y: UInt, _ w: Prime62.Constant, _ prime: Prime62) -> (UInt, UInt) {
    let a = prime.reduceOnce(x)
    let b = prime.multiply(y, w)
    return (a &+ b, a &+ prime.twoP &- b)
  }

  // MARK: And back

  /// Replaces each value of `a` by its product with that of `b`, divided by 2^64: from below 4p to below 2p.
  func multiplyPointwise(_ a: Words, _ b: Words) {
    for i in 0..<count { a[i] = prime.montgomery(prime.reduceOnce(a[i]), prime.reduceOnce(b[i])) }
  }

  /// The inverse of `forward`, but for a factor of `count`: from below 2p to below 2p.
  func backward(_ data: Words) {
    if count.trailingZeroBitCount & 1 == 0 { return backward(data, count, 0) }
    let m = count / 2
    backward(data, m, 0)
    backward(data + m, m, 1)
    for i in 0..<m {
      let (x, y) = (data[i], data[m &+ i])
      data[i] = prime.reduceOnce(x &+ y)
      data[m &+ i] = prime.reduceOnce(x &+ prime.twoP &- y)
    }
  }

  private func backward(_ data: Words, _ length: Int, _ number: Int) {
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
  private func backward4(_ data: Words, _ quarter: Int, _ first: Int, _ blocks: Int) {
    let prime = self.prime
    let inverses = roots + count / 2
    var at = data
    var number = first
    while number < first &+ blocks {
      let (w1, w2, w3) = (inverses[number], inverses[2 &* number], inverses[2 &* number &+ 1])
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
  private func inverseButterfly(_ x: UInt, _ y: UInt, _ w: Prime62.Constant, _ prime: Prime62) -> (UInt, UInt) {
    (prime.reduceOnce(x &+ y), prime.multiply(x &+ prime.twoP &- y, w))
  }
}
