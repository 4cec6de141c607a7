#if arch(x86_64)
  /// Points on one of NIST's curves, y^2 = x^3 - 3x + b, with their coordinates side by side in the lanes X, Y and Z.
  /// Every formula is a few products of four lanes each, with sums, differences and new arrangements of lanes between.
  enum LanePoint<Field: FieldLanes> {
    /// How many numbers of four lanes the formulas need for themselves.
    @inline(__always)
    static var scratchCount: Int { 8 }

    /// The sum of two points (X : Y : Z), x = X/Z and y = Y/Z, any two: the complete formulas of Renes, Costello and Batina
    /// ("Complete addition formulas for prime order elliptic curves", Eurocrypt 2016, algorithm 4, a = -3).
    ///
    /// `b` is in all lanes. Limbs of the points and the result are tidy; lane 3 is left over. `sum` may be `p`.
    @inline(__always)
    static func add(_ sum: Limbs, _ p: Limbs, _ q: Limbs, b: Limbs, scratch: Limbs) {
      let n = Field.limbCount
      let (products, crossed, cross, uvw) = (scratch, scratch + n, scratch + 2 * n, scratch + 3 * n)
      let (left, right, plusMinus, sums) = (scratch + 4 * n, scratch + 5 * n, scratch + 6 * n, scratch + 7 * n)
      let rotation = FourWords(1, 2, 0, 3)
      // X1 X2, Y1 Y2, Z1 Z2; then (X1 + Y1)(X2 + Y2), (Y1 + Z1)(Y2 + Z2), (Z1 + X1)(Z2 + X2), of factors up to 2 T.
      for i in 0..<n {
        left[i] = p[i] &+ p[i].permuted(rotation)
        right[i] = q[i] &+ q[i].permuted(rotation)
      }
      Field.multiply(products, p, q)
      Field.multiply(crossed, left, right)
      // xy = X1 Y2 + X2 Y1, yz, xz; what is subtracted is up to 2 T.
      for i in 0..<n {
        sums[i] =
          crossed[i] &- products[i] &- products[i].permuted(rotation) &+ Field.prime(FourWords(3, 3, 3, 0), i)
      }
      // b Z1 Z2, b (X1 Z2 + X2 Z1).
      Field.tidy(cross, sums)
      for i in 0..<n {
        left[i] = products[i].permuted(with: cross[i], FourWords(2, 6, 2, 2))
      }
      Field.multiply(right, left, b)
      // u = 3 (xz - b zz), v = 3 (b xz - 3 zz - xx), w = 3 (xx - zz).
      for i in 0..<n {
        let (own, ofB) = (products[i], right[i])
        let minuend = own.permuted(with: ofB, FourWords(0, 5, 0, 0))
          .replaced(by: cross[i].permuted(FourWords(2, 2, 2, 2)), where: FourWords(-1, 0, 0, 0))
        let zz = own.permuted(with: ofB, FourWords(4, 2, 2, 2))
        let more = (zz &+ zz &+ own.permuted(FourWords(0, 0, 0, 0))) & FourWords(0, -1, 0, 0)
        let difference = minuend &- zz &- more &+ Field.prime(FourWords(2, 5, 2, 0), i)
        sums[i] = difference &+ difference &+ difference
      }
      // yy + u, yy - u, yy - u.
      Field.tidy(uvw, sums)
      for i in 0..<n {
        let u = uvw[i].permuted(FourWords(0, 0, 0, 0)).negated(where: FourWords(0, -1, -1, 0))
        crossed[i] = products[i].permuted(FourWords(1, 1, 1, 1)) &+ u &+ Field.prime(FourWords(0, 2, 2, 0), i)
      }
      // xy (yy + u) - yz v, (yy + u)(yy - u) + w v, yz (yy - u) + xy w.
      Field.tidy(plusMinus, crossed)
      for i in 0..<n {
        left[i] = cross[i].permuted(with: plusMinus[i], FourWords(0, 4, 1, 3))
        cross[i] = cross[i].permuted(with: uvw[i], FourWords(1, 6, 0, 3))
        uvw[i] = uvw[i].permuted(FourWords(1, 1, 2, 3))
      }
      Field.multiply(left, left, plusMinus)
      Field.multiply(right, cross, uvw)
      for i in 0..<n {
        sums[i] = left[i] &+ right[i].negated(where: FourWords(-1, 0, 0, 0)) &+ Field.prime(FourWords(2, 0, 0, 0), i)
      }
      Field.tidy(sum, sums)
    }

    /// The point (X : Y : Z), not infinity, becomes itself times 2^count, by way of Jacobian coordinates, x = X/Z^2 and
    /// y = Y/Z^3, which double in three products of lanes. ("dbl-2001-b" of the Explicit-Formulas Database, after Bernstein,
    /// with Z^2 kept from one doubling to the next.) The count is public.
    @inline(__always)
    static func double(_ p: Limbs, times count: Int, scratch: Limbs) {
      let n = Field.limbCount
      let (first, second, factors, terms) = (scratch, scratch + n, scratch + 2 * n, scratch + 3 * n)
      let (left, right, sums) = (scratch + 4 * n, scratch + 5 * n, scratch + 6 * n)
      // X Z, ..., Z^2; then Y Z^2; then X, Y, Z and Z^2 of the Jacobian point.
      for i in 0..<n { right[i] = p[i].permuted(FourWords(2, 2, 2, 2)) }
      Field.multiply(first, p, right)
      for i in 0..<n { right[i] = first[i].permuted(FourWords(2, 2, 2, 2)) }
      Field.multiply(second, p, right)
      for i in 0..<n {
        p[i] = first[i].permuted(with: second[i], FourWords(0, 5, 2, 2))
          .replaced(by: p[i], where: FourWords(0, 0, -1, 0))
      }
      for _ in 0..<count {
        // Y^2, (X - Z^2)(X + Z^2), Y Z.
        for i in 0..<n {
          let zz = p[i].permuted(FourWords(3, 3, 3, 3)) & FourWords(0, -1, 0, 0)
          // Up to 3 T and 2 T.
          left[i] = p[i].permuted(FourWords(1, 0, 1, 1)) &- zz &+ Field.prime(FourWords(0, 2, 0, 0), i)
          right[i] = p[i].permuted(FourWords(1, 0, 2, 1)) &+ zz
        }
        Field.multiply(first, left, right)
        // gamma = Y^2, alpha = 3 (X - Z^2)(X + Z^2) up to 3 T, 2 Y Z.
        for i in 0..<n {
          factors[i] = first[i] &<< FourWords(0, 1, 1, 0) &+ first[i] & FourWords(0, -1, 0, 0)
          right[i] = factors[i].permuted(FourWords(0, 0, 1, 2))
          left[i] = right[i].replaced(by: p[i], where: FourWords(-1, 0, 0, 0))
        }
        // beta = X gamma, gamma^2, alpha^2, Z^2.
        Field.multiply(second, left, right)
        // X = alpha^2 - 8 beta, 4 beta - X = 12 beta - alpha^2, 8 gamma^2, Z^2.
        for i in 0..<n {
          let plus = second[i].permuted(FourWords(2, 0, 1, 3))
          let minus = second[i].permuted(FourWords(0, 2, 1, 3)) & FourWords(-1, -1, 0, 0)
          sums[i] =
            plus &<< FourWords(0, 3, 3, 0) &+ (plus &<< FourWords(repeating: 2)) & FourWords(0, -1, 0, 0)
            &- minus &<< FourWords(3, 0, 0, 0) &+ Field.prime(FourWords(9, 2, 0, 0), i)
        }
        Field.tidy(terms, sums)
        // Y = alpha (4 beta - X) - 8 gamma^2.
        Field.multiply(first, factors, terms)
        for i in 0..<n {
          let y = first[i] &- terms[i].permuted(FourWords(2, 2, 2, 2)) &+ Field.prime(FourWords(2, 2, 2, 2), i)
          sums[i] = terms[i].permuted(with: y, FourWords(0, 5, 2, 3))
            .replaced(by: factors[i], where: FourWords(0, 0, -1, 0))
        }
        Field.tidy(p, sums)
      }
      // X Z, Y, Z^3.
      for i in 0..<n { right[i] = p[i].permuted(FourWords(2, 2, 3, 3)) }
      Field.multiply(first, p, right)
      for i in 0..<n { p[i] = first[i].permuted(with: p[i], FourWords(0, 5, 2, 3)) }
    }
  }
#endif
