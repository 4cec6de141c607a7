#if arch(x86_64)
  /// A point that is doubled again and again, as the factors of the next doubling's first multiplication. ("dbl-2001-b" of the
  /// Explicit-Formulas Database, after Bernstein, with W = 2Y instead of Y, which leaves no factors of 4 and 8, and with Z^2 kept
  /// from one doubling to the next.)
  ///
  /// A doubling is three multiplications of four lanes each, the third of the same numbers in all lanes:
  ///
  ///     1   alpha = 3 (X - Z^2)(X + Z^2)   gamma = W^2   Z = W Z   gamma
  ///     2   alpha^2                        gamma^2       Z^2       beta = X gamma
  ///     3   alpha (beta - X)
  ///
  /// and X = alpha^2 - 2 beta, W = 2 alpha (beta - X) - gamma^2. So lanes are rearranged only once among those that wait for each
  /// other, after the second.
  struct P256QuadDoubling {
    typealias Field = P256Quad
    typealias Vector = P256Quad.Vector

    /// 3 (X - Z^2), W, W, W.
    private var left: Field
    /// X + Z^2, W, Z, W.
    private var right: Field
    /// X in lane 3.
    private var x: Field

    @inline(__always)
    init(_ point: P256QuadPoint, _ order: P256QuadLanes) {
      let lanes = point.lanes
      // X - Z^2 is from -0.02p to 5.01p; three times this and p are less than 16p and 3 2^208, which is less than 2^260.
      self.init(
        x: lanes.permuted(order.first), zz: lanes.permuted(order.second), w: lanes.permuted(order.fourth), z: lanes,
        plus: Field.primes(Vector(1, 0, 0, 0)), order)
    }

    /// X and Z^2, with X from 2p to 5p, and W in all lanes, loose, and Z in lane 2, carried.
    @inline(__always)
    private init(x: Field, zz: Field, w: Field, z: Field, plus addend: Field, _ order: P256QuadLanes) {
      // From p to 5p.
      let difference = x.replacing(order.lane0, withDifference: x, zz)
      let twice = difference &+ difference
      self.x =
        (difference.replacing(order.lane2, withSum: x, zz).replacing(order.lane0, withSum: difference, twice) &+ addend)
        .carried
      let w = w.carried
      left = w.replacing(order.lane0, with: self.x)
      right = w.replacing(order.lanes02, with: self.x.permuted(with: z, order.factors))
    }

    /// X, Z^2 and W of twice the point in all lanes, loose, and Z in lane 2, carried.
    @inline(__always)
    private func twice(_ order: P256QuadLanes) -> (x: Field, zz: Field, w: Field, z: Field) {
      let first = (left * right).carried
      // alpha^2 + 16p, gamma^2 - 2p, Z^2, beta + 6p: so much that what is computed of them is positive.
      let second = Field.product(first.replacing(order.lane3, with: x), first, plus: Field.primes(Vector(16, -2, 0, 6)))
      let beta = second.permuted(order.fourth)
      // alpha^2 - 2 beta + 4p, from 2p to 5p.
      let x = second.permuted(order.first) &- (beta &+ beta)
      // 3 beta - alpha^2 + 2p, from p to 5p.
      let third = (beta &- x).carried * first.permuted(order.first)
      // 2 alpha (beta - X) - gamma^2 + 2p, from p to 4p.
      let w = third &+ third &- second.permuted(order.second)
      return (x, second.permuted(order.third), w, first)
    }

    @inline(__always)
    mutating func double(_ order: P256QuadLanes) {
      let (x, zz, w, z) = twice(order)
      self = Self(x: x, zz: zz, w: w, z: z, plus: .zero, order)
    }

    /// Twice the point.
    @inline(__always)
    func doubled(_ order: P256QuadLanes) -> P256QuadPoint {
      let (x, zz, w, z) = twice(order)
      return P256QuadPoint(
        w.replacing(order.lane0, with: x).replacing(order.lane1, with: zz).replacing(order.lane2, with: z).carried)
    }
  }

  extension P256QuadPoint {
    /// Doubles `count` times, at least once; the count is public.
    @inline(never)
    mutating func double(times count: Int, _ order: P256QuadLanes) {
      var doubling = P256QuadDoubling(self, order)
      var left = count
      while left > 1 {
        doubling.double(order)
        left &-= 1
      }
      self = doubling.doubled(order)
    }
  }
#endif
