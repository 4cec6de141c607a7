import BigInt
import Processor

/// A field whose curve has a kernel for multiplying points, on numbers in limbs of 48 bits.
protocol LaneField: PrimeFieldElement {
  static var limbCount: Int { get }

  /// Writes the number between 0 and p - 1.
  func store(limbs: UnsafeMutablePointer<Int64>)

  /// The number in limbs of up to 50 bits, of any multiple of p more.
  init(limbs: UnsafePointer<Int64>)

  /// The kernel's working memory, a multiple of 32 bytes.
  static var workspaceByteCount: Int { get }

  /// The kernel: see `KernelsX86V4.p521Multiply`. Only where `Processor.hasV4`.
  static func multiply(
    _ product: UnsafeMutablePointer<Int64>, _ point: UnsafePointer<Int64>, b: UnsafePointer<Int64>,
    digits: UnsafePointer<UInt8>, count: Int, workspace: UnsafeMutableRawPointer)
}

extension ProjectivePoint where Curve.Field: LaneField {
  /// `scalar`, which is not 0, times `point`, in constant time, by the kernel.
  static func multiplyInLanes(_ scalar: CurveScalar<Curve.Order>, _ point: AffinePoint<Curve>) -> Self {
    let n = Field.limbCount
    let digitCount = OddDigits<Curve.Order>.count
    // The workspace, the product's three coordinates, the point's two, b, and the digits.
    let byteCount = Field.workspaceByteCount + 6 * n * 8 + digitCount
    return withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 64) { memory in
      guard let workspace = memory.baseAddress else { preconditionFailure("the buffer is not empty") }
      let product = (workspace + Field.workspaceByteCount).bindMemory(to: Int64.self, capacity: 6 * n)
      let coordinates = product + 3 * n
      let b = product + 5 * n
      let digits = UnsafeMutableRawPointer(product + 6 * n).bindMemory(to: UInt8.self, capacity: digitCount)
      point.x.store(limbs: coordinates)
      point.y.store(limbs: coordinates + n)
      Curve.b.store(limbs: b)
      var odd = OddDigits(scalar)
      odd.store(to: digits)
      Field.multiply(product, coordinates, b: b, digits: digits, count: digitCount, workspace: workspace)
      let result = Self(
        x: Field(limbs: product), y: Field(limbs: product + n), z: Field(limbs: product + 2 * n))
      let isNegated = odd.isNegated
      Wipe.zero(&odd)
      Wipe.zero(memory)
      return result.negated(if: isNegated)
    }
  }
}

extension WeierstrassCurve where Field: LaneField {
  private static var hasLanes: Bool { Processor.hasV4 }

  /// `scalar`, which is not 0, times `point`, in constant time.
  static func product(_ scalar: CurveScalar<Order>, _ point: AffinePoint<Self>) -> AffinePoint<Self> {
    var product =
      hasLanes ? ProjectivePoint.multiplyInLanes(scalar, point) : JacobianPoint<Self>.product(scalar, point)
    let affine = product.affine()
    Wipe.zero(&product)
    return affine
  }

  /// Whether x of `a` times the generator plus `b` times `point` is `r` modulo n, and the sum not infinity. All is public,
  /// and `b` not 0.
  static func hasCoordinateVarTime(
    _ r: CurveScalar<Order>, _ a: CurveScalar<Order>, _ b: CurveScalar<Order>, _ point: AffinePoint<Self>
  ) -> Bool {
    guard hasLanes else { return JacobianPoint<Self>.sumVarTime(a, b, point).hasCoordinateVarTime(r) }
    var sum = JacobianPoint(ProjectivePoint.multiplyInLanes(b, point))
    sum.addMultipleOfGeneratorVarTime(a)
    return sum.hasCoordinateVarTime(r)
  }
}
