import BigInt

extension P256 {
  /// A point (X : Y : Z) with x = X/Z^2 and y = Y/Z^3; Z is 0 at infinity, which is kept as (1 : 1 : 0).
  ///
  /// These coordinates double with 8 multiplications instead of the 13 of the complete formulas (`ProjectivePoint`), and add
  /// an affine point with 11 instead of 13. In return a sum has exceptions: infinity on either side, which is selected, and
  /// equal points, which the callers rule out. Formulas are from the Explicit-Formulas Database, after Bernstein and Lange.
  struct JacobianPoint: BitwiseCopyable, Sendable {
    var x: FieldElement
    var y: FieldElement
    var z: FieldElement

    @inline(__always)
    init(x: FieldElement, y: FieldElement, z: FieldElement) {
      self.x = x
      self.y = y
      self.z = z
    }

    @inline(__always)
    init(_ point: AffinePoint<P256>) { self.init(x: point.x, y: point.y, z: .one) }

    @inline(__always)
    static var infinity: Self { Self(x: .one, y: .one, z: .zero) }

    @inline(__always)
    var isInfinity: Choice { z.isZero }

    /// Doubles `count` times ("dbl-2001-b", with its (Y + Z)^2 - Y^2 - Z^2 as 2 Y Z).
    ///
    /// Nothing is exceptional: no point has y = 0, as the order is odd, and infinity, (1 : 1 : 0), stays what it is.
    @inline(never)
    mutating func double(times count: Int) {
      var x = x
      var y = y
      var z = z
      for _ in 0..<count {
        let delta = z.squared()
        let gamma = y.squared()
        let thirdOfAlpha = (x - delta) * .factor(adding: x, delta)
        let yz = y * z
        let beta = x * gamma
        let alpha = thirdOfAlpha + thirdOfAlpha + thirdOfAlpha
        let fourGammaSquared = (gamma + gamma).squared()
        let twoBeta = beta + beta
        let fourBeta = twoBeta + twoBeta
        x = alpha.squared() - (fourBeta + fourBeta)
        y = alpha * (fourBeta - x) - (fourGammaSquared + fourGammaSquared)
        z = yz + yz
      }
      self = Self(x: x, y: y, z: z)
    }

    /// This point plus an affine one ("madd"), which is left out where `isAbsent`. For two equal points it gives (0 : 0 : 0): see
    /// the callers.
    @inline(never)
    mutating func add(_ q: AffinePoint<P256>, unless isAbsent: Choice) {
      let zz = z.squared()
      let h = q.x * zz - x
      let r = q.y * (z * zz) - y
      let sum = Self.sum(u: x, s: y, h: h, r: r, z: z)
      let other = Self.select(isInfinity.opaque, Self(q), sum)
      self = Self.select(isAbsent, self, other)
    }

    /// The end of all sums: from U1, S1, U2 - U1, S2 - S1 and Z1 Z2.
    @inline(__always)
    fileprivate static func sum(
      u: FieldElement, s: FieldElement, h: FieldElement, r: FieldElement, z: FieldElement
    ) -> Self {
      let hh = h.squared()
      let hhh = h * hh
      let v = u * hh
      let x = r.squared() - hhh - (v + v)
      return Self(x: x, y: r * (v - x) - s * hhh, z: z * h)
    }

    @inline(__always)
    static func select(_ choice: Choice, _ a: Self, _ b: Self) -> Self {
      Self(x: .select(choice, a.x, b.x), y: .select(choice, a.y, b.y), z: .select(choice, a.z, b.z))
    }

    /// The coordinates; (0, 0), which is no point, for the point at infinity.
    func affine() -> AffinePoint<P256> {
      let inverse = z.inverted()
      let square = inverse.squared()
      return AffinePoint(x: x * square, y: y * (square * inverse))
    }
  }
}

extension P256.JacobianPoint {
  /// This point plus another, both public ("add-1998-cmo-2").
  @inline(never)
  mutating func addVarTime(_ q: Self) {
    if q.isInfinity.declassified { return }
    if isInfinity.declassified {
      self = q
      return
    }
    let zz = z.squared()
    let qzz = q.z.squared()
    let u = x * qzz
    let s = y * (q.z * qzz)
    let h = q.x * zz - u
    let r = q.y * (z * zz) - s
    if h.isZero.declassified { return finishExceptionVarTime(areEqual: r.isZero) }
    self = Self.sum(u: u, s: s, h: h, r: r, z: z * q.z)
  }

  /// This point plus an affine one, both public.
  @inline(never)
  mutating func addVarTime(_ q: AffinePoint<P256>) {
    if isInfinity.declassified {
      self = Self(q)
      return
    }
    let zz = z.squared()
    let h = q.x * zz - x
    let r = q.y * (z * zz) - y
    if h.isZero.declassified { return finishExceptionVarTime(areEqual: r.isZero) }
    self = Self.sum(u: x, s: y, h: h, r: r, z: z)
  }

  /// The sum of two points with the same x: twice the point, or infinity for opposite ones.
  private mutating func finishExceptionVarTime(areEqual: Choice) {
    if areEqual.declassified { double(times: 1) } else { self = .infinity }
  }
}
