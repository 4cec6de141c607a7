/// A polynomial modulo x^3m - 1, m a power of two, as three modulo x^m - 1. Since 3 and m have no common divisor, a
/// coefficient's index is known from its remainders modulo 3 and m, and a transform by 3 along the former needs no roots
/// between the two (I. J. Good, "The interaction algorithm and practical Fourier analysis", 1958).
///
/// With x^m = ω^j, ω a cube root of 1, and x = ω^ej·y, where e·m = 1 modulo 3, y^m is 1: coefficient i of third t goes to
/// coefficient i of the three, times ω^j(t + e·i). So thirds change places and are then transformed.
struct WordTransformTriple {
  private let prime: Prime62
  private let omega: Prime62.Constant
  /// Words of a third.
  private let count: Int

  init(_ prime: Prime62, count: Int) {
    self.prime = prime
    self.count = count
    omega = prime.constant(prime.cubeRoot)
  }

  /// e, which is also m modulo 3.
  private var step: Int { count.trailingZeroBitCount & 1 == 0 ? 1 : 2 }

  /// From the thirds of a polynomial to the three; below 4p both.
  func forward(_ data: WordTransform.Words) {
    var turn = 0
    for i in 0..<count {
      let thirds = (
        prime.reduceOnce(data[i]), prime.reduceOnce(data[count &+ i]), prime.reduceOnce(data[2 &* count &+ i])
      )
      let (a, b, c) =
        turn == 0 ? thirds : turn == 1 ? (thirds.2, thirds.0, thirds.1) : (thirds.1, thirds.2, thirds.0)
      let turned = prime.multiply(b &+ prime.twoP &- c, omega)
      data[i] = prime.reduceOnce(a &+ b) &+ c
      data[count &+ i] = prime.reduceOnce(a &+ prime.twoP &- c) &+ turned
      data[2 &* count &+ i] = prime.reduceOnce(a &+ prime.twoP &- b) &+ prime.twoP &- turned
      turn &+= step
      if turn > 2 { turn &-= 3 }
    }
  }

  /// The inverse, but for a factor of 3: from below 2p to 4p at most.
  func backward(_ data: WordTransform.Words) {
    var turn = 0
    for i in 0..<count {
      let (x, y, z) = (data[i], data[count &+ i], data[2 &* count &+ i])
      let turned = prime.multiply(z &+ prime.twoP &- y, omega)
      let a = prime.reduceOnce(x &+ y) &+ z
      let b = prime.reduceOnce(x &+ prime.twoP &- y) &+ turned
      let c = prime.reduceOnce(x &+ prime.twoP &- z) &+ prime.twoP &- turned
      let thirds = turn == 0 ? (a, b, c) : turn == 1 ? (b, c, a) : (c, a, b)
      (data[i], data[count &+ i], data[2 &* count &+ i]) = thirds
      turn &+= step
      if turn > 2 { turn &-= 3 }
    }
  }
}
