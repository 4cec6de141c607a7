#if arch(x86_64)
  /// Eight points of P-256 in Jacobian coordinates, x = X/Z^2 and y = Y/Z^3, and which of them are infinity instead. X and Y are
  /// below 1.01p, Z is below 1.1p; so is every product here, since no factor is more than that.
  struct P256PointLanes {
    typealias Field = P256FieldLanes

    var x: Field
    var y: Field
    var z: Field
    /// All ones where the point is infinity, else 0.
    var isInfinity: Field.Vector

    @inline(__always)
    var infinity: Field.Mask { Field.isNotZero(isInfinity) }

    @inline(__always)
    static func select(_ mask: Field.Mask, _ a: Self, _ b: Self) -> Self {
      Self(
        x: .select(mask, a.x, b.x), y: .select(mask, a.y, b.y), z: .select(mask, a.z, b.z),
        isInfinity: Field.select(mask, a.isInfinity, b.isInfinity))
    }

    /// These points plus others with Z = 1 ("madd" of the Explicit-Formulas Database). No pair may be of equal or opposite
    /// points.
    @inline(__always)
    mutating func add(_ q: Self) {
      let zz = z.squared()
      let h = q.x * zz - x
      let r = q.y * (z * zz) - y
      let sum = Self.sum(u: x, s: y, h: h, r: r, z: z)
      self = Self.select(q.infinity, self, Self.select(infinity, q, sum))
    }

    /// These points plus their partners ("add-1998-cmo-2"), in the lanes that the indices say. No pair may be of equal or
    /// opposite points. Partners have each other's lanes, so that each needs its own half only of what the formulas compute of
    /// both points.
    @inline(__always)
    mutating func add(partners: Field.Vector) {
      let q = Self(
        x: x.permuted(partners), y: y.permuted(partners), z: z.permuted(partners),
        isInfinity: Field.permuted(isInfinity, partners))
      let zz = z.squared()
      let zzz = z * zz
      let u = x * zz.permuted(partners)
      let s = y * zzz.permuted(partners)
      let sum = Self.sum(u: u, s: s, h: u.permuted(partners) - u, r: s.permuted(partners) - s, z: z * q.z)
      self = Self.select(q.infinity, self, Self.select(infinity, q, sum))
    }

    /// The end of both: from U1, S1, U2 - U1, S2 - S1 and Z1 Z2.
    @inline(__always)
    private static func sum(u: Field, s: Field, h: Field, r: Field, z: Field) -> Self {
      let hh = h.squared()
      let hhh = h * hh
      let v = u * hh
      let x = Field.difference(r.squared(), hhh, twice: v)
      return Self(x: x, y: r * (v - x) - s * hhh, z: z * h, isInfinity: Field.all(0))
    }
  }
#endif
