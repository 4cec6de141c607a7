import BigInt

extension Curve25519 {
  /// A point of the twisted Edwards curve -x^2 + y^2 = 1 + d x^2 y^2 in extended coordinates: x = X/Z, y = Y/Z,
  /// xy = T/Z (RFC 8032, section 5.1.4).
  ///
  /// The formulas (Hisil, Wong, Carter, Dawson 2008) are complete: they hold for every pair of points, so there is no
  /// exceptional case to branch on.
  package struct EdwardsPoint: BitwiseCopyable, Sendable {
    package var x: FieldElement
    package var y: FieldElement
    package var z: FieldElement
    /// Not maintained by `doubleWithoutT`.
    package var t: FieldElement

    static var identity: EdwardsPoint { EdwardsPoint(x: .zero, y: .one, z: .one, t: .zero) }

    /// The base point B: y = 4/5, x even.
    static var base: EdwardsPoint {
      let x = FieldElement(
        0xc956_2d60_8f25_d51a, 0x692c_c760_9525_a7b2, 0xc0a4_e231_fdd6_dc5c, 0x2169_36d3_cd6e_53fe)
      let y = FieldElement(
        0x6666_6666_6666_6658, 0x6666_6666_6666_6666, 0x6666_6666_6666_6666, 0x6666_6666_6666_6666)
      return EdwardsPoint(x: x, y: y, z: .one, t: x * y)
    }

    /// d = -121665/121666.
    static var d: FieldElement {
      FieldElement(0x75eb_4dca_1359_78a3, 0x0070_0a4d_4141_d8ab, 0x8cc7_4079_7779_e898, 0x5203_6cee_2b6f_fe73)
    }

    /// 2d.
    static var twiceD: FieldElement {
      FieldElement(0xebd6_9b94_26b2_f159, 0x00e0_149a_8283_b156, 0x198e_80f2_eef3_d130, 0x2406_d9dc_56df_fce7)
    }

    static prefix func - (point: EdwardsPoint) -> EdwardsPoint {
      EdwardsPoint(x: -point.x, y: point.y, z: point.z, t: -point.t)
    }

    /// 2P.
    @inline(never)
    mutating func double() {
      let (e, f, g, h) = doublingTerms
      x = e * f
      y = g * h
      z = f * g
      t = e * h
    }

    /// 2P without T, which another doubling does not need.
    @inline(never)
    mutating func doubleWithoutT() {
      let (e, f, g, h) = doublingTerms
      x = e * f
      y = g * h
      z = f * g
    }

    @inline(__always)
    private var doublingTerms: (FieldElement, FieldElement, FieldElement, FieldElement) {
      let a = x.squared
      let b = y.squared
      let c = z.squared
      let h = a + b
      let e = h - (x + y).squared
      let g = a - b
      return (e, c + c + g, g, h)
    }

    /// P + Q for a Q with Z = 1.
    @inline(never)
    mutating func add(_ other: AffineAddend) {
      let a = (y - x) * other.yMinusX
      let b = (y + x) * other.yPlusX
      let c = t * other.twiceDXY
      finishAddition(a, b, c, z + z)
    }

    /// P + Q.
    @inline(never)
    mutating func add(_ other: ProjectiveAddend) {
      let a = (y - x) * other.yMinusX
      let b = (y + x) * other.yPlusX
      let c = t * other.twiceDT
      let zz = z * other.z
      finishAddition(a, b, c, zz + zz)
    }

    @inline(__always)
    private mutating func finishAddition(
      _ a: FieldElement, _ b: FieldElement, _ c: FieldElement, _ d: FieldElement
    ) {
      let e = b - a
      let f = d - c
      let g = d + c
      let h = b + a
      x = e * f
      y = g * h
      z = f * g
      t = e * h
    }

    /// The 32 bytes of RFC 8032 section 5.1.2: y, with the lowest bit of x on top.
    func store(to bytes: inout MutableSpan<UInt8>, at offset: Int = 0) {
      let inverse = z.inverted
      (y * inverse).store(to: &bytes, at: offset)
      bytes[offset + 31] |= UInt8(truncatingIfNeeded: (x * inverse).isNegative.mask & 0x80)
    }

    /// The point that 32 bytes stand for (RFC 8032, section 5.1.3), or nil when there is none (see `PointDecoding`).
    package init?(decoding bytes: Span<UInt8>) {
      guard let decoding = PointDecoding(bytes) else { return nil }
      guard let point = decoding.point(power: decoding.radicand.raisedToSquareRootPower) else { return nil }
      self = point
    }

    package init(x: FieldElement, y: FieldElement, z: FieldElement, t: FieldElement) {
      self.x = x
      self.y = y
      self.z = z
      self.t = t
    }
  }

  /// A point with Z = 1, in the form that makes adding it cheapest.
  struct AffineAddend: BitwiseCopyable, Sendable {
    var yPlusX: FieldElement
    var yMinusX: FieldElement
    var twiceDXY: FieldElement

    /// The points in this form, with one inversion for all.
    static func addends(_ points: [EdwardsPoint]) -> [AffineAddend] {
      let inverses = FieldElement.inverses(of: points.map(\.z))
      return zip(points, inverses).map { point, inverse in
        let x = point.x * inverse
        let y = point.y * inverse
        return AffineAddend(
          yPlusX: (y + x).canonical, yMinusX: (y - x).canonical,
          twiceDXY: (x * y * EdwardsPoint.twiceD).canonical)
      }
    }

    static prefix func - (addend: AffineAddend) -> AffineAddend {
      AffineAddend(yPlusX: addend.yMinusX, yMinusX: addend.yPlusX, twiceDXY: -addend.twiceDXY)
    }
  }

  /// A point of any Z, in the form that makes adding it cheapest.
  struct ProjectiveAddend: BitwiseCopyable, Sendable {
    var yPlusX: FieldElement
    var yMinusX: FieldElement
    var z: FieldElement
    var twiceDT: FieldElement

    init(_ point: EdwardsPoint) {
      yPlusX = point.y + point.x
      yMinusX = point.y - point.x
      z = point.z
      twiceDT = point.t * EdwardsPoint.twiceD
    }

    static prefix func - (addend: ProjectiveAddend) -> ProjectiveAddend {
      var negated = addend
      negated.yPlusX = addend.yMinusX
      negated.yMinusX = addend.yPlusX
      negated.twiceDT = -addend.twiceDT
      return negated
    }
  }
}
