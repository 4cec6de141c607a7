import BigInt

/// A digit of a scalar in signed form: from -2^(w - 1) to 2^(w - 1), made of w bits and the one below them, so that the
/// sum of digit i times 2^(w i) is the scalar (Booth's recoding). Each digit is found without the others.
struct SignedDigit {
  let isNegative: Choice
  let magnitude: UInt64

  @inline(__always)
  init<Order>(_ index: Int, width: Int, of scalar: CurveScalar<Order>) {
    let bits = scalar.bits(from: index &* width &- 1, count: width &+ 1)
    // The top bit counts -2^w in this digit and is carried into the next one as its lowest.
    isNegative = Choice(bit: ConstantTime.barrier(bits &>> UInt64(width)))
    let positive = (bits &+ 1) &>> 1
    magnitude = ConstantTime.select(isNegative, 1 &<< UInt64(width) &- positive, positive)
  }

  /// How many digits a scalar below 2^bitCount has; the highest must not be negative, which takes one bit more.
  @inline(__always)
  static func count(bitCount: Int, width: Int) -> Int { (bitCount + width) / width }
}

/// Multiples of a curve's generator, so that multiplying it takes additions only: (j + 1) 2^(w i) G at i 2^(w - 1) + j, for every
/// digit i of w bits and its 2^(w - 1) magnitudes.
///
/// @unchecked Sendable: the memory is written here once, and never again nor freed.
struct BaseMultiples<Curve: WeierstrassCurve>: @unchecked Sendable {
  /// Aligned to cache lines, of which P-256's entries take one each.
  let entries: UnsafePointer<AffinePoint<Curve>>

  static var width: Int { Curve.baseWindowBitCount }
  static var rowCount: Int { 1 &<< (width &- 1) }
  static var digitCount: Int { SignedDigit.count(bitCount: Curve.Order.bitCount, width: width) }

  /// Computes the table; it is made once, on first use.
  init() {
    var points: [ProjectivePoint<Curve>] = []
    points.reserveCapacity(Self.digitCount * Self.rowCount)
    var power = ProjectivePoint(Curve.generator)
    for _ in 0..<Self.digitCount {
      var multiple = power
      for _ in 0..<Self.rowCount {
        points.append(multiple)
        multiple = multiple + power
      }
      power = power.doubled(times: Self.width)
    }
    let affine = ProjectivePoint.affine(points)
    let byteCount = MemoryLayout<AffinePoint<Curve>>.stride * affine.count
    let memory = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 64)
    entries = UnsafePointer(memory.initializeMemory(as: AffinePoint<Curve>.self, from: affine, count: affine.count))
  }

  /// `scalar` times the generator, in constant time: every entry of a row is read, whatever the digit.
  @inline(never)
  func multiply(_ scalar: CurveScalar<Curve.Order>) -> ProjectivePoint<Curve> {
    var result = ProjectivePoint<Curve>.identity
    var masks = InlineArray<64, UInt64>(repeating: 0)
    for index in 0..<Self.digitCount {
      let digit = SignedDigit(index, width: Self.width, of: scalar)
      TableMasks.fill(&masks, magnitude: digit.magnitude, count: Self.rowCount)
      // Digit 0 leaves (0, 0), which is no point; the sum with it is thrown away.
      var entry = AffinePoint<Curve>(x: .zero, y: .zero)
      for j in 0..<Self.rowCount {
        let point = entries[index &* Self.rowCount &+ j]
        entry.x.formUnion(point.x, under: masks[unchecked: j])
        entry.y.formUnion(point.y, under: masks[unchecked: j])
      }
      entry.y = .select(digit.isNegative, -entry.y, entry.y)
      result = .select(ConstantTime.isZero(digit.magnitude).opaque, result, result + entry)
    }
    return result
  }

  /// The sum of `initial` and `scalar` times the generator. The scalar is public: digits choose indices and branches.
  @inline(never)
  func multiplyVarTime(
    _ scalar: CurveScalar<Curve.Order>, addingTo initial: ProjectivePoint<Curve>
  ) -> ProjectivePoint<Curve> {
    var result = initial
    for index in 0..<Self.digitCount {
      let digit = SignedDigit(index, width: Self.width, of: scalar)
      guard digit.magnitude != 0 else { continue }
      var entry = entries[index &* Self.rowCount &+ Int(truncatingIfNeeded: digit.magnitude) &- 1]
      if digit.isNegative.declassified { entry.y = -entry.y }
      result = result + entry
    }
    return result
  }
}

extension ProjectivePoint {
  private static var width: Int { 5 }

  /// P, 2P, ..., 16P.
  @inline(__always)
  private static func multiples(of point: Self) -> InlineArray<16, Self> {
    var multiples = InlineArray<16, Self>(repeating: point)
    for i in 1..<16 { multiples[i] = i & 1 == 1 ? multiples[i / 2].doubled() : multiples[i - 1] + point }
    return multiples
  }

  /// `scalar` times `point`, in constant time.
  @inline(never)
  static func multiply(_ scalar: CurveScalar<Curve.Order>, _ point: Self) -> Self {
    let multiples = multiples(of: point)
    var result = identity
    var masks = InlineArray<64, UInt64>(repeating: 0)
    for index in (0..<SignedDigit.count(bitCount: Curve.Order.bitCount, width: width)).reversed() {
      result = result.doubled(times: width)
      let digit = SignedDigit(index, width: width, of: scalar)
      TableMasks.fill(&masks, magnitude: digit.magnitude, count: 16)
      // Digit 0 leaves (0, 0, 0), which the 1 of infinity's y completes.
      var entry = Self(x: .zero, y: .zero, z: .zero)
      for j in 0..<16 {
        entry.x.formUnion(multiples[unchecked: j].x, under: masks[unchecked: j])
        entry.y.formUnion(multiples[unchecked: j].y, under: masks[unchecked: j])
        entry.z.formUnion(multiples[unchecked: j].z, under: masks[unchecked: j])
      }
      entry.y.formUnion(.one, under: ConstantTime.isZero(digit.magnitude).opaque.mask)
      result = result + entry.negated(if: digit.isNegative)
    }
    return result
  }

  /// `a` times the generator plus `b` times `point`, for public numbers only, as in the check of a signature.
  @inline(never)
  static func doubleMultiplyVarTime(
    _ a: CurveScalar<Curve.Order>, _ b: CurveScalar<Curve.Order>, _ point: Self
  ) -> Self {
    let multiples = multiples(of: point)
    var result = identity
    for index in (0..<SignedDigit.count(bitCount: Curve.Order.bitCount, width: width)).reversed() {
      result = result.doubled(times: width)
      let digit = SignedDigit(index, width: width, of: b)
      guard digit.magnitude != 0 else { continue }
      result = result + multiples[Int(truncatingIfNeeded: digit.magnitude) &- 1].negated(if: digit.isNegative)
    }
    return Curve.baseMultiples.multiplyVarTime(a, addingTo: result)
  }
}
