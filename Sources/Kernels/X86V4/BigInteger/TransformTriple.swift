#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// A polynomial modulo x^3m - 1, m a power of two, as three modulo x^m - 1. Since 3 and m have no common divisor, a
  /// coefficient's index is known from its remainders modulo 3 and m, and a transform by 3 along the former needs no roots
  /// between the two (I. J. Good, "The interaction algorithm and practical Fourier analysis", 1958).
  ///
  /// With x^m = ω^j, ω a cube root of 1, and x = ω^ej·y, where e·m = 1 modulo 3, y^m is 1: coefficient i of third t goes to
  /// coefficient i of the three, times ω^j(t + e·i). So thirds change places, by lanes, and are then transformed.
  struct TransformTriple {
    typealias Block = Prime50.Block

    private let prime: Prime50
    private let omega: Prime50.Constant
    /// Vectors of a third.
    private let count: Int
    /// The lanes of vector v in which e·i is 1 or 2 modulo 3, eight bits each, for v = 0, 1, 2 modulo 3 from the lowest.
    private let ones: UInt32
    private let twos: UInt32

    @inline(__always)
    init(_ number: Int, count: Int) {
      prime = Prime50(number)
      omega = Prime50(number).constant(Prime50.cubeRoot(number))
      self.count = count
      // Lanes with numbers that are 0, 1, 2 modulo 3, moved on by eight coefficients a vector: 2 modulo 3.
      let (zero, one, two): (UInt32, UInt32, UInt32) = (0b0100_1001, 0b1001_0010, 0b0010_0100)
      let first = one | two &<< 8 | zero &<< 16
      let second = two | zero &<< 8 | one &<< 16
      let isEven = count.trailingZeroBitCount & 1 == 1
      ones = isEven ? first : second
      twos = isEven ? second : first
    }

    /// Calls `body` with the number of each vector and its lanes to be moved by one and by two.
    @inline(__always)
    private func forEach(_ body: (Int, UInt8, UInt8) -> Void) {
      var phase: UInt32 = 0
      var i = 0
      while i < count {
        body(i, UInt8(truncatingIfNeeded: ones &>> phase), UInt8(truncatingIfNeeded: twos &>> phase))
        phase = phase == 16 ? 0 : phase &+ 8
        i &+= 1
      }
    }

    @inline(__always)
    private func rotated(_ a: Block, _ b: Block, _ c: Block, _ ones: UInt8, _ twos: UInt8) -> Block {
      _mm512_mask_mov_epi64(_mm512_mask_mov_epi64(a, ones, b), twos, c)
    }

    /// From the thirds of a polynomial to the three; below 4p both.
    @inline(never)
    func forward(_ data: Transform.Data) {
      forEach { i, ones, twos in
        let a0 = prime.reduceOnce(data[i])
        let a1 = prime.reduceOnce(data[count &+ i])
        let a2 = prime.reduceOnce(data[2 &* count &+ i])
        let a = rotated(a0, a2, a1, ones, twos)
        let b = rotated(a1, a0, a2, ones, twos)
        let c = rotated(a2, a1, a0, ones, twos)
        let turned = prime.multiply(b &+ prime.twoP &- c, omega)
        data[i] = prime.reduceOnce(a &+ b) &+ c
        data[count &+ i] = prime.reduceOnce(a &+ prime.twoP &- c) &+ turned
        data[2 &* count &+ i] = prime.reduceOnce(a &+ prime.twoP &- b) &+ prime.twoP &- turned
      }
    }

    /// The inverse, but for a factor of 3: from below 2p to 4p at most.
    @inline(never)
    func backward(_ data: Transform.Data) {
      forEach { i, ones, twos in
        let (x, y, z) = (data[i], data[count &+ i], data[2 &* count &+ i])
        let turned = prime.multiply(z &+ prime.twoP &- y, omega)
        let a = prime.reduceOnce(x &+ y) &+ z
        let b = prime.reduceOnce(x &+ prime.twoP &- y) &+ turned
        let c = prime.reduceOnce(x &+ prime.twoP &- z) &+ prime.twoP &- turned
        data[i] = rotated(a, b, c, ones, twos)
        data[count &+ i] = rotated(b, c, a, ones, twos)
        data[2 &* count &+ i] = rotated(c, a, b, ones, twos)
      }
    }
  }
#endif
