extension SlicedState {
  /// MixColumns after `round` omitted ShiftRows.
  @inline(__always)
  mutating func mixColumns(round: Int) {
    switch round & 3 {
    case 0: mixColumns(shift: 0)
    case 1: mixColumns(shift: 8)
    case 2: mixColumns(shift: 16)
    default: mixColumns(shift: 24)
    }
  }

  /// InvMixColumns before the ShiftRows of `round` is undone.
  ///
  /// The inverse polynomial is that of MixColumns times 4·x² + 5 (Daemen and Rijmen, "The Design of Rijndael",
  /// section 4.1.3): each row takes four times itself and the row two below, then MixColumns follows.
  @inline(__always)
  mutating func invMixColumns(round: Int) {
    switch round & 3 {
    case 0: invMixColumns(shift: 0)
    case 1: invMixColumns(shift: 8)
    case 2: invMixColumns(shift: 16)
    default: invMixColumns(shift: 24)
    }
  }

  /// The row below, at the same column of the unshifted state: its lane is rotated by `shift` bits against this one.
  @inline(__always)
  private static func oneRowDown(_ plane: Plane, _ shift: UInt32) -> Plane {
    let v = rotate(plane, shift)
    return Plane(v.y, v.z, v.w, v.x)
  }

  /// The row two below, likewise.
  @inline(__always)
  private static func twoRowsDown(_ plane: Plane, _ shift: UInt32) -> Plane {
    let v = rotate(plane, (2 * shift) & 31)
    return Plane(v.z, v.w, v.x, v.y)
  }

  /// With a the row, a₁, a₂, a₃ those below and b = a + a₁, each row becomes
  /// 2·a + 3·a₁ + a₂ + a₃ = 2·b + a₁ + (the b two rows down).
  @inline(__always)
  private mutating func mixColumns(shift: UInt32) {
    let r0 = Self.oneRowDown(p0, shift)
    let r1 = Self.oneRowDown(p1, shift)
    let r2 = Self.oneRowDown(p2, shift)
    let r3 = Self.oneRowDown(p3, shift)
    let r4 = Self.oneRowDown(p4, shift)
    let r5 = Self.oneRowDown(p5, shift)
    let r6 = Self.oneRowDown(p6, shift)
    let r7 = Self.oneRowDown(p7, shift)
    let (b0, b1, b2, b3) = (p0 ^ r0, p1 ^ r1, p2 ^ r2, p3 ^ r3)
    let (b4, b5, b6, b7) = (p4 ^ r4, p5 ^ r5, p6 ^ r6, p7 ^ r7)
    // Doubling moves each bit up one plane; the top one comes back as x⁴ + x³ + x + 1.
    p0 = b7 ^ r0 ^ Self.twoRowsDown(b0, shift)
    p1 = b0 ^ b7 ^ r1 ^ Self.twoRowsDown(b1, shift)
    p2 = b1 ^ r2 ^ Self.twoRowsDown(b2, shift)
    p3 = b2 ^ b7 ^ r3 ^ Self.twoRowsDown(b3, shift)
    p4 = b3 ^ b7 ^ r4 ^ Self.twoRowsDown(b4, shift)
    p5 = b4 ^ r5 ^ Self.twoRowsDown(b5, shift)
    p6 = b5 ^ r6 ^ Self.twoRowsDown(b6, shift)
    p7 = b6 ^ r7 ^ Self.twoRowsDown(b7, shift)
  }

  @inline(__always)
  private mutating func invMixColumns(shift: UInt32) {
    let c0 = p0 ^ Self.twoRowsDown(p0, shift)
    let c1 = p1 ^ Self.twoRowsDown(p1, shift)
    let c2 = p2 ^ Self.twoRowsDown(p2, shift)
    let c3 = p3 ^ Self.twoRowsDown(p3, shift)
    let c4 = p4 ^ Self.twoRowsDown(p4, shift)
    let c5 = p5 ^ Self.twoRowsDown(p5, shift)
    let c6 = p6 ^ Self.twoRowsDown(p6, shift)
    let c7 = p7 ^ Self.twoRowsDown(p7, shift)
    // Four times c: bits move up two planes; c7 comes back as x⁵ + x⁴ + x² + x, c6 as x⁴ + x³ + x + 1.
    p0 ^= c6
    p1 ^= c6 ^ c7
    p2 ^= c0 ^ c7
    p3 ^= c1 ^ c6
    p4 ^= c2 ^ c6 ^ c7
    p5 ^= c3 ^ c7
    p6 ^= c4
    p7 ^= c5
    mixColumns(shift: shift)
  }
}
